"""Transcripts: ``NAME: text`` lines, or turns that are given."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

import regex

from rhetoric.errors import InputError, a_text
from rhetoric.voices.model import Turn

__all__ = ["join_turns", "read_transcript"]

# "MR. SMITH:", "Jane Doe (Labour):", "THE PRESIDENT:", "Q:", "Speaker 1:"
_LABEL = regex.compile(
    r"^[ \t]*(?:\*\*)?(?<name>(?!https?)(?:\p{Lu}[\p{L}\p{M}\d.'’-]*)(?:[ -][\p{L}\p{M}\d.'’()&/-]+){0,7}?)"
    r"(?<aside> ?[(\[][^)\]\n]{1,60}[)\]])?(?:\*\*)?:(?:\*\*)?(?=[ \t\r\n])",
    regex.MULTILINE,
)
# A line that is all in brackets, or "(Applause.)" anywhere; other brackets hold the speaker's own words.
_STAGE_WORDS = (
    "applause|laughter|laughs|cheers|cheering|boos|booing|inaudible|unintelligible|crosstalk|interruption|pause|silence"
    "|music|chanting"
)
_STAGE = regex.compile(
    r"^[ \t]*[(\[][^()\[\]\n]{1,200}[)\]][ \t]*$"
    rf"|[(\[](?:[\p{{L}}'’]+ ){{0,3}}?(?i:{_STAGE_WORDS})\b[^()\[\]\n]{{0,60}}[)\]]",
    regex.MULTILINE,
)
_NO_LABELS = frozenset(
    {"read more", "related", "watch", "update", "updated", "note", "editor's note", "photo", "source", "ps", "nb"}
)


def read_transcript(text: str) -> tuple[Turn, ...]:
    r"""
    Read the turns of a transcript.

    Parameters
    ----------
    text
        Lines that begin with a name and a colon; what follows up to the next label is the speaker's. A line that is
        all in brackets, and stage directions such as ``(Applause.)``, are nobody's and part a turn in two.

    Returns
    -------
    tuple of Turn
        In text order, without the labels. Words before the first label are nobody's and left out.

    Examples
    --------
    >>> text = "CHAIR: When?\nMS. LEE: In March."
    >>> [(turn.speaker, text[turn.start:turn.end]) for turn in read_transcript(text)]
    [('CHAIR', 'When?'), ('MS. LEE', 'In March.')]
    """
    text = a_text(text, "read_transcript()")
    labels = [match for match in _LABEL.finditer(text) if match["name"].lower() not in _NO_LABELS]
    turns = []
    for label, following in zip_longest(labels, labels[1:]):
        turns += _spoken(text, label["name"], label.end(), following.start() if following else len(text))
    return tuple(turns)


def _spoken(text: str, speaker: str | None, start: int, end: int) -> list[Turn]:
    """Return the stretches of a turn between stage directions, which are nobody's words."""
    turns = []
    for stage in [*_STAGE.finditer(text, start, end), None]:
        stop = end if stage is None else stage.start()
        if turn := _trimmed(text, speaker, start, stop):
            turns.append(turn)
        start = end if stage is None else stage.end()
    return turns


def _trimmed(text: str, speaker: str | None, start: int, end: int) -> Turn | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Turn(speaker, start, end) if regex.search(r"\w", text[start:end]) and start < end else None


def join_turns(turns: Iterable[tuple[str, str]]) -> tuple[str, tuple[Turn, ...]]:
    r"""
    Join turns that are given as pairs to a text, a blank line between them.

    Raises
    ------
    InputError
        If a turn is not a pair of strings.

    Examples
    --------
    >>> join_turns([("A", "Yes?"), ("B", "No.")])[0]
    'Yes?\n\nNo.'
    """
    parts: list[str] = []
    places: list[tuple[str | None, int, int]] = []
    at = 0
    do = "pass (speaker, words) pairs of str, or the transcript as one str"
    if not isinstance(turns, Iterable):
        raise InputError(f"a transcript takes a str or turns, got {type(turns).__name__}: {do}.")
    for number, turn in enumerate(turns):
        pair = tuple(turn) if isinstance(turn, Iterable) and not isinstance(turn, str) else ()
        if len(pair) != 2 or not all(isinstance(one, str) for one in pair):
            raise InputError(f"turn {number} of a transcript is {turn!r:.60}: {do}.")
        speaker, words = pair
        parts.append(words)
        places.append((speaker.strip() or None, at, at + len(words)))
        at += len(words) + 2
    text = "\n\n".join(parts)
    return text, tuple(turn for place in places for turn in _spoken(text, *place))
