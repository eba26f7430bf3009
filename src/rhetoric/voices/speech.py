"""Whose words are whose: the stretches of a text that are each speaker's own."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from rhetoric.late import late
from rhetoric.spans import Span
from rhetoric.voices.lines import unwrap
from rhetoric.voices.marks import Pair, has_marks, pair_marks
from rhetoric.voices.model import Quote, Speech, Turn

__all__ = ["plain", "speeches"]

_WORD = late(r"\w+", 0, regex.compile)
_FEW = 4  # quoted strings of fewer words in a speech are titles and emphasis, not another voice


def _without(start: int, end: int, inner: Iterable[Span]) -> list[Span]:
    """Return what is left of a stretch without the inner ones."""
    left = []
    for span in sorted(inner):
        if span.start > start:
            left.append(Span(start, min(span.start, end)))
        start = max(start, span.end)
    if start < end:
        left.append(Span(start, end))
    return left


def _outer(pairs: Iterable[Pair]) -> list[Span]:
    return [Span(pair.start - pair.opening, pair.end + pair.closing) for pair in pairs]


def _quoting(text: str, start: int, end: int) -> list[Pair]:
    """Return the pairs of marks in somebody's own words that hold another voice."""
    pairs: list[Pair] = []
    if not has_marks(text, start, end):
        return pairs
    for pair in pair_marks(unwrap(text[start:end])):
        pair.start, pair.end = pair.start + start, pair.end + start
        if len(_WORD.findall(text, pair.start, pair.end)) >= _FEW:
            pairs.append(pair)
    return pairs


def plain(text: str, speaker: str | None = None) -> Speech:
    """
    Return a whole text as one voice, without what it quotes.

    Examples
    --------
    >>> speech = plain('He told us, "We will never give up this town." We believed him.')
    >>> [speech.text[span.slice] for span in speech.spans]
    ['He told us, ', ' We believed him.']
    """
    quoted = _outer(_quoting(text, 0, len(text)))
    left = _without(0, len(text), quoted)
    if not left or (quoted and not any(_WORD.search(text, span.start, span.end) for span in left)):
        left = [Span(0, len(text))]  # marks around everything are the caller's, not the speaker's
    return Speech(text, tuple(left), speaker)


def speeches(text: str, voices: Iterable[Quote | Turn]) -> dict[str | None, Speech]:
    """
    Return each speaker's own words, in order of first appearance.

    Nested quotes, and what a turn of a transcript quotes, are other voices and cut out.
    """
    spans: dict[str | None, list[Span]] = {}
    for voice in voices:
        if isinstance(voice, Quote):
            inner = [Span(nested.start, nested.end) for nested in voice.nested]
        else:
            inner = _outer(_quoting(text, voice.start, voice.end))
        spans.setdefault(voice.speaker, []).extend(_without(voice.start, voice.end, inner))
    return {speaker: Speech(text, tuple(own), speaker) for speaker, own in spans.items()}
