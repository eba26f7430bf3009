"""Where rules could match: the pairs of neighbouring words that they cannot do without, found for all rules at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from rhetoric.grammar.letters import PLACES
from rhetoric.grammar.pattern import Need
from rhetoric.grammar.stream import Stream

__all__ = ["Needs", "Present"]

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]

_LOOKED_FOR = 3  # how many needs of a rule, the rarest first


class Present:
    """
    Which rules could match in which segments of a stream, because all that they need is there.

    Parameters
    ----------
    rules, segments
        Numbers of rules, rising, and beside each a segment where the rule may match.
    """

    def __init__(self, rules: Ints, segments: Ints) -> None:
        self.rules, self.segments = rules, segments
        borders = np.flatnonzero(np.diff(rules, prepend=-1)).tolist()
        in_order = segments.tolist()
        runs = pairwise([*borders, len(in_order)])
        self._of: dict[int, list[int]] = {int(rules[at]): in_order[at:end] for at, end in runs}

    def of(self, rule: int) -> list[int]:
        """Return the segments that a rule is tried in."""
        return self._of.get(rule) or []

    def __iter__(self) -> Iterator[tuple[int, list[int]]]:
        """Yield the rules that could match somewhere, with their segments."""
        return iter(self._of.items())

    def where(self, keep: npt.NDArray[np.bool_]) -> Present:
        """Return the same without the places where `keep` is false."""
        return Present(self.rules[keep], self.segments[keep])


class Needs:
    """
    The needs of some rules as tables of bits, one bit for each pair of letters that is needed.

    Parameters
    ----------
    needs
        For each rule what it needs, the rarest first.
    """

    def __init__(self, needs: Sequence[Sequence[Need]]) -> None:
        rules = [own[:_LOOKED_FOR] for own in needs]
        pairs = sorted({pair for own in rules for need in own for pair in need})
        number = {pair: at for at, pair in enumerate(pairs)}
        self._before, self._after = (_bit_table([pair[side] for pair in pairs]) for side in (0, 1))
        alike = sorted({need for own in rules for need in own}, key=sorted)
        place = {need: at for at, need in enumerate(alike)}
        self._pairs = np.array([number[pair] for need in alike for pair in sorted(need)], np.int64)
        self._firsts = np.cumsum([0, *map(len, alike[:-1])])
        self._of_rule = np.full((_LOOKED_FOR, len(rules)), len(alike))  # the last row of needs is met everywhere
        for at, own in enumerate(rules):
            self._of_rule[: len(own), at] = [place[need] for need in own]

    def met(self, stream: Stream) -> Present:
        """Return where all needs of each rule are met."""
        segments = stream.segment_starts.size
        if not segments or not self._pairs.size:
            nothing = np.zeros(0, np.int64)
            return Present(nothing, nothing)
        met = np.empty((segments, len(self._before)), "<u8")
        first, second = stream.places[:-1], stream.places[1:]
        for column, before, after in zip(met.T, self._before, self._after, strict=True):
            pairs = before[first]
            pairs &= after[second]
            np.bitwise_or.reduceat(pairs, stream.segment_starts - 1, out=column)
        # From here on each row holds a bit for each segment.
        by_pair = np.packbits(np.unpackbits(met.view(np.uint8), axis=1, bitorder="little").T, axis=1)
        by_need = np.full((self._firsts.size + 1, by_pair.shape[1]), 0xFF, np.uint8)
        np.bitwise_or.reduceat(by_pair[self._pairs], self._firsts, axis=0, out=by_need[:-1])
        by_rule = np.bitwise_and.reduce(by_need[self._of_rule])
        numbers, where = np.nonzero(np.unpackbits(by_rule, axis=1, count=segments))
        return Present(numbers, where)


def _bit_table(sets: Sequence[int]) -> Bits:
    """Return for every 64 of these sets of letters a table: bit n of a letter tells whether it is in the n-th set."""
    size = max(1, -(-len(sets) // 64)) * 64
    rows = [(letters % (1 << PLACES)).to_bytes(PLACES // 8, "little") for letters in sets]
    rows += [bytes(PLACES // 8)] * (size - len(sets))
    flags = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8).reshape(size, -1), axis=1, bitorder="little")
    packed = np.packbits(flags.reshape(size // 64, 64, PLACES), axis=1, bitorder="little")
    return np.ascontiguousarray(packed.transpose(0, 2, 1)).view("<u8")[..., 0]
