"""The word lists by which speech is attributed."""

from __future__ import annotations

from functools import cache

from rhetoric.files import shipped
from rhetoric.late import late

__all__ = ["HE", "SHE", "inflected", "lists"]

HE, SHE = "he", "she"

_DOUBLING = late(r"(?:mit|gret|plan|quip|brag|slam|(?:re|in|pre)fer)$")  # admit, admitted


@cache
def lists(language: str = "en") -> dict[str, frozenset[str]]:
    """Return the word lists of a language: category -> words."""
    import tomllib  # slow to import

    data = tomllib.loads(shipped(f"data/{language}/voices.toml"))
    return {name: frozenset(words.split()) for name, words in data["words"].items()}


@cache
def inflected(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the finite forms (``warn``, ``warns``, ``warned``) and the ing-forms of a list of verbs."""
    known = lists()
    irregular = known[f"{name}_irregular"]
    ing = {word for word in irregular if word.endswith("ing")}
    finite = set(irregular - ing)
    for base in known[name] - irregular:
        stem = base + base[-1] if _DOUBLING.search(base) else base
        if base.endswith("y") and base[-2] not in "aeo":
            forms = (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
        elif base.endswith("e"):
            forms = (base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing")
        else:
            forms = (base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), stem + "ed", stem + "ing")
        finite |= {base, *forms[:2]}
        ing.add(forms[2])
    return frozenset(finite), frozenset(ing)
