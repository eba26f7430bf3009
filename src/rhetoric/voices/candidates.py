"""Candidates: pairs of marks on the way to become quotes."""

from __future__ import annotations

import re

from rhetoric.late import late
from rhetoric.voices.marks import Pair
from rhetoric.voices.model import Attribution
from rhetoric.voices.sources import Source

__all__ = ["Candidate"]

_ONE = r"(?>[^\W_]+(?:['’\u0300-\u036f-]+[^\W_]*)*)"
_WORD = re.compile(_ONE)
# The first word, and the second and the fifth where there are so many.
_WORDS = late(rf"({_ONE})(?:[\W_]+({_ONE})(?:[\W_]+{_ONE}(?:[\W_]+{_ONE}(?:[\W_]+({_ONE}))?)?)?)?")
_SHORT = 5  # strings of fewer words need more to count as speech
_TITLE = 150  # characters that a title may have
_SMALL = frozenset({"a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "with", "from", "by", "is"})


class Candidate:
    """A pair of marks on the way to become a quote."""

    __slots__ = ("first", "how", "long", "named", "pair", "paragraph", "partial", "source", "titled", "words")

    def __init__(self, text: str, pair: Pair, paragraph: int) -> None:
        self.pair, self.paragraph = pair, paragraph
        self.source: Source | None = None
        self.how: Attribution | None = None
        self.partial = False
        self.named = True
        """Whether its source is sure enough to be named."""
        start, end = pair.start, pair.end
        found = _WORDS.search(text, start, end)
        self.first = found[1] if found else ""
        self.long = found is not None and found[3] is not None
        """Whether it has at least `_SHORT` words."""
        self.titled = False
        """Whether all its words are capitalised as in a title."""
        self.words: list[str] = []
        """Its first words, as many as a title may have, where their number can matter."""
        second = found[2] if found else None
        if found and (not self.long or not second or not second[0].islower() or second in _SMALL):
            words = self.words = _WORD.findall(text, found.start(), min(end, found.start() + _TITLE))
            self.long = len(words) >= _SHORT
            self.titled = len(words) > 1 and all(word[0].isupper() or word.lower() in _SMALL for word in words)
