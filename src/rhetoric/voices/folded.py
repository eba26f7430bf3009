"""
The prose around the quotes, as the patterns read it.

Every character becomes one that Latin-1 has, so that `re` runs at its fastest, and offsets stay the same. The first
letter of each listed word becomes a mark that says which lists hold the word: a verb of speaking is then one character
class, whatever number of verbs there are.

| in the text | as read |
|---|---|
| a listed word | its first letter is a mark, which counts as a letter of the same case |
| other letters beyond ASCII | ``Þ`` upper case, ``ÿ`` lower case, ``ª`` neither |
| combining marks | ``º`` |
| quotation marks, dashes | the characters that Windows-1252 has in their place |
| any other character | ``¤`` |
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from rhetoric.text.words import WordTable, word_keys
from rhetoric.voices.words import inflected, lists

__all__ = ["FILLING", "HIDDEN", "POINT", "PROPERTIES", "Narration", "listed", "marked", "read", "signs"]

HIDDEN = "\x7f"
"""Stands in the narration for the first and the last character of what is quoted, with its marks."""
FILLING = "\x06"
"""Stands for the characters between these two."""
POINT = "\x05"
"""Stands for a full stop that ends no sentence: ``Acme Corp. said``."""

PROPERTIES = {r"\p{Lu}": "A-ZÀ-Þ", r"\p{Ll}": "a-zß-ÿ", r"\p{L}": "A-Za-zªÀ-ÿ", r"\p{M}": "º"}
"""What stands inside of a character class for the letters of an alphabet."""

_UPPER, _LOWER = "ÀÁ", "àáâãäåæçèéêëìíîïðñòóôõ"  # the marks, as many as there are combinations of lists
_SIGNS = dict(zip("‘’“”–—―…", "\x91\x92\x93\x94\x96\x97\x95\x8d", strict=True))
_codes = np.zeros(0x110000, np.uint8)  # character -> the one that is read in its place, 0 where nobody asked yet
_codes[:128] = np.arange(128)
_LOWER_CASE = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(256))
_BETWEEN = "\n"  # between texts that are read together


def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if character in _SIGNS:
        return _SIGNS[character]
    if kind in ("Lu", "Ll"):
        return "Þ" if kind == "Lu" else "ÿ"
    if kind[0] in "LM":
        return "ª" if kind[0] == "L" else "º"
    if kind in ("Nd", "Nl", "Pc"):
        return "0" if kind == "Nd" else "_"
    return "\v" if character.isspace() else "¤"


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Return the lists that are marked; capitals matter, but for persons and texts."""
    known = lists()
    return {
        "human": known["person_noun"] | known["job"],
        "person": known["person_noun"] | known["job"] | known["text_noun"],
        "verb": known["say_verb"],
        "form": known["say_form"],
        "stance": frozenset().union(*inflected("report")),
        "one": frozenset(word for word in known["person_noun"] - known["body_noun"] if not word.endswith("s")),
    }


@cache
def _marks() -> tuple[dict[str, str], dict[str, str]]:
    """Return word -> its mark in small letters, and list -> its marks."""
    combinations: dict[tuple[str, ...], str] = {}
    marks: dict[str, str] = {}
    for word in sorted(filter(str.isalpha, frozenset().union(*_lists().values()))):
        names = tuple(name for name, words in _lists().items() if word in words)
        marks[word] = combinations.setdefault(names, _LOWER[len(combinations)])
    return marks, {
        name: "".join(mark for names, mark in combinations.items() if name in names)
        + {"human": _UPPER[0], "person": _UPPER}.get(name, "")
        for name in _lists()
    }


def _capital(word: str) -> str:
    """Return the mark of a word in capitals, "" if it has none."""
    return _UPPER[0] if word in _lists()["human"] else _UPPER[1] if word in _lists()["person"] else ""


@cache
def _table() -> tuple[WordTable, npt.NDArray[np.uint8]]:
    """Return the words that are marked, and the marks of each in small letters and in capitals."""
    words = list(_marks()[0])
    marks = [[0, 0]] + [[ord(_marks()[0][word]), ord(_capital(word) or "\0")] for word in words]
    return WordTable(words), np.array(marks, np.uint8)


@cache
def _is_verb() -> npt.NDArray[np.bool_]:
    """Return for each code whether it marks a verb of speaking."""
    return np.isin(np.arange(256), [ord(mark) for mark in _marks()[1]["verb"]])


def listed(name: str) -> str:
    """Return a pattern for the first letter of a word of a list, as it is read."""
    return f"[{_marks()[1][name]}]"


def marked(word: str) -> str:
    """Return a word as it is read."""
    mark = _marks()[0].get(word) if word.islower() else _capital(word.lower())
    rest = "".join(letter if letter.isascii() else _folded(letter) for letter in word[1:])
    return (mark or word[0]) + rest


def signs(source: str) -> str:
    """Return a pattern with the signs that are read for those that it names."""
    return "".join(_SIGNS.get(character, character) for character in source)


class Narration:
    """
    The prose around the quotes of a text; all offsets are the text's.

    Attributes
    ----------
    text
        The text, with `HIDDEN` and `FILLING` for what is quoted.
    read
        The same as the patterns read it.
    capitals
        Where words begin with a capital.
    verbs, verb_ends
        Where verbs of speaking begin and end.
    """

    __slots__ = ("capitals", "read", "text", "verb_ends", "verbs")

    def __init__(self, text: str, read: str, capitals: list[int], verbs: list[int], verb_ends: list[int]) -> None:
        self.text, self.read = text, read
        self.capitals, self.verbs, self.verb_ends = capitals, verbs, verb_ends


def read(texts: Sequence[str]) -> list[Narration]:
    """Read narrations, many together."""
    text = _BETWEEN.join(texts)
    if text.isascii():
        raw = bytearray(text, "ascii")
    else:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        raw = bytearray(_codes[points])
        if 0 in raw:
            for point in set(points[np.frombuffer(raw, np.uint8) == 0].tolist()):
                _codes[point] = ord(_folded(chr(point)))
            raw = bytearray(_codes[points])
    codes = np.frombuffer(raw, np.uint8)
    folded = np.frombuffer(raw.translate(_LOWER_CASE), np.uint8)
    inside = np.zeros(folded.size + 2, np.bool_)
    inside[1:-1] = folded != ord(" ")
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    initials = codes[starts]
    upper = ((initials >= ord("A")) & (initials <= ord("Z"))) | (initials == ord("Þ"))
    table, marks = _table()
    numbers = table.numbers(word_keys(folded, starts, ends))
    found = np.flatnonzero(numbers)
    mark = marks[numbers[found], upper[found].view(np.uint8)]
    found, mark = found[mark > 0], mark[mark > 0]
    codes[starts[found]] = mark
    joined = raw.decode("latin-1")
    capitals, spoken = starts[upper], found[_is_verb()[mark]]
    bounds = np.cumsum([0, *(len(one) + len(_BETWEEN) for one in texts)])
    first_capital = np.searchsorted(capitals, bounds).tolist()
    first_verb = np.searchsorted(starts[spoken], bounds).tolist()
    result = []
    for number, (one, at) in enumerate(zip(texts, bounds.tolist(), strict=False)):
        own = spoken[first_verb[number] : first_verb[number + 1]]
        result.append(
            Narration(
                one,
                joined[at : at + len(one)],
                (capitals[first_capital[number] : first_capital[number + 1]] - at).tolist(),
                (starts[own] - at).tolist(),
                (ends[own] - at).tolist(),
            )
        )
    return result
