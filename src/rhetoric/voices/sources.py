"""Who can be a source: what a pattern found, looked at as words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attrs import define

from rhetoric.spans import Span
from rhetoric.voices import signs
from rhetoric.voices.expressions import Pattern
from rhetoric.voices.persons import is_participle
from rhetoric.voices.words import lists

__all__ = ["Source", "source_of", "speaking"]

_TOKEN = re.compile(r"(?:[^\W\d_]|['’.-])+")
_AGENT = re.compile(r"(?:er|or|ist|man|woman|ian|ant|ee)s?$")
# "was told", "had been called", and "saying" without "is", whose subject is that of the sentence
_NOT_SPEAKING = re.compile(
    r"(?:(?:has|had|have)\ )?(?:was|were|is|are|been)\ (?:(?:[^\W\d_]+ly|often|now|also|still|once|sometimes)\ )?"
    r"(?:[^\W\d_]+ed|told)$|saying$"
)
_PHRASE = re.compile(r"\ (?:of|for|from|in|at|with|on)\ ")


@cache
def _base() -> frozenset[str]:
    """Return the verbs that want a plural subject."""
    verbs = lists()["say_verb"]
    return frozenset(verb for verb in verbs if {verb + "s", verb + "es"} & verbs) - {"read", "put"}


@define
class Source:
    """The words that attribute a quote."""

    kind: str
    """``"name"``, ``"pronoun"`` or ``"nominal"``."""
    span: Span
    cue: Span | None
    sure: bool = True
    """Whether the words are sure to mean the speaker."""
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
            if kind == "nominal":
                if cue and _is_noun(narration[start : start + 2], verb):
                    return None
                if (" and " in words or " but " in words) and signs.AMID.match(match.string, start):
                    joined = signs.JOINED.search(match.string, start, end)
                    if joined:
                        return speaking("name", narration[slice(*joined.span(1))], joined.start(1), cue, beside)
            # "Facing the crowd, ...": it opens a clause
            elif kind == "name" and not cue and is_participle(narration[start:end]) and narration.startswith(" ", end):
                return None
            source = speaking(kind, narration[start:end], start, cue, beside)
            if source and kind == "name" and pattern.role:
                start, end = match.span(pattern.role)
                if narration.startswith(", ", end - 2) and end > start + 1:
                    return Source(kind, Span(start, source.span.end), cue, name=source.span)
            return source
    return None


def _is_noun(opening: str, verb: str) -> bool:
    """Tell whether what could be a verb after a description is its noun: "a short | post", "a liberal | think tank"."""
    return verb in lists()["say_noun"] or (opening in ("a ", "an") and verb in _base())


def speaking(kind: str, words: str, start: int, cue: Span | None, beside: bool = False) -> Source | None:
    """Refuse what cannot speak: times and sentence openers among names, things among descriptions."""
    end = start + len(words)
    if kind == "name":
        opener = _opener(words)
        if opener < 0:
            return None
        start += opener
    elif kind == "nominal":
        if words.endswith(("'s", "’s", "ing")):  # "the mayor's | promises": a noun
            return None
        if not beside and not _is_somebody(words):
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
    known = lists()
    head = _TOKEN.findall(_PHRASE.split(words, maxsplit=1)[0] or words)[-1]
    small = head.lower()
    return (
        head[0].isupper()
        or small.rstrip(".") in known["person_noun"] | known["title"]
        or small in known["text_noun"]
        or _AGENT.search(head) is not None
    )
