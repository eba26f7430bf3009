"""The text as tokens: words and the punctuation that rules look at, with sentences and paragraphs."""

from __future__ import annotations

import numpy as np

from rhetoric.text.chars import DASH, HYPHEN, NEWLINE, Bytes, among, fold
from rhetoric.text.sentences import sentence_ends
from rhetoric.text.words import Bools, Ints, Keys, endings, find_words, word_keys

__all__ = ["WORD", "Text"]

WORD = ord("a")
"""The kind of a token that is a word; other tokens have the folded code of their character."""

_LONGEST = 500  # words and marks that a sentence may have

_PUNCTUATION = bytes(code in {*b".,;:?!()[]", DASH, HYPHEN} for code in range(256))


class Text:
    """
    A text read once: parallel arrays with an entry for each token, in text order.

    Parameters
    ----------
    text
        Any string; it is never changed.

    Attributes
    ----------
    starts, ends
        Offsets of each token, half-open, in code points.
    kind
        `WORD` or the folded code of the punctuation character.
    sentence, paragraph
        Number of the sentence and of the paragraph that the token stands in, from 0 on. A sentence of more than 500
        tokens is cut.
    clitic
        True for the second half of a contraction.
    capital, capitals
        The token starts with an upper-case letter; with two of them.
    keys
        The words as numbers, for `WordTable.numbers`.
    """

    __slots__ = (
        "_folded", "acronym", "capital", "capitals", "clitic", "ends", "keys", "kind", "paragraph", "sentence",
        "starts", "text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        folded, upper = fold(text)
        self._folded = folded
        starts, ends, clitic, acronym = find_words(folded)
        marks, before = _punctuation(folded, starts, ends)
        mark_at = before + np.arange(marks.size)  # among all tokens
        is_mark = np.zeros(starts.size + marks.size, np.bool_)
        is_mark[mark_at] = True
        word_at = np.flatnonzero(~is_mark)
        self.starts: Ints = np.empty(is_mark.size, np.int64)
        self.ends: Ints = np.empty(is_mark.size, np.int64)
        self.starts[word_at], self.ends[word_at] = starts, ends
        self.starts[mark_at], self.ends[mark_at] = marks, marks + 1
        self.kind: Bytes = np.full(is_mark.size, WORD, np.uint8)
        self.kind[mark_at] = folded[marks]
        self.clitic: Bools = np.zeros(is_mark.size, np.bool_)
        self.acronym: Bools = np.zeros(is_mark.size, np.bool_)
        self.clitic[word_at[clitic]] = self.acronym[word_at[acronym]] = True
        self.keys: tuple[Keys, Keys, Keys] = word_keys(folded, self.starts, self.ends)
        self.capital: Bools = upper(self.starts)
        self.capitals: Bools = np.zeros(len(self), np.bool_)
        named = np.flatnonzero(self.capital & (self.ends - self.starts > 1))
        self.capitals[named] = upper(self.starts[named] + 1) | self.acronym[named]
        self._sentences(folded)

    def __len__(self) -> int:
        return int(self.starts.size)

    def endings(self, tokens: Ints) -> Keys:
        """Return the last four characters of these tokens as numbers, the last one highest, in lower case."""
        return endings(self._folded, self.starts[tokens], self.ends[tokens])

    def _sentences(self, folded: Bytes) -> None:
        """Give sentences and paragraphs their numbers, and drop full stops that end no sentence."""
        size = len(self)
        breaks = np.zeros(size, np.bool_)
        lines = np.flatnonzero(folded == NEWLINE)
        if lines.size:
            next_token = np.searchsorted(self.starts, lines)
            breaks = np.bincount(next_token, minlength=size)[:size] > 1  # a blank line before the token
            breaks[:1] = False
        self.paragraph: Ints = np.cumsum(breaks)
        last = sentence_ends(self, folded)
        new = breaks
        new[1:] |= last[:-1]
        # Text without full stops is cut, so that no rule's time grows with more than the length of the text.
        first = np.flatnonzero(new)
        if size and np.diff(first, prepend=0, append=size).max() > _LONGEST:
            place = np.arange(size)
            place -= np.maximum.accumulate(np.where(new, place, 0))
            new |= (place > 0) & (place % _LONGEST == 0)
        self.sentence: Ints = np.cumsum(new)
        dropped = (self.kind == ord(".")) & ~last
        if dropped.any():
            keep = np.flatnonzero(~dropped)
            for name in self.__slots__:
                value = getattr(self, name)
                if isinstance(value, np.ndarray) and value is not folded:
                    setattr(self, name, value[keep])
            self.keys = (self.keys[0][keep], self.keys[1][keep], self.keys[2][keep])


def _punctuation(folded: Bytes, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Return the offsets of the punctuation characters that stand outside of words, and how many words start before."""
    marks = np.flatnonzero(among(folded, _PUNCTUATION))
    hyphens = folded[marks] == HYPHEN
    if hyphens.any():  # a hyphen inside a word is no dash
        before = folded[np.maximum(marks - 1, 0)]
        in_word = hyphens & (marks > 0) & (before != ord(" ")) & (before != NEWLINE) & (before != HYPHEN)
        marks = marks[~in_word]
    word = np.searchsorted(starts, marks, "right")
    outside = word == 0  # 3.5, 100,000 and U.S. hold theirs
    if starts.size:
        outside |= marks >= ends[word - 1]
    return marks[outside], word[outside]
