"""The four metrics as functions of a speaker's words."""

from __future__ import annotations

from rhetoric.errors import a_text
from rhetoric.measures import Measure
from rhetoric.metrics import Metric
from rhetoric.metrics.blame_shifting import BLAME_SHIFTING
from rhetoric.metrics.demand_urgency import DEMAND_URGENCY
from rhetoric.metrics.rhetorical_questions import RHETORICAL_QUESTIONS
from rhetoric.metrics.us_vs_them import US_VS_THEM
from rhetoric.pipeline import Names, Options, measure_speeches
from rhetoric.voices import Speech, plain

__all__ = ["blame_shifting", "demand_urgency", "rhetorical_questions", "us_vs_them"]


def _measure(words: str | Speech, metric: Metric, in_group: Names = (), out_group: Names = ()) -> Measure:
    if not isinstance(words, Speech):
        words = plain(a_text(words, f"{metric.id}()"))
    return measure_speeches([[words]], Options((metric,), in_group, out_group))[0][0][metric.id]


def us_vs_them(words: str | Speech, *, in_group: Names = (), out_group: Names = ()) -> Measure:
    """Measure us versus them."""
    return _measure(words, US_VS_THEM, in_group, out_group)


def blame_shifting(words: str | Speech, *, in_group: Names = (), out_group: Names = ()) -> Measure:
    """Measure blame-shifting."""
    return _measure(words, BLAME_SHIFTING, in_group, out_group)


def demand_urgency(words: str | Speech) -> Measure:
    """Measure demands and their urgency."""
    return _measure(words, DEMAND_URGENCY)


def rhetorical_questions(words: str | Speech) -> Measure:
    """Measure rhetorical questions."""
    return _measure(words, RHETORICAL_QUESTIONS)
