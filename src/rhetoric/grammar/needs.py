"""
Where rules could match: pairs of neighbouring words that they cannot do without, found for all rules at once.

The rarest need of each rule is looked for in all segments; its second need only in those that hold the first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from rhetoric.grammar.letters import PLACES
from rhetoric.grammar.pattern import FEW, Need
from rhetoric.grammar.stream import Stream

__all__ = ["Needs", "Present"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_CHUNK = 1 << 15  # letters looked at together: more would not stay in the cache


@frozen(eq=False)
class Present:
    """Which rules could match in which segments of a stream: numbers of rules, rising, and beside each a segment."""

    rules: Ints
    segments: Ints

    def where(self, keep: npt.NDArray[np.bool_]) -> Present:
        """Return the same without the places where `keep` is false."""
        return Present(self.rules[keep], self.segments[keep])


class Needs:
    """
    The needs of some rules as tables of bits, one bit for each pair of letters that is needed.

    Parameters
    ----------
    needs
        For each rule what it needs, and what else it needs, at most `FEW` pairs.
    """

    def __init__(self, needs: Sequence[tuple[Need, Need]]) -> None:
        padded = [[*sorted(second), *[(0, 0)] * (FEW - len(second))] for _, second in needs]
        self._seconds = [_bit_table([pair[side] for own in padded for pair in own]) for side in (0, 1)]
        pairs = sorted({pair for own, _ in needs for pair in own})
        number = {pair: at for at, pair in enumerate(pairs)}
        self._tables = [_bit_table([pair[side] for pair in pairs], "<u8") for side in (0, 1)]
        users: list[list[int]] = [[] for _ in pairs]
        for rule, (own, _) in enumerate(needs):
            for pair in own:
                users[number[pair]].append(rule)
        self._rules = np.array([rule for own in users for rule in own], np.int64)
        self._many = np.array([len(own) for own in users], np.int64)
        self._first = np.cumsum(self._many) - self._many

    def met(self, stream: Stream, within: Bools | None = None) -> Present:
        """Return where the need of each rule is met; `within` says in which segments to look, by default all."""
        segments = stream.segment_starts.size
        first, second, segment_of = stream.places[:-1], stream.places[1:], stream.segment_of
        if within is not None:
            kept = np.flatnonzero(np.append(within, False)[segment_of[:-1]])
            first, second, segment_of = first[kept], second[kept], segment_of[kept]
        chunks = [slice(at, at + _CHUNK) for at in range(0, max(1, first.size), _CHUNK)]
        keys = np.concatenate([self._keys(first[one], second[one], segment_of[one], segments) for one in chunks])
        keys.sort()
        keys = keys[np.append(keys[1:] != keys[:-1], True)[: keys.size]]
        rules, found = np.divmod(keys, max(1, segments))
        both = self._second(stream, rules, found)
        return Present(rules[both], found[both])

    def _second(self, stream: Stream, rules: Ints, segments: Ints) -> Bools:
        """Return whether the second need of each of these rules is met in the segment beside it."""
        if not rules.size:
            return np.zeros(0, np.bool_)
        sizes = stream.segment_ends[segments] - stream.segment_starts[segments] + 2  # with the stops around
        first = np.cumsum(sizes) - sizes
        letters = stream.places[np.arange(sizes.sum()) + np.repeat(stream.segment_starts[segments] - 1 - first, sizes)]
        rows = np.repeat(rules * PLACES, sizes)
        one, other = (table.ravel() for table in self._seconds)
        bits = one.take((rows + letters)[:-1])
        bits &= other.take(rows[:-1] + letters[1:])
        met: Bools = np.maximum.reduceat(bits, first) > 0
        return met

    def _keys(self, first: Ints, second: Ints, segment_of: Ints, segments: int) -> Ints:
        """Return a number for each rule and segment where the need is met, the rule in front."""
        bits = self._tables[0].take(first, axis=1)
        bits &= self._tables[1].take(second, axis=1)
        some = np.flatnonzero(bits)
        flags = np.unpackbits(bits.ravel()[some].view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        hits, pairs = np.divmod(np.flatnonzero(flags.ravel().view(np.bool_)), 64)  # the fast way to count zeros out
        columns, places = np.divmod(some, max(1, first.size))
        pairs += 64 * columns[hits]
        many = self._many[pairs]
        which = np.arange(many.sum()) + np.repeat(self._first[pairs] - np.cumsum(many) + many, many)
        keys: Ints = self._rules[which] * segments + np.repeat(segment_of[places[hits]], many)
        return keys


def _bit_table(sets: Sequence[int], kind: str = "u1") -> npt.NDArray[np.unsignedinteger]:
    """
    Return tables of all letters for these sets of letters, eight of them in each, or as many as the type has bits.

    Bit n of a letter tells whether it is in the n-th set of the table.
    """
    width = 8 * np.dtype(kind).itemsize
    table = np.zeros((max(1, -(-len(sets) // width)), PLACES), kind)
    for number, letters in enumerate(sets):
        if letters:
            row, bit = divmod(number, width)
            packed = np.frombuffer((letters % (1 << PLACES)).to_bytes(PLACES // 8, "little"), np.uint8)
            table[row] |= np.unpackbits(packed, bitorder="little").astype(kind) << table.dtype.type(bit)
    return table
