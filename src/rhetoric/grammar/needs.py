"""Where rules could match: pairs of neighbouring words that they cannot do without, found for all rules at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from rhetoric.grammar.letters import PLACES
from rhetoric.grammar.pattern import Need
from rhetoric.grammar.stream import Stream

__all__ = ["Needs", "Present"]

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]

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
        For each rule what it needs.
    """

    def __init__(self, needs: Sequence[Need]) -> None:
        pairs = sorted({pair for own in needs for pair in own})
        number = {pair: at for at, pair in enumerate(pairs)}
        self._tables = [_bit_table([pair[side] for pair in pairs]) for side in (0, 1)]
        users: list[list[int]] = [[] for _ in pairs]
        for rule, own in enumerate(needs):
            for pair in own:
                users[number[pair]].append(rule)
        self._rules = np.array([rule for own in users for rule in own], np.int64)
        self._many = np.array([len(own) for own in users], np.int64)
        self._first = np.cumsum(self._many) - self._many

    def met(self, stream: Stream, within: npt.NDArray[np.bool_] | None = None) -> Present:
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
        return Present(*np.divmod(keys, max(1, segments)))

    def _keys(self, first: Ints, second: Ints, segment_of: Ints, segments: int) -> Ints:
        """Return a number for each rule and segment where the need is met, the rule in front."""
        bits = self._tables[0].take(first, axis=1)
        bits &= self._tables[1].take(second, axis=1)
        some = np.flatnonzero(bits)
        flags = np.unpackbits(bits.ravel()[some].view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        hits, pairs = np.nonzero(flags)
        columns, places = np.divmod(some, max(1, first.size))
        pairs += 64 * columns[hits]
        many = self._many[pairs]
        which = np.arange(many.sum()) + np.repeat(self._first[pairs] - np.cumsum(many) + many, many)
        keys: Ints = self._rules[which] * segments + np.repeat(segment_of[places[hits]], many)
        return keys


def _bit_table(sets: Sequence[int]) -> Bits:
    """Return for every 64 of these sets of letters a table: bit n of a letter tells whether it is in the n-th set."""
    size = max(1, -(-len(sets) // 64)) * 64
    rows = [(letters % (1 << PLACES)).to_bytes(PLACES // 8, "little") for letters in sets]
    rows += [bytes(PLACES // 8)] * (size - len(sets))
    flags = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8).reshape(size, -1), axis=1, bitorder="little")
    packed = np.packbits(flags.reshape(size // 64, 64, PLACES), axis=1, bitorder="little")
    return np.ascontiguousarray(packed.transpose(0, 2, 1)).view("<u8")[..., 0]
