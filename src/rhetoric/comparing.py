"""Comparing two measures as a ratio, with an interval and a p-value."""

from __future__ import annotations

import math

from attrs import frozen

from rhetoric.errors import OptionError
from rhetoric.intervals import Interval, normal
from rhetoric.measures import Measure
from rhetoric.metrics.base import Fraction

__all__ = ["Comparison", "compare"]


@frozen
class Comparison:
    """
    How many times as high one measure is as another.

    .. versionadded:: 0.1
    """

    fraction: str
    """Which fraction was compared."""
    first: float | None
    """Its value in the first measure."""
    second: float | None
    """Its value in the second measure."""
    ratio: float | None
    """first / second; None when it is not defined."""
    interval: Interval | None
    """Of the ratio; None where the ratio is, and for two shares of 100 %, whose spread cannot be told."""
    p_value: float | None
    """Two-sided, for the hypothesis that the true ratio is 1."""


def compare(a: Measure, b: Measure, fraction: str | None = None, level: float = 0.95) -> Comparison:
    """
    Compare two measures of the same metric as a ratio.

    The interval is the normal one on the log scale (delta method): log(a/b) ± z·s, with
    s² = 1/above₁ − [1/below₁] + 1/above₂ − [1/below₂], the bracketed terms for shares only, with plus for ratios.

    Parameters
    ----------
    a, b
        Two measures of one metric, from different voices.
    fraction
        Which fraction; by default the headline. Counts are compared per word.
    level
        Nominal coverage.

    Returns
    -------
    Comparison
        With None for the ratio when a count above the line is zero.

    Raises
    ------
    OptionError
        If the measures are of different metrics, or the fraction is a mean or a log ratio.

    References
    ----------
    .. [1] K. J. Rothman, S. Greenland, T. L. Lash (2008), Modern Epidemiology, 3rd ed., chapter 14.

    Examples
    --------
    >>> import rhetoric
    >>> first = rhetoric.us_vs_them("We and our friends stand by our word. They left us.")
    >>> second = rhetoric.us_vs_them("They came. They took what was ours. They lied to us.")
    >>> result = rhetoric.compare(first, second)
    >>> result.first, round(result.second, 2), round(result.ratio, 2)
    (4.0, 0.67, 6.0)
    """
    if a.metric.id != b.metric.id:
        raise OptionError(f"compare needs two measures of one metric, got {a.metric.id!r} and {b.metric.id!r}.")
    chosen = a.fraction(fraction)
    if chosen.kind in ("mean", "log_ratio"):
        raise OptionError(f"{chosen.name!r} is a {chosen.kind}; compare takes counts, rates, shares and ratios.")
    if chosen.kind == "count":
        chosen = Fraction(chosen.name, chosen.above, "words", "rate")
    one, two = a.value_of(chosen), b.value_of(chosen)
    if not one.value or not two.value:
        return Comparison(chosen.name, one.value, two.value, None, None, None)
    sign = {"share": -1, "ratio": 1}.get(chosen.kind, 0)
    square = sum(1 / value.above + sign / value.below for value in (one, two))
    ratio = one.value / two.value
    if square <= 0:
        return Comparison(chosen.name, one.value, two.value, ratio, None, None)
    log, error = math.log(ratio), math.sqrt(square)
    bounds = normal(log, error, level)
    interval = Interval(math.exp(bounds.low), math.exp(bounds.high), level, "log-normal")
    p_value = math.erfc(abs(log) / error / math.sqrt(2))
    return Comparison(chosen.name, one.value, two.value, ratio, interval, p_value)
