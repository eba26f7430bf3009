"""demand_urgency."""

from __future__ import annotations

from rhetoric.metrics.base import Fraction, Metric, lexical

__all__ = ["DEMAND_URGENCY"]

DEMAND_URGENCY = Metric(
    id="demand_urgency",
    lexicon="en.demand_urgency",
    labels=("demand", "threat", "ultimatum"),
    counted=("demand",),
    fractions=(
        Fraction("urgency", ("demand",), ("demand",), "mean", weight="points", scale=15),
    ),
    find=lexical("en.demand_urgency"),
)
