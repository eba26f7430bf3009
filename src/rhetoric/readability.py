"""
Reading level as context, through textstat: the only file that imports it, and only on use.

Most English formulas of textstat count syllables with a pronouncing dictionary that it would download. Those are
offered only where the dictionary is already there; nothing is ever downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from rhetoric.errors import OptionError, a_text, one_of
from rhetoric.voices.model import Speech

__all__ = ["FORMULAS", "SYLLABLE_FORMULAS", "readability"]

FORMULAS = MappingProxyType(
    {
        "automated_readability_index": "automated_readability_index",
        "coleman_liau_index": "coleman_liau_index",
        "lix": "lix",
        "rix": "rix",
        "words": "lexicon_count",
        "sentences": "sentence_count",
        "characters": "char_count",
        "letters": "letter_count",
        "long_words": "long_word_count",
    }
)
"""What is computed by default, and textstat's name for it; none needs a dictionary."""

SYLLABLE_FORMULAS = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "linsear_write_formula",
    "dale_chall_readability_score",
)
"""What can be asked for where NLTK's ``cmudict`` is installed."""


def _dictionary_is_there() -> bool:
    import nltk.data

    try:
        nltk.data.find("corpora/cmudict")
    except LookupError:
        return False
    return True


def readability(words: str | Speech, formulas: Iterable[str] | None = None) -> dict[str, float | None]:
    """
    Compute how hard a text is to read, by textstat.

    Parameters
    ----------
    words
        The words, or the `rhetoric.Speech` of a profile, whose stretches are read one to a line.
    formulas
        By default those that need no dictionary: ``automated_readability_index`` and ``coleman_liau_index`` (US school
        years), ``lix`` (about 20, easy, to 60, hard), ``rix`` (0 to about 8), ``words``, ``sentences``,
        ``characters``, ``letters`` and ``long_words``. Where NLTK's ``cmudict`` is installed also
        ``flesch_reading_ease``, ``flesch_kincaid_grade``, ``gunning_fog``, ``smog_index``,
        ``linsear_write_formula`` and ``dale_chall_readability_score``.

    Returns
    -------
    dict
        Formula -> number; None for every grade and index of a text without words. Word and sentence counts are
        textstat's, which differ a little from those of a `Profile`.

    Raises
    ------
    InputError
        If ``words`` is neither a ``str`` nor a `Speech`.
    OptionError
        If a formula does not exist, or needs the pronouncing dictionary and that is not installed.

    Examples
    --------
    >>> import rhetoric
    >>> rhetoric.readability("We will not go. They came to us.")["words"]
    8

    .. versionadded:: 0.1
    """
    if isinstance(words, Speech):
        text = "\n".join(words.text[span.slice] for span in words.spans)
    else:
        text = a_text(words, "readability()")
    known = (*FORMULAS, *SYLLABLE_FORMULAS)
    asked = [one_of(formula, known, "formula", "readability()") for formula in formulas or FORMULAS]
    needy = [formula for formula in asked if formula in SYLLABLE_FORMULAS]
    if needy and not _dictionary_is_there():
        raise OptionError(
            f"readability(): {needy[0]} counts syllables with NLTK's pronouncing dictionary, which is not installed. "
            "Get it once with: python -m nltk.downloader cmudict"
        )
    import textstat

    empty = not any(map(str.isalnum, text))
    result: dict[str, float | None] = {}
    for formula in asked:
        function: Callable[[str], Any] = getattr(textstat, FORMULAS.get(formula, formula))
        counts = formula in ("words", "sentences", "characters", "letters", "long_words")
        result[formula] = (0 if counts else None) if empty else function(text)
    return result
