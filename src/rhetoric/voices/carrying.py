"""Quotes without a clause of their own: whom the words before and after them name."""

from __future__ import annotations

import re

from rhetoric.voices import signs
from rhetoric.voices.attribution import Surroundings
from rhetoric.voices.candidates import Candidate
from rhetoric.voices.folded import FILLING, HIDDEN, Narration
from rhetoric.voices.sources import Source
from rhetoric.voices.speakers import Speakers

__all__ = ["Carrier"]

_STOP = re.compile(r"[.?!]\s")


class Carrier:
    """The voices of a text that go on; it knows what stands around the quotes, and who is meant there."""

    def __init__(self, text: str, narration: Narration, around: Surroundings, speakers: Speakers) -> None:
        self.text = text
        self.narration, self.read = narration.text, narration.read
        self.around, self.speakers = around, speakers

    def carry(self, kept: list[Candidate]) -> None:
        """Give quotes without a clause of their own to whom the words before and after them name."""
        after: list[Candidate | None] = []  # for each quote the first one after it that has a source, the last first
        for candidate in reversed(kept):
            after.append(candidate if candidate.source is not None else after[-1] if after else None)
        for number, candidate in enumerate(kept):
            later = after.pop()
            if candidate.source is not None or self._has_clause(candidate):
                continue
            before = kept[number - 1] if number else None
            same = before is not None and before.paragraph == candidate.paragraph
            if same and before is not None and before.source is not None:
                split = self._split(before, candidate)
                if split or not self._other_subject(before, candidate):
                    candidate.source, candidate.how = before.source, before.how if split else "carried"
                    continue
            if later is not None and later.paragraph == candidate.paragraph and not candidate.partial:
                candidate.source, candidate.how = later.source, "carried"
                continue
            introduced = self.around.introduction(candidate.pair) or (
                None if candidate.partial else self._speaking(self.around.subject_before(candidate.pair))
            )
            if introduced is not None:
                candidate.source, candidate.how = introduced, "carried"
            elif before is not None and before.source is not None and self._goes_on(before, candidate):
                clause = before.source.cue or before.source.span
                spoken = max(clause.end, before.pair.end + before.pair.closing)
                reporter = self.around.reporter(candidate.pair, spoken)
                if reporter or not self._names_another(before, candidate):
                    candidate.source, candidate.how = reporter or before.source, "carried"

    def _has_clause(self, candidate: Candidate) -> bool:
        """Tell whether a clause that no pattern knows follows a quote: it says who speaks, but to a reader only."""
        pair = candidate.pair
        if candidate.partial or self.text[pair.end - 1] not in ",?!":
            return False
        return signs.OWN_CLAUSE.match(self.read, pair.end + pair.closing) is not None

    def _speaking(self, source: Source | None) -> Source | None:
        """Return a source, unless its name is a place's or body's: the subject of any sentence need not speak."""
        people = self.speakers.people
        body = source is not None and source.kind == "name" and people.is_body(self.text[source.span.slice])
        return None if body else source

    def _split(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether two quotes are one sentence that the clause stands inside of."""
        between = self.narration[before.pair.end + before.pair.closing : candidate.pair.start - candidate.pair.opening]
        return not _STOP.search(between)

    def _other_subject(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether a whole sentence of narration between two quotes may have changed the voice."""
        start, end = before.pair.end + before.pair.closing, candidate.pair.start - candidate.pair.opening
        return len(_STOP.findall(self.narration[start:end])) > 1 or self._names_another(before, candidate)

    def _names_another(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether somebody else than the last speaker is the subject of what stands between two quotes."""
        if before.source is None:
            return False
        clause = before.source.cue or before.source.span
        start = max(before.pair.end + before.pair.closing, before.source.span.end, clause.end)
        between = self.speakers.references.subjects(start, candidate.pair.start - candidate.pair.opening)
        return bool(between) and not between <= {self.speakers.name(before.source)}

    def _goes_on(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether a quote that opens its paragraph goes on with the last speaker; a heading has no stop."""
        end, pair = before.pair.end, candidate.pair
        if pair.closed and self.text[pair.end - 1].isalnum():
            return False
        start = max(end, self.narration.rfind("\n", end, candidate.pair.start) + 1)
        alone = not self.narration[start : pair.start - pair.opening].strip(HIDDEN + FILLING + " \t")
        between = self.narration[end + before.pair.closing : candidate.pair.start]
        blocks = sum(bool(part.strip(HIDDEN + FILLING + " \t\r,.")) for part in between.split("\n"))
        return alone and blocks <= 2
