"""
Pairing quotation marks.

One scan finds all marks; one pass over each paragraph pairs them. A mark that points somewhere (“ ” « ») is believed
unless what stands beside it says the opposite; a straight one is judged by what stands beside it alone. A mark that is
never closed ends with its paragraph. The time is linear in the text.
"""

from __future__ import annotations

from functools import cache

import regex
from attrs import define, field

__all__ = ["Pair", "pair_marks"]

_DOUBLE = "\"“”„‟«»「」『』"
_SINGLE = "'‘’‚‛‹›"
_CLOSERS = {"„": "“”‟", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", "›": "‹"}
_LETTERS_APART = frozenset("「」『』")  # languages that write no spaces
_ENDING = frozenset(".,;:!?…—–-)]")
_DECADE = regex.compile(r"\d\ds?\b")
_LETTERS = regex.compile(r"\p{L}+")
_SMALL = regex.compile(r" \p{Ll}")
_LINE_END = regex.compile(r"\r\n|[\n\r\u2029]")
_LONGEST_SINGLE = 4000  # characters between two single marks


@define
class Pair:
    """Two marks and what stands between them; offsets of the content."""

    start: int
    end: int
    closed: bool
    single: bool
    inner: list[Pair] = field(factory=list)
    opening: int = 1
    """Characters of the opening mark."""
    closing: int = 1
    """Characters of the closing mark; 0 where there is none."""


@cache
def _marks() -> regex.Pattern[str]:
    return regex.compile(rf"'{{2,3}}|``|’’|‘‘|[{_DOUBLE}{_SINGLE}]")


def _opens(text: str, start: int, end: int) -> bool:
    """Tell whether a mark stands where one opens: after a space or bracket and before a word."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not after.isspace() and not (before.isalnum() or before in ".,;:!?%…=") and after not in ",;:!?)"


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether a mark stands where one closes: after a word or stop and before a space or stop."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and not after.isalnum() and before not in "([—–"


def _is_measure(text: str, start: int) -> bool:
    """Tell whether a straight mark is an inch sign, as in 4"."""
    return start > 0 and text[start - 1].isdigit() and (start < 2 or not text[start - 2].isalpha())


def pair_marks(text: str) -> list[Pair]:
    """Return the outer pairs of a text, in order, each with its inner ones."""
    found: list[Pair] = []
    marks: list[tuple[int, int, str]] = []
    start = 0
    for match in _LINE_END.finditer(text):
        marks = _in_paragraph(text, start, match.start())
        if marks:
            found += _pair_paragraph(text, marks, match.start())
        start = match.end()
    if marks := _in_paragraph(text, start, len(text)):
        found += _pair_paragraph(text, marks, len(text))
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    marks = []
    for match in _marks().finditer(text, start, end):
        at, stop = match.span()
        mark = match.group()
        if len(mark) == 3:  # a single and a doubled mark side by side
            if _opens(text, at, stop):
                marks += [(at, at + 2, '"'), (at + 2, stop, "'")]
            else:
                marks += [(at, at + 1, "'"), (at + 1, stop, '"')]
        elif len(mark) == 2:
            marks.append((at, stop, '"'))
        else:
            marks.append((at, stop, mark))
    return marks


def _pair_paragraph(text: str, marks: list[tuple[int, int, str]], end: int) -> list[Pair]:
    """Pair the double marks of a paragraph, then the single ones inside and outside of them."""
    pairs: list[Pair] = []
    open_pair: Pair | None = None
    closers = ""
    depth = 0
    singles: list[tuple[int, int, str]] = []
    inner_from = 0
    for at, stop, mark in marks:
        if mark in _SINGLE:
            singles.append((at, stop, mark))
            continue
        opens, closes = _opens(text, at, stop), _closes(text, at, stop)
        if mark in _LETTERS_APART:
            opens, closes = mark in "「『", mark in "」』"
        if open_pair is None:
            if mark == '"' and _is_measure(text, at) and not opens:
                continue
            if opens or (mark in "“„«" and not closes):
                open_pair = Pair(stop, end, False, False, opening=stop - at)
                closers = _CLOSERS.get(mark, "")
                inner_from, depth = len(singles), 0
            continue
        if closers and mark not in closers and mark != '"':
            depth += mark in "「『" and closers in "」』"
            continue
        if depth and mark in closers:
            depth -= 1
            continue
        if closes or (mark in "”»" and not opens):
            _close(open_pair, at, stop)
        elif opens:  # a new quote begins, so the last one was never closed
            open_pair.end = _trimmed(text, open_pair.start, at)
            _add(text, pairs, open_pair, singles[inner_from:])
            del singles[inner_from:]
            open_pair = Pair(stop, end, False, False, opening=stop - at)
            closers = _CLOSERS.get(mark, "")
            continue
        else:
            _close(open_pair, at, stop)
        _add(text, pairs, open_pair, singles[inner_from:])
        del singles[inner_from:]
        open_pair = None
    if open_pair is not None:
        open_pair.end = _trimmed(text, open_pair.start, end)
        _add(text, pairs, open_pair, singles[inner_from:])
        del singles[inner_from:]
    if singles:
        pairs = _outer_singles(text, singles, pairs)
    return pairs


def _close(pair: Pair, at: int, stop: int) -> None:
    pair.end, pair.closed, pair.closing = at, True, stop - at


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _add(text: str, pairs: list[Pair], pair: Pair, singles: list[tuple[int, int, str]]) -> None:
    if not pair.closed:
        pair.closing = 0
    if pair.end > pair.start:
        pair.inner = _singles(text, singles)
        pairs.append(pair)


def _outer_singles(text: str, singles: list[tuple[int, int, str]], doubles: list[Pair]) -> list[Pair]:
    """Pair single marks outside of double ones; the double ones inside become inner pairs."""
    outer = _singles(text, singles)
    result: list[Pair] = []
    rest = iter(doubles)
    double = next(rest, None)
    for pair in outer:
        while double is not None and double.end <= pair.start:
            result.append(double)
            double = next(rest, None)
        while double is not None and double.start < pair.end:
            pair.inner.append(double)
            double = next(rest, None)
        result.append(pair)
    while double is not None:
        result.append(double)
        double = next(rest, None)
    return result


_CLIPPED = frozenset({"em", "til", "tis", "twas", "cause", "bout", "round", "n", "cuz"})


def _is_opening_single(text: str, at: int, stop: int, mark: str) -> bool:
    if mark in "’›" or not _opens(text, at, stop):
        return False
    after = text[stop : stop + 6]
    if after[:1].isdigit() and mark == "'" and _DECADE.match(after):
        return False  # the '90s
    word = _LETTERS.match(after)
    return not (mark == "'" and word and word[0].lower() in _CLIPPED)


def _singles(text: str, marks: list[tuple[int, int, str]]) -> list[Pair]:
    """Pair single marks, telling them from apostrophes."""
    pairs: list[Pair] = []
    number = 0
    while number < len(marks):
        at, stop, mark = marks[number]
        number += 1
        if not _is_opening_single(text, at, stop, mark):
            continue
        close = None
        for later in range(number, min(number + 40, len(marks))):
            start, after, other = marks[later]
            if start - stop > _LONGEST_SINGLE or start <= stop:
                break
            if other in "‘‚" or not _closes(text, start, after):
                continue
            close = close or later
            if text[start - 1] in _ENDING:  # a stop before the mark: no possessive
                close = later
                break
            if not _is_possessive(text, start, after):
                close = later
                break
        if close is None:
            continue
        start, after, _ = marks[close]
        pairs.append(Pair(stop, start, True, True, opening=stop - at, closing=after - start))
        number = close + 1
    return pairs


def _is_possessive(text: str, start: int, after: int) -> bool:
    """Tell whether a mark after s may be the apostrophe of a plural, as in the voters' choice."""
    return text[start - 1] in "sS" and bool(_SMALL.match(text, after))
