"""Sentence borders that survive ``U.S.``, ``Mr.``, initials, decimals and ellipses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from rhetoric.files import shipped
from rhetoric.text.chars import Bytes
from rhetoric.text.words import Bools, Ints, Keys, WordTable

if TYPE_CHECKING:
    from rhetoric.text.tokens import Text

__all__ = ["sentence_ends"]

_STOPS = np.zeros(256, np.bool_)
_STOPS[[ord(mark) for mark in ".?!"]] = True
_TITLE, _ABBREVIATION, _NUMBERING, _OPENER = 1, 2, 4, 8


_LISTS = {
    "titles": _TITLE,
    "abbreviations": _ABBREVIATION,
    "numbering": _NUMBERING,
    "openers": _OPENER,
}


@cache
def _language(code: str) -> tuple[WordTable, Bytes]:
    """Words that matter at a full stop, and what each is, as bits."""
    import tomllib  # slow to import

    data = tomllib.loads(shipped(f"data/{code}/language.toml"))
    bits: dict[str, int] = {}
    for name, bit in _LISTS.items():
        for word in data["words"][name].split():
            bits[word] = bits.get(word, 0) | bit
    return WordTable(list(bits)), np.array([0, *bits.values()], np.uint8)


def sentence_ends(tokens: Text, folded: Bytes, language: str = "en") -> Bools:
    """
    Tell for each token whether a sentence ends with it.

    A full stop ends none inside a word or number, after a title or an initial, or after an abbreviation
    unless a word follows that usually opens a sentence; an ellipsis ends one only before a capital letter.
    """
    size = tokens.starts.size
    ends = np.zeros(size, np.bool_)
    stops = np.flatnonzero(_STOPS[tokens.kind])
    if not stops.size:
        return ends
    kind, starts = tokens.kind, tokens.starts
    touching = np.append(starts[1:] == tokens.ends[:-1], False)  # the next token stands right behind
    # In "?!" and "..." only the last mark can end the sentence, and none where a word goes on: "a.b".
    ellipsis = (kind[stops] == ord(".")) & (kind[stops - 1] == ord(".")) & touching[stops - 1] & (stops > 0)
    if "…" in tokens.text:
        ellipsis |= np.fromiter((tokens.text[at] == "…" for at in starts[stops]), np.bool_, stops.size)
    stops, ellipsis = stops[~touching[stops]], ellipsis[~touching[stops]]
    ends[stops] = True
    doubtful = np.flatnonzero((kind[stops] == ord(".")) & (stops + 1 < size) & (stops > 0))
    at, ellipsis = stops[doubtful], ellipsis[doubtful]
    # A new paragraph always ends a sentence.
    inside = tokens.paragraph[at + 1] == tokens.paragraph[at]
    at, ellipsis = at[inside], ellipsis[inside]
    if not at.size:
        return ends
    table, bits = _language(language)
    before, after = bits[table.numbers(_keys(tokens, at - 1))], bits[table.numbers(_keys(tokens, at + 1))]
    capital = tokens.capital[at + 1] | (kind[at + 1] != ord("a"))
    first = folded[starts[at + 1]]
    letter = tokens.capital[at - 1] & (tokens.ends[at - 1] - starts[at - 1] == 1)
    ends[at] = (before & _ABBREVIATION == 0) & ~tokens.acronym[at - 1] & ~letter | (capital & (after & _OPENER > 0))
    numbered = (before & _NUMBERING > 0) & (first >= ord("0")) & (first <= ord("9"))
    ends[at[(before & _TITLE > 0) | numbered]] = False
    ends[at[ellipsis]] = capital[ellipsis]
    return ends


def _keys(tokens: Text, at: Ints) -> tuple[Keys, Keys, Keys]:
    return tokens.keys[0][at], tokens.keys[1][at], tokens.keys[2][at]


