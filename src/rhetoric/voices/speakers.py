"""Speakers: whom the words mean that attribute the quotes of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhetoric.voices.candidates import Candidate
from rhetoric.voices.references import References
from rhetoric.voices.sources import Source
from rhetoric.voices.words import lists

__all__ = ["Speakers"]

_DETERMINED = frozenset({"the ", "his ", "her "})  # how a description begins that stands for who has no name


class Speakers:
    """The speakers of a text, among whom `references` tells the people."""

    def __init__(self, text: str, references: References) -> None:
        self.text, self.references, self.people = text, references, references.people
        self._names: dict[tuple[int, int], str | None] = {}

    def of(self, kept: Sequence[Candidate]) -> Iterator[str | None]:
        """Yield who speaks each quote, in text order; None where nothing decides."""
        named: Source | None = None  # the last name that spoke
        unclear: Candidate | None = None  # the last quote whose pronoun means nobody for sure
        for candidate in kept:
            source, speaker = candidate.source, None
            if source is not None and candidate.named:
                speaker = self.name(source)
                if source.kind == "pronoun":
                    nearer = speaker and named and self._is_nearer(named, source, speaker)
                    if nearer or self._same(unclear, candidate):
                        speaker = None
                    unclear = None if speaker else candidate
                if source.kind == "name":
                    named = source
            yield speaker

    def name(self, source: Source) -> str | None:
        """Return the name or the description that a source stands for; None when nothing decides."""
        place = source.span.start, source.span.end
        if place not in self._names:
            self._names[place] = self._meant(source)
        return self._names[place]

    def _meant(self, source: Source) -> str | None:
        words = self.text[(source.name or source.span).slice]
        if source.joint:
            return None
        if source.kind == "name":
            if not self._speaks(source) and self.people.is_no_person(words):
                return None  # "Unrest went on, calling for": what begins a sentence need not be a name
            return self.people.name_of(words, source.span.start)
        if source.kind == "pronoun":
            return self.references.of_pronoun(words, source.span.start)
        return self.references.of_description(words, source.span.start) or words

    def _same(self, before: Candidate | None, candidate: Candidate) -> bool:
        """Tell whether a quote's pronoun is that of a quote before in its paragraph, which nothing decided."""
        if before is None or before.paragraph != candidate.paragraph or not (before.source and candidate.source):
            return False
        one, other = (self.text[source.span.slice].lower() for source in (before.source, candidate.source))
        return one == other and not self.references.subjects(before.source.span.end, candidate.source.span.start)

    def _is_nearer(self, named: Source, pronoun: Source, speaker: str) -> bool:
        """Tell whether a pronoun after somebody else's quote may mean that one: "Berg wept," Lund said. He ..."""
        other = self.name(named)
        if other in (None, speaker) or named.span.start > pronoun.span.start or speaker[:4].lower() in _DETERMINED:
            return False
        if speaker in self.references.subjects(named.span.end, pronoun.span.start):
            return False
        return self.people.may_be(self.text[(named.name or named.span).slice], self.text[pronoun.span.slice])

    def _speaks(self, source: Source) -> bool:
        """Tell whether the verb of a source is of speaking only."""
        return source.cue is not None and self.text[source.cue.slice] not in lists()["no_deed"]
