"""
Characters as numbers: one byte for each code point, so that offsets never move.

A text is folded to an array of bytes as long as the text itself. A letter becomes its lower-case
Latin-1 code, a letter beyond Latin-1 one common code, apostrophes of all kinds one code, and
everything that no rule looks at becomes a space.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import regex

__all__ = ["APOSTROPHE", "DASH", "HYPHEN", "NEWLINE", "OTHER_LETTER", "Bytes", "among", "fold", "is_word"]

Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]
Upper = Callable[[npt.NDArray[np.int64]], Bools]

SPACE, OTHER_LETTER, NEWLINE = ord(" "), 1, ord("\n")
APOSTROPHE, HYPHEN, DASH = ord("'"), ord("-"), ord("~")
_KEPT = ".,;:?!()[]"  # punctuation that the grammar knows
_SAME = {
    "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{FULLWIDTH APOSTROPHE}": APOSTROPHE,
    "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}": HYPHEN,
    "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}": DASH,
    "\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}": ord("."),
    "\N{FULLWIDTH QUESTION MARK}\N{INTERROBANG}": ord("?"),
    "\N{FULLWIDTH EXCLAMATION MARK}": ord("!"),
    "\n\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NEXT LINE}": NEWLINE,
}
_WORD = r"[\p{L}\p{M}\p{N}]++"


def _tables(size: int) -> tuple[Bytes, Bools]:
    """Fold and upper-case tables for the code points below `size`."""
    characters = np.arange(size, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    folded = np.full(size, SPACE, np.uint8)
    upper = np.zeros(size, np.bool_)
    for match in regex.finditer(_WORD, characters):
        folded[match.start() : match.end()] = OTHER_LETTER
    for match in regex.finditer(r"[\p{Lu}\p{Lt}]++", characters):
        upper[match.start() : match.end()] = True
    for code in range(min(size, 256)):
        lower = chr(code).lower()
        if folded[code] == OTHER_LETTER and len(lower) == 1 and ord(lower) < 256:
            folded[code] = ord(lower)
    for mark in _KEPT:
        folded[ord(mark)] = ord(mark)
    for marks, code in _SAME.items():
        for mark in marks:
            if ord(mark) < size:
                folded[ord(mark)] = code
    return folded, upper


@cache
def _ascii() -> tuple[bytes, Bools]:
    folded, upper = _tables(256)
    return folded.tobytes(), upper


@cache
def _plane() -> tuple[Bytes, Bools]:
    """Tables for the Basic Multilingual Plane, all that most texts need."""
    return _tables(0x10000)


@cache
def _all_planes() -> tuple[Bytes, Bools]:
    return _tables(0x110000)


@cache
def _word_codes() -> bytes:
    """Which folded codes belong to words."""
    codes = {code for code in _tables(256)[0].tolist() if code > ord("~") or chr(code).isalnum()}
    return bytes(code in codes or code == OTHER_LETTER for code in range(256))


def among(folded: Bytes, codes: bytes) -> Bools:
    """Tell for each folded character whether `codes`, a table with an entry for each code, holds 1 for it."""
    return np.frombuffer(folded.tobytes().translate(codes), np.bool_)


def is_word(folded: Bytes) -> Bools:
    """Tell for each folded character whether it can be part of a word."""
    return among(folded, _word_codes())


def fold(text: str) -> tuple[Bytes, Upper]:
    """
    Fold a text to one byte for each character.

    Returns
    -------
    folded : array of uint8, as long as `text`
    upper : function
        Takes offsets and returns whether an upper-case letter stands there, as an array of bool.
    """
    if text.isascii():
        small, upper = _ascii()
        raw = text.encode("ascii")
        codes = np.frombuffer(raw, np.uint8)
        return np.frombuffer(raw.translate(small), np.uint8), lambda at: upper[codes[at]]
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if units.size == len(text):
        table, upper = _plane()
        return table[units], lambda at: upper[units[at]]
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table, upper = _all_planes()
    return table[points], lambda at: upper[points[at]]
