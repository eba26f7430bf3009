"""Which letter a word becomes: one for each set of categories that a word can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from rhetoric.errors import LexiconError
from rhetoric.grammar.letters import BASE, PLACES, STOP, place_of
from rhetoric.grammar.pattern import FREQUENT
from rhetoric.spans import Span
from rhetoric.text import Text, WordTable
from rhetoric.text.tokens import WORD
from rhetoric.text.words import Bools, Ints

__all__ = ["Alphabet"]

Letters = npt.NDArray[np.uint16]

_ED = int.from_bytes(b"ed", "little")
_AROUND = 3  # words on each side that tell whether a text is in capitals, and how many of them must be
_SHORTEST_ED = 4  # letters that a word in -ed must exceed: "need" and "feed" are none
_FIRST = BASE + 0x80  # of known words; below are the characters of ASCII
_SPECIAL = {
    "unknown": "w",
    "ed": "e",  # an unknown word in -ed
    "initial": "I",  # an unknown word that opens a sentence with a capital letter
    "proper": "N",  # an unknown word with a capital letter inside a sentence
    "number": "9",
    "shouted": "U",  # US in a text in capitals: country or pronoun, nobody can tell
    "in_group": "i",
    "out_group": "o",
}
_PUNCTUATION = {
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "dash": "~-",
    "bracket": "()[]",
    "question": "?",
    "exclamation": "!",
    "period": ".",
}
NAMES_WHEN_CAPITAL = "name_when_capital"  # May, Will, Mark: a name where a capital letter is not due
NAMES_WHEN_CAPITALS = "name_when_capitals"  # US, IT, WHO: a name where the word stands in capitals
_CLAUSE_OPENER = "clause_opener"
_ED_FORM = "ed_form"  # known and unknown words in -ed: mostly past forms and participles


class Alphabet:
    """
    Words -> letters, and categories -> sets of letters.

    Parameters
    ----------
    categories
        The words of each category; a word may be in several.
    together
        Categories whose letters are wanted side by side, the most wanted first: ranges compile faster than lists.
    """

    def __init__(self, categories: Mapping[str, Sequence[str]], together: Sequence[Iterable[str]] = ()) -> None:
        for taken in (*_SPECIAL, *_PUNCTUATION, "any", "name"):
            if taken in categories:
                raise LexiconError(f"category {taken!r} is built in; choose another name.")
        of_word: dict[str, set[str]] = {}
        for category, words in categories.items():
            for word in words:
                of_word.setdefault(word.lower().replace("’", "'").rstrip("."), set()).add(category)
        for word, own in of_word.items():
            if word.endswith("ed") and len(word) > _SHORTEST_ED:
                own.add(_ED_FORM)
        ranks: dict[str, list[int]] = {}
        for rank, names in enumerate(together):
            for name in names:
                ranks.setdefault(name, []).append(rank)
        last = len(together)

        def wanted(own: AbstractSet[str]) -> tuple[list[int], list[str]]:
            return [*sorted({rank for name in own for rank in ranks.get(name, ())}), last], sorted(own)

        in_order = sorted({frozenset(own) for own in of_word.values()}, key=wanted)
        letter = {signature: _FIRST + number for number, signature in enumerate(in_order)}
        if len(letter) > PLACES - place_of(_FIRST):
            raise LexiconError("too many different sets of categories; merge some.")
        self.table = WordTable(list(of_word))
        of_number = [ord(_SPECIAL["unknown"])] + [letter[frozenset(own)] for own in of_word.values()]
        self.of_number = np.array(of_number, np.uint16)
        self.stop = ord(STOP)
        self._classes: dict[str, frozenset[str]] = {}
        members: dict[str, list[str]] = {category: [] for category in categories}
        for signature, code in letter.items():
            for category in signature:
                members.setdefault(category, []).append(chr(code))
        self._classes |= {category: frozenset(own) for category, own in members.items()}
        self._classes |= {name: frozenset(mark) for name, mark in _SPECIAL.items()}
        self._classes |= {name: frozenset(marks) for name, marks in _PUNCTUATION.items()}
        self._classes["name"] = frozenset("NI")
        self._classes[_ED_FORM] = self._classes.get(_ED_FORM, frozenset()) | {_SPECIAL["ed"]}
        self._classes["any"] = frozenset(map(chr, letter.values())) | frozenset(_SPECIAL.values())
        marks = frozenset().union(STOP, *_PUNCTUATION.values())
        self._classes[FREQUENT] = self._classes.get(FREQUENT, frozenset()) | frozenset(_SPECIAL.values()) | marks
        openers = self._classes.get(_CLAUSE_OPENER, frozenset())
        self._classes[_CLAUSE_OPENER] = openers.union(*map(frozenset, _PUNCTUATION.values()))
        self._flags: dict[tuple[str, ...], npt.NDArray[np.bool_]] = {}
        self._capital_name = self._known(NAMES_WHEN_CAPITAL)
        self._capitals_name = self._known(NAMES_WHEN_CAPITALS)

    def _known(self, category: str) -> npt.NDArray[np.bool_]:
        return self.flags(category) if category in self._classes else self.flags()

    def flags(self, *categories: str) -> npt.NDArray[np.bool_]:
        """Return for each place of a letter whether it belongs to one of these categories: ``flags(...)[places]``."""
        if categories not in self._flags:
            flags = np.zeros(PLACES, np.bool_)
            flags[[place_of(ord(letter)) for name in categories for letter in self.classes(name)]] = True
            self._flags[categories] = flags
        return self._flags[categories]

    def classes(self, name: str) -> frozenset[str]:
        """Return the letters of a category, built-in class or, as ``=word``, of a word; else LookupError."""
        try:
            return self._classes[name]
        except KeyError:
            known = ", ".join(sorted(one for one in self._classes if not one.startswith("=")))
            raise LookupError(known) from None

    def letters(
        self, text: Text, tokens: Ints, opens: Bools, names: Sequence[tuple[Span, str]]
    ) -> Letters:
        """
        Return the letter of each of these tokens.

        Parameters
        ----------
        text, tokens
            The text, and which of its tokens are read.
        opens
            Whether a token opens a segment, where a capital letter says nothing.
        names
            Places of the names that the caller gave, with ``"in_group"`` or ``"out_group"``.
        """
        kind, acronym, capitals = text.kind[tokens], text.acronym[tokens], text.capitals[tokens]
        first, second, third = text.keys
        letters = self.of_number[self.table.numbers((first[tokens], second[tokens], third[tokens]))]
        unknown = np.flatnonzero(letters == _letter("unknown"))
        own = tokens[unknown]
        in_ed = text.endings(own) >> np.uint64(16) == _ED
        letters[unknown[in_ed & (text.ends[own] - text.starts[own] > _SHORTEST_ED)]] = _letter("ed")
        digit = (first[own] & np.uint64(0xFF)).astype(np.uint8)
        letters[unknown[(digit >= ord("0")) & (digit <= ord("9"))]] = _letter("number")
        upper = np.flatnonzero(text.capital[tokens])
        self._name(letters, upper, opens[upper], capitals, acronym, text.paragraph[tokens])
        marks = np.flatnonzero(kind != WORD)
        letters[marks] = kind[marks]
        for span, side in names:
            covered = (text.starts[tokens] >= span.start) & (text.ends[tokens] <= span.end)
            letters[covered] = _letter(side)
        return letters

    def _name(
        self, letters: Letters, upper: Ints, opens: Bools, capitals: Bools, acronym: Bools, paragraph: Ints
    ) -> None:
        """Turn the letters of words with a capital letter, which stand at `upper`, to those of names."""
        found, loud = letters[upper], capitals[upper]
        places = place_of(found)
        unknown = (found == _letter("unknown")) | (found == _letter("ed"))
        proper = (unknown | self._capital_name[places]) & (~opens | (loud & unknown))
        letters[upper[unknown & ~proper]] = _letter("initial")
        letters[upper[proper]] = _letter("proper")
        shouted = upper[self._capitals_name[places] & loud]
        if shouted.size:  # a word in capitals among words in capitals tells nothing
            others = capitals & ~acronym
            others[shouted] = False
            sums = np.concatenate([[0], np.cumsum(others)])
            low = np.maximum(paragraph.searchsorted(paragraph[shouted]), shouted - _AROUND)
            high = np.minimum(paragraph.searchsorted(paragraph[shouted], "right"), shouted + _AROUND + 1)
            among = sums[high] - sums[low] >= _AROUND
            letters[shouted] = np.where(among, _letter("shouted"), _letter("proper"))


def _letter(name: str) -> int:
    return ord(_SPECIAL[name])
