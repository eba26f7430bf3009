"""The letters of a stream as columns, and questions about words that several rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.metrics.base import Hit, Reading
from rhetoric.spans import NOTHING

__all__ = ["Bools", "Ints", "Words", "after", "shifted"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Words:
    """The stream as columns, with an entry for each letter."""

    def __init__(self, reading: Reading) -> None:
        stream = self.stream = reading.stream
        self.flags = reading.grammar.alphabet.flags
        self.size = stream.places.size
        segment = np.minimum(stream.segment_of, stream.segment_starts.size - 1)
        self.sentence = stream.sentence[segment]
        self.voice = stream.voice[segment]
        changes = (np.diff(stream.voice) != 0) | (np.diff(stream.paragraph) != 0)
        self.block = np.concatenate([[0], np.cumsum(changes)])[segment]
        """Number of the paragraph of one voice: no rule looks beyond it."""
        self.opens = np.zeros(self.size, np.bool_)
        self.opens[stream.segment_starts] = True

    def has(self, *categories: str) -> Bools:
        """Whether each word is in one of these categories."""
        found: Bools = self.flags(*categories)[self.stream.places]
        return found

    def near(self, places: Ints, mask: Bools, reach: int, stretch: Ints | None = None) -> Bools:
        """Whether the mask holds at most `reach` words before or after these places, in a stretch: the sentence."""
        sums = np.concatenate([[0], np.cumsum(mask)])
        stretch = self.sentence if stretch is None else stretch
        low = np.searchsorted(stretch, stretch[places], "left")
        high = np.searchsorted(stretch, stretch[places], "right")
        found: Bools = sums[np.minimum(places + reach + 1, high)] > sums[np.maximum(places - reach, low)]
        return found

    def hits(
        self, starts: Ints, ends: Ints, label: str, cue: str, details: Iterable[Mapping[str, Any]] = repeat(NOTHING)
    ) -> Iterator[Hit]:
        """Yield hits from the words at `starts` to those before `ends`."""
        text, token = self.stream.text, self.stream.token
        columns = text.starts[token[starts]], text.ends[token[ends - 1]], self.voice[starts], self.sentence[starts]
        rows = zip(*(column.tolist() for column in columns), details, strict=False)  # details may be endless
        for first, last, voice, sentence, detail in rows:
            yield Hit(first, last, label, cue, voice, sentence, 1.0, None, detail)

    def words(self, places: Ints) -> list[str]:
        """Return the words at these places, in lower case."""
        text, token = self.stream.text, self.stream.token[places]
        return [
            text.text[start:end].lower()
            for start, end in zip(text.starts[token].tolist(), text.ends[token].tolist(), strict=True)
        ]


def shifted(mask: Bools, by: int) -> Bools:
    """Return what the mask says of the word `by` places further on."""
    result = np.zeros_like(mask)
    if by > 0:
        result[:-by] = mask[by:]
    else:
        result[-by:] = mask[:by]
    return result


def after(mask: Bools) -> Bools:
    """Return whether the mask holds for one of the two words before."""
    return shifted(mask, -1) | shifted(mask, -2)
