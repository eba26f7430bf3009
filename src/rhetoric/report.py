"""The report on a text: who says what, how, and how the numbers were made."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeVar

from attrs import field, frozen

from rhetoric.errors import OptionError, SpeakerError
from rhetoric.measures import Measure
from rhetoric.spans import Evidence, Record
from rhetoric.voices.model import Quote, Speech, Turn

__all__ = ["Form", "Profile", "Provenance", "Report"]

Form = Literal["article", "speech", "transcript"]
Anything = TypeVar("Anything")
DIFFERS = "(differs)"
"""The value of an option in the provenance of pooled reports that were made with different ones."""


@cache
def library_version() -> str:
    """Return the version of this library."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        return version("rhetoric-metrics")
    except PackageNotFoundError:  # a source tree that was never installed
        return "0+unknown"


@frozen
class Provenance:
    """
    What a report was made with: enough to make it again.

    .. versionadded:: 0.1
    """

    version: str
    """Version of this library."""
    lexicons: tuple[str, ...]
    """``id@version#sha256`` of each lexicon that was read (the first 12 digits of the hash)."""
    options: Mapping[str, Any] = field(hash=False)
    """The options given to `rhetoric.analyze`."""
    python: str = ".".join(map(str, sys.version_info[:3]))
    """Version of Python."""
    unicode: str = unicodedata.unidata_version
    """Version of the Unicode data, which decides what a letter is."""


def joined(one: Provenance, other: Provenance) -> Provenance:
    """Return what two reports were made with: all versions, and options in which they differ marked."""
    if one == other:
        return one

    def both(first: str, second: str) -> str:
        return ", ".join(sorted({*first.split(", "), *second.split(", ")}))

    options = {key: value if other.options[key] == value else DIFFERS for key, value in one.options.items()}
    return Provenance(
        both(one.version, other.version), one.lexicons, Record(options), both(one.python, other.python),
        both(one.unicode, other.unicode),
    )  # fmt: skip


@frozen
class Profile:
    """
    One speaker's words, measured.

    The four metrics are attributes; ``profile["name"]`` gives those and the caller's own.

    .. versionadded:: 0.1
    """

    speaker: str | None
    """The name; None for words that nobody is named for."""
    measures: Mapping[str, Measure] = field(repr=lambda measures: "{" + ", ".join(measures) + "}")
    """All measures by metric id."""
    words: int
    """Words of the speaker's own; a contraction is one."""
    sentences: int
    """Sentences, whole or not, of the speaker's own."""
    speech: Speech | None = field(default=None, repr=False)
    """Where the words stand; None for a pooled profile."""
    quotes: tuple[Quote, ...] = field(default=(), repr=lambda quotes: str(len(quotes)))
    """The quotes that the words come from; none in a pooled profile, whose words come from several texts."""

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[str]:
        return iter(self.measures)

    def __contains__(self, metric: object) -> bool:
        return metric in self.measures

    def __getitem__(self, metric: str) -> Measure:
        try:
            return self.measures[metric]
        except KeyError:
            known = ", ".join(self.measures)
            raise OptionError(f"no metric {metric!r} was measured; there are: {known}.") from None

    @property
    def us_vs_them(self) -> Measure:
        """`rhetoric.us_vs_them` of these words."""
        return self["us_vs_them"]

    @property
    def blame_shifting(self) -> Measure:
        """`rhetoric.blame_shifting` of these words."""
        return self["blame_shifting"]

    @property
    def demand_urgency(self) -> Measure:
        """`rhetoric.demand_urgency` of these words."""
        return self["demand_urgency"]

    @property
    def rhetorical_questions(self) -> Measure:
        """`rhetoric.rhetorical_questions` of these words."""
        return self["rhetorical_questions"]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all metrics, in text order."""
        found = [evidence for measure in self.measures.values() for evidence in measure.evidence]
        return tuple(sorted(found, key=lambda evidence: (evidence.start, -evidence.end)))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Iterate over flat rows, one for each fraction, as those of `Report.rows`, with None for ``text``."""
        for metric, measure in self.measures.items():
            for fraction in measure.fractions.values():
                interval = fraction.ci()
                yield {
                    "text": None, "speaker": self.speaker, "metric": metric, "fraction": fraction.name,
                    "value": fraction.value, "above": fraction.above, "below": fraction.below,
                    "unit": fraction.unit, "low": interval and interval.low, "high": interval and interval.high,
                    "words": self.words, "sentences": self.sentences,
                }  # fmt: skip

    def evidence_rows(self) -> Iterator[dict[str, Any]]:
        """Iterate over flat rows, one for each piece of evidence, as those of `Report.evidence_rows`."""
        for metric, measure in self.measures.items():
            for leaf in measure.leaves():
                for evidence in (*leaf.evidence, *leaf.vetoed):
                    yield {
                        "text": leaf.name, "speaker": evidence.speaker, "metric": metric, "label": evidence.label,
                        "start": evidence.start, "end": evidence.end, "words": evidence.text, "cue": evidence.cue,
                        "score": evidence.score, "veto": evidence.veto or "",
                        "detail": json.dumps(evidence.detail, ensure_ascii=False),
                    }  # fmt: skip


def by_name(speakers: Mapping[str, Anything], name: str) -> Anything:
    """Return the value of the speaker whose name is, or alone contains the words of, `name`."""
    if name in speakers:
        return speakers[name]
    words = str(name).casefold().split()
    fitting = [full for full in speakers if words and set(words) <= set(full.casefold().split())]
    if len(fitting) == 1:
        return speakers[fitting[0]]
    if fitting:
        raise SpeakerError(f"{name!r} fits {' and '.join(fitting)}: give the full name.")
    raise SpeakerError(f"nobody named {name!r} speaks here; speakers are: {', '.join(speakers) or '(none)'}.")


class ByName:
    """What holds a profile for each speaker, by the full name or any unambiguous part of it."""

    __slots__ = ()
    speakers: Mapping[str, Profile]

    def __getitem__(self, speaker: str) -> Profile:
        return by_name(self.speakers, speaker)

    def __iter__(self) -> Iterator[str]:
        return iter(self.speakers)

    def __contains__(self, speaker: object) -> bool:
        try:
            return isinstance(speaker, str) and by_name(self.speakers, speaker) is not None
        except SpeakerError:
            return False


@frozen
class Report(ByName):
    """
    Who says what in a text, and how.

    ``report["Silva"]`` gives the `Profile` of a speaker by the full name or any unambiguous part of it.
    Printed, it is a table; in a notebook, the text with its evidence highlighted.

    .. versionadded:: 0.1
    """

    text: str = field(repr=False)
    """The text, untouched; all offsets refer to it."""
    form: Form
    """How it was read."""
    speakers: Mapping[str, Profile]
    """Everybody who speaks, in order of appearance."""
    unattributed: Profile | None = field(repr=False)
    """Quoted words that no speaker could be found for; None if there are none."""
    quotes: tuple[Quote, ...] = field(repr=False)
    """All quotes in text order; empty for transcripts and speeches."""
    turns: tuple[Turn, ...] = field(repr=False)
    """The turns of a transcript."""
    provenance: Provenance = field(repr=False)
    """What it was made with."""
    name: str | None = None
    """What the caller calls the text."""
    error: str | None = None
    """Why the text could not be analyzed, in a report that `rhetoric.analyze_many` was told to keep; else None."""

    __hash__ = None  # type: ignore[assignment]

    def profiles(self) -> Iterator[Profile]:
        """Iterate over the speakers' profiles and then that of unattributed words, if any."""
        yield from self.speakers.values()
        if self.unattributed is not None:
            yield self.unattributed

    def rows(self) -> Iterator[dict[str, Any]]:
        """
        Iterate over flat rows, one for each fraction of each speaker.

        Yields
        ------
        dict
            Always with the same keys in the same order: ``text, speaker, metric, fraction, value, above,
            below, unit, low, high, words, sentences``. Bounds are those of the 95 % interval.
        """
        for profile in self.profiles():
            for row in profile.rows():
                yield row | {"text": self.name}

    def evidence_rows(self) -> Iterator[dict[str, Any]]:
        """
        Iterate over flat rows, one for each piece of evidence, vetoed ones included.

        Yields
        ------
        dict
            With the keys ``text, speaker, metric, label, start, end, words, cue, score, veto, detail``. Fit for data
            frames: ``veto`` is empty for evidence that counts, and ``detail`` is a JSON object, as a string.
        """
        for profile in self.profiles():
            for row in profile.evidence_rows():
                yield row | {"text": self.name}

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain dicts, lists, strings and numbers, ready for JSON."""
        return {
            "schema": 1,
            "name": self.name,
            "form": self.form,
            "error": self.error,
            "speakers": list(self.speakers),
            "quotes": [
                {
                    "text": quote.text, "start": quote.start, "end": quote.end, "speaker": quote.speaker,
                    "attribution": quote.attribution, "kind": quote.kind, "closed": quote.closed,
                    "nested": [[inner.start, inner.end] for inner in quote.nested],
                }
                for quote in self.quotes
            ],
            "measures": list(self.rows()),
            "evidence": [
                row | {"veto": row["veto"] or None, "detail": json.loads(row["detail"])} for row in self.evidence_rows()
            ],
            "provenance": {
                "version": self.provenance.version, "lexicons": list(self.provenance.lexicons),
                "options": dict(self.provenance.options), "python": self.provenance.python,
                "unicode": self.provenance.unicode,
            },
        }  # fmt: skip

    def __str__(self) -> str:
        from rhetoric.display import table  # drawn on demand: a report does not depend on its looks

        return table(self)

    def _repr_html_(self) -> str:
        from rhetoric.display import to_html

        return to_html(self, page=False)

