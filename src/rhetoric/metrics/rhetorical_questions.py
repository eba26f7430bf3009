"""rhetorical_questions."""

from __future__ import annotations

from rhetoric.metrics.base import Fraction, Metric, lexical

__all__ = ["RHETORICAL_QUESTIONS"]

RHETORICAL_QUESTIONS = Metric(
    id="rhetorical_questions",
    lexicon="en.rhetorical_questions",
    labels=("rhetorical", "hypophora", "tag", "genuine"),
    counted=("rhetorical", "hypophora", "tag"),
    fractions=(
        Fraction("count", ("rhetorical", "hypophora", "tag"), (), "count"),
    ),
    find=lexical("en.rhetorical_questions"),
)
