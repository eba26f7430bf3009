"""Sets of letters: as regular expressions, and as bits."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["BASE", "PLACES", "STOP", "letter_bits", "letter_class", "letter_class_outside", "letters_of", "place_of"]

Code = TypeVar("Code", int, npt.NDArray[Any])

STOP = "|"  # the letter between sentences and voices
BASE = 0xE000  # letters are characters of the private use area, beside ASCII modulo `PLACES`
PLACES = 1 << 12  # more than there are letters; the codes of the alphabet do not collide modulo this


@cache
def letter_bits(letters: frozenset[str]) -> int:
    """Return a set of letters as the bits of a number; the place of a letter is that of `place_of`."""
    return sum(1 << place_of(ord(letter)) for letter in letters)


def letters_of(bits: int) -> frozenset[str]:
    """Return the letters that `letter_bits` put into a number."""
    flags = np.unpackbits(np.frombuffer(bits.to_bytes(PLACES // 8, "little"), np.uint8), bitorder="little")
    return frozenset(chr(place if place < 0x80 else BASE + place) for place in np.flatnonzero(flags).tolist())


def place_of(code: Code) -> Code:
    """Return the place of letter codes in tables of all letters: less than `PLACES`."""
    return code % PLACES


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


def letter_class_outside(letters: frozenset[str]) -> str:
    """Return a regular expression for one word of any kind: short, because it excludes what is no word."""
    outside = "".join(sorted(set("|.,;:?!()[]-~") - letters))
    return f"[^{re.escape(outside)}]"
