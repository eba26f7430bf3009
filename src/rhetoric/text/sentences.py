"""Sentence borders that survive ``U.S.``, ``Mr.``, initials, decimals and ellipses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

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
    from importlib.resources import files

    data = tomllib.loads(files("rhetoric").joinpath("data", code, "language.toml").read_text("utf-8"))
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
    following = np.minimum(stops + 1, size - 1)
    # In "?!" and "..." only the last mark can end the sentence.
    run = (stops + 1 < size) & _STOPS[tokens.kind[following]] & (tokens.starts[following] == tokens.ends[stops])
    ellipsis = (stops > 0) & (tokens.kind[stops - 1] == ord(".")) & (tokens.ends[stops - 1] == tokens.starts[stops])
    if "…" in tokens.text:
        ellipsis |= np.fromiter((tokens.text[at] == "…" for at in tokens.starts[stops]), np.bool_, stops.size)
    ellipsis &= tokens.kind[stops] == ord(".")
    touching = (stops + 1 < size) & (tokens.starts[following] == tokens.ends[stops]) & ~run
    stops, ellipsis = stops[~run & ~touching], ellipsis[~run & ~touching]

    full = (tokens.kind[stops] == ord(".")) & (stops + 1 < size) & (stops > 0)
    doubtful = np.flatnonzero(full)
    ends[stops[~full]] = True
    at, ellipsis = stops[doubtful], ellipsis[doubtful]
    table, bits = _language(language)
    before, after = bits[table.numbers(_keys(tokens, at - 1))], bits[table.numbers(_keys(tokens, at + 1))]
    capital = tokens.capital[at + 1] | (tokens.kind[at + 1] != ord("a"))
    digit = (folded[tokens.starts[at + 1]] >= ord("0")) & (folded[tokens.starts[at + 1]] <= ord("9"))
    letter = tokens.capital[at - 1] & (tokens.ends[at - 1] - tokens.starts[at - 1] == 1)
    title = before & _TITLE > 0
    short = (before & _ABBREVIATION > 0) | tokens.acronym[at - 1] | letter
    opens = capital & (after & _OPENER > 0)
    ends[at] = np.select(
        [ellipsis, title | ((before & _NUMBERING > 0) & digit), short], [capital, False, opens], default=True
    )
    new_paragraph = tokens.paragraph[at + 1] != tokens.paragraph[at]
    ends[at[new_paragraph]] = True
    return ends


def _keys(tokens: Text, at: Ints) -> tuple[Keys, Keys, Keys]:
    return tokens.keys[0][at], tokens.keys[1][at], tokens.keys[2][at]


