"""Clauses: who is the source in a stretch of the prose around the quotes."""

from __future__ import annotations

import re

from rhetoric.spans import Span
from rhetoric.voices import signs
from rhetoric.voices.folded import Narration
from rhetoric.voices.patterns import PARTICIPIAL, PREPOSED, patterns
from rhetoric.voices.persons import nature
from rhetoric.voices.sources import Source, named_aside, source_of, speaking
from rhetoric.voices.words import HE, SHE

__all__ = ["Clauses"]

_ROLE = 60  # characters that a preposition and a role before a name may have
_WHEN = tuple(
    f" that {word} "
    for word in (
        "until", "unless", "if", "when", "while", "as", "although", "because", "since", "before", "after", "once",
    )
)  # fmt: skip
_WHEN_ENDS = frozenset({"e ", "r ", "l ", "f "})  # how "Before", "After", "Until", "If" and the like end


class Clauses:
    """The clauses of a narration; each is asked for by where a stretch of it starts and ends."""

    def __init__(self, narration: Narration) -> None:
        self.narration, self.read = narration.text, narration.read

    def named(self, match: re.Match[str]) -> Source | None:
        """Return the name that a pattern found."""
        start, end = match.span("name")
        return speaking("name", self.narration[start:end], start, None)

    def last(self, name: str, start: int, end: int, amid: bool = False) -> Source | None:
        """
        Return the last source that a pattern finds.

        A fragment `amid` a clause is the words of the first: "Lund said the state had offered to help "at once"".
        Where one is refused, another may begin inside of its words, but not after a preposition ("In the hall Lund").
        """
        pattern, last, again = patterns[name], None, False
        while match := pattern.search(self.read, start, end):
            source = source_of(pattern, match, self.narration)
            if source and self._is_aside(source.span.start):
                start = match.end()
                continue
            if source and source.kind == "name" and self._is_object(source.span.start):
                aside = named_aside(source, self.read, self.narration)  # "the chef at Blue Inn, | Eva Lund, said"
                if aside is None:
                    start = source.span.end  # "the money for Norland | announced today"
                    continue
                source = aside
            if source and source.kind == "nominal" and self._is_within(source.span.start):
                # "In the letter | Lund, the mayor, said"; "a boy hurt by his uncle | said": who?
                last, start = None, source.span.end
                continue
            relative = source and self.narration.startswith(" who", source.span.end)  # "by someone who said"
            if again and not relative and self.is_preposed(match.start()):
                source = None
            again = source is None
            depends = amid or self.narration.endswith(_WHEN, 0, match.start())
            if depends and source and last and self._is_outer(last, source.span.start):
                return last
            last, start = (source, match.end()) if source else (last, match.start() + 1)
        return last

    def subject(self, start: int, end: int) -> Source | None:
        """Return the first name, description, he or she of a sentence, or of the last clause that has its own."""
        joined = max(self.narration.rfind(word, start, end) for word in (", and ", ", but "))
        clause = signs.NEXT_CLAUSE.match(self.read, joined, end) if joined >= 0 else None
        start = clause.end() if clause else start  # "Berg spoke, and Lund left, saying:"
        if opening := PARTICIPIAL.match(self.read, start, end):
            start = opening.end()
        spare = None  # "Here in Oslo, Lund rose": a name after a preposition is a subject only if there is no other
        pattern = patterns["source"]
        for match in pattern.finditer(self.read, start, end):
            source = source_of(pattern, match, self.narration)
            if source is not None and (source.kind != "pronoun" or match["pronoun"].lower() in (HE, SHE)):
                if source.kind == "name" and (body := patterns["belonging"].match(self.read, source.span.end)):
                    source = Source("nominal", Span(source.span.start, body.end()), None)
                if not self.is_preposed(source.span.start) and not self._is_aside(source.span.start):
                    return source
                spare = spare or source
        return spare

    def thing(self, start: int, end: int) -> Source | None:
        """Return the thing right before a form in -ing that ends a clause: ``a letter saying: "..."``."""
        match = patterns["thing"].search(self.read, start, end)
        return Source("nominal", Span(*match.span("nominal")), Span(*match.span("verb"))) if match else None

    def relative(self, start: int, end: int) -> Source | None:
        """Return the name whose relative clause ends with a verb of speaking: ``by Silva, who said: "..."``."""
        match = patterns["who_says"].search(self.read, start, end)
        source = source_of(patterns["who_says"], match, self.narration) if match else None
        return None if source is None or signs.WITHIN.match(self.read, source.span.start) else source

    def absolute(self, start: int, end: int) -> Source | None:
        """Return who stands right before a form in -ing: ``with Silva calling it a "shame"``."""
        match = patterns["absolute"].search(self.read, start, end)
        return source_of(patterns["absolute"], match, self.narration) if match else None

    def apposed(self, start: int, end: int) -> Source | None:
        """Return the name that a sentence begins with, if all up to the verb that ends here says who that is."""
        if self.narration.find(", ", start, end) < 0:
            return None
        for pattern in map(patterns.__getitem__, ("apposed", "posted", "loosely")):
            match = pattern.match(self.read, start, end)
            if match and match.end("verb") == end:
                source = source_of(pattern, match, self.narration)
                if source and source.span.start == match.start("name"):  # not "In Oslo, thousands"
                    return source
        match = patterns["described_as"].match(self.read, start, end)
        if match and match.end("verb") == end and nature(tuple(self.narration[slice(*match.span("name"))].split()))[0]:
            return Source("name", Span(*match.span("name")), Span(*match.span("verb")))
        return None

    def is_preposed(self, start: int) -> bool:
        """Tell whether a place is right after a preposition."""
        return PREPOSED.match(self.read, start) is not None

    def _is_object(self, start: int) -> bool:
        """Tell whether a name is somebody's of whom another is spoken: "chaired by the mayor Eva Lund"."""
        if signs.OBJECT.match(self.read, start):
            return True
        led = self.narration[start - 2 : start - 1].islower()
        return led and patterns["of_role"].search(self.read, max(0, start - _ROLE), start) is not None

    def _is_within(self, start: int) -> bool:
        """Tell whether a description is part of a longer one or of a phrase: "Union of | Norland Miners' Clubs"."""
        owner = self.narration.endswith(" of ", 0, start) and self.narration[start].isupper()
        return owner or self.narration.endswith(("In ", " by "), 0, start)

    def _is_aside(self, start: int) -> bool:
        """Tell whether a clause says only when something was: "Before Lund spoke, ..."."""
        return self.narration[start - 2 : start] in _WHEN_ENDS and bool(
            signs.WHEN.search(self.read, max(0, start - 12), start)
        )

    def _is_outer(self, source: Source, start: int) -> bool:
        """Tell whether what begins at a place is in the that-clause of a source: "Lund said the state had"."""
        cue = source.cue
        reports = cue and patterns["reporting"].search(self.read, cue.start, cue.end)
        return bool(cue and reports and signs.THAT.match(self.read, cue.end, start))
