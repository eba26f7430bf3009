"""The word lists by which speech is attributed."""

from __future__ import annotations

from functools import cache

__all__ = ["HE", "SHE", "lists"]

HE, SHE = "he", "she"


@cache
def lists(language: str = "en") -> dict[str, frozenset[str]]:
    """Return the word lists of a language: category -> words."""
    import tomllib  # slow to import
    from importlib.resources import files

    data = tomllib.loads(files("rhetoric").joinpath("data", language, "voices.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in data["words"].items()}
