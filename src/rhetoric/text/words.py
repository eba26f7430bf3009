"""
Words with offsets, and a table that finds the number of each word of a list.

Contractions are two words (``they`` + ``'re``, ``do`` + ``n't``), as in the Penn Treebank, so a rule
for *they* sees the one in *they're*. ``O'Brien``, ``100,000``, ``3.5`` and ``U.S.`` are one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rhetoric.errors import LexiconError
from rhetoric.text.chars import APOSTROPHE, Bytes, fold, is_word

__all__ = ["LONGEST", "Bools", "Ints", "Keys", "WordTable", "endings", "find_words", "word_keys"]

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]

LONGEST = 24  # characters of a word that are compared; no entry may be longer
_MASK = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [2**64 - 1], np.uint64)
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_DIGIT_LOW, _DIGIT_HIGH = ord("0"), ord("9")
_CLITICS = tuple(
    int.from_bytes(clitic.encode(), "little") for clitic in ("s", "re", "ve", "ll", "d", "m", "t")
)


def word_keys(folded: Bytes, starts: Ints, ends: Ints) -> tuple[Keys, Keys, Keys]:
    """Read each word as three numbers of up to eight folded characters: exact up to `LONGEST`."""
    padded = np.concatenate([folded, np.zeros(LONGEST + 8, np.uint8)])
    eights: Keys = np.ndarray((folded.size + LONGEST,), "<u8", padded, strides=(1,))
    lengths = ends - starts
    first = eights[starts] & _MASK[np.minimum(lengths, 8)]
    second, third = np.zeros_like(first), np.zeros_like(first)
    long = np.flatnonzero(lengths > 8)
    if long.size:
        second[long] = eights[starts[long] + 8] & _MASK[np.minimum(lengths[long] - 8, 8)]
        third[long] = eights[starts[long] + 16] & _MASK[np.clip(lengths[long] - 16, 0, 8)]
        first[lengths > LONGEST] = 0  # no entry is 0, so a longer word is found nowhere
    return first, second, third


def endings(folded: Bytes, starts: Ints, ends: Ints) -> Keys:
    """Return the last four folded characters of each word as a number, the last one highest."""
    padded = np.concatenate([np.zeros(4, np.uint8), folded])
    fours: npt.NDArray[np.uint32] = np.ndarray((folded.size + 1,), "<u4", padded, strides=(1,))
    missing = (8 * np.maximum(4 - (ends - starts), 0)).astype(np.uint64)
    last: Keys = fours[ends].astype(np.uint64) >> missing << missing
    return last


def find_words(folded: Bytes) -> tuple[Ints, Ints, Bools, Bools]:
    """
    Find all words of a folded text.

    Returns
    -------
    starts, ends : arrays of int
        Offsets, half-open, in text order.
    clitic : array of bool
        True for the second half of a contraction or possessive (``'re``, ``n't``, ``'s``).
    acronym : array of bool
        True for dotted abbreviations such as ``U.S.``, which are one word.
    """
    inside = np.zeros(folded.size + 2, np.bool_)
    inside[1:-1] = is_word(folded)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    clitic = np.zeros(starts.size, np.bool_)
    acronym = np.zeros(starts.size, np.bool_)
    near = np.flatnonzero(starts[1:] - ends[:-1] == 1)  # one character between words k and k + 1
    if not near.size:
        return starts, ends, clitic, acronym
    joint = folded[ends[near]]
    near, joint = near[joint != ord(" ")], joint[joint != ord(" ")]
    if not near.size:
        return starts, ends, clitic, acronym
    starts, ends = starts.copy(), ends.copy()
    before, after = folded[ends[near] - 1], folded[starts[near + 1]]
    short = np.where(ends[near + 1] - starts[near + 1] <= 2, 1, 0)
    tail = word_keys(folded, starts[near + 1], ends[near + 1])[0] * short.astype(np.uint64)
    apostrophe = joint == APOSTROPHE
    contracted = apostrophe & np.isin(tail, np.array(_CLITICS, np.uint64))
    contracted &= (tail != _CLITICS[-1]) | (before == ord("n"))  # 't only as n't
    digits = (before >= _DIGIT_LOW) & (before <= _DIGIT_HIGH) & (after >= _DIGIT_LOW) & (after <= _DIGIT_HIGH)
    number = digits & ((joint == ord(",")) | (joint == ord(".")))
    letters = (ends[near] - starts[near] == 1) & (ends[near + 1] - starts[near + 1] == 1) & ~digits
    dotted = letters & (joint == ord("."))
    acronym[near[dotted]] = acronym[near[dotted] + 1] = True

    clitic[near[contracted] + 1] = True
    negation = contracted & (tail == _CLITICS[-1])
    starts[near[contracted] + 1] -= 1
    starts[near[negation] + 1] -= 1
    ends[near[negation]] -= 1

    joined = near[(apostrophe & ~contracted) | number | dotted]
    first, last = np.ones(starts.size, np.bool_), np.ones(starts.size, np.bool_)
    first[joined + 1] = False
    last[joined] = False
    first &= starts < ends  # the n of a lone "n't"
    last &= starts < ends
    return starts[first], ends[last], clitic[first], acronym[first]


class WordTable:
    """
    The numbers of the words of a list: an open hash table, with exact hits.

    Parameters
    ----------
    entries
        Lower-case words of at most 24 characters; the n-th has the number n, from 1 on.
    """

    def __init__(self, entries: Sequence[str]) -> None:
        if not entries:
            entries = ["\x01"]  # never in a folded text as a whole word of a list
        joined = " ".join(entries)
        folded = fold(joined)[0]
        lengths = np.fromiter(map(len, entries), np.int64, len(entries))
        starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]]).astype(np.int64)
        if lengths.max() > LONGEST:
            raise LexiconError(f"word {max(entries, key=len)!r} is longer than {LONGEST} characters.")
        keys = word_keys(folded, starts, starts + lengths)
        self.keys = tuple(np.r_[np.uint64(0), key] for key in keys)
        mixed = self._mix(*keys)
        if len(set(mixed.tolist())) != mixed.size:
            raise LexiconError("a word list holds the same word twice.")
        bits = max(8, int(mixed.size).bit_length() + 3)
        self.shift = np.uint64(64 - bits)
        self.slots = np.zeros((2, 1 << bits), np.int64)
        self.mixed = np.zeros((2, 1 << bits), np.uint64)  # what a slot holds; no word is 0
        numbers = np.arange(1, mixed.size + 1)
        for way in (0, 1):  # what finds its slot taken goes to the second table
            slots = self._slot(mixed[numbers - 1], way)
            self.slots[way, slots[::-1]] = numbers[::-1]  # of several, the first
            taken = self.slots[way, slots]
            self.mixed[way, slots] = mixed[taken - 1]
            numbers = numbers[taken != numbers]
        self.rest = [(int(number), mixed[number - 1]) for number in numbers]  # very few, if any

    @staticmethod
    def _mix(first: Keys, second: Keys, third: Keys) -> Keys:
        mixed: Keys = first ^ (second * _MIX[0]) ^ (third * _MIX[1])
        return mixed

    def _slot(self, mixed: Keys, way: int) -> Ints:
        return ((mixed * _MIX[way]) >> self.shift).view(np.int64)

    def numbers(self, keys: tuple[Keys, Keys, Keys]) -> Ints:
        """Return the number of each word, 0 for words that are not in the list."""
        mixed = self._mix(*keys)
        slots = self._slot(mixed, 0)
        found: Ints = self.slots[0].take(slots)
        missed = np.flatnonzero(self.mixed[0].take(slots) != mixed)
        others = mixed[missed]
        slots = self._slot(others, 1)
        found[missed] = self.slots[1].take(slots) * (self.mixed[1].take(slots) == others)
        for number, own in self.rest:
            found[mixed == own] = number
        # Equal mixtures are all but certain to be equal words; this makes it certain.
        for key, own in zip(keys, self.keys, strict=True):
            found *= own.take(found) == key
        return found
