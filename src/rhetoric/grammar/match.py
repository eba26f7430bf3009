"""Cues over a stream: compiled once, tried only where all the words they need occur."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import regex
from attrs import frozen

from rhetoric.grammar.alphabet import Alphabet
from rhetoric.grammar.pattern import compile_pattern, literals
from rhetoric.grammar.stream import Stream
from rhetoric.lexicon import Cue, Lexicon, Veto

__all__ = ["Grammar", "Match"]


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


class _Rule:
    """A compiled cue or veto."""

    def __init__(self, rule: Cue | Veto, where: str, grammar: Grammar) -> None:
        self.rule = rule
        compiled = compile_pattern(rule.pattern, grammar.phrases, grammar.alphabet.classes, where)
        self.source = compiled.source
        self.needs = compiled.needs[:3]

    @cached_property
    def regex(self) -> regex.Pattern[str]:
        """Compiled at the first sentence that could hold it: most texts need few of all cues."""
        return regex.compile(self.source)


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
        for lexicon in lexicons:
            self.phrases |= lexicon.phrases
            for category, words in lexicon.words.items():
                categories.setdefault(category, []).extend(words)
        patterns = [(f"{lex.id}, phrase {name!r}", text) for lex in lexicons for name, text in lex.phrases.items()]
        patterns += [(f"{lex.id}, {cue.id!r}", cue.pattern) for lex in lexicons for cue in lex.cues]
        patterns += [(f"{lex.id}, {veto.id!r}", veto.pattern) for lex in lexicons for veto in lex.vetoes]
        for where, pattern in patterns:
            for word in literals(pattern, where):
                bare = word.lower().replace("’", "'").rstrip(".")
                categories["=" + bare] = [bare]
        self.alphabet = Alphabet(categories)
        self._cues = {lex.id: [_Rule(cue, f"{lex.id}, cue {cue.id!r}", self) for cue in lex.cues] for lex in lexicons}
        self._vetoes = {
            lex.id: {veto.id: _Rule(veto, f"{lex.id}, veto {veto.id!r}", self) for veto in lex.vetoes} for lex in lexicons
        }
        self._number_needs()

    def _number_needs(self) -> None:
        """Give each set of needed letters a bit, so that a sentence's letters can be tested at once."""
        rules = [rule for own in self._cues.values() for rule in own]
        rules += [rule for own in self._vetoes.values() for rule in own.values()]
        needs = sorted({need for rule in rules for need in rule.needs}, key=sorted)
        words = len(needs) // 64 + 1
        self._bits = np.zeros((words, 0x10000), np.uint64)
        mask = {}
        for number, need in enumerate(needs):
            bit = np.uint64(1) << np.uint64(number % 64)
            self._bits[number // 64, [ord(letter) for letter in need]] |= bit
            mask[need] = (number // 64, bit)
        self._masks: dict[int, npt.NDArray[np.uint64]] = {}
        for rule in rules:
            self._masks[id(rule)] = np.zeros(words, np.uint64)
            for need in rule.needs:
                word, bit = mask[need]
                self._masks[id(rule)][word] |= bit

    def present(self, stream: Stream) -> npt.NDArray[np.uint64]:
        """Return which needs each segment of the stream meets, as bits."""
        if not stream.segment_starts.size:
            return np.zeros((self._bits.shape[0], 0), np.uint64)
        codes = np.frombuffer(stream.letters.encode("utf-16-le"), np.uint16)
        met: npt.NDArray[np.uint64] = np.bitwise_or.reduceat(self._bits[:, codes], stream.segment_starts, axis=1)
        return met

    def _find(self, rule: _Rule, stream: Stream, present: npt.NDArray[np.uint64]) -> Iterator[tuple[int, regex.Match[str]]]:
        candidates = np.ones(present.shape[1], np.bool_)
        for word in np.flatnonzero(mask := self._masks[id(rule)]):
            candidates &= (present[word] & mask[word]) == mask[word]
        for segment in np.flatnonzero(candidates).tolist():
            start, end = int(stream.segment_starts[segment]), int(stream.segment_ends[segment])
            # The stops on both sides stay visible to the pattern's anchors.
            for match in rule.regex.finditer(stream.letters, start, end + 1):
                if match.end() > match.start():
                    yield segment, match

    def matches(
        self,
        stream: Stream,
        lexicon: str,
        present: npt.NDArray[np.uint64] | None = None,
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
            Match(rule.rule, *match.span(), segment, {name: match.span(name) for name, part in match.groupdict().items() if part})
            for rule in self._cues[lexicon]
            for segment, match in self._find(rule, stream, present)
            if isinstance(rule.rule, Cue)
        ]  # fmt: skip
        found = self._vetoed(found, stream, lexicon, present)
        return found if overlapping else self._best(found)

    def _vetoed(
        self, found: list[Match], stream: Stream, lexicon: str, present: npt.NDArray[np.uint64]
    ) -> list[Match]:
        asked = {veto for match in found for veto in match.cue.veto}
        spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for name in asked:
            for segment, found_veto in self._find(self._vetoes[lexicon][name], stream, present):
                spans.setdefault((name, segment), []).append(found_veto.span())
        result = []
        for match in found:
            for name in match.cue.veto:
                scope = self._vetoes[lexicon][name].rule.scope  # type: ignore[union-attr]
                if any(
                    scope == "sentence" or (start <= match.end and match.start <= end)
                    for start, end in spans.get((name, match.segment), ())
                ):
                    match = Match(match.cue, match.start, match.end, match.segment, match.groups, name)
                    break
            result.append(match)
        return result

    @staticmethod
    def _best(found: list[Match]) -> list[Match]:
        kept: list[Match] = []
        taken: dict[tuple[str, bool, int], list[tuple[int, int]]] = {}
        for match in sorted(found, key=lambda m: (m.veto is not None, -m.cue.score, m.start - m.end, m.start)):
            spans = taken.setdefault((match.cue.label, match.veto is not None, match.segment), [])
            if not any(start < match.end and match.start < end for start, end in spans):
                spans.append((match.start, match.end))
                kept.append(match)
        return sorted(kept, key=lambda m: (m.start, m.end, m.cue.id))
