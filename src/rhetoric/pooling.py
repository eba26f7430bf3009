"""Sums over reports: for each speaker and for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from attrs import evolve, frozen

from rhetoric.errors import OptionError, wrong
from rhetoric.measures import Measure
from rhetoric.report import ByName, Profile, Provenance, Report, joined
from rhetoric.spans import Record

__all__ = ["Pool", "pool"]


@frozen
class Pool(ByName):
    """
    The sums over several reports, for each speaker and for all.

    ``pool["Silva"]`` gives the `Profile` of a speaker by the full name or any unambiguous part of it. Printed, it is a
    table.

    .. versionadded:: 0.1
    """

    speakers: Mapping[str, Profile]
    """A pooled `Profile` for each speaker, in order of appearance."""
    total: Profile
    """All named speakers together."""
    provenance: Provenance
    """What the reports were made with; an option in which they differ is ``"(differs)"``."""

    __hash__ = None  # type: ignore[assignment]

    def profiles(self) -> Iterator[Profile]:
        """Iterate over the speakers' profiles."""
        yield from self.speakers.values()

    def rows(self) -> Iterator[dict[str, Any]]:
        """Iterate over the rows of all speakers as `Report.rows` does; those of everybody are ``total.rows()``."""
        for profile in self.profiles():
            yield from profile.rows()

    def evidence_rows(self) -> Iterator[dict[str, Any]]:
        """Iterate over the evidence of all speakers as `Report.evidence_rows` does; ``text`` says which it is from."""
        for profile in self.profiles():
            yield from profile.evidence_rows()

    def __str__(self) -> str:
        from rhetoric.display import table  # drawn on demand, as of a report

        return table(self)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def pool(reports: Iterable[Report]) -> Pool:
    """
    Add up reports: sums of counts, never means of ratios, so that long texts weigh more than short ones.

    Parameters
    ----------
    reports
        Reports made with the same lexicons and metrics. Words without a named speaker are left out.

    Returns
    -------
    Pool
        ``pool(...)["Silva"]`` is a `Profile` over all texts, ``pool(...).total`` one over everybody.
        Bootstrap intervals of its measures draw whole texts.

    Raises
    ------
    OptionError
        If nobody speaks in the reports, or they were made with different lexicons or metrics.

    Examples
    --------
    >>> import rhetoric
    >>> reports = [rhetoric.analyze(text, form="speech") for text in ("We won.", "They lost. We won.")]
    >>> rhetoric.pool(reports).total.us_vs_them.value
    2.0

    .. versionadded:: 0.1
    """
    by_speaker: dict[str, list[Profile]] = {}
    by_text: list[Profile] = []
    made_with = set()
    made: Provenance | None = None
    do = "pass what analyze() or analyze_many() give"
    if isinstance(reports, Report) or not isinstance(reports, Iterable):
        raise wrong(reports, "pool()", "several reports", do + ", in a list")
    for report in reports:
        if not isinstance(report, Report):
            raise wrong(report, "pool()", "reports", do)
        made_with.add((report.provenance.lexicons, tuple(report.provenance.options["metrics"])))
        made = report.provenance if made is None else joined(made, report.provenance)
        own = {speaker: _of_text(profile, report.name) for speaker, profile in report.speakers.items()}
        if own:
            by_text.append(_pooled(None, list(own.values())))
        for speaker, profile in own.items():
            by_speaker.setdefault(speaker, []).append(profile)
    if len(made_with) > 1:
        raise OptionError("pool() takes reports made with the same lexicons and metrics, got different ones.")
    if not by_speaker or made is None:
        raise OptionError("pool() got no report with a named speaker; check the texts and their form.")
    # A speech whose speaker is not given stands under "speaker", but is nobody's, as in its report.
    speakers = {speaker: _pooled(profiles[0].speaker, profiles) for speaker, profiles in by_speaker.items()}
    return Pool(Record(speakers), _pooled(None, by_text), made)


def _of_text(profile: Profile, name: str | None) -> Profile:
    """Return a profile whose measures say which text they are of."""
    return evolve(profile, measures=Record({one: evolve(m, name=name) for one, m in profile.measures.items()}))


def _pooled(speaker: str | None, profiles: Sequence[Profile]) -> Profile:
    measures = {
        metric: pool_measures(profile.measures[metric] for profile in profiles) for metric in profiles[0].measures
    }
    words = sum(profile.words for profile in profiles)
    sentences = sum(profile.sentences for profile in profiles)
    return Profile(speaker, Record(measures), words, sentences)


def pool_measures(measures: Iterable[Measure]) -> Measure:
    """
    Add up measures of one metric: sums of counts, never means of ratios.

    Raises
    ------
    OptionError
        If there are none, or they measure different things.
    """
    parts = tuple(measures)
    if not parts or any(part.metric.id != parts[0].metric.id for part in parts):
        raise OptionError("pooling needs one or more measures of the same metric.")
    metric = parts[0].metric
    return Measure(
        metric,
        Record({label: sum(part.counts[label] for part in parts) for label in metric.labels}),
        sum(part.words for part in parts),
        sum(part.sentences for part in parts),
        parts=parts,
    )
