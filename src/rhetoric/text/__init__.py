"""Characters -> words -> sentences, with offsets. Knows nothing of rhetoric."""

from rhetoric.text.tokens import Text
from rhetoric.text.words import WordTable

__all__ = ["Text", "WordTable"]
