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
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count

import regex
from attrs import frozen

from rhetoric.errors import LexiconError

__all__ = ["Compiled", "Patterns", "group_name", "literals"]

_TOKEN = regex.compile(
    r"\s*(?:(?P<gap>~~?\d+)|(?P<open>(?:[a-z_]+:)?\()|(?P<category>\{[\w ]+\})|(?P<clause>\^\^)|(?P<mark><!|[|)?!^$])"
    r"|(?P<word>[\p{L}\p{M}\p{N}.'’]+))"
)
STOP = "|"  # the letter between sentences and voices
_GAP = 12  # the widest gap that a pattern may leave

_GROUP = re.compile(r"\(\?P<(\w+)>")
_NUMBERED = "__"
_TIMES = 50  # a frequent word counts as this many others
FREQUENT = "frequent"

Needs = set[frozenset[str]]
Classes = Callable[[str], frozenset[str]]  # category or =word -> letters


@frozen
class Compiled:
    """A pattern as a regular expression over letters, and the letters it cannot do without."""

    source: str
    needs: tuple[frozenset[str], ...]
    """Each is a set of letters of which at least one occurs in every match."""


def _tokens(pattern: str, where: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = pattern.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise LexiconError(f"{where}: pattern {pattern!r} cannot be read from {text[at:]!r} on.")
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def literals(pattern: str, where: str) -> set[str]:
    """Return the words that a pattern names itself."""
    return {value for kind, value in _tokens(pattern, where) if kind == "word"}


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
        self.frequent = classes(FREQUENT)
        self.known: dict[str, tuple[str, Needs]] = {}

    def compile(self, pattern: str, where: str) -> Compiled:
        """Translate a pattern; `where` is used in messages."""
        source, needs = _Parser(pattern, self, where).parse()
        if not needs:
            raise LexiconError(f"{where}: pattern {pattern!r} has no word that it always needs; add one.")
        number = count()  # a group may be named in several branches; `group_name` takes the number off again
        source = _GROUP.sub(lambda group: f"(?P<{group[1]}{_NUMBERED}{next(number)}>", source)
        return Compiled(source, tuple(sorted(needs, key=self.rarity)))

    def rarity(self, need: frozenset[str]) -> tuple[int, list[str]]:
        """Sort letters that texts seldom hold first: they spare most attempts to match."""
        return len(need) + _TIMES * len(need & self.frequent), sorted(need)


def group_name(group: str) -> str:
    """Return the name that a pattern gave to a group."""
    return group.partition(_NUMBERED)[0]


@cache
def letter_class(letters: frozenset[str]) -> str:
    """Return a regular expression for one of these letters."""
    if not letters:
        return r"[^\s\S]"
    runs: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    edges = ("-".join(re.escape(chr(code)) for code in dict.fromkeys(run)) for run in runs)
    return f"[{''.join(edges)}]"


class _Parser:
    """Recursive descent over the tokens of one pattern."""

    def __init__(self, pattern: str, patterns: Patterns, where: str, depth: int = 0) -> None:
        self.pattern, self.patterns, self.where, self.depth = pattern, patterns, where, depth
        self.classes = patterns.classes
        self.tokens = _tokens(pattern, where)
        self.at = 0
        if depth > 8:
            raise LexiconError(f"{where}: phrases refer to each other in a circle.")

    def parse(self) -> tuple[str, Needs]:
        source, needs = self._alternatives()
        if self.at < len(self.tokens):
            raise LexiconError(f"{self.where}: pattern {self.pattern!r} closes a bracket that was never opened.")
        return source, needs

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def _alternatives(self) -> tuple[str, Needs]:
        branches = [self._sequence()]
        while self._peek()[1] == "|":
            self.at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        needs: Needs = set()
        if all(need for _, need in branches):  # one need of each branch, in one set
            needs = {frozenset().union(*(min(need, key=self.patterns.rarity) for _, need in branches))}
        return "|".join(source for source, _ in branches), needs

    def _sequence(self) -> tuple[str, Needs]:
        sources, needs = [], set()
        while self._peek()[1] not in ("|", ")") and self._peek()[0] != "end":
            source, need = self._item()
            if self._peek() == ("mark", "?"):
                self.at += 1
                source, need = f"(?:{source})?", set()
            sources.append(source)
            needs |= need
        return "".join(sources), needs

    def _item(self) -> tuple[str, Needs]:
        kind, value = self._peek()
        self.at += 1
        if kind == "word":
            return self._letters("=" + value.lower().replace("’", "'").rstrip("."))
        if kind == "category":
            name = value[1:-1].strip()
            if name in self.patterns.phrases:
                if name not in self.patterns.known:
                    phrase = self.patterns.phrases[name]
                    self.patterns.known[name] = _Parser(phrase, self.patterns, self.where, self.depth + 1).parse()
                source, needs = self.patterns.known[name]
                return f"(?:{source})", set(needs)
            return self._letters(name)
        if kind == "gap":
            size = int(value.lstrip("~"))
            if size > _GAP:
                raise LexiconError(f"{self.where}: gap {value!r} is wider than {_GAP} words.")
            letters = self.classes("any") | (self.classes("comma") if value.startswith("~~") else frozenset())
            return f"{letter_class_outside(letters)}{{0,{size}}}?", set()
        if kind == "open":
            source, needs = self._alternatives()
            if self._peek()[1] != ")":
                raise LexiconError(f"{self.where}: pattern {self.pattern!r} has a bracket that is never closed.")
            self.at += 1
            name = value[:-1].rstrip(":")
            return (f"(?P<{name}>{source})" if name else f"(?:{source})"), needs
        if value in ("!", "<!"):
            source, _ = self._item()
            return f"(?{'<' if value == '<!' else ''}!{source})", set()
        if value == "^":
            return rf"(?<=\{STOP})", set()
        if value == "$":
            return rf"(?=[.?!]*\{STOP})", set()
        if kind == "clause":
            return f"(?<={letter_class(self.classes('clause_opener') | {STOP})})", set()
        raise LexiconError(f"{self.where}: {value!r} cannot stand here in pattern {self.pattern!r}.")

    def _letters(self, name: str) -> tuple[str, Needs]:
        try:
            letters = self.classes(name)
        except LookupError as known:
            raise LexiconError(f"{self.where}: unknown category or phrase {{{name}}}; known are: {known}.") from None
        source = letter_class(letters)
        if name in ("name", "in_group", "out_group"):
            source += "{1,6}+"  # a name of several words is one item
        return source, {letters}


def letter_class_outside(letters: frozenset[str]) -> str:
    """Return a regular expression for one word of any kind: short, because it excludes what is no word."""
    outside = "".join(sorted(set("|.,;:?!()[]-~") - letters))
    return f"[^{re.escape(outside)}]"
