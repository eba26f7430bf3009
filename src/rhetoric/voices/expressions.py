r"""
How patterns are written over the narration as `folded.read` gives it.

A word that a list holds is read with a mark, so that a pattern has ``listed("verb")`` for a verb of speaking, and
`tree` or `marked` where it names such a word itself. What may stand before is written with `after` and `not_after`, as
`re` looks back over one length only, and a quantifier is possessive on a class of characters only, as `re` got others
wrong before Python 3.11.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rhetoric.late import late
from rhetoric.voices.folded import PROPERTIES, marked, signs
from rhetoric.voices.words import lists

__all__ = ["Pattern", "after", "any_of", "branches", "compiled", "not_after", "tree"]

_PROPERTY = re.compile(r"(\[\^?(?:\\.|[^\]\\])+\])|(\\p\{\w+\})")
_GROUP = re.compile(r"\(\?<(\w+)>")


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern over what is read, see `_compile`; it is compiled at its first use."""
    return late(source, flags, _compile)


def _compile(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Compile a pattern over what is read, with ``\p{Lu}`` and the like; a second ``name`` group is ``name2``."""
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        number = seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{number if number > 1 else ''}>"

    def letters(match: re.Match[str]) -> str:
        found = match[1] or f"[{match[2]}]"
        for name, characters in PROPERTIES.items():
            found = found.replace(name, characters)
        return found

    return re.compile(_GROUP.sub(numbered, _PROPERTY.sub(letters, signs(source))), flags)


class Pattern:
    """A pattern and which of its groups hold what."""

    __slots__ = ("finditer", "kinds", "match", "numbers", "place", "role", "search", "verb")

    def __init__(self, source: str) -> None:
        own = _compile(source)
        self.match, self.search, self.finditer = own.match, own.search, own.finditer
        index = own.groupindex
        self.verb, self.role, self.place = (index.get(name, 0) for name in ("verb", "role", "place"))
        self.kinds = [
            (kind, number)
            for kind in ("pronoun", "nominal", "name")
            for name, number in index.items()
            if name.rstrip("0123456789") == kind
        ]
        """The groups that may hold a source, in the order of preference."""
        self.numbers = [number for _, number in self.kinds]


def any_of(category: str) -> str:
    """Match a word of a list."""
    return tree(lists()[category])


def after(words: str, *then: str) -> str:
    """Match where one of some words stands before, with one of some signs after it."""
    return f"(?:{'|'.join(f'(?<={group})' for sign in then for group in _by_length(words, sign))})"


def not_after(words: str, then: str = "") -> str:
    """Match where none of some words stands before; `re` looks back only over what has one length."""
    return "".join(f"(?<!{group})" for group in _by_length(words, then))


def _by_length(words: str, then: str) -> list[str]:
    sizes: dict[int, list[str]] = {}
    for word in words.split():
        sizes.setdefault(len(word), []).append(word)
    return [rf"\b(?:{'|'.join(group)}){then}" for group in sizes.values()]


def tree(words: str | Iterable[str]) -> str:
    """Match the longest of some words, with their marks."""
    return branches(map(marked, words.split() if isinstance(words, str) else words))


def branches(words: str | Iterable[str]) -> str:
    """Match the longest of some words, each letter tried once: ``sa(?:id|ys?)``, not ``said|says|say``."""
    words = words.split() if isinstance(words, str) else words
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    ends = rest.pop("", None) is not None
    grown = [re.escape(first) + branches(tails) for first, tails in rest.items()]
    if not grown:
        return ""
    if all(map(str.isalpha, grown)) and max(map(len, grown)) == 1:
        grown = [f"[{''.join(grown)}]"]
    return f"(?:{'|'.join(grown)}){'?' if ends else ''}" if ends or len(grown) > 1 else grown[0]
