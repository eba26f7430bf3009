"""Reading level: only formulas that need no download, unless what they need is there."""

from __future__ import annotations

import pytest

import rhetoric

TEXT = "We will not go. They came to the harbour, and nobody understood their extraordinary demands."


def test_default_needs_nothing() -> None:
    """By default nine numbers are given."""
    result = rhetoric.readability(TEXT)
    assert list(result)[:4] == ["automated_readability_index", "coleman_liau_index", "lix", "rix"]
    assert result["words"] == 15
    assert result["sentences"] == 2
    assert all(isinstance(value, int | float) for value in result.values())


def test_lix_is_what_its_formula_says() -> None:
    """LIX = words per sentence + 100 · long words / words (Björnsson 1968); long words have more than six letters."""
    assert rhetoric.readability(TEXT, ["lix"])["lix"] == pytest.approx(15 / 2 + 100 * 4 / 15)


def test_empty_text() -> None:
    """A text without words has counts of 0 and no grade."""
    result = rhetoric.readability("")
    assert result["words"] == 0
    assert result["lix"] is None


def test_speech() -> None:
    """A speaker's own stretches can be given as they are."""
    speech = rhetoric.analyze('"We won," Ann Lee said. "It was hard."')["Lee"].speech
    assert speech is not None
    assert rhetoric.readability(speech)["words"] == 5


def test_missing_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """A formula that counts syllables says how to get the dictionary; it does not try to download it."""
    monkeypatch.setattr("nltk.data.path", [])
    with pytest.raises(rhetoric.OptionError, match="flesch_reading_ease.*nltk.downloader cmudict"):
        rhetoric.readability(TEXT, ["lix", "flesch_reading_ease"])


def test_unknown_formula() -> None:
    """A formula that does not exist is named, and the known ones are listed."""
    with pytest.raises(rhetoric.OptionError, match="'fog'; use one of: automated_readability_index"):
        rhetoric.readability(TEXT, ["fog"])
