"""Quote, Indirect, Turn, Speech: whose words stand where."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from rhetoric.spans import Span

__all__ = ["Attribution", "Indirect", "Quote", "Speech", "Turn"]

Attribution = Literal["explicit", "pronoun", "description", "carried"]


@frozen
class Quote:
    """
    A quoted stretch of a text, with its source and cue.

    Source, cue and content are the terms of the attribution literature (PARC, PolNeAR).

    .. versionadded:: 0.1
    """

    text: str
    """The quoted words, without the marks."""
    start: int
    """Offset of the first character inside the marks."""
    end: int
    """Offset after the last character inside the marks."""
    speaker: str | None = None
    """The name that the words were resolved to; None when nothing decides."""
    speaker_span: Span | None = None
    """The words that named the speaker (``Silva``, ``she``, ``the minister``)."""
    cue: Span | None = None
    """The reporting words (``said``, ``according to``); None where there are none."""
    kind: Literal["direct", "partial"] = "direct"
    """``"partial"`` is a fragment built into the reporter's own sentence."""
    nested: tuple[Quote, ...] = ()
    """Quotes inside this one, which are other voices, whose words are not the speaker's."""
    closed: bool = True
    """False where the closing mark is missing."""
    attribution: Attribution | None = None
    """How the speaker was found; None where it was not."""


@frozen
class Indirect:
    """
    Reported speech without marks: found and listed, never counted as the speaker's words.

    .. versionadded:: 0.1
    """

    text: str
    """The reported content, in the reporter's wording."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    speaker: str | None = None
    """The resolved name of the source, if any."""
    speaker_span: Span | None = None
    """The words that named the source."""
    cue: Span | None = None
    """The reporting words."""
    attribution: Attribution | None = None
    """How the speaker was found."""


@frozen
class Turn:
    """
    One contribution to a transcript.

    .. versionadded:: 0.1
    """

    speaker: str | None
    """Who holds the floor."""
    start: int
    """Offset of the first character of the words, after the label."""
    end: int
    """Offset after the last character of the words."""


@frozen
class Speech:
    """
    The words of one voice: the stretches of a text that are the speaker's own.

    .. versionadded:: 0.1
    """

    text: str
    """The whole text that the stretches lie in."""
    spans: tuple[Span, ...]
    """The speaker's own stretches, in text order; nested quotes are already cut out."""
    speaker: str | None = None
    """The name, if there is one."""
