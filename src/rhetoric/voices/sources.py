"""Who can be a source: what a pattern found, looked at as words."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define

from rhetoric.spans import Span
from rhetoric.voices.patterns import Pattern
from rhetoric.voices.words import lists

__all__ = ["Source", "source_of", "speaking"]

_TOKEN = re.compile(r"(?:[^\W\d_]|['’.-])+")
_AGENT = re.compile(r"(?:er|or|ist|man|woman|ian|ant|ee)s?$")
# "was told", "had been called", and "saying" without "is", whose subject is that of the sentence
_NOT_SPEAKING = re.compile(
    r"(?:(?:has|had|have)\ )?(?:was|were|is|are|been)\ (?:[^\W\d_]+ly\ )?(?:[^\W\d_]+ed|told)$|saying$"
)


@define
class Source:
    """The words that attribute a quote."""

    kind: str
    """``"name"``, ``"pronoun"`` or ``"nominal"``."""
    span: Span
    cue: Span | None
    name: Span | None = None
    """The name among these words, where a description leads to it: "the mayor's partner, Ann Lee"."""


def source_of(pattern: Pattern, match: re.Match[str], narration: str, beside: bool = False) -> Source | None:
    """Return what a pattern found in a narration, if it can speak; `beside` a quote anything can."""
    cue, verb = None, ""
    if pattern.verb:
        start, end = match.span(pattern.verb)
        if start < end:
            cue, verb = Span(start, end), narration[start:end]
            if (" " in verb or verb == "saying") and _NOT_SPEAKING.match(verb):
                return None
    for (kind, group), words in zip(pattern.kinds, match.group(*pattern.numbers), strict=True):
        if words:
            start, end = match.span(group)
            if kind == "nominal" and cue and verb in lists()["say_noun"]:  # "a short post": a noun, not a verb
                return None
            source = speaking(kind, narration[start:end], start, cue, beside)
            if source and kind == "name" and pattern.role:
                start, end = match.span(pattern.role)
                if narration.startswith(", ", end - 2) and end > start + 1:
                    return Source(kind, Span(start, source.span.end), cue, source.span)
            return source
    return None


def speaking(kind: str, words: str, start: int, cue: Span | None, beside: bool = False) -> Source | None:
    """Refuse what cannot speak: times and sentence openers among names, things among descriptions."""
    end = start + len(words)
    if kind == "name":
        opener = _opener(words)
        if opener < 0:
            return None
        start += opener
    elif kind == "nominal" and not beside and not _is_somebody(words):
        return None
    return Source(kind, Span(start, end), cue)


@lru_cache(4096)
def _opener(words: str) -> int:
    """Return how many characters of a name open the sentence, so are no part of it; -1 if it is none."""
    known, tokens = lists()["no_name"], _TOKEN.findall(words)
    if all(token.lower() in known for token in tokens) or words.endswith(("'s", "’s", "'", "’")):
        return -1
    start = 0
    while tokens[0].lower() in known:
        start = words.index(tokens[1], start + len(tokens[0]))
        tokens.pop(0)
    return start


@lru_cache(4096)
def _is_somebody(words: str) -> bool:
    """Tell whether a description is of a person, a body or somebody with a name."""
    tokens = _TOKEN.findall(words)
    persons = lists()["person_noun"]
    return (
        any(token.lower().rstrip(".") in persons for token in tokens)
        or any(token[0].isupper() for token in tokens[1:])
        or _AGENT.search(tokens[-1]) is not None
    )
