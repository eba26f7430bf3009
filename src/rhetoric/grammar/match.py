"""Cues over a stream: compiled at the first use of their lexicon, tried only where they could match."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from rhetoric.errors import LexiconError
from rhetoric.grammar.alphabet import Alphabet
from rhetoric.grammar.needs import Needs, Present
from rhetoric.grammar.pattern import Patterns, group_name, literals
from rhetoric.grammar.stream import Stream
from rhetoric.lexicon import Cue, Lexicon, Veto

__all__ = ["Grammar", "Match"]

Found = list[tuple[int, re.Match[str]]]  # segments and matches


class Match(NamedTuple):
    """A cue found in a stream; `start` and `end` are places in its letters."""

    cue: Cue
    start: int
    end: int
    segment: int
    groups: dict[str, tuple[int, int]]
    """The named parts that took part, as places in the letters."""
    veto: str | None = None
    """The id of the veto that took the hit back."""

    @property
    def place(self) -> tuple[int, int]:
        """The part that counts: the group ``span`` where the pattern has one."""
        return self.groups.get("span", (self.start, self.end))


class _Rule:
    """A compiled cue or veto."""

    def __init__(self, rule: Cue | Veto, number: int, where: str, patterns: Patterns) -> None:
        self.rule = rule
        self.number = number
        self.compiled = patterns.compile(rule.pattern, where)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled at the first sentence that could hold it: most texts need few of all cues."""
        # Nothing of Unicode is needed here, and `re` is faster than the regex module.
        return re.compile(self.compiled.source)

    def find(self, stream: Stream, segments: Sequence[int]) -> Found:
        """Return all matches in these segments."""
        if not segments:
            return []
        bounds, letters = stream.bounds, stream.letters
        if self.compiled.opens:  # it can only match at the beginning of a sentence
            match = self.regex.match
            tried = [(at, found) for at in segments if (found := match(letters, *bounds[at]))]
        else:
            finditer = self.regex.finditer
            tried = [(at, found) for at in segments for found in finditer(letters, *bounds[at])]
        return [(at, found) for at, found in tried if found.end() > found.start()]


class _Rules:
    """The cues and vetoes of a lexicon."""

    def __init__(self, lexicon: Lexicon, patterns: Patterns) -> None:
        self.cues = [
            _Rule(cue, at, f"{lexicon.id}, cue {cue.id!r}", patterns) for at, cue in enumerate(lexicon.cues)
        ]
        self.vetoes = {
            veto.id: _Rule(veto, at, f"{lexicon.id}, veto {veto.id!r}", patterns)
            for at, veto in enumerate(lexicon.vetoes, len(self.cues))
        }
        self.needs = Needs([rule.compiled.needs for rule in (*self.cues, *self.vetoes.values())])


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
        patterns = [(f"{lex.id}, phrase {name!r}", text) for lex in lexicons for name, text in lex.phrases.items()]
        patterns += [(f"{lex.id}, cue {cue.id!r}", cue.pattern) for lex in lexicons for cue in lex.cues]
        patterns += [(f"{lex.id}, veto {veto.id!r}", veto.pattern) for lex in lexicons for veto in lex.vetoes]
        for where, pattern in patterns:
            for word in literals(pattern, where):
                bare = word.lower().replace("’", "'").rstrip(".")
                categories["=" + bare] = [bare]
        self.alphabet = Alphabet(categories)
        self._patterns = Patterns(self.phrases, self.alphabet.classes)
        self._rules: dict[str, _Rules] = {}

    def rules(self, lexicon: str) -> _Rules:
        """Return the rules of a lexicon, compiled at the first call."""
        if lexicon not in self._rules:
            own = next(one for one in self.lexicons if one.id == lexicon)
            self._rules[lexicon] = _Rules(own, self._patterns)
        return self._rules[lexicon]

    def reason(self, lexicon: str, veto: str) -> str:
        """Return why a veto takes hits back."""
        rule = self.rules(lexicon).vetoes[veto].rule
        return rule.reason if isinstance(rule, Veto) else ""

    def labels(self, lexicon: str) -> list[str]:
        """Return the label of each cue of a lexicon by the number of its rule, and an empty one for each veto."""
        rules = self.rules(lexicon)
        return [rule.rule.label if isinstance(rule.rule, Cue) else "" for rule in (*rules.cues, *rules.vetoes.values())]

    def present(self, stream: Stream, lexicon: str) -> Present:
        """Return where each rule of a lexicon could match."""
        return self.rules(lexicon).needs.met(stream)

    def matches(
        self, stream: Stream, lexicon: str, present: Present | None = None, *, overlapping: bool = False
    ) -> list[Match]:
        """
        Find all cues of a lexicon, in text order, vetoed ones included.

        Of several matches that overlap and have the same label, the surest stays, then the longest;
        with `overlapping` all of them stay.
        """
        present = self.present(stream, lexicon) if present is None else present
        cues = self.rules(lexicon).cues
        found = [
            Match(rule.rule, *match.span(), segment, _groups(match))
            for number, segments in present
            if number < len(cues) and isinstance((rule := cues[number]).rule, Cue)
            for segment, match in rule.find(stream, segments)
        ]
        found = self._vetoed(found, stream, lexicon, present)
        return found if overlapping else self._best(found)

    def _vetoed(self, found: list[Match], stream: Stream, lexicon: str, present: Present) -> list[Match]:
        vetoes = self.rules(lexicon).vetoes
        asked: dict[str, set[int]] = {}
        for match in found:
            for name in match.cue.veto:
                asked.setdefault(name, set()).add(match.segment)
        spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for name, wanted in asked.items():
            rule = vetoes[name]
            for segment, hit in rule.find(stream, [at for at in present.of(rule.number) if at in wanted]):
                spans.setdefault((name, segment), []).append(hit.span())
        reasons = [self._veto_of(match, vetoes, spans) for match in found]
        return [match._replace(veto=why) if why else match for match, why in zip(found, reasons, strict=True)]

    @staticmethod
    def _veto_of(
        match: Match, vetoes: Mapping[str, _Rule], spans: Mapping[tuple[str, int], list[tuple[int, int]]]
    ) -> str | None:
        """Return the first veto that takes the match back."""
        for name in match.cue.veto:
            own = spans.get((name, match.segment))
            if own is None:
                continue
            first, last = match.place
            scope = vetoes[name].rule.scope  # type: ignore[union-attr]
            if scope == "before":
                last = first - 1
            at = bisect_left(own, first, key=itemgetter(1))  # the first that ends at the hit or later
            if scope == "sentence" or (at < len(own) and own[at][0] <= last):
                return name
        return None

    @staticmethod
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


def _groups(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """Return the places of the named parts that took part."""
    names = match.re.groupindex
    return {group_name(name): match.span(name) for name in names if match[name]} if names else {}
