"""The tokens of patterns, and what patterns name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import regex

from rhetoric.errors import LexiconError
from rhetoric.late import late

__all__ = ["DEEPEST", "choices", "literals", "most_named", "tokens", "word"]

Choice = frozenset[str]

_BARE = r"[^\s(){}|?!^$<~:]+"  # a word
_TOKEN = late(  # `re`, because it finds thousands of tokens in half the time
    r"\s*(?:(?P<gap>~~?\d+)|(?P<open>(?:[a-z_]+:)?\()|(?P<category>\{[\w ]+\})|(?P<clause>\^\^)|(?P<mark><!|[|)?!^$])"
    rf"|(?P<word>{_BARE}))"
)
_WORD = late(r"[\p{L}\p{M}\p{N}.'’]+", 0, regex.compile)
_LITERAL = late(rf"\{{[^}}]*\}}|~+\d+|[a-z_]+:(?=\()|({_BARE})")
_CATEGORY = late(r"\{([\w ]+)\}")
_ITEM = rf"\s*(?:\{{[\w ]+\}}|{_BARE})\s*"
_LIST = late(rf"(?<=[(|]){_ITEM}(?:\|{_ITEM})+(?=[|)])")
DEEPEST = 8  # how deep phrases may name each other


@lru_cache(maxsize=1024)  # each pattern is read twice: for its words, and to be translated
def tokens(pattern: str, where: str) -> tuple[tuple[str, str], ...]:
    """Return the tokens of a pattern, each with its kind."""
    found: list[tuple[str, str]] = []
    at = 0
    text = pattern.rstrip()
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        value = match[kind]
        if match.start() != at or (kind == "word" and not value.isalnum() and not _WORD.fullmatch(value)):
            break
        found.append((kind, value))
        at = match.end()
    if at < len(text):
        raise LexiconError(f"{where}: pattern {pattern!r} cannot be read from {text[at:]!r} on.")
    return tuple(found)


def word(value: str) -> str:
    """Return how the category of a word in a pattern is called."""
    return "=" + value.lower().replace("’", "'").rstrip(".")


def literals(pattern: str) -> set[str]:
    """Return the words that a pattern names itself, each as ``=word``."""
    return set(map(word, set(_LITERAL.findall(pattern)) - {""}))


def choices(pattern: str) -> list[Choice]:
    """Return what a pattern names that may be several words: categories, phrases, and alternatives of one word each."""
    lists = [frozenset(map(_name, found.split("|"))) for found in set(_LIST.findall(f"({pattern})"))]
    return lists + [frozenset({found.strip()}) for found in _CATEGORY.findall(pattern)]


def _name(item: str) -> str:
    item = item.strip()
    return item[1:-1].strip() if item.startswith("{") else word(item)


def most_named(rules: Iterable[Choice], phrases: Mapping[str, Iterable[Choice]]) -> list[Choice]:
    """Return what rules name, directly or in the phrases that they name; the most frequent first."""
    total: Counter[Choice] = Counter()
    level = Counter(rules)
    for _ in range(DEEPEST):
        total += level
        deeper: Counter[Choice] = Counter()
        for names, times in level.items():
            for inner in (one for name in names & phrases.keys() for one in phrases[name]):
                deeper[inner] += times
        level = deeper
    return sorted(total, key=lambda names: (-total[names], sorted(names)))
