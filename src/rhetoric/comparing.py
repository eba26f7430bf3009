"""Comparing two measures as a ratio, with an interval and a p-value."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from rhetoric.errors import OptionError, wrong
from rhetoric.intervals import Interval, check_level, normal
from rhetoric.measures import Measure, Value
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
    """first / second; None when it is not defined, as with a second value of zero."""
    interval: Interval | None
    """Of the ratio; with a count of zero for rates only, from 0 or to ``inf``; None for two shares of 100 %."""
    p_value: float | None
    """Two-sided, for the hypothesis that the true ratio is 1; None when neither has anything to count."""


def compare(a: Measure, b: Measure, fraction: str | None = None, level: float = 0.95) -> Comparison:
    """
    Compare two measures of the same metric as a ratio.

    The interval is the normal one on the log scale (delta method): log(a/b) ± z·s, with
    s² = 1/above₁ − [1/below₁] + 1/above₂ − [1/below₂], the bracketed terms for shares only, with plus for ratios.

    With a count of zero that does not work, and the p-value is exact, given the sum of the counts: for rates the
    binomial test of the first count with the first one's part of all words (Przyborowski and Wilenski 1940), for
    shares and ratios Fisher's test of the four counts (Agresti 2013). Both add up what is no more likely than what was
    found. The interval of two rates is then one-sided: with n hits, none of them the second's, the ratio is at least
    words₂/words₁ · q/(1 − q), where q = (1 − level)^(1/n).

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
        With None for the ratio where nothing stands below it, however large the other count.

    Raises
    ------
    InputError
        If they are no measures.
    OptionError
        If the measures are of different metrics, or the fraction is a mean or a log ratio.

    References
    ----------
    .. [1] K. J. Rothman, S. Greenland, T. L. Lash (2008), Modern Epidemiology, 3rd ed., chapter 14.
    .. [2] J. Przyborowski and H. Wilenski (1940), Homogeneity of results in testing samples from Poisson series,
       Biometrika 31, 313-323; the bound is that of C. J. Clopper and E. S. Pearson (1934), Biometrika 26, 404-413.
    .. [3] A. Agresti (2013), Categorical Data Analysis, 3rd ed., section 3.5.

    Examples
    --------
    >>> import rhetoric
    >>> first = rhetoric.us_vs_them("We and our friends stand by our word. They left us.")
    >>> second = rhetoric.us_vs_them("They came. They took what was ours. They lied to us.")
    >>> result = rhetoric.compare(first, second)
    >>> result.first, round(result.second, 2), round(result.ratio, 2)
    (4.0, 0.67, 6.0)
    """
    for given in (a, b):
        if not isinstance(given, Measure):
            raise wrong(given, "compare()", "two measures", "pass one metric of each profile, as profile.us_vs_them")
    if a.metric.id != b.metric.id:
        raise OptionError(f"compare needs two measures of one metric, got {a.metric.id!r} and {b.metric.id!r}.")
    chosen = a.fraction(fraction)
    if chosen.kind in ("mean", "log_ratio"):
        fit = ", ".join(one.name for one in a.metric.fractions if one.kind not in ("mean", "log_ratio")) or "none"
        raise OptionError(
            f"{chosen.name!r} is a {chosen.kind}; compare takes counts, rates, shares and ratios. "
            f"Name one with fraction=, for {a.metric.id} one of: {fit}."
        )
    if chosen.kind == "count":
        chosen = Fraction(chosen.name, chosen.above, "words", "rate")
    one, two = a.value_of(chosen), b.value_of(chosen)
    counts = [one.above, two.above] if chosen.kind != "ratio" else [one.above, two.above, one.below, two.below]
    ratio = one.value / two.value if one.value is not None and two.value else None
    if 0 in counts:
        interval, p_value = _exact(chosen, one, two, level)
        return Comparison(chosen.name, one.value, two.value, ratio, interval, p_value)
    assert ratio is not None
    sign = {"share": -1, "ratio": 1}.get(chosen.kind, 0)
    square = sum(1 / value.above + sign / value.below for value in (one, two))
    if square <= 0:  # two shares of 100 %, which cannot be more alike
        return Comparison(chosen.name, one.value, two.value, ratio, None, 1.0)
    log, error = math.log(ratio), math.sqrt(square)
    bounds = normal(log, error, level)
    interval = Interval(math.exp(bounds.low), math.exp(bounds.high), level, "log-normal")
    p_value = math.erfc(abs(log) / error / math.sqrt(2))
    return Comparison(chosen.name, one.value, two.value, ratio, interval, p_value)


def _exact(fraction: Fraction, one: Value, two: Value, level: float) -> tuple[Interval | None, float | None]:
    """Return the one-sided interval of two rates and the exact p-value, with a count of zero."""
    check_level(level)
    hits = one.above + two.above
    if fraction.kind != "rate":
        first, second = one.below, two.below
        if fraction.kind == "ratio":
            first, second = one.above + one.below, two.above + two.below
        if 0 in (first, second, hits):
            return None, None
        # Fisher: which of all are hits is drawn without regard to whose they are.
        chances = [_chosen(first, own) + _chosen(second, hits - own) for own in range(hits + 1)]
        return None, _two_sided(chances, one.above)
    if 0 in (one.below, two.below, hits):
        return None, None
    part = one.below / (one.below + two.below)
    chances = [
        _chosen(hits, own) + own * math.log(part) + (hits - own) * math.log1p(-part) for own in range(hits + 1)
    ]
    least = (1 - level) ** (1 / hits)  # of the hits that fall to the one who has them all
    bound = least / (1 - least) * (two.below / one.below if one.above else one.below / two.below)
    interval = Interval(bound, math.inf, level, "exact") if one.above else Interval(0, 1 / bound, level, "exact")
    return interval, _two_sided(chances, one.above)


def _chosen(number: int, some: int) -> float:
    """Return the logarithm of the number of ways to choose some of a number."""
    if not 0 <= some <= number:
        return -math.inf
    return math.lgamma(number + 1) - math.lgamma(some + 1) - math.lgamma(number - some + 1)


def _two_sided(chances: Sequence[float], found: int) -> float:
    """Return the probability of all that is no more likely than what was found, from logarithms of weights."""
    top = max(chances)
    weights = [math.exp(chance - top) for chance in chances]
    bar = weights[found] * (1 + 1e-7)  # equal ones may differ by rounding
    return min(1.0, math.fsum(weight for weight in weights if weight <= bar) / math.fsum(weights))
