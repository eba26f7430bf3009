"""Numbers that know how they were made: counts, fractions over them, and intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from rhetoric.errors import OptionError
from rhetoric.intervals import Interval, bootstrap, byar, check_level, normal, odds, wilson
from rhetoric.metrics.base import Fraction, Hit, Metric
from rhetoric.spans import NOTHING, Evidence, Record, tallied

__all__ = ["Measure", "Value", "compute"]

_FEWEST = 5  # a bootstrap of fewer hits would look far surer than it is
_PER = 1000  # rates are per 1,000 words


@frozen
class Value:
    """
    One fraction of a measure: what stands above and below the line, and the value.

    .. versionadded:: 0.1
    """

    name: str
    """Its name among the measure's fractions."""
    above: int
    """The count above the line, or for a mean the sum of weights."""
    below: int
    """The count, words or sentences below the line; 0 for a plain count."""
    value: float | None
    """The value; None when it is not defined, such as with nothing below the line."""
    unit: str
    """What the value is, such as ``"us : them"`` or ``"per 1,000 words"``."""
    _ci: Callable[[float], Interval | None] = field(repr=False, eq=False)

    def ci(self, level: float = 0.95) -> Interval | None:
        """
        Return the confidence interval, or None when the value is None or, for a mean, rests on fewer than five hits.

        It treats the text as a sample of its author's words. Errors of the rules are not in it.
        """
        check_level(level)
        return None if self.value is None else self._ci(level)


@frozen(eq=False, slots=False)
class Measure:
    """
    One metric of one voice: counts, fractions and the evidence behind them.

    .. versionadded:: 0.1
    """

    metric: Metric = field(repr=lambda metric: repr(metric.id))
    """What was measured."""
    counts: Mapping[str, int]
    """Every label of the metric with its count; vetoed hits are not in it."""
    words: int
    """Words of the voice; a contraction is one word."""
    sentences: int
    """Sentences of the voice."""
    text: str = field(default="", repr=False)
    """The text that the evidence lies in; empty for a pooled measure."""
    speaker: str | None = field(default=None)
    """Whose words."""
    parts: tuple[Measure, ...] = field(default=(), repr=False)
    """The measures that were pooled, if any."""
    name: str | None = field(default=None)
    """What the text is called, of a measure among pooled ones."""
    _found: Sequence[Hit] = field(default=(), repr=False, alias="hits")
    _base: int = field(default=0, repr=False, alias="base")
    _sums: Mapping[str, int] = field(default=NOTHING, repr=False, alias="sums")  # of weights, where there are no hits

    def __eq__(self, other: object) -> bool:
        """Equal when everything that can be read from them is, however the texts were read together."""
        if not isinstance(other, Measure):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("metric", "counts", "words", "sentences", "speaker", "text", "name", "parts", "evidence",
                         "vetoed")
        )  # fmt: skip

    __hash__ = None  # type: ignore[assignment]

    def leaves(self) -> Iterator[Measure]:
        """Iterate over the measures of single texts that this one adds up; without such, give itself."""
        if self.parts:
            for part in self.parts:
                yield from part.leaves()
        else:
            yield self

    @cached_property
    def _hits(self) -> tuple[Hit, ...]:
        """All hits in text order; many a measure is made whose evidence nobody reads."""
        return tuple(sorted(self._found, key=lambda hit: (hit.start, hit.end)))

    def _make(self, hits: Iterable[Hit]) -> tuple[Evidence, ...]:
        at = self._base
        return tuple(
            Evidence(
                hit.start - at, hit.end - at, self.text[hit.start - at : hit.end - at], hit.label, hit.cue, hit.score,
                self.speaker, hit.veto, hit.detail,
            )
            for hit in hits
        )  # fmt: skip

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What was counted, in text order; built when first asked for."""
        own = self._make(hit for hit in self._hits if hit.veto is None)
        return tuple(chain(own, *(part.evidence for part in self.parts)))

    @cached_property
    def vetoed(self) -> tuple[Evidence, ...]:
        """What a rule saw and took back, with the reason in ``veto``."""
        own = self._make(hit for hit in self._hits if hit.veto is not None)
        return tuple(chain(own, *(part.vetoed for part in self.parts)))

    def tally(self, key: str, label: str | None = None) -> Mapping[str, int]:
        """
        Count the values of a detail of the evidence, each once for every sentence that it stands in.

        Parameters
        ----------
        key, label
            Such as ``"target"`` of a blame, ``"group"`` of a mention; and the label whose evidence counts, if not all.

        Returns
        -------
        Mapping
            Value -> count, the most frequent first; spellings in capitals or not are one value, the usual one.

        Examples
        --------
        >>> import rhetoric
        >>> measure = rhetoric.blame_shifting("They cheated us. They lied. The company broke its word.")
        >>> dict(measure.tally("target"))
        {'They': 2, 'The company': 1}
        """
        return tallied(self._values(key, label))

    def _values(self, key: str, label: str | None) -> Iterator[str]:
        counting = [hit for hit in self._hits if hit.veto is None and key in hit.detail and label in (None, hit.label)]
        written = [(hit.sentence, str(hit.detail[key])) for hit in counting]
        yield from {(sentence, value.lower()): value for sentence, value in written}.values()
        for part in self.parts:
            yield from part._values(key, label)

    @property
    def targets(self) -> Mapping[str, int]:
        """Who is blamed, by evidence of any label, and in how many sentences."""
        return self.tally("target")

    @property
    def groups(self) -> Mapping[str, Mapping[str, int]]:
        """The named groups found on each side, such as ``groups["them"]``, and in how many sentences."""
        return Record({label: self.tally("group", label) for label in self.metric.counted})

    @property
    def count(self) -> int:
        """How many pieces of evidence the metric is about, such as all demands."""
        return sum(self.counts[label] for label in self.metric.counted)

    @property
    def value(self) -> float | None:
        """The headline value; None when it is not defined."""
        return self.value_of(self.metric.fractions[0]).value

    @property
    def fractions(self) -> Mapping[str, Value]:
        """All fractions of the metric by name, the headline first."""
        return Record({fraction.name: self.value_of(fraction) for fraction in self.metric.fractions})

    def ci(self, level: float = 0.95, fraction: str | None = None) -> Interval | None:
        """
        Return the confidence interval of the headline value or of another fraction.

        Parameters
        ----------
        level
            Nominal coverage, between 0 and 1.
        fraction
            Name of a fraction; by default the headline.
        """
        return self.value_of(self.fraction(fraction)).ci(level)

    def bootstrap(
        self, level: float = 0.95, fraction: str | None = None, resamples: int = 2000, seed: int = 0
    ) -> Interval | None:
        """
        Return a bootstrap interval that allows for hits in clusters.

        Whole sentences are drawn, with the words spread evenly over them; for a pooled measure whole texts. None
        where there are fewer than two of them, or all are alike.

        Parameters
        ----------
        level, fraction
            As in `ci`.
        resamples, seed
            How many samples to draw, and the seed of the generator.
        """
        chosen = self.fraction(fraction)

        def statistic(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            above, below = sums[:, 0], sums[:, 1]
            if chosen.kind == "count":
                return above
            if chosen.kind == "log_ratio":
                return np.log2((above + 0.5) / (below + 0.5))
            with np.errstate(divide="ignore", invalid="ignore"):
                value = above / (below * chosen.scale)
            value[below == 0] = np.nan
            return value * (_PER if chosen.kind == "rate" else 1)

        return bootstrap(self._units(chosen), statistic, level, resamples, seed)

    def _units(self, fraction: Fraction) -> npt.NDArray[np.float64]:
        """Above and below the line for each sentence, or for each pooled text."""
        if self.parts:
            values = [part.value_of(fraction) for part in self.parts]
            return np.array([(value.above, value.below) for value in values], np.float64)
        rows: dict[int, list[float]] = {}
        for hit in self._hits:
            if hit.veto is None:
                row = rows.setdefault(hit.sentence, [0.0, 0.0])
                row[0] += _weight(hit, fraction) if hit.label in fraction.above else 0
                if not isinstance(fraction.below, str):
                    row[1] += hit.label in fraction.below
        units = np.zeros((max(self.sentences, len(rows)), 2))
        if rows:
            units[: len(rows)] = list(rows.values())
        if fraction.below == "words":
            units[:, 1] = self.words / max(1, len(units))
        elif fraction.below == "sentences":
            units[:, 1] = 1
        return units

    def fraction(self, name: str | None = None) -> Fraction:
        """Return the definition of a fraction; by default of the headline."""
        if name is None:
            return self.metric.fractions[0]
        for fraction in self.metric.fractions:
            if fraction.name == name:
                return fraction
        known = ", ".join(fraction.name for fraction in self.metric.fractions)
        raise OptionError(f"{self.metric.id} has no fraction {name!r}; it has: {known}.")

    def value_of(self, fraction: Fraction) -> Value:
        """Return any fraction over this measure's counts, also one that the metric does not define."""
        below = (
            self.words if fraction.below == "words"
            else self.sentences if fraction.below == "sentences"
            else sum(self.counts[label] for label in fraction.below)
        )  # fmt: skip
        return compute(fraction, self.above(fraction), below, self)

    def above(self, fraction: Fraction) -> int:
        """Return what stands above the line of a fraction: a count, or for a mean the sum of weights."""
        if fraction.weight is None:
            return sum(self.counts[label] for label in fraction.above)
        own = sum(_weight(hit, fraction) for hit in self._hits if hit.veto is None and hit.label in fraction.above)
        return own + sum(part.above(fraction) for part in self.parts) + self._sums.get(fraction.weight, 0)


def _weight(hit: Hit, fraction: Fraction) -> int:
    return 1 if fraction.weight is None else int(hit.detail.get(fraction.weight, 0))


def _no_interval(level: float) -> None:
    """Return no interval, whatever the level."""


def compute(fraction: Fraction, above: int, below: int, measure: Measure) -> Value:
    """Put a value and its interval to the counts above and below the line."""
    name = fraction.name
    if fraction.kind == "count":
        return Value(name, above, 0, float(above), "count", partial(byar, above, 1))
    if fraction.kind == "log_ratio":
        value = math.log2((above + 0.5) / (below + 0.5))
        error = math.sqrt(1 / (above + 0.5) + 1 / (below + 0.5)) / math.log(2)
        enough = above + below >= max(1, fraction.least)
        return Value(name, above, below, value if enough else None, "log2 ratio", partial(normal, value, error))
    if below == 0:
        return Value(name, above, 0, None, _unit(fraction), _no_interval)
    if fraction.kind == "rate":
        exposure = below / _PER
        return Value(name, above, below, above / exposure, _unit(fraction), partial(byar, above, exposure))
    if fraction.kind == "ratio":
        return Value(name, above, below, above / below, _unit(fraction), partial(odds, above, below))
    if fraction.kind == "mean":
        return Value(
            name, above, below, above / (below * fraction.scale), _unit(fraction),
            partial(measure.bootstrap, fraction=name) if below >= _FEWEST else _no_interval,
        )  # fmt: skip
    return Value(name, above, below, above / below, _unit(fraction), partial(wilson, above, below))


def _unit(fraction: Fraction) -> str:
    if fraction.kind == "rate":
        return "per 1,000 words"
    if fraction.kind == "ratio" and not isinstance(fraction.below, str):
        return f"{' + '.join(fraction.above)} : {' + '.join(fraction.below)}"
    if fraction.kind == "mean":
        return "mean, 0..1"
    below = fraction.below if isinstance(fraction.below, str) else " + ".join(fraction.below)
    return f"share of {below}"
