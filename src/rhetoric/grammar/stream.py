"""The letters of a text: one for each word of each voice, with stops where no rule may read on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from rhetoric.grammar.alphabet import Alphabet
from rhetoric.grammar.letters import place_of
from rhetoric.spans import Span
from rhetoric.text import Text
from rhetoric.text.tokens import WORD

__all__ = ["Pieces", "Stream"]

Ints = npt.NDArray[np.int64]


@frozen
class Pieces:
    """The stretches of a text that are to be read, and the number of the voice that speaks each."""

    starts: Ints
    ends: Ints
    voices: Ints

    @classmethod
    def of(cls, voices: Sequence[Sequence[Span]]) -> Pieces:
        """Put the stretches of all voices in text order."""
        flat = sorted((span.start, span.end, voice) for voice, spans in enumerate(voices) for span in spans)
        table = np.array(flat, np.int64).reshape(-1, 3)
        return cls(table[:, 0], table[:, 1], table[:, 2])

    def tokens(self, text: Text) -> tuple[Ints, Ints]:
        """Return which tokens of a text stand in the pieces, and for each the number of its piece."""
        first = np.searchsorted(text.starts, self.starts)
        last = np.searchsorted(text.ends, self.ends, "right")
        last[:-1] = np.minimum(last[:-1], first[1:])
        sizes = np.maximum(last - first, 0)
        piece = np.repeat(np.arange(sizes.size), sizes)
        return np.arange(piece.size) + np.repeat(first - np.cumsum(sizes) + sizes, sizes), piece


class Stream:
    """
    The words of all voices of a text as a string of letters.

    A *segment* is a run of letters between two stops: a sentence, or a piece of one where narration or
    another voice interrupts it. Sentences are numbered through, voice by voice in text order.

    Attributes
    ----------
    letters, codes
        The string that patterns are matched on, and the same as numbers; it begins and ends with a stop.
    places
        The place of each letter in tables of all letters.
    token
        For each letter the number of its token in `text`; -1 for stops.
    segment_starts, segment_ends
        The segments, as places in `letters`.
    segment_of
        For each letter the number of its segment.
    sentence, paragraph, voice
        For each segment.
    """

    __slots__ = (
        "codes", "letters", "paragraph", "places", "segment_ends", "segment_of", "segment_starts", "sentence",
        "sentence_voice", "text", "token", "voice", "words",
    )  # fmt: skip

    def __init__(self, text: Text, pieces: Pieces, alphabet: Alphabet, names: Sequence[tuple[Span, str]] = ()) -> None:
        self.text = text
        inside, piece = pieces.tokens(text)
        voice, sentence = pieces.voices[piece], text.sentence[inside]
        new_piece, new_voice, new_sentence = (_changes(column) for column in (piece, voice, sentence))
        stop = new_piece | new_sentence
        # A sentence goes on after an interruption by the reporter: "We will," he said, "not go."
        starts_sentence = new_sentence | new_voice | (new_piece & text.capital[inside])
        place = np.arange(inside.size) + np.cumsum(stop)
        letters = np.full(inside.size + int(stop.sum()) + 1, alphabet.stop, np.uint16)
        letters[place] = alphabet.letters(text, inside, stop, names)
        self.codes = letters
        self.letters = letters.tobytes().decode("utf-16-le")
        self.places: Ints = place_of(letters).astype(np.int64)
        self.token: Ints = np.full(letters.size, -1, np.int64)
        self.token[place] = inside
        self.segment_starts: Ints = place[stop]
        self.segment_ends: Ints = np.append(self.segment_starts[1:] - 1, letters.size - 1)[: self.segment_starts.size]
        self.segment_of: Ints = np.cumsum(self.token < 0) - 1
        self.voice: Ints = voice[stop]
        self.paragraph: Ints = text.paragraph[inside][stop]
        self.sentence: Ints = np.cumsum(starts_sentence)[stop] - 1
        self.sentence_voice: Ints = voice[starts_sentence]
        spoken = (text.kind[inside] == WORD) & ~text.clitic[inside]
        self.words: Ints = voice[spoken]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of the letters from `start` to `end`."""
        token = self.token.item
        return self.text.starts.item(token(start)), self.text.ends.item(token(end - 1))

    def counts(self, voices: int) -> tuple[Ints, Ints]:
        """Return how many words and how many sentences each voice speaks."""
        return np.bincount(self.words, minlength=voices), np.bincount(self.sentence_voice, minlength=voices)


def _changes(column: Ints) -> npt.NDArray[np.bool_]:
    changed = np.ones(column.size, np.bool_)
    changed[1:] = column[1:] != column[:-1]
    return changed
