"""Who can be a source: what a pattern found, looked at as words."""

from __future__ import annotations

import re

from attrs import frozen

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


@frozen
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
    start, end = match.span(pattern.verb) if pattern.verb else (-1, -1)
    cue = Span(start, end) if start < end else None
    verb = narration[start:end]
    if cue and _NOT_SPEAKING.match(verb):
        return None
    for kind, group in pattern.kinds:
        start, end = match.span(group)
        if start < end:
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
    known, tokens = lists(), _TOKEN.findall(words)
    end = start + len(words)
    if kind == "name":
        if not tokens or all(token.lower() in known["no_name"] for token in tokens):
            return None
        if words.endswith(("'s", "’s", "'", "’")):
            return None
        while tokens[0].lower() in known["no_name"]:  # an opener is no part of the name
            skipped = words.index(tokens[1], len(tokens[0]))
            start, words = start + skipped, words[skipped:]
            tokens.pop(0)
    elif kind == "nominal" and not beside:
        person = {token.lower().rstrip(".") for token in tokens} & known["person_noun"]
        if not person and not any(token[0].isupper() for token in tokens[1:]) and not _AGENT.search(tokens[-1]):
            return None
    return Source(kind, Span(start, end), cue)
