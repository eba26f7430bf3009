r"""
The pattern language of cues, and its translation to regular expressions over letters.

A text reaches the grammar as a string with one letter for each word, so a pattern is a regular
expression whose atoms are words:

=================  =====================================================================
``not``            the word itself, in any case
``{us}``           a word of the category, or a phrase of that name
``(a | b c)``      alternatives
``x?``             x or nothing
``~3``             up to three words of any kind, the fewest that do; no punctuation
``~~6``            the same, commas allowed
``!x``             here no x follows
``<!x``            here no x stands before (x is one word or category)
``^`` ``$``        beginning and end of the sentence
``^^``             beginning of a clause: of the sentence, or after punctuation or *and, but, so, ...*
``name:(...)``     remember what this part matched; ``target:`` ends up in the evidence
=================  =====================================================================

Built-in categories: ``any`` (a word), ``name`` (an unknown word with a capital letter), ``number``, ``comma``,
``semicolon``, ``colon``, ``dash``, ``bracket``, ``question`` (the mark), ``exclamation``, ``in_group`` and
``out_group`` (the names that the caller gave), ``ed_form`` (a word in *-ed*).

All repeats are bounded, so the time to match is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import count
from typing import NamedTuple

from rhetoric.errors import LexiconError
from rhetoric.grammar.letters import STOP, letter_bits, letter_class, letter_class_outside, letters_of
from rhetoric.grammar.tokens import DEEPEST, tokens, word

__all__ = ["ANY", "FEW", "Compiled", "Patterns", "group_name"]

_GAP = 12  # the widest gap that a pattern may leave

_GROUP = re.compile(r"\(\?P<(\w+)>")
_NUMBERED = "__"
_TIMES = 50  # a frequent letter counts as this many others
FREQUENT = "frequent"

Classes = Callable[[str], frozenset[str]]  # category or =word -> letters
Pair = tuple[int, int]
"""Two sets of letters, as bits: one of the first with one of the second directly after it."""
Need = frozenset[Pair]
"""Every match holds one of these pairs."""
ANY = -1  # the set of all letters
FEW = 8  # bits of a byte
_NO_NEED: Need = frozenset({(ANY, ANY)})


class Compiled(NamedTuple):
    """A pattern as a regular expression over letters, and the rarest of what it cannot do without."""

    source: str
    need: Need
    second: Need
    """What else it needs, at most `FEW` pairs: the rarest of them."""
    opens: bool
    """It can only match at the beginning of a sentence."""
    first: int
    """The letters that a match can begin with, as bits; `ANY` where an unknown word is among them."""


class _Part(NamedTuple):
    """A part of a pattern: what it can begin and end with, and whether it may be no word at all."""

    source: str
    needs: frozenset[Need] = frozenset()
    first: int = 0
    last: int = 0
    empty: bool = True
    before: int = ANY
    """The letters that may stand before it when it is no word: those of its anchor."""
    after: int = ANY
    """An anchor: the letters that must stand after it."""
    opens: bool = False
    """It can only match at the beginning of a sentence."""
    atom: bool = False
    """The source can be repeated as it stands."""
    single: bool = False
    """It is one letter of `first`, and nothing else."""


class Patterns:
    """
    Translates patterns; what several share is translated once.

    Parameters
    ----------
    phrases
        Patterns that others name.
    classes
        Gives the letters of a category or, as ``=word``, of a word; LookupError where there is none.
    """

    def __init__(self, phrases: Mapping[str, str], classes: Classes) -> None:
        self.phrases = phrases
        self.classes = classes
        self.unknown = letter_bits(classes("unknown"))
        self.frequent = letter_bits(classes(FREQUENT))
        self.every = letter_bits(classes("any")) | self.frequent
        self.known: dict[str, _Part] = {}
        """Phrases that were translated."""
        self.letters: dict[str, _Part] = {}
        """Words, categories and gaps that were."""
        self._weights: dict[int, int] = {}

    def compile(self, pattern: str, where: str) -> Compiled:
        """Translate a pattern; `where` is used in messages."""
        part = _Parser(pattern, self, where).parse()
        if part.empty and not part.needs:
            raise LexiconError(f"{where}: pattern {pattern!r} has no word that it always needs; add one.")
        number = count()  # a group may be named in several branches; `group_name` takes the number off again
        source = _GROUP.sub(lambda group: f"(?P<{group[1]}{_NUMBERED}{next(number)}>", part.source)
        first = ANY if part.empty else part.first
        need, *others = sorted(part.needs, key=self.rarity)
        second = next((other for other in others if len(other) <= FEW), _NO_NEED)
        return Compiled(source, need, second, part.opens, ANY if first & self.unknown else first)

    def rarity(self, need: Need) -> tuple[int, list[Pair]]:
        """Sort pairs that texts seldom hold first: they spare most attempts to match."""
        return sum(self._weight(one) * self._weight(other) for one, other in need), sorted(need)

    def _weight(self, letters: int) -> int:
        if letters not in self._weights:
            frequent = (letters & self.frequent).bit_count()
            self._weights[letters] = (letters & self.every).bit_count() + _TIMES * frequent
        return self._weights[letters]


_NOTHING = _Part("")


@cache
def _one_of(letters: int) -> _Part:
    """Return a part that is one of these letters."""
    source = letter_class(letters_of(letters))
    needs = frozenset({frozenset({(ANY, letters)})})
    return _Part(source, needs, letters, letters, empty=False, atom=True, single=True)


def _merged(pairs: Iterable[Pair]) -> Need:
    """Return as few pairs that mean the same."""
    seconds: dict[int, int] = {}
    for one, other in pairs:
        seconds[one] = seconds.get(one, 0) | other
    firsts: dict[int, int] = {}
    for one, other in seconds.items():
        firsts[other] = firsts.get(other, 0) | one
    return frozenset((one, other) for other, one in firsts.items())


def group_name(group: str) -> str:
    """Return the name that a pattern gave to a group."""
    return group.partition(_NUMBERED)[0]


_STOP_BIT = letter_bits(frozenset(STOP))
_END_BITS = letter_bits(frozenset(",.?!" + STOP))  # a comma, too: "It was them," she said.


class _Parser:
    """Recursive descent over the tokens of one pattern."""

    def __init__(self, pattern: str, patterns: Patterns, where: str, depth: int = 0) -> None:
        self.pattern, self.patterns, self.where, self.depth = pattern, patterns, where, depth
        self.classes = patterns.classes
        self.tokens = tokens(pattern, where)
        self.at = 0
        if depth > DEEPEST:
            raise LexiconError(f"{where}: phrases refer to each other in a circle.")

    def parse(self) -> _Part:
        part = self._alternatives()
        if self.at < len(self.tokens):
            raise LexiconError(f"{self.where}: pattern {self.pattern!r} closes a bracket that was never opened.")
        return part

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def _alternatives(self) -> _Part:
        branches: list[_Part] = []
        letters = 0  # of branches side by side that are one letter each: one class compiles and matches faster
        more = True
        while more:
            branch = self._sequence()
            more = self._peek()[1] == "|"
            self.at += more
            if branch.single:
                letters |= branch.first
            if letters and not (branch.single and more):
                branches.append(_one_of(letters))
                letters = 0
            if not branch.single:
                branches.append(branch)
        if len(branches) == 1:
            return branches[0]
        first = last = before = 0
        for branch in branches:
            first, last = first | branch.first, last | branch.last
            before |= branch.before if branch.empty else 0
        needs: set[Need] = set()
        if all(branch.needs for branch in branches):  # the rarest need of each branch
            rarest = (min(branch.needs, key=self.patterns.rarity) for branch in branches)
            needs = {_merged(pair for need in rarest for pair in need)}
        source = "|".join(branch.source for branch in branches)
        empty, opens = any(branch.empty for branch in branches), all(branch.opens for branch in branches)
        return _Part(source, frozenset(needs), first, last, empty, before, opens=opens)

    def _sequence(self) -> _Part:
        sources: list[str] = []
        parts: list[_Part] = []
        needs: set[Need] = set()
        first, empty, opens = 0, True, False
        ends = before = ANY  # what can stand directly before the next word, and before no word at all
        last = 0
        while self._peek()[1] not in ("|", ")") and self._peek()[0] != "end":
            part = self._item()
            source = part.source
            if self._peek() == ("mark", "?"):
                self.at += 1
                source = f"{source}?" if part.atom else f"(?:{source})?"
                part = _Part("", first=part.first, last=part.last)
            sources.append(source)
            parts.append(part)
            needs |= part.needs
            if part.after != ANY:
                needs.add(frozenset({(ends, part.after)}))
            if empty:
                opens |= part.opens and not first
                before &= part.before
                first |= part.first
            if part.empty:
                ends, last = ends & part.before | part.last, last | part.last
            else:
                needs.add(frozenset({(ends, part.first)}))
                ends, last, empty = part.last, part.last, False
        alone = parts[0] if len(parts) == 1 else _NOTHING
        source = "".join(sources)
        return _Part(source, frozenset(needs), first, last, empty, before, ANY, opens, alone.atom, alone.single)

    def _item(self) -> _Part:
        kind, value = self._peek()
        self.at += 1
        if kind == "word":
            return self._letters(word(value))
        if kind == "category":
            name = value[1:-1].strip()
            if name not in self.patterns.phrases:
                return self._letters(name)
            if name not in self.patterns.known:
                phrase = self.patterns.phrases[name]
                self.patterns.known[name] = _Parser(phrase, self.patterns, self.where, self.depth + 1).parse()
            return self._group(self.patterns.known[name])
        if kind == "gap":
            return self._gap(value)
        if kind == "open":
            part = self._alternatives()
            if self._peek()[1] != ")":
                raise LexiconError(f"{self.where}: pattern {self.pattern!r} has a bracket that is never closed.")
            self.at += 1
            return self._group(part, value[:-1].rstrip(":"))
        if value in ("!", "<!"):
            return _Part(f"(?{'<' if value == '<!' else ''}!{self._item().source})")
        if value == "^":
            return _Part(rf"(?<=\{STOP})", before=_STOP_BIT, opens=True)
        if value == "$":
            return _Part(rf"(?=[,.?!]*\{STOP})", after=_END_BITS)
        if kind == "clause":
            letters = self.classes("clause_opener") | {STOP}
            return _Part(f"(?<={letter_class(letters)})", before=letter_bits(letters))
        raise LexiconError(f"{self.where}: {value!r} cannot stand here in pattern {self.pattern!r}.")

    @staticmethod
    def _group(part: _Part, name: str = "") -> _Part:
        if name:
            return part._replace(source=f"(?P<{name}>{part.source})", atom=True, single=False)
        return part if part.atom else part._replace(source=f"(?:{part.source})", atom=True)

    def _gap(self, value: str) -> _Part:
        known = self.patterns.letters
        if value not in known:
            size = int(value.lstrip("~"))
            if size > _GAP:
                raise LexiconError(f"{self.where}: gap {value!r} is wider than {_GAP} words.")
            letters = self.classes("any") | (self.classes("comma") if value.startswith("~~") else frozenset())
            mask = letter_bits(letters)
            known[value] = _Part(f"{letter_class_outside(letters)}{{0,{size}}}?", first=mask, last=mask)
        return known[value]

    def _letters(self, name: str) -> _Part:
        known = self.patterns.letters
        if name not in known:
            try:
                letters = self.classes(name)
            except LookupError as others:
                from difflib import get_close_matches  # slow to import, and seldom needed

                near = get_close_matches(name, str(others).split(", "), 3) or ["any", "name", "number"]
                problem = f"unknown category or phrase {{{name}}}; there are, for example, {', '.join(near)}."
                raise LexiconError(f"{self.where}: {problem}") from None
            source = letter_class(letters)
            single = name not in ("name", "in_group", "out_group")
            if not single:
                source += "{1,6}+"  # a name of several words is one item
            mask = letter_bits(letters)
            known[name] = _Part(source, frozenset(), mask, mask, empty=False, atom=single, single=single)
        return known[name]
