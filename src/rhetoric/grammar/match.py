"""Cues over a stream: compiled at the first use of their lexicon, tried only where they could match."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from rhetoric.errors import LexiconError
from rhetoric.grammar.alphabet import Alphabet
from rhetoric.grammar.letters import STOP, letter_class, letters_of
from rhetoric.grammar.needs import Needs, Present
from rhetoric.grammar.pattern import ANY, Patterns, group_name
from rhetoric.grammar.stream import Stream
from rhetoric.grammar.tokens import choices, literals, most_named
from rhetoric.lexicon import Cue, Lexicon, Veto

__all__ = ["Grammar", "Match"]

Kind = TypeVar("Kind", bound=Cue | Veto)
_WHOLE = "whole"
Spans = dict[int, dict[str, list[tuple[int, int]]]]  # by segment and veto


class Match(NamedTuple):
    """A cue found in a stream; `start` and `end` are places in its letters."""

    cue: Cue
    start: int
    end: int
    segment: int
    groups: Mapping[str, tuple[int, int]]
    """The named parts that took part, as places in the letters."""
    place: tuple[int, int]
    """The part that counts: the group ``span`` where the pattern has one."""
    veto: str | None = None
    """The id of the veto that took the hit back."""


_NO_GROUPS: Mapping[str, tuple[int, int]] = {}


class _Rule(Generic[Kind]):
    """A compiled cue or veto."""

    def __init__(self, rule: Kind, where: str, patterns: Patterns) -> None:
        self.rule = rule
        self.compiled = patterns.compile(rule.pattern, where)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """
        Compiled at the first sentence that could hold it: most texts need few of all cues.

        The whole match is the group `_WHOLE`. `re`, in which nothing of Unicode is needed here, skips to a first
        character from a set many times faster than it tries what a pattern begins with; so what begins with the
        beginning of a sentence is looked for with the stop before it, and what begins with certain words by those.
        """
        source = f"(?P<{_WHOLE}>{self.compiled.source})"
        if self.compiled.opens:
            return re.compile(re.escape(STOP) + source)
        if self.compiled.first == ANY:
            return re.compile(source)
        return re.compile(rf"{letter_class(letters_of(self.compiled.first))}(?<=(?={source})[\s\S])")

    @cached_property
    def groups(self) -> list[tuple[int, str]]:
        """The named parts: their numbers in the regular expression, and their names in the pattern."""
        return [(number, group_name(name)) for name, number in self.regex.groupindex.items() if number > 1]


class _Rules(Generic[Kind]):
    """The cues of a lexicon, or its vetoes."""

    def __init__(self, rules: Sequence[Kind], what: str, patterns: Patterns) -> None:
        self.rules = [_Rule(rule, f"{what} {rule.id!r}", patterns) for rule in rules]
        self.numbers = {rule.id: number for number, rule in enumerate(rules)}
        self.needs = Needs([(rule.compiled.need, rule.compiled.second) for rule in self.rules])

    def find(self, stream: Stream, present: Present) -> list[tuple[_Rule[Kind], int, int, re.Match[str]]]:
        """
        Return all matches where rules could match: the rule, the segment, what to add to places in the match, itself.

        The segments that a rule is tried in are put side by side, so that one call searches all of them.
        """
        if not present.rules.size:
            return []
        starts = stream.segment_starts[present.segments] - 1  # with the stop before
        lengths = stream.segment_ends[present.segments] - starts
        behind = np.cumsum(lengths)
        shifts = starts - behind + lengths
        letters = stream.codes[np.repeat(shifts, lengths) + np.arange(behind[-1])].tobytes().decode("utf-16-le") + STOP
        last = np.flatnonzero(np.append(present.rules[1:] != present.rules[:-1], True))  # place of each rule
        numbers = present.rules[last].tolist()
        ends = [0, *behind[last].tolist()]
        rules, matches = [], []
        for number, (start, end) in zip(numbers, pairwise(ends), strict=True):
            rule = self.rules[number]
            until = 0
            for match in rule.regex.finditer(letters, start, end + 1):
                first, after = match.span(1)
                if until <= first < after:
                    matches.append(match)
                    rules.append(rule)
                    until = after
        at = np.searchsorted(behind, [match.start(1) for match in matches], "right")
        places = present.segments[at].tolist(), shifts[at].tolist()
        return list(zip(rules, *places, matches, strict=True))


class Grammar:
    """
    All lexicons that are read together: one alphabet, and the rules of each lexicon.

    Parameters
    ----------
    lexicons
        Their categories and phrases are shared; their cues stay apart.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.lexicons = tuple(lexicons)
        self.phrases: dict[str, str] = {}
        categories: dict[str, list[str]] = {}
        owner: dict[str, str] = {}
        for lexicon in lexicons:
            for name in (*lexicon.words, *lexicon.phrases):
                if name in owner:  # else one lexicon could change the counts of another
                    raise LexiconError(f"{lexicon.id}: {name!r} stands in {owner[name]} too; choose another name.")
                owner[name] = lexicon.id
            self.phrases |= lexicon.phrases
            categories |= {category: list(words) for category, words in lexicon.words.items()}
        rules = [cue.pattern for lexicon in lexicons for cue in lexicon.cues]
        rules += [veto.pattern for lexicon in lexicons for veto in lexicon.vetoes]
        words = sorted({word for pattern in (*rules, *self.phrases.values()) for word in literals(pattern)})
        categories |= {word: [word[1:]] for word in words}
        named = {name: choices(phrase) for name, phrase in self.phrases.items()}
        self.alphabet = Alphabet(categories, most_named((one for rule in rules for one in choices(rule)), named))
        self._patterns = Patterns(self.phrases, self.alphabet.classes)
        self._compiled: dict[str, tuple[_Rules[Cue], _Rules[Veto]]] = {}

    def rules(self, lexicon: str) -> tuple[_Rules[Cue], _Rules[Veto]]:
        """Return the cues and vetoes of a lexicon, compiled at the first call."""
        if lexicon not in self._compiled:
            own = next(one for one in self.lexicons if one.id == lexicon)
            cues = _Rules(own.cues, f"{lexicon}, cue", self._patterns)
            self._compiled[lexicon] = cues, _Rules(own.vetoes, f"{lexicon}, veto", self._patterns)
        return self._compiled[lexicon]

    def expression(self, pattern: str, where: str) -> re.Pattern[str]:
        """Return a pattern that no cue has as a regular expression over letters; `where` is used in messages."""
        return re.compile(self._patterns.compile(pattern, where).source)

    def labels(self, lexicon: str) -> list[str]:
        """Return the label of each cue of a lexicon, by the number of the cue."""
        return [rule.rule.label for rule in self.rules(lexicon)[0].rules]

    def reason(self, lexicon: str, veto: str) -> str:
        """Return why a veto takes hits back."""
        vetoes = self.rules(lexicon)[1]
        return vetoes.rules[vetoes.numbers[veto]].rule.reason

    def present(self, stream: Stream, lexicon: str, within: npt.NDArray[np.bool_] | None = None) -> Present:
        """Return where each cue of a lexicon could match; `within` says in which segments to look, by default all."""
        return self.rules(lexicon)[0].needs.met(stream, within)

    def matches(
        self, stream: Stream, lexicon: str, present: Present | None = None, *, overlapping: bool = False
    ) -> list[Match]:
        """
        Find all cues of a lexicon, in text order, vetoed ones included.

        Of several matches that overlap and have the same label, the surest stays, then the longest;
        with `overlapping` all of them stay.
        """
        cues, vetoes = self.rules(lexicon)
        found = []
        present = self.present(stream, lexicon) if present is None else present
        for rule, segment, shift, match in cues.find(stream, present):
            start, end = match.span(1)
            groups = _NO_GROUPS
            if rule.groups:
                spans = ((name, match.span(number)) for number, name in rule.groups)
                groups = {name: (first + shift, last + shift) for name, (first, last) in spans if last > first}
            start += shift
            end += shift
            found.append(Match(rule.rule, start, end, segment, groups, groups.get("span", (start, end))))
        found = _vetoed(found, stream, vetoes)
        return found if overlapping else _best(found)


def _vetoed(found: list[Match], stream: Stream, vetoes: _Rules[Veto]) -> list[Match]:
    """Say of each match which veto takes it back: the first of those that its cue names."""
    segments, numbers = stream.segment_starts.size, vetoes.numbers
    asked = sorted({numbers[name] * segments + match.segment for match in found for name in match.cue.veto})
    if not asked:
        return found
    spans: Spans = {}
    for rule, segment, shift, match in vetoes.find(stream, Present(*np.divmod(asked, segments))):
        span = match.start(1) + shift, match.end(1) + shift
        spans.setdefault(segment, {}).setdefault(rule.rule.id, []).append(span)
    for at, hit in enumerate(found):
        if hit.segment in spans and (veto := _first_veto(hit, vetoes, spans[hit.segment])):
            found[at] = hit._replace(veto=veto.id)
    return found


def _first_veto(match: Match, vetoes: _Rules[Veto], spans: Mapping[str, list[tuple[int, int]]]) -> Veto | None:
    for name in match.cue.veto:
        own = spans.get(name)
        if own is None:
            continue
        veto = vetoes.rules[vetoes.numbers[name]].rule
        first, last = match.place
        if veto.scope == "before":
            last = first - 1
        at = bisect_left(own, first, key=itemgetter(1))  # the first that ends at the hit or later
        if veto.scope == "sentence" or (at < len(own) and own[at][0] <= last):
            return veto
    return None


def _best(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    taken: dict[tuple[str, bool, int], list[tuple[int, int]]] = {}
    for match in sorted(found, key=lambda m: (m.veto is not None, -m.cue.score, m.start - m.end, m.start)):
        first, last = match.place
        spans = taken.setdefault((match.cue.label, match.veto is not None, match.segment), [])
        at = bisect_right(spans, first, key=itemgetter(1))  # the first that ends after this one begins
        if at == len(spans) or last <= spans[at][0]:
            spans.insert(at, (first, last))
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, m.end, m.cue.id))
