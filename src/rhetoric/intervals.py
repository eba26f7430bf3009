"""
Confidence intervals by named methods, without SciPy.

They cover chance in a text seen as a sample of its author's words. They do not cover errors of the
rules (see the measured error of each metric), nor the choice of texts.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from attrs import frozen

from rhetoric.errors import OptionError

__all__ = ["Interval", "bootstrap", "byar", "check_level", "clustered", "normal", "odds", "wilson"]


@frozen
class Interval:
    """
    An interval with its level and method.

    .. versionadded:: 0.1
    """

    low: float
    """Lower bound."""
    high: float
    """Upper bound; ``inf`` for a ratio that nothing bounds."""
    level: float
    """Nominal coverage, as 0.95."""
    method: str
    """How it was computed, such as ``"wilson"``, ``"byar"``, ``"normal"`` or ``"bootstrap"``."""


def check_level(level: float) -> None:
    """Raise `OptionError` if `level` is no coverage."""
    if not isinstance(level, int | float) or not 0 < level < 1:
        raise OptionError(f"level must lie between 0 and 1, got {level!r}: write 0.95 for 95 %.")


def _z(level: float) -> float:
    check_level(level)
    from statistics import NormalDist  # slow to import

    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(hits: int, trials: int, level: float = 0.95) -> Interval | None:
    """
    Wilson's score interval for a share [1]_.

    Parameters
    ----------
    hits, trials
        Integers with 0 <= hits <= trials.
    level
        Nominal coverage.

    Returns
    -------
    Interval or None
        Bounds in 0..1; None when there are no trials.

    References
    ----------
    .. [1] E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
       Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> interval = wilson(1, 2)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0945, 0.9055)
    """
    z = _z(level)
    if trials == 0:
        return None
    share, square = hits / trials, z * z / trials
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * math.sqrt(share * (1 - share) / trials + square / (4 * trials))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == trials else min(1.0, middle + half)
    return Interval(low, high, level, "wilson")


def odds(above: int, below: int, level: float = 0.95) -> Interval | None:
    """
    Wilson's interval for above / (above + below), carried over to the ratio above : below.

    Examples
    --------
    >>> interval = odds(12, 4)
    >>> round(interval.low, 2), round(interval.high, 2)
    (1.02, 8.82)
    """
    share = wilson(above, above + below, level)
    if share is None:
        return None
    high = share.high / (1 - share.high) if share.high < 1 else math.inf
    return Interval(share.low / (1 - share.low), high, level, "wilson")


def byar(hits: int, exposure: float, level: float = 0.95) -> Interval | None:
    """
    Byar's approximation to the exact Poisson interval for a rate [1]_.

    Parameters
    ----------
    hits
        How many events.
    exposure
        How much was observed, in the unit of the rate; for hits per 1,000 words, words / 1000.

    References
    ----------
    .. [1] N. E. Breslow and N. E. Day (1987), Statistical Methods in Cancer Research II, p. 69.

    Examples
    --------
    >>> interval = byar(10, 1)
    >>> round(interval.low, 2), round(interval.high, 2)
    (4.79, 18.39)
    """
    z = _z(level)
    if exposure == 0:
        return None
    low = hits * (1 - 1 / (9 * hits) - z / (3 * math.sqrt(hits))) ** 3 if hits else 0.0
    more = hits + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return Interval(max(0.0, low) / exposure, high / exposure, level, "byar")


def normal(value: float, error: float, level: float = 0.95) -> Interval:
    """Return value ± z · error, for quantities that are close to normal, such as log ratios."""
    z = _z(level)
    return Interval(value - z * error, value + z * error, level, "normal")


def clustered(
    texts: int,
    above: int,
    below: int,
    above_squared: int,
    above_below: int,
    below_squared: int,
    level: float = 0.95,
) -> Interval | None:
    """
    Interval of a ratio of sums over texts, for hits that come in clusters: from six sums, without the texts.

    The bootstrap over texts has to hold them all; this is its closed form for many texts, and all it needs are sums
    that partitions of a corpus can add up on their own. It is symmetric, and too narrow for fewer than some thirty
    texts.

    Parameters
    ----------
    texts
        How many texts were added up.
    above, below
        What stands above and below the line, summed over the texts.
    above_squared, above_below, below_squared
        The sums of above², above · below and below² of each text.
    level
        Nominal coverage.

    Returns
    -------
    Interval or None
        Of above / below, not below 0; multiply it as the value, such as by 1,000 for a rate. None for fewer than
        two texts, or with nothing below the line.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., section 6.4.

    Examples
    --------
    >>> from rhetoric.intervals import clustered
    >>> above, below = [2, 0, 1, 3], [4, 4, 5, 6]
    >>> pairs = [(above, above), (above, below), (below, below)]
    >>> squares = [sum(a * b for a, b in zip(one, two)) for one, two in pairs]
    >>> interval = clustered(4, sum(above), sum(below), *squares)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.087, 0.545)
    """
    z = _z(level)
    if texts < 2 or below == 0:
        return None
    # Exact until the root: the terms nearly cancel, and as floats of sums over a corpus they would lose their digits.
    given = (texts, above, below, above_squared, above_below, below_squared)
    texts, above, below, above_squared, above_below, below_squared = map(int, given)
    residuals = above_squared * below**2 - 2 * above * below * above_below + above**2 * below_squared
    ratio = above / below
    error = math.sqrt(texts * residuals / ((texts - 1) * below**4))
    return Interval(max(0.0, ratio - z * error), ratio + z * error, level, "clustered")


def bootstrap(
    units: npt.NDArray[np.float64],
    statistic: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]],
    level: float = 0.95,
    resamples: int = 2000,
    seed: int = 0,
) -> Interval | None:
    """
    Percentile bootstrap over whole units (sentences, texts), for hits that come in clusters [1]_.

    Parameters
    ----------
    units
        One row of sums for each unit.
    statistic
        Takes an array of summed rows, one for each resample, and returns a value for each; NaN where a
        resample has none.
    seed
        Of the random generator, so that the same call gives the same interval.

    Returns
    -------
    Interval or None
        None for fewer than two units, for units that are all alike, or when most resamples have no value.

    References
    ----------
    .. [1] B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    check_level(level)
    for name, given, least in (("resamples", resamples, 1), ("seed", seed, 0)):
        if not isinstance(given, int | np.integer) or given < least:
            raise OptionError(f"bootstrap: {name} is a whole number from {least} on, got {given!r}: leave it out.")
    if len(units) < 2 or (units == units[0]).all():  # they would look far surer than they are
        return None
    generator = np.random.default_rng(seed)
    shares = np.full(len(units), 1 / len(units))
    sums = [generator.multinomial(len(units), shares) @ units for _ in range(resamples)]
    values = statistic(np.array(sums))
    values = values[~np.isnan(values)]
    if values.size * 2 < resamples:
        return None
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level, "bootstrap")
