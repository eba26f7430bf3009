"""Who can be a source: what a pattern found, looked at as words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attrs import define, evolve

from rhetoric.late import late
from rhetoric.spans import Span
from rhetoric.voices import signs
from rhetoric.voices.expressions import Pattern
from rhetoric.voices.persons import GIVEN_MONTHS, given_gender, is_participle, nature
from rhetoric.voices.words import lists

__all__ = ["Source", "named_aside", "of_another", "source_of", "speaking"]

_TOKEN = re.compile(r"(?:[^\W\d_]|['’.-])+")
_AGENT = late(r"(?:er|or|ist|man|woman|ian|ant|ee)s?$")
# "was told", "had been called", and "saying" without "is", whose subject is that of the sentence
_NOT_SPEAKING = late(
    r"(?:(?:has|had|have)\ )?(?:was|were|is|are|been)\ (?:(?:[^\W\d_]+ly|often|now|also|still|once|sometimes)\ )?"
    r"(?:[^\W\d_]+ed|told)$|saying$"
)
_CANDIDATES = frozenset({"candidate", "contender", "nominee"})  # "the candidate for mayor | Eva Lund"
_AND = (" and ", " & ")
_PARTNER = 40  # characters that somebody's name may have who speaks with another
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
    joint: bool = False
    """Whether it is one of several who speak together: "Ann Lee and Jon Berg said"."""


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
            elif kind == "name" and pattern.place and match.start(pattern.place) == end:
                body = narration[start:end].rpartition(" ")[2].lower() in lists()["body_noun"]
                start, end = _of_body(match, narration, start, end, pattern.place)
                if body and end == match.start(pattern.place) and narration.startswith(" of ", end):
                    return Source("nominal", Span(start, match.end(pattern.place)), cue)  # "Bank of Norland"
            source = speaking(kind, narration[start:end], start, cue, beside)
            if source and kind == "nominal" and (person := named_aside(source, match.string, narration)):
                return person
            if source and kind == "nominal" and pattern.place and match.start(pattern.place) == end:
                return Source(kind, Span(start, match.end(pattern.place)), cue)
            return _among(pattern, match, narration, source) if source and kind == "name" else source
    return None


def named_aside(source: Source, read: str, narration: str) -> Source | None:
    """Return the person named between a source and its verb: "secretary in the ministry, Eva Lund, said"."""
    person = signs.NAMED_ASIDE.match(read, source.span.end, source.cue.start) if source.cue else None
    if person is None or not nature(tuple(narration[slice(*person.span(1))].split()))[0]:
        return None
    return Source("name", Span(source.span.start, person.end(1)), source.cue, name=Span(*person.span(1)))


def _of_body(match: re.Match[str], narration: str, start: int, end: int, place: int) -> tuple[int, int]:
    """Return where a name stands that follows a body's or office's: "Bank of Norland governor | Eva Lund"."""
    holder = signs.OFFICE_HOLDER.match(narration, *match.span(place))
    if holder and holder[1].lower() in lists()["office"]:  # "Secretary of State | Eva Lund"
        return holder.span(2)
    person = signs.LAST_NAME.search(match.string, *match.span(place))
    return person.span(1) if person else (start, end)


def _among(pattern: Pattern, match: re.Match[str], narration: str, source: Source) -> Source:
    """Return the source that a name belongs to, by the words that a pattern found around it."""
    start, read = source.span.start, match.string
    if pattern.role and match.start(pattern.role) >= 0:
        start, end = match.span(pattern.role)
        if narration.startswith(", ", end - 2) and end > start + 1:
            return evolve(source, span=Span(start, source.span.end), name=source.span)
        person = signs.OF_BODY.match(narration, start, end)
        if person and nature(tuple(person[1].split()))[0]:  # "Eva Lund of the liberal | Norland Committee"
            return evolve(source, span=Span(*person.span(1)))
        partner = narration[start:end].rpartition(" and ")[0].split()[-2:]
        if len(partner) == 2 and given_gender(partner[0].lower()) and partner[1][0].isupper():
            return evolve(source, joint=True)  # "Prime Minister Eva Lund and President | Jon Berg"
        if of_another(narration[start:end]):
            return Source("nominal", Span(start, source.span.end), source.cue)
    joint = None
    if narration.endswith(_AND, 0, start):
        joint = signs.JOINED_BEFORE.search(read, max(0, start - _PARTNER), start)
    elif source.cue and source.cue.start < start and narration.startswith(_AND, source.span.end):
        joint = signs.JOINED_AFTER.match(read, source.span.end)
    return evolve(source, joint=True) if joint else source


@lru_cache(4096)
def of_another(role: str) -> bool:
    """Tell whether a role before a name is somebody else's: "a spokesman for the mayor | Eva Lund"."""
    own, _, others = role.partition(" for ") if " for " in role else role.partition(" to ")
    humans = lists()["person_noun"] | lists()["job"]
    last = own.rpartition(" ")[2].lower()
    return bool(others) and last in humans - _CANDIDATES


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
    if len(tokens) == 1 and tokens[0].lower() in lists()["title"] - lists()["title_surname"]:
        return -1  # "Spokesperson for the firm, Ann Lee, said"
    if all(token.lower() in known for token in tokens) or words.endswith(("'s", "’s", "'", "’")):
        return -1
    start = 0
    while tokens[0].lower() in known and not (len(tokens) > 1 and tokens[0] in GIVEN_MONTHS):
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
        or small.rstrip(".") in known["person_noun"] | known["title"] | known["job"]
        or small in known["text_noun"]
        or _AGENT.search(head) is not None
    )
