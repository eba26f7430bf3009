"""What a metric is: a finder that yields labelled hits, and fractions over their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np
from attrs import field, frozen

from rhetoric.grammar import Grammar, Match, Stream
from rhetoric.spans import NOTHING, Record

__all__ = ["Fraction", "Hit", "Lexical", "Metric", "Reading"]

Made = TypeVar("Made")
Kind = Literal["count", "share", "ratio", "log_ratio", "rate", "mean"]


class Hit(NamedTuple):
    """A labelled place in the text: what `rhetoric.Evidence` is made from when somebody asks for it."""

    start: int
    end: int
    label: str
    cue: str
    voice: int
    sentence: int
    score: float = 1.0
    veto: str | None = None
    detail: Mapping[str, Any] = NOTHING

    def moved(self, by: int, sentences: int) -> Hit:
        """Return it as it stands in a longer text, so many characters and sentences later."""
        return self._replace(start=self.start + by, end=self.end + by, sentence=self.sentence + sentences)

    def overlaps(self, other: Hit) -> bool:
        """Tell whether two hits share words."""
        return self.start < other.end and other.start < self.end


@frozen
class Fraction:
    """
    Which labels go above and below the line.

    ========= ======================================================= ================
    kind      value                                                   interval
    ========= ======================================================= ================
    count     above                                                   Byar
    share     above / below                                           Wilson
    ratio     above / below                                           Wilson, as odds
    log_ratio log2((above + 1/2) / (below + 1/2))                     normal
    rate      1000 above / words                                      Byar
    mean      sum of the integer `weight` of above / (`scale` below)  bootstrap
    ========= ======================================================= ================

    .. versionadded:: 0.1
    """

    name: str
    above: tuple[str, ...]
    below: tuple[str, ...] | Literal["words", "sentences"] = ()
    kind: Kind = "share"
    weight: str | None = None
    """For a mean, the key of `Evidence.detail` whose integers are added up."""
    scale: int = 1
    """For a mean, the largest weight a hit can have, so that the value lies in 0..1."""
    least: int = 0
    """No value is given when above and below together are fewer than this."""


@frozen
class Metric:
    """
    A metric: a lexicon, a finder, and fractions over the counts of what it finds.

    .. versionadded:: 0.1
    """

    id: str
    """Its name, as in ``report["..."].us_vs_them``."""
    lexicon: str
    """The id of the lexicon that its cues stand in."""
    labels: tuple[str, ...]
    """All labels that it can give; each has a count."""
    counted: tuple[str, ...]
    """The labels that ``Measure.count`` adds up."""
    fractions: tuple[Fraction, ...]
    """The first one is the headline value."""
    find: Callable[[Reading], Iterable[Hit]] = field(repr=False)
    """The finder."""


class Reading:
    """A stream read with a grammar: what a finder works on."""

    def __init__(
        self,
        stream: Stream,
        grammar: Grammar,
        dialogue: bool = False,
        document: Sequence[int] = (),
        opposed: AbstractSet[int] = frozenset(),
    ) -> None:
        self.stream = stream
        self.grammar = grammar
        self.dialogue = dialogue
        """True when the voices speak to each other, so that what one asks another may answer."""
        self.document = np.array(document, np.int64)
        """For each voice the number of its text: several are read together."""
        self.opposed = opposed
        """The texts whose voices stand for different parties."""
        self._made: dict[Callable[[Reading], Any], Any] = {}

    def once(self, make: Callable[[Reading], Made]) -> Made:
        """Return what a function makes of this reading; several metrics may ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def matches(self, lexicon: str) -> list[Match]:
        """Return the matches of a lexicon's cues, vetoed ones included, in text order."""
        return self.grammar.matches(self.stream, lexicon)

    def words(self, start: int, end: int) -> str:
        """Return the text of the letters from `start` to `end`."""
        first, last = self.stream.offsets(start, end)
        return self.stream.text.text[first:last]

    def hit(self, match: Match, lexicon: str) -> Hit:
        """Return the hit of a match: its label, score, details, and the text of its named groups."""
        stream, cue = self.stream, match.cue
        detail = cue.detail
        if match.groups or match.veto:
            named = {name: self.words(*place) for name, place in match.groups.items() if name != "span"}
            if match.veto:
                named["reason"] = self.grammar.reason(lexicon, match.veto)
            detail = Record({**detail, **named})
        voice, sentence = stream.voice.item(match.segment), stream.sentence.item(match.segment)
        first, last = stream.offsets(*match.place)
        return Hit(first, last, cue.label, f"{lexicon}/{cue.id}", voice, sentence, cue.score, match.veto, detail)


@frozen
class Lexical:
    """The plainest finder: every match of a lexicon's cues is a hit."""

    lexicon: str

    def __call__(self, reading: Reading) -> Iterable[Hit]:
        """Find them."""
        return [reading.hit(match, self.lexicon) for match in reading.matches(self.lexicon)]
