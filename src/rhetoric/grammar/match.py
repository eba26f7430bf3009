"""Cues over a stream: compiled once, tried only where all the words they need occur."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from rhetoric.errors import LexiconError
from rhetoric.grammar.alphabet import Alphabet
from rhetoric.grammar.pattern import PLACES, Patterns, group_name, literals
from rhetoric.grammar.stream import Stream
from rhetoric.lexicon import Cue, Lexicon, Veto

__all__ = ["Grammar", "Match", "Present"]

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]

_NEEDS = 3  # how many of the pairs that a rule cannot do without are looked for before it is tried


@frozen
class Match:
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

    def __init__(self, rule: Cue | Veto, where: str, patterns: Patterns) -> None:
        self.rule = rule
        compiled = patterns.compile(rule.pattern, where)
        self.source = compiled.source
        self.needs = compiled.needs[:_NEEDS]
        self.number = -1

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled at the first sentence that could hold it: most texts need few of all cues."""
        return re.compile(self.source)  # nothing of Unicode is needed here, and it is faster than the regex module


class Present:
    """
    Which rules could match in which segments of a stream, because all the letters they need are there.

    Parameters
    ----------
    rules, segments
        Numbers of rules, rising, and beside each a segment where the rule may match.
    count
        How many rules there are.
    """

    def __init__(self, rules: Ints, segments: Ints, count: int) -> None:
        self.rules, self.segments, self.count = rules, segments, count
        self._bounds: list[int] = np.searchsorted(rules, np.arange(count + 1)).tolist()
        self._in_order: list[int] = segments.tolist()

    def of(self, rule: int) -> list[int]:
        """Return the segments that a rule is tried in."""
        return self._in_order[self._bounds[rule] : self._bounds[rule + 1]]

    def within(self, wanted: npt.NDArray[np.bool_]) -> Present:
        """Return the same for some of the segments only."""
        keep = wanted[self.segments]
        return Present(self.rules[keep], self.segments[keep], self.count)


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
        known = Patterns(self.phrases, self.alphabet.classes)
        self._cues: dict[str, list[_Rule]] = {}
        self._vetoes: dict[str, dict[str, _Rule]] = {}
        for lex in lexicons:
            self._cues[lex.id] = [_Rule(cue, f"{lex.id}, cue {cue.id!r}", known) for cue in lex.cues]
            self._vetoes[lex.id] = {veto.id: _Rule(veto, f"{lex.id}, veto {veto.id!r}", known) for veto in lex.vetoes}
        self._number_needs()

    def _number_needs(self) -> None:
        """Give each needed pair of letters a bit, so that all pairs are found at once."""
        rules = [rule for own in self._cues.values() for rule in own]
        rules += [rule for own in self._vetoes.values() for rule in own.values()]
        pairs = sorted({pair for rule in rules for need in rule.needs for pair in need})
        number = {pair: at for at, pair in enumerate(pairs)}
        self._before, self._after = (_bit_table([pair[side] for pair in pairs]) for side in (0, 1))
        needs = sorted({need for rule in rules for need in rule.needs}, key=sorted)
        place = {need: at for at, need in enumerate(needs)}
        self._pairs = np.array([number[pair] for need in needs for pair in sorted(need)])
        self._firsts = np.cumsum([0, *map(len, needs[:-1])])
        self._needs = np.full((_NEEDS, len(rules)), len(needs))  # the last row is true everywhere
        for at, rule in enumerate(rules):
            rule.number = at
            for nth, need in enumerate(rule.needs):
                self._needs[nth, at] = place[need]

    def reason(self, lexicon: str, veto: str) -> str:
        """Return why a veto takes hits back."""
        rule = self._vetoes[lexicon][veto].rule
        return rule.reason if isinstance(rule, Veto) else ""

    def present(self, stream: Stream) -> Present:
        """Return where each rule could match."""
        segments = stream.segment_starts.size
        if not segments:
            return Present(stream.segment_starts, stream.segment_starts, self._needs.shape[1])
        places = np.frombuffer(stream.letters.encode("utf-16-le"), np.uint16) % PLACES
        met = np.empty((segments, len(self._before)), "<u8")
        for column, before, after in zip(met.T, self._before, self._after, strict=True):
            pairs = before[places[:-1]]
            pairs &= after[places[1:]]
            np.bitwise_or.reduceat(pairs, stream.segment_starts - 1, out=column)
        # From here on each row holds a bit for each segment.
        by_pair = np.packbits(np.unpackbits(met.view(np.uint8), axis=1, bitorder="little").T, axis=1)
        by_need = np.full((self._firsts.size + 1, by_pair.shape[1]), 0xFF, np.uint8)
        np.bitwise_or.reduceat(by_pair[self._pairs], self._firsts, axis=0, out=by_need[:-1])
        by_rule = np.bitwise_and.reduce(by_need[self._needs])
        rules, where = np.nonzero(np.unpackbits(by_rule, axis=1, count=segments))
        return Present(rules, where, len(by_rule))

    def _find(self, rule: _Rule, stream: Stream, present: Present) -> Iterator[tuple[int, re.Match[str]]]:
        segments = present.of(rule.number)
        if not segments:
            return
        finditer, bounds = rule.regex.finditer, stream.bounds
        for segment in segments:
            for match in finditer(stream.letters, *bounds[segment]):
                if match.end() > match.start():
                    yield segment, match

    def matches(
        self,
        stream: Stream,
        lexicon: str,
        present: Present | None = None,
        *,
        overlapping: bool = False,
    ) -> list[Match]:
        """
        Find all cues of a lexicon, in text order, vetoed ones included.

        Of several matches that overlap and have the same label, the surest stays, then the longest;
        with `overlapping` all of them stay.
        """
        present = self.present(stream) if present is None else present
        found = [
            Match(rule.rule, *match.span(), segment, _groups(match))
            for rule in self._cues[lexicon]
            for segment, match in self._find(rule, stream, present)
            if isinstance(rule.rule, Cue)
        ]
        found = self._vetoed(found, stream, lexicon, present)
        return found if overlapping else self._best(found)

    def _vetoed(
        self, found: list[Match], stream: Stream, lexicon: str, present: Present
    ) -> list[Match]:
        asked = {veto for match in found for veto in match.cue.veto}
        spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for name in asked:
            for segment, hit in self._find(self._vetoes[lexicon][name], stream, present):
                spans.setdefault((name, segment), []).append(hit.span())
        reasons = [self._veto_of(match, lexicon, spans) if match.cue.veto else None for match in found]
        return [evolve(match, veto=why) if why else match for match, why in zip(found, reasons, strict=True)]

    def _veto_of(
        self, match: Match, lexicon: str, spans: Mapping[tuple[str, int], list[tuple[int, int]]]
    ) -> str | None:
        """Return the first veto that takes the match back."""
        for name in match.cue.veto:
            first, last = match.place
            own = spans.get((name, match.segment), [])
            scope = self._vetoes[lexicon][name].rule.scope  # type: ignore[union-attr]
            if scope == "before":
                last = first - 1
            at = bisect_left(own, first, key=itemgetter(1))  # the first that ends at the hit or later
            if own and (scope == "sentence" or (at < len(own) and own[at][0] <= last)):
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


def _bit_table(sets: Sequence[int]) -> Bits:
    """Return for every 64 of these sets of letters a column: bit n of a letter tells whether it is in the n-th set."""
    size = -(-len(sets) // 64) * 64
    rows = [(letters % (1 << PLACES)).to_bytes(PLACES // 8, "little") for letters in sets]
    rows += [bytes(PLACES // 8)] * (size - len(sets))
    flags = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8).reshape(size, -1), axis=1, bitorder="little")
    packed = np.packbits(flags.reshape(size // 64, 64, PLACES), axis=1, bitorder="little")
    return np.ascontiguousarray(packed.transpose(0, 2, 1)).view("<u8")[..., 0]


def _groups(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """Return the places of the named parts that took part."""
    names = match.re.groupindex
    return {group_name(name): match.span(name) for name in names if match[name]} if names else {}
