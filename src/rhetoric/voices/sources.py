"""Who can be a source: what a pattern found, looked at as words."""

from __future__ import annotations

from functools import cache

import regex
from attrs import frozen

from rhetoric.spans import Span
from rhetoric.voices.persons import PARTICIPLE
from rhetoric.voices.words import lists

__all__ = ["Source", "source_of", "speaking"]

_TOKEN = regex.compile(r"[\p{L}'’.-]+")
_AGENT = regex.compile(r"(?:er|or|ist|man|woman|ian|ant|ee)s?$")
# "was told", "had been called", and "saying" without "is", whose subject is that of the sentence
_NOT_SPEAKING = regex.compile(
    r"(?:(?:has|had|have)\ )?(?:was|were|is|are|been)\ (?:(?:\p{Ll}+ly|often|now|also|still|once|sometimes)\ )?"
    r"(?:\p{Ll}+ed|told)$|saying$"
)
# "demanded | an apology and Mr Lund", where a verb before the words makes them two clauses
_JOINED = regex.compile(r"\ (?:and|but)\ (\p{Lu}[\p{L}.’'-]*(?:\ \p{Lu}[\p{L}.’'-]*)*)$")
_AMID = regex.compile(r"(?<!\b(?:and|but|that|as|when|while))\ $(?<=\p{Ll}\ )")
_PHRASE = regex.compile(r"\ (?:of|for|from|in|at|with|on)\ ")


@cache
def _base() -> frozenset[str]:
    """Return the verbs that want a plural subject."""
    verbs = lists()["say_verb"]
    return frozenset(verb for verb in verbs if {verb + "s", verb + "es"} & verbs) - {"read", "put"}


@frozen
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


def source_of(match: regex.Match[str], beside: bool = False) -> Source | None:
    """Return what a pattern found, if it can speak; `beside` a quote anything can."""
    cue = Span(*match.span("verb")) if "verb" in match.re.groupindex and match["verb"] else None
    if cue and _NOT_SPEAKING.match(match["verb"]):
        return None
    for kind in ("pronoun", "nominal", "name"):
        if kind in match.re.groupindex and match[kind]:
            if _is_misread(match, kind, cue is not None):
                return None
            start, joined = match.start(kind), _JOINED.search(match[kind]) if kind == "nominal" else None
            if joined and _AMID.search(match.string, max(0, start - 30), start):
                return speaking("name", joined[1], start + joined.start(1), cue, beside)
            source = speaking(kind, match[kind], start, cue, beside)
            if source and kind == "name" and "role" in match.re.groupindex and (match["role"] or "").endswith(", "):
                return Source(kind, Span(match.start("role"), source.span.end), cue, name=source.span)
            return source
    return None


def _is_misread(match: regex.Match[str], kind: str, spoken: bool) -> bool:
    """Tell whether the words around a source show that it or its verb is something else."""
    if kind == "nominal" and spoken:  # "a short | post", "a liberal | think tank"
        return match["verb"] in lists()["say_noun"] or (match[kind][:2] in ("a ", "an") and match["verb"] in _base())
    # "Facing the crowd, ...": it opens a clause
    opens = kind == "name" and not spoken and PARTICIPLE.match(match[kind])
    return bool(opens) and match.string.startswith(" ", match.end(kind))


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
    elif kind == "nominal" and words.endswith(("'s", "’s", "ing")):  # "the mayor's | promises": a noun
        return None
    elif kind == "nominal" and not beside:
        head = _TOKEN.findall(_PHRASE.split(words, maxsplit=1)[0] or words)[-1]
        person = head.lower().rstrip(".") in known["person_noun"] | known["title"] or _AGENT.search(head)
        if not person and not head[0].isupper() and head.lower() not in known["text_noun"]:
            return None
    return Source(kind, Span(start, end), cue)
