"""The prose around the quotes, made out of a text."""

from __future__ import annotations

from collections.abc import Sequence

from rhetoric.voices import signs
from rhetoric.voices.folded import FILLING, HIDDEN, POINT
from rhetoric.voices.marks import Pair

__all__ = ["hide", "is_english"]

_ENGLISH = (" the ", " of ", " to ", " and ", " that ", " with ", " from ", " was ", " he ", " she ", "said", "says")
_FEW_WORDS, _LEAST = 40, 0.03  # words of prose from which English is told, and the share of these words in it
_NICKNAME = 12  # characters that a nickname may have
_COMMON = 200  # characters of English, or fewer, to each "the"


def hide(text: str, pairs: Sequence[Pair]) -> str:
    """Return the text with all quotes and their marks blanked out, and the stops that end no sentence marked."""
    text = signs.ABBREVIATED.sub(POINT, text.replace("\N{NO-BREAK SPACE}", " "))
    text = signs.DATELINE.sub(lambda match: "\n" + " " * (len(match[0]) - 1), "\n" + text)[1:]
    parts, at = [], 0
    for pair in pairs:
        if pair.end - pair.start <= _NICKNAME and signs.NICKNAME.match(text, pair.start - pair.opening - 2):
            continue  # 'Ann "Nan" Lund': within a name
        start, end = pair.start - pair.opening, pair.end + pair.closing
        parts += [text[at:start], HIDDEN, FILLING * (end - start - 2), HIDDEN]
        at = end
    return "".join([*parts, text[at:]])


def is_english(prose: str) -> bool:
    """Tell whether prose has the small words that English has, or is too short to tell."""
    if prose.count(" the ") * _COMMON >= len(prose):
        return True
    words = prose.count(" ")
    return words < _FEW_WORDS or sum(map(prose.count, _ENGLISH)) >= _LEAST * words
