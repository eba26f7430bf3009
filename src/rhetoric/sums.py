"""A profile as integers with names, which any engine may add up, and back from the sums to a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rhetoric.analysis import Metrics, chosen_metrics
from rhetoric.errors import InputError, OptionError
from rhetoric.measures import Measure
from rhetoric.metrics import Metric
from rhetoric.report import Profile
from rhetoric.spans import Record

__all__ = ["Column", "columns", "from_sums"]

Column = Callable[[Profile], int]


def columns(metrics: Iterable[Metric]) -> dict[str, Column]:
    """
    Return the names of the integers that a profile is made of, and how each is read from it.

    They are ``words``, ``sentences``, ``METRIC_LABEL`` for the count of each label of each metric, and
    ``METRIC_WEIGHT`` for what the means add up. Every fraction can be computed from their sums.

    Raises
    ------
    OptionError
        If two of a caller's own metrics lead to one name.

    Examples
    --------
    >>> from rhetoric import METRICS
    >>> list(columns(METRICS[3:]))[:4]
    ['words', 'sentences', 'rhetorical_questions_rhetorical', 'rhetorical_questions_hypophora']
    """
    found: dict[str, Column] = {"words": lambda profile: profile.words, "sentences": lambda profile: profile.sentences}
    for metric in metrics:
        for label in metric.labels:
            _add(found, f"{metric.id}_{label}", _count(metric.id, label))
        for name, place in _weights(metric):
            _add(found, f"{metric.id}_{name}", _weight(metric.id, place))
    return found


def _add(found: dict[str, Column], name: str, column: Column) -> None:
    if name in found:
        raise OptionError(f"two counts would be called {name!r}: rename a metric or one of its labels.")
    found[name] = column


def _count(metric: str, label: str) -> Column:
    return lambda profile: profile.measures[metric].counts[label]


def _weight(metric: str, place: int) -> Column:
    def column(profile: Profile) -> int:
        measure = profile.measures[metric]
        return measure.value_of(measure.metric.fractions[place]).above

    return column


def _weights(metric: Metric) -> list[tuple[str, int]]:
    """Return what the means of a metric add up, with the places of the fractions."""
    return [(fraction.weight, at) for at, fraction in enumerate(metric.fractions) if fraction.weight is not None]


def from_sums(sums: Mapping[str, int], *, speaker: str | None = None, metrics: Metrics | None = None) -> Profile:
    """
    Make a profile from counts that were added up elsewhere, such as by a database.

    Parameters
    ----------
    sums
        Name -> sum, as the columns of ``speakers`` in `rhetoric.arrow` are called: ``words``, ``sentences``,
        ``us_vs_them_us`` and so on. Other keys, such as those the sums were grouped by, are ignored.
    speaker
        Whose words they are.
    metrics
        What was measured, as it was given to `analyze`. By default all four.

    Returns
    -------
    Profile
        With all values, and all intervals that follow from counts; those that draw sentences (of means, and
        `Measure.bootstrap`) are None, and there is no evidence. Sums of zero give a profile without values.

    Raises
    ------
    InputError
        If a sum is missing or is no integer from 0 on.

    Examples
    --------
    >>> import rhetoric
    >>> sums = {"words": 90, "sentences": 8}
    >>> sums |= {f"rhetorical_questions_{label}": 2 for label in ("rhetorical", "hypophora", "tag", "genuine")}
    >>> profile = rhetoric.from_sums(sums, metrics=["rhetorical_questions"])
    >>> profile.rhetorical_questions.fractions["share"].value
    0.75

    .. versionadded:: 0.1
    """
    chosen, _ = chosen_metrics(metrics)
    counts = {name: _sum(sums, name) for name in columns(chosen)}
    measures = {
        metric.id: Measure(
            metric,
            Record({label: counts[f"{metric.id}_{label}"] for label in metric.labels}),
            counts["words"],
            counts["sentences"],
            speaker=speaker,
            sums=Record({weight: counts[f"{metric.id}_{weight}"] for weight, _ in _weights(metric)}),
        )
        for metric in chosen
    }
    return Profile(speaker, Record(measures), counts["words"], counts["sentences"])


def _sum(sums: Mapping[str, int], name: str) -> int:
    value = sums.get(name)
    if value is None:
        raise InputError(f"from_sums() got no sum {name!r}: add up all columns of the metrics, 0 for none.")
    if int(value) != value or value < 0:
        raise InputError(f"from_sums(), {name!r} takes a count from 0 on, got {value!r}: add up counts, not values.")
    return int(value)  # engines have integers of their own, such as numpy.int64
