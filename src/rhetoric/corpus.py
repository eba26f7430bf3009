"""Many texts: batches, progress, and sums over reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

from rhetoric.analysis import Analyst, Metrics, Turns
from rhetoric.errors import InputError, OptionError, a_text
from rhetoric.measures import pool_measures
from rhetoric.parties import Names, Parties
from rhetoric.report import Form, Profile, Report, by_name
from rhetoric.spans import Record
from rhetoric.voices import Attribution, join_turns

__all__ = ["Pool", "analyze_many", "pool"]

Item = TypeVar("Item")
BATCH = 1 << 18
"""Characters that are read together: the arrays stay in the cache."""


def analyze_many(
    texts: Iterable[str | Turns],
    *,
    form: Form = "article",
    in_group: Names = (),
    out_group: Names = (),
    parties: Parties | Mapping[str, Names] | None = None,
    speaker_group: str | Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
    attribution: Attribution | None = None,
    metrics: Metrics | None = None,
    names: Iterable[str] | None = None,
    progress: bool = False,
) -> Iterator[Report]:
    """
    Analyze many texts, read together in batches; the reports are those of `analyze`.

    Parameters
    ----------
    texts
        Any iterable, an endless one too; it is read as the reports are asked for.
    names
        What to call the texts; by default the n-th is called ``str(n)``, from 0 on.
    progress
        Show a progress bar; needs tqdm (``pip install "rhetoric-metrics[progress]"``).
    form, in_group, out_group, parties, speaker_group, aliases, attribution, metrics
        As in `analyze`.

    Yields
    ------
    Report
        One for each text, in order.

    Raises
    ------
    InputError
        If a text is not a ``str``; the message gives its number.

    Examples
    --------
    >>> import rhetoric
    >>> reports = rhetoric.analyze_many(["We shall not go.", "They came."], form="speech")
    >>> [profile.words for report in reports for profile in report.speakers.values()]
    [4, 2]

    .. versionadded:: 0.1
    """
    analyst = Analyst(form, None, in_group, out_group, parties, speaker_group, aliases, attribution, metrics)
    if isinstance(texts, str):
        raise InputError("analyze_many() takes several texts, got one str: pass a list, or call analyze().")
    named = zip(texts, names, strict=True) if names is not None else ((text, str(at)) for at, text in enumerate(texts))
    return _in_batches(analyst, _with_progress(named, texts) if progress else named)


def _in_batches(analyst: Analyst, named: Iterable[tuple[str | Turns, str]]) -> Iterator[Report]:
    texts: list[str | Turns] = []
    names: list[str] = []
    size = done = 0
    for text, name in named:
        if analyst.form == "transcript" and not isinstance(text, str):
            try:
                text = [*text]
                join_turns(text)
            except (InputError, TypeError) as error:
                raise InputError(f"analyze_many(), text {done + len(texts)}: {error}") from None
        else:
            a_text(text, f"analyze_many(), text {done + len(texts)}")
        texts.append(text)
        names.append(name)
        size += len(text) if isinstance(text, str) else sum(len(words) for _, words in text)
        if size >= BATCH:
            yield from analyst.reports(texts, names, ["analyze_many()"] * len(texts))
            done += len(texts)
            texts, names, size = [], [], 0
    yield from analyst.reports(texts, names, ["analyze_many()"] * len(texts))


def _with_progress(named: Iterable[Item], texts: object) -> Iterable[Item]:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise OptionError(
            'progress=True needs tqdm: pip install "rhetoric-metrics[progress]", or leave it out.'
        ) from None
    total = len(texts) if hasattr(texts, "__len__") else None
    return tqdm(named, total=total, unit="text")


@frozen
class Pool:
    """
    The sums over several reports, for each speaker and for all.

    .. versionadded:: 0.1
    """

    speakers: Mapping[str, Profile]
    """A pooled `Profile` for each speaker, in order of appearance."""
    total: Profile
    """All named speakers together."""

    def __getitem__(self, speaker: str) -> Profile:
        return by_name(self.speakers, speaker)


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
    if isinstance(reports, Report):
        raise InputError("pool() takes several reports, got one: pass a list.")
    for report in reports:
        made_with.add((report.provenance.lexicons, tuple(report.provenance.options["metrics"])))
        if report.speakers:
            by_text.append(_pooled(None, list(report.speakers.values())))
        for speaker, profile in report.speakers.items():
            by_speaker.setdefault(speaker, []).append(profile)
    if len(made_with) > 1:
        raise OptionError("pool() takes reports made with the same lexicons and metrics, got different ones.")
    if not by_speaker:
        raise OptionError("pool() got no report with a named speaker; check the texts and their form.")
    speakers = {speaker: _pooled(speaker, profiles) for speaker, profiles in by_speaker.items()}
    return Pool(Record(speakers), _pooled(None, by_text))


def _pooled(speaker: str | None, profiles: Sequence[Profile]) -> Profile:
    measures = {
        metric: pool_measures(profile.measures[metric] for profile in profiles) for metric in profiles[0].measures
    }
    words = sum(profile.words for profile in profiles)
    sentences = sum(profile.sentences for profile in profiles)
    return Profile(speaker, Record(measures), words, sentences)

