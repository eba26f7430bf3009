"""The metrics, one small module each."""

from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.metrics.blame_shifting import BLAME_SHIFTING
from rhetoric.metrics.demand_urgency import DEMAND_URGENCY
from rhetoric.metrics.rhetorical_questions import RHETORICAL_QUESTIONS
from rhetoric.metrics.us_vs_them import US_VS_THEM

__all__ = ["METRICS", "Fraction", "Hit", "Metric", "Reading"]

METRICS = (US_VS_THEM, BLAME_SHIFTING, DEMAND_URGENCY, RHETORICAL_QUESTIONS)
"""The four metrics that come with the library."""
