"""
Pairing quotation marks.

In most paragraphs each mark that can only open is followed by one that can only close: one pattern finds these pairs.
In any other one scan finds all marks, and one pass with a stack pairs them. A mark that points somewhere (“ ” « ») is
believed unless what stands beside it says the opposite; a straight one is judged by what stands beside it alone. A
mark that is never closed ends with its paragraph. The time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex
from attrs import define, field

from rhetoric.late import late
from rhetoric.voices.words import lists

__all__ = ["Pair", "has_marks", "pair_marks"]

_FAMILY = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "＂", "″", "''", "``", "’’", "‘‘"), "double"),
    **dict.fromkeys("'‘’‚‛`", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_LEFT = frozenset("“„‟‘‚‛`«‹「『") | {"``", "‘‘"}  # how a mark points when its neighbours leave it open
_WRITTEN_TIGHT = frozenset({"corner", "white corner"})  # languages that write no spaces
_BREAKS = "\n\r\N{PARAGRAPH SEPARATOR}"
_BREAK = re.compile(f"[{_BREAKS}]")
_SIGNS = "'’‘‛‚`\"＂″„‟“”«»‹›「」『』"
_MARKS = late(  # a character from a set comes first: `re` skips to that in no time
    rf"[{_SIGNS}](?:(?<=')'{{1,2}}|(?<=’)’{{1,2}}|(?<=‘)‘|(?<=`)`|(?<![^\W_]['’‘‛‚`])|(?<=['’‘])(?!\w))"
)
_PLAIN = f"[^{_BREAKS}{_SIGNS}]*"
_PAIR = late(
    rf"[{_SIGNS}](?:"
    r"(?<=[\"“”])(?<![\w.,;:!?%…=].)(?![\s,;:!?)])(?:(?=[^\W_])|(?<![^\s(\[—–].))"  # it opens, and cannot close
    rf"({_PLAIN}(?:(?<=[^\W_])['’]{_PLAIN})*)"
    r"[\"“”](?<![\s(\[—–\d].)(?![^\W_])(?:(?=[\s,;:!?)]|\Z)|(?<=[^\W_].)|(?<=[.,;:!?%…=].))"  # closes, cannot open
    r"|(?<![^\W_]['’‘‛‚`]))"  # any other mark; what stands after a letter opens nothing, so has nothing to close
)
_ENDING = frozenset(".,;:!?…—–-)]")
_SPACED = frozenset(sign + " " for sign in ".,?!…")
_DEEPEST = 8  # quotes deeper than this stay part of the quote around them
_AHEAD = 20  # marks to look ahead


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
    family: str = "double"


@define
class _Mark:
    """A mark and what its neighbours say of it."""

    at: int
    stop: int
    family: str
    opens: bool
    closes: bool
    left: bool
    """Points left, that is, opens, when its neighbours do not decide."""


@cache
def _measure() -> regex.Pattern[str]:
    """Match the mark of 5'10" and of 4" by 6"; the last mark of ``"in 2016"`` is none."""
    thing = r"(?:x|by|wide|tall|long|thick|deep|high|screen|pipe)"
    return regex.compile(rf"(?<=\d['’′]\d{{1,2}})[\"”″]|(?<=\d)[\"”″](?=[ -]{thing}\b)")


@cache
def _clipped() -> regex.Pattern[str]:
    """Match the apostrophe of '90s and 'em."""
    return regex.compile(rf"['’‘](?:\d\d(?:['’]?s)?\b|(?:{'|'.join(sorted(lists()['clipped']))})\b)", regex.IGNORECASE)


def has_marks(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text may hold quotation marks; apostrophes inside of words are none."""
    return _PAIR.search(text, start, end) is not None


def pair_marks(text: str) -> list[Pair]:
    """Return the outer pairs of a text, in order, each with its inner ones."""
    found: list[Pair] = []
    at = done = 0
    while (at := _pair_plainly(text, at, found)) >= 0:
        # A mark that is no half of a plain pair: its paragraph is read anew.
        start = max(done, *(text.rfind(sign, done, at) + 1 for sign in _BREAKS))
        stop = _BREAK.search(text, at)
        while found and found[-1].start > start:
            found.pop()
        at = done = stop.start() if stop else len(text)
        found += _Paragraph(text, start, at).pairs()
    return found


def _pair_plainly(text: str, at: int, found: list[Pair]) -> int:
    """Add plain pairs up to a mark that is in none, and return where it stands; -1 at the end of the text."""
    for match in _PAIR.finditer(text, at):
        start, end = match.span(1)
        if start >= end:
            return match.start()
        found.append(Pair(start, end, True, False))
    return -1


def _opens(before: str, after: str) -> bool:
    """Tell whether a mark stands where one opens: after a space or bracket and before a word."""
    return not after.isspace() and not (before.isalnum() or before in ".,;:!?%…=") and after not in ",;:!?)"


def _closes(before: str, after: str) -> bool:
    """Tell whether a mark stands where one closes: after a word or stop and before a space or stop."""
    return not before.isspace() and not after.isalnum() and before not in "([—–"


class _Paragraph:
    """The marks of one paragraph and the stack of those that are open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.stack: list[Pair] = []
        self.open: dict[str, int] = dict.fromkeys(_FAMILY.values(), 0)
        self.done: list[Pair] = []

    def pairs(self) -> list[Pair]:
        marks = [self._mark(at, stop) for at, stop in self._found()]
        sure = self._surely_closed_later(marks)
        for number, mark in enumerate(marks):
            if mark.family == "single":
                self._single(mark, sure[number])
            else:
                self._double(mark, marks, number)
        while self.stack:
            self._end(self.end)
        return self.done

    def _found(self) -> Iterator[tuple[int, int]]:
        for match in _MARKS.finditer(self.text, self.start, self.end):
            at, stop = match.span()
            if stop - at == 3:  # a single and a doubled mark: the double one is outside
                cut = at + (2 if _opens(self._before(at), self._after(stop)) else 1)
                yield at, cut
                yield cut, stop
            else:
                yield at, stop

    def _mark(self, at: int, stop: int) -> _Mark:
        mark, before, after = self.text[at:stop], self._before(at), self._after(stop)
        return _Mark(at, stop, _FAMILY[mark], _opens(before, after), _closes(before, after), mark in _LEFT)

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, stop: int) -> str:
        return self.text[stop] if stop < self.end else " "

    def _surely_closed_later(self, marks: list[_Mark]) -> list[bool]:
        """Tell for each mark whether a single one after a stop follows before another single one opens."""
        result, found = [False] * len(marks), False
        for number in range(len(marks) - 1, -1, -1):
            result[number] = found
            mark = marks[number]
            if mark.family == "single":
                if mark.closes and self._before(mark.at) in _ENDING:
                    found = True
                elif mark.opens and not mark.closes:
                    found = False
        return result

    def _single(self, mark: _Mark, sure: bool) -> None:
        if self.open["single"] and mark.closes and not (mark.left and mark.opens):
            # The dogs’ bowls, goin’ home: an apostrophe, if a mark that surely closes is yet to come.
            if self._before(mark.at) not in _ENDING and self._after(mark.stop).isspace() and sure:
                return
            self._close(mark)
        elif mark.opens and self.text[mark.at] != "’" and not _clipped().match(self.text, mark.at):
            if self.stack and self.stack[-1].single:
                self._end(mark.at)
            self._push(mark)

    def _double(self, mark: _Mark, marks: list[_Mark], number: int) -> None:
        is_open = self.open[mark.family] > 0
        if self.text[mark.at] in '"”″' and (
            _measure().match(self.text, mark.at) or (not is_open and not mark.opens and self._before(mark.at).isdigit())
        ):
            return
        if mark.family in _WRITTEN_TIGHT or mark.opens == mark.closes:
            opening = mark.left or (not is_open and mark.opens)
        else:
            opening = mark.opens
        if opening and is_open and self._is_spaced(mark):
            opening = False
        if not opening:
            if is_open:
                self._close(mark)
            elif not mark.closes and mark.left:
                self._push(mark)
            return
        if is_open and self.stack[-1].family == mark.family == "double" and not self._nests(marks, number):
            self._end_all("double", mark.at)  # the quote before was never closed
        self._push(mark)

    def _is_spaced(self, mark: _Mark) -> bool:
        """Tell whether a space stands before a mark that closes all the same: ``“We go, “ said Lund``."""
        if self.text[max(self.start, mark.at - 2) : mark.at] not in _SPACED:
            return False
        following = self.text[mark.stop : min(self.end, mark.stop + 20)]
        return following[:1].isspace() and not lists()["say_verb"].isdisjoint(following.split(maxsplit=1)[:1])

    def _nests(self, marks: list[_Mark], number: int) -> bool:
        """Tell whether two closing marks follow an opening one: its own and that of the quote around it."""
        closing = 0
        for mark in marks[number + 1 : number + _AHEAD]:
            if mark.family == "double":
                if not mark.closes or mark.opens:
                    return False
                closing += 1
                if closing == 2:
                    return True
        return False

    def _push(self, mark: _Mark) -> None:
        single = mark.family == "single"
        if self.stack and self.stack[-1].start == mark.at and self.stack[-1].family == mark.family:
            self.open[self.stack.pop().family] -= 1  # the mark was typed twice
        self.stack.append(
            Pair(mark.stop, self.end, False, single, opening=mark.stop - mark.at, closing=0, family=mark.family)
        )
        self.open[mark.family] += 1

    def _close(self, mark: _Mark) -> None:
        while self.stack[-1].family != mark.family:
            self._end(mark.at)
        pair = self.stack.pop()
        self.open[mark.family] -= 1
        pair.end, pair.closed, pair.closing = mark.at, True, mark.stop - mark.at
        self._keep(pair)

    def _end_all(self, family: str, at: int) -> None:
        while self.open[family]:
            self._end(at)

    def _end(self, at: int) -> None:
        """End the innermost open quote at a place without a mark of its own."""
        pair = self.stack.pop()
        self.open[pair.family] -= 1
        if pair.single and not self._is_reopened(pair, at):
            # It was an apostrophe: what it held belongs to the quote around it.
            for inner in pair.inner:
                self._keep(inner)
            return
        while at > pair.start and self.text[at - 1].isspace():
            at -= 1
        pair.end = at
        self._keep(pair)

    def _is_reopened(self, pair: Pair, at: int) -> bool:
        """Tell whether a single mark never closed opens a paragraph, or words before one that opens with it too."""
        mark = pair.start - pair.opening
        sign = self.text[mark]
        if sign not in "‘'" or at != self.end or (sign == "'" and not self.text[pair.start].isupper()):
            return False
        again = self.text[at : at + 9].lstrip().startswith(sign)
        return mark == self.start or (again and self.text[max(self.start, mark - 2) : mark] == ": ")

    def _keep(self, pair: Pair) -> None:
        if pair.end <= pair.start:
            return
        if not self.stack:
            self.done.append(pair)
        elif len(self.stack) < _DEEPEST:
            self.stack[-1].inner.append(pair)
