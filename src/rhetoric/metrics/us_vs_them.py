"""
Us versus them: who is *we*, and who is *they*.
"""

from __future__ import annotations

from collections.abc import Iterable

from rhetoric.metrics.base import Fraction, Hit, Metric, Reading

__all__ = ["US_VS_THEM"]

LEXICON = "en.us_vs_them"


def find(reading: Reading) -> Iterable[Hit]:
    """Return the we-forms, they-forms and named groups."""
    return [reading.hit(match, LEXICON) for match in reading.matches(LEXICON)]


US_VS_THEM = Metric(
    id="us_vs_them",
    lexicon=LEXICON,
    labels=("us", "them"),
    counted=("us", "them"),
    fractions=(
        Fraction("ratio", ("us",), ("them",), "ratio"),
        Fraction("share", ("us",), ("us", "them"), "share"),
        Fraction("log_ratio", ("us",), ("them",), "log_ratio", least=10),
        Fraction("us_rate", ("us",), "words", "rate"),
        Fraction("them_rate", ("them",), "words", "rate"),
    ),
    find=find,
)
