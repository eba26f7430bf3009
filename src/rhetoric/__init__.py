"""Measure how people argue in quoted speech."""

from rhetoric.functions import blame_shifting, demand_urgency, rhetorical_questions, us_vs_them
from rhetoric.measures import Measure, compare
from rhetoric.spans import Evidence, Span

__all__ = [
    "Evidence", "Measure", "Span", "blame_shifting", "compare", "demand_urgency", "rhetorical_questions", "us_vs_them",
]  # fmt: skip
