"""blame_shifting."""

from __future__ import annotations

from rhetoric.metrics.base import Fraction, Metric, lexical

__all__ = ["BLAME_SHIFTING"]

BLAME_SHIFTING = Metric(
    id="blame_shifting",
    lexicon="en.blame_shifting",
    labels=("denial", "provocation", "attribution", "reversal", "countercharge", "victimhood", "challenge", "accountability", "masking", "proximization", "shift"),
    counted=("shift",),
    fractions=(
        Fraction("shifts", ("shift",), "sentences", "share"),
    ),
    find=lexical("en.blame_shifting"),
)
