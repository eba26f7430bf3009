"""Transcripts: ``NAME: text`` lines, or turns that are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

import regex

from rhetoric.errors import InputError, a_text
from rhetoric.late import late
from rhetoric.voices.lines import same_ends
from rhetoric.voices.model import Turn
from rhetoric.voices.words import lists

__all__ = ["join_turns", "read_transcript"]

# "MR. SMITH:", "Jane Doe (Labour):", "THE PRESIDENT:", "Q:", "Speaker 1:", "[00:01:02] LEE:"; of captions ">> LEE:",
# "- LEE:" and "[LEE]:"
_LABEL = late(
    r"^[ \t\ufeff]*(?:(?:>{1,3}|(?<item>[-–—•*]))[ \t]*)?"
    r"(?:[(\[]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[)\]]?[ \t]+)?(?:\*\*)?(?<open>\[)?"
    r"(?<name>(?!https?)(?:\p{Lu}[\p{L}\p{M}\d.'’-]*)(?:[ -][\p{L}\p{M}\d.'’()&/-]+){0,7}?)"
    r"(?(open)\])(?<aside> ?[(\[][^)\]\n]{1,60}[)\]])?(?:\*\*)?:(?:\*\*)?(?=[ \t\r\n])",
    regex.MULTILINE,
    regex.compile,
)
# A line that is all in brackets, or "(Applause.)" anywhere; other brackets hold the speaker's own words.
_STAGE_WORDS = (
    "applause|laughter|laughs|cheers|cheering|boos|booing|inaudible|unintelligible|crosstalk|interruption|pause|silence"
    "|music|chanting"
)
_STAGE = late(
    r"^[ \t]*[(\[][^()\[\]\n]{1,200}[)\]][ \t]*$"
    rf"|[(\[](?:[\p{{L}}'’]+ ){{0,3}}?(?i:{_STAGE_WORDS})\b[^()\[\]\n]{{0,60}}[)\]]",
    regex.MULTILINE,
    regex.compile,
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
    text = same_ends(a_text(text, "read_transcript()"))
    labels = _labels(text)
    written: dict[str, str] = {}
    turns = []
    for label, following in zip_longest(labels, labels[1:]):
        speaker = written.setdefault(label["name"].casefold(), label["name"])  # CHAIR and Chair are one
        turns += _spoken(text, speaker, label.end(), following.start() if following else len(text))
    return tuple(turns)


def _labels(text: str) -> list[regex.Match[str]]:
    """Return what opens a turn: lines that begin with a name and a colon."""
    labels = [match for match in _LABEL.finditer(text) if _is_name(match["name"])]
    often = Counter(match["name"].casefold() for match in labels)
    # Behind a dash the items of lists stand, too: "- Housing: we will build."
    labels = [
        match
        for match in labels
        if not match["item"] or often[match["name"].casefold()] > 1 or any(map(_is_known, match["name"].split()))
    ]
    if 2 * sum(_is_loud(match["name"]) for match in labels) <= len(labels):
        return labels
    # Where names are in capitals, a word that no list knows and that comes once is none: "Lesson: never be late."
    return [
        match
        for match in labels
        if _is_loud(name := match["name"]) or often[name.casefold()] > 1 or " " in name or _is_known(name)
    ]


def _is_name(label: str) -> bool:
    """Tell "Clerk of the House", "Audience member" and "Jane de la Cruz" from "Note that" and "What we need"."""
    known, words = lists(), label.lower().split()
    if words in (["read", "more"], ["editor's", "note"]) or (len(words) == 1 and words[0] in known["no_label"]):
        return False
    if label.split()[-1] in known["link"]:
        return False
    plain = {word for word in label.split()[1:] if word.islower()}
    return plain <= known["link"] | known["person_noun"] | known["title"]


def _is_loud(label: str) -> bool:
    """Tell whether a name is in capitals, but for "Mr." or "Mc"."""
    return sum(map(str.isupper, label)) > sum(map(str.islower, label))


def _is_known(label: str) -> bool:
    known = lists()
    return any(label.lower() in known[name] for name in ("person_noun", "title", "male_name", "female_name"))


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
