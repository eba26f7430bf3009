"""A profile as integers with names, which any engine may add up, and back from the sums to a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rhetoric.analysis import Metrics, chosen_metrics
from rhetoric.errors import InputError, OptionError, wrong
from rhetoric.measures import Measure
from rhetoric.metrics import Fraction, Metric
from rhetoric.report import Profile
from rhetoric.spans import Record

__all__ = ["columns", "from_sums", "integers"]


def columns(metrics: Iterable[Metric]) -> list[str]:
    """
    Return the names of the integers that a profile is made of; every fraction can be computed from their sums.

    They are ``words``, ``sentences``, ``METRIC_LABEL`` for the count of each label of each metric, and
    ``METRIC_WEIGHT`` for what its means add up.

    Raises
    ------
    OptionError
        If two of a caller's own metrics lead to one name.

    Examples
    --------
    >>> from rhetoric import METRICS
    >>> columns(METRICS[2:3])[2:4], columns(METRICS[2:3])[-2:]
    (['demand_urgency_demand', 'demand_urgency_threat'], ['demand_urgency_points', 'demand_urgency_urgent'])
    """
    names = ["words", "sentences"]
    for metric in metrics:
        names += [f"{metric.id}_{name}" for name in (*metric.labels, *(mean.weight for mean in _means(metric)))]
    if twice := [name for name in names if names.count(name) > 1]:
        raise OptionError(f"two counts would be called {twice[0]!r}: rename a metric or one of its labels.")
    return names


def integers(profile: Profile) -> list[int]:
    """
    Return the integers that a profile is made of, in the order of `columns`.

    Examples
    --------
    >>> import rhetoric
    >>> report = rhetoric.analyze("You must go now.", form="speech", metrics=["demand_urgency"])
    >>> integers(report["speaker"])
    [4, 1, 1, 0, 0, 1, 8, 1]
    """
    row = [profile.words, profile.sentences]
    for measure in profile.measures.values():
        row += measure.counts.values()
        row += map(measure.above, _means(measure.metric))
    return row


def _means(metric: Metric) -> list[Fraction]:
    """Return the fractions that add up weights (means, and shares by a detail) instead of counting."""
    return [fraction for fraction in metric.fractions if fraction.weight is not None]


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
            sums=Record({str(mean.weight): counts[f"{metric.id}_{mean.weight}"] for mean in _means(metric)}),
        )
        for metric in chosen
    }
    return Profile(speaker, Record(measures), counts["words"], counts["sentences"])


def _sum(sums: Mapping[str, int], name: str) -> int:
    if not hasattr(sums, "get"):
        raise wrong(sums, "from_sums()", "a mapping of name to sum", "pass a dict")
    value = sums.get(name)
    if value is None:
        raise InputError(f"from_sums() got no sum {name!r}: add up all columns of the metrics, 0 for none.")
    try:
        whole = int(value)  # engines have integers of their own, such as numpy.int64
    except (TypeError, ValueError, OverflowError):
        whole = -1
    if whole != value or whole < 0:
        raise InputError(f"from_sums(), {name!r} takes a count from 0 on, got {value!r}: add up counts, not values.")
    return whole
