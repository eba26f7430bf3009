"""Intervals against published tables, pooling, comparing, and what an empty denominator gives."""

from __future__ import annotations

import math

import pytest

import rhetoric
from rhetoric.intervals import byar, wilson
from rhetoric.metrics.base import Fraction


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson(hits: int, trials: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    interval = wilson(hits, trials)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


def test_wilson_at_the_edges() -> None:
    """All and none have one sharp bound; no trials have no interval."""
    everything, nothing = wilson(7, 7), wilson(0, 7)
    assert everything is not None
    assert nothing is not None
    assert (nothing.low, everything.high) == (0, 1)
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("hits", "low", "high"), [(0, 0.0, 3.69), (1, 0.025, 5.57), (10, 4.80, 18.39), (50, 37.1, 65.9)]
)
def test_byar(hits: int, low: float, high: float) -> None:
    """Exact Poisson limits (Ulm 1990, American Journal of Epidemiology 131, 373-375), which Byar's come close to."""
    interval = byar(hits, 1)
    assert interval is not None
    assert interval.low == pytest.approx(low, rel=0.02, abs=0.03)
    assert interval.high == pytest.approx(high, rel=0.02)


def test_empty_text() -> None:
    """Nothing below the line gives None, not 0 and no error."""
    for function in (rhetoric.us_vs_them, rhetoric.blame_shifting, rhetoric.demand_urgency):
        measure = function("")
        assert measure.value is None
        assert measure.ci() is None
        assert measure.count == measure.words == measure.sentences == 0
    assert rhetoric.rhetorical_questions("").value == 0


def test_log_ratio_needs_ten() -> None:
    """Below ten mentions no log ratio is given."""
    assert rhetoric.us_vs_them("We won. " * 9).fractions["log_ratio"].value is None
    assert rhetoric.us_vs_them("We won. " * 10).fractions["log_ratio"].value == pytest.approx(4.392, abs=0.001)


def test_tally_shows_the_usual_spelling() -> None:
    """What differs in case only is one value, as it is written most often; pooling keeps that."""
    texts = ["Sudria cheated us. SUDRIA cheated us.", "Sudria cheated us. Sudria lied, and then SUDRIA lied."]
    reports = [rhetoric.analyze(text, form="speech", out_group=["Sudria", "SUDRIA"]) for text in texts]
    assert rhetoric.pool(reports).total.us_vs_them.tally("group") == {"Sudria": 4}
    assert reports[0]["speaker"].us_vs_them.groups["them"] == {"Sudria": 2}


def test_pool_adds_counts() -> None:
    """A pooled measure has the sums, and a ratio of sums."""
    texts = ["We won. We won.", "They lost, and we won.", "They left."]
    reports = [rhetoric.analyze(text, form="speech", speaker=f"S{at % 2}") for at, text in enumerate(texts)]
    pooled = rhetoric.pool(reports)
    assert list(pooled.speakers) == ["S0", "S1"]
    assert (pooled["S0"].us_vs_them.counts["us"], pooled["S0"].us_vs_them.counts["them"]) == (2, 1)
    assert pooled.total.us_vs_them.value == pytest.approx(3 / 2)
    assert pooled.total.words == sum(report[f"S{at % 2}"].words for at, report in enumerate(reports))
    assert sum(evidence.label in ("us", "them") for evidence in pooled.total.us_vs_them.evidence) == 5
    interval = pooled.total.us_vs_them.bootstrap(fraction="us_rate")
    assert interval is not None
    assert interval.low <= interval.high


def test_pool_refuses_what_does_not_belong_together() -> None:
    """Reports of different metrics are not added."""
    reports = [rhetoric.analyze("We won.", form="speech", metrics=[name]) for name in ("us_vs_them", "blame_shifting")]
    with pytest.raises(rhetoric.OptionError, match="same lexicons and metrics"):
        rhetoric.pool(reports)


def test_bootstrap_is_repeatable() -> None:
    """The seed decides, and the value lies inside."""
    measure = rhetoric.us_vs_them("We won. They lost. Rain fell. We and our friends met. They came. We left.")
    first = measure.bootstrap(fraction="share", seed=3)
    assert first == measure.bootstrap(fraction="share", seed=3)
    assert first is not None
    assert first.low <= measure.fractions["share"].value <= first.high  # type: ignore[operator]


def test_compare() -> None:
    """Equal measures have the ratio 1 and p = 1; nothing below the line gives no ratio."""
    measure = rhetoric.us_vs_them("We won. They lost. We left.")
    same = rhetoric.compare(measure, measure)
    assert (same.ratio, same.p_value) == (1, 1)
    zero = rhetoric.compare(measure, rhetoric.us_vs_them("They lost."))
    assert (zero.ratio, zero.interval) == (None, None)
    certain = rhetoric.us_vs_them("We won.")
    same = rhetoric.compare(certain, certain, "share")
    assert (same.ratio, same.interval, same.p_value) == (1, None, 1)
    nothing = rhetoric.compare(rhetoric.us_vs_them("It rained."), rhetoric.us_vs_them(""), "us_rate")
    assert (nothing.ratio, nothing.interval, nothing.p_value) == (None, None, None)
    with pytest.raises(rhetoric.OptionError, match="one metric"):
        rhetoric.compare(measure, rhetoric.blame_shifting("We won."))
    with pytest.raises(rhetoric.OptionError, match="log_ratio"):
        rhetoric.compare(measure, measure, "log_ratio")
    urgency = rhetoric.demand_urgency("You must go now. You should stay.")
    with pytest.raises(rhetoric.OptionError, match="'urgency' is a mean.*one of: .*urgent_share"):
        rhetoric.compare(urgency, urgency)
    share = rhetoric.compare(urgency, urgency, "urgent_share")
    assert (share.first, share.ratio, share.p_value) == (0.5, 1, 1)
    assert urgency.fractions["urgent_share"].ci() == wilson(1, 2)


def test_compare_agrees_with_the_textbook() -> None:
    """Rate ratio of 30 in 1000 and 10 in 1000 words: 3.0 [1.47, 6.14] (Rothman, formula for rate ratios)."""
    first = rhetoric.us_vs_them("We went. " * 30 + "Rain fell. " * 470)
    second = rhetoric.us_vs_them("We went. " * 10 + "Rain fell. " * 490)
    result = rhetoric.compare(first, second, "us_rate")
    assert result.interval is not None
    assert (result.ratio, result.interval.low, result.interval.high) == pytest.approx((3.0, 1.467, 6.137), abs=0.005)


def spoken(us: int, them: int, rest: int = 0) -> rhetoric.Measure:
    """Return a measure with so many mentions in twice as many words, and two words more for each of the rest."""
    return rhetoric.us_vs_them("We won. " * us + "They lost. " * them + "Rain fell. " * rest)


@pytest.mark.parametrize(
    ("first", "second", "p_value", "low"),
    [
        (spoken(6, 0, 94), spoken(0, 0, 100), 2 / 2**6, 1.5443),  # heads six times, or tails; .05^(1/6) = .60696
        (spoken(3, 0, 22), spoken(0, 0, 75), 1 / 4**3, 3 * 0.5833),  # .05^(1/3) = .36840
        (spoken(1, 0, 74), spoken(0, 0, 25), 1, 0.05 / 0.95 / 3),
    ],
)
def test_compare_a_rate_with_zero(
    first: rhetoric.Measure, second: rhetoric.Measure, p_value: float, low: float
) -> None:
    """All hits fall to one: the binomial test by hand, and what the ratio is at least, or turned round at most."""
    result, turned = rhetoric.compare(first, second, "us_rate"), rhetoric.compare(second, first, "us_rate")
    assert result.ratio is None
    assert turned.ratio == 0
    assert result.interval is not None
    assert turned.interval is not None
    assert (result.p_value, turned.p_value) == pytest.approx((p_value, p_value))
    assert (result.interval.low, result.interval.high) == pytest.approx((low, math.inf), rel=2e-4)
    assert (turned.interval.low, turned.interval.high) == pytest.approx((0, 1 / low), rel=2e-4)


def test_compare_shares_and_ratios_with_zero() -> None:
    """Fisher's test by hand: hypergeometric probabilities of the tables with the same sums."""
    shares = rhetoric.compare(spoken(0, 4), spoken(4, 0), "share")  # 1 of the 70 ways to draw 4 of 8, at either end
    assert (shares.ratio, shares.interval, shares.p_value) == (0, None, pytest.approx(2 / 70))
    ratios = rhetoric.compare(spoken(3, 0), spoken(1, 2))  # 3 us, 2 us, 1 us of the first: 3, 9, 3 of 15 ways
    assert (ratios.ratio, ratios.interval, ratios.p_value) == (None, None, pytest.approx(6 / 15))


def test_fractions_of_every_metric_use_its_labels() -> None:
    """No fraction names a label that its metric does not give."""
    for metric in rhetoric.METRICS:
        for fraction in metric.fractions:
            assert isinstance(fraction, Fraction)
            assert set(fraction.above) <= set(metric.labels)
            assert isinstance(fraction.below, str) or set(fraction.below) <= set(metric.labels)
