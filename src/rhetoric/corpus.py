"""Many texts: batches, progress, and sums over reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal, TypedDict, TypeVar, get_args

from attrs import frozen

from rhetoric.analysis import Analyst, Metrics, Turns
from rhetoric.errors import InputError, OptionError, one_of
from rhetoric.measures import pool_measures
from rhetoric.parties import Names, Parties
from rhetoric.pipeline import BATCH
from rhetoric.report import Form, Profile, Report, by_name
from rhetoric.spans import Record
from rhetoric.voices import Attribution

__all__ = ["Choices", "Errors", "Pool", "analyze_many", "pool"]

Item = TypeVar("Item")
Errors = Literal["raise", "keep"]
_LEAST = 100  # what a text counts for at least: an endless run of empty ones must fill a batch, too
_MISSING = object()


class Choices(TypedDict, total=False):
    """The options of `analyze_many` that decide what is counted."""

    form: Form
    in_group: Names
    out_group: Names
    parties: Parties | Mapping[str, Names] | None
    speaker_group: str | Mapping[str, str] | None
    aliases: Mapping[str, str] | None
    attribution: Attribution | None
    metrics: Metrics | None


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
    errors: Errors = "raise",
) -> Iterator[Report]:
    """
    Analyze many texts, read together in batches; the reports are those of `analyze`.

    Nothing is kept: a report that you let go is gone, so that memory stays flat over an endless iterator. A loop
    that stores what it needs of each report keeps all that was done when it is interrupted; at most a batch of
    131,000 characters was read in vain.

    Parameters
    ----------
    texts
        Any iterable, an endless one too; it is read as the reports are asked for.
    names
        What to call the texts; by default the n-th is called ``str(n)``, from 0 on.
    progress
        Show a progress bar; needs tqdm (``pip install "rhetoric-metrics[progress]"``).
    errors
        What becomes of a text that cannot be analyzed: ``"raise"`` its error, or ``"keep"`` going, with a report
        without speakers that says what went wrong in `Report.error`.
    form, in_group, out_group, parties, speaker_group, aliases, attribution, metrics
        As in `analyze`.

    Yields
    ------
    Report
        One for each text, in order; none for no texts.

    Raises
    ------
    InputError
        If a text is not a ``str`` (the message gives its number), or there are more names than texts or fewer.
    OptionError
        If an option has a value that does not exist.

    Examples
    --------
    >>> import rhetoric
    >>> reports = rhetoric.analyze_many(["We shall not go.", "They came."], form="speech")
    >>> [profile.words for report in reports for profile in report.speakers.values()]
    [4, 2]
    >>> [report.error for report in rhetoric.analyze_many(["We won.", b"We won."], errors="keep")]  # doctest: +ELLIPSIS
    [None, "InputError: analyze_many() takes a str, got bytes (b'We won.'): decode it first, ..."]

    .. versionadded:: 0.1
    """
    one_of(errors, get_args(Errors), "errors", "analyze_many()")
    analyst = Analyst(form, None, in_group, out_group, parties, speaker_group, aliases, attribution, metrics)
    if isinstance(texts, str):
        raise InputError("analyze_many() takes several texts, got one str: pass a list, or call analyze().")
    if isinstance(names, str):
        raise InputError("analyze_many(), names takes several names, got one str: pass a list.")
    named = _named(texts, names) if names is not None else ((text, str(at)) for at, text in enumerate(texts))
    return _in_batches(analyst, _with_progress(named, texts) if progress else named, errors)


def _named(texts: Iterable[str | Turns], names: Iterable[str]) -> Iterator[tuple[str | Turns, str]]:
    for at, (text, name) in enumerate(zip_longest(texts, names, fillvalue=_MISSING)):
        if text is _MISSING or name is _MISSING:
            fewer, more = ("texts", "names") if text is _MISSING else ("names", "texts")
            raise InputError(
                f"analyze_many() takes a name for each text, got {at} {fewer} and more {more}: pass as many of both."
            )
        yield text, name  # type: ignore[misc]


def _in_batches(analyst: Analyst, named: Iterable[tuple[str | Turns, str]], errors: Errors) -> Iterator[Report]:
    texts: list[str | Turns] = []
    names: list[str] = []
    size = done = 0
    for text, name in named:
        if analyst.form == "transcript" and isinstance(text, Iterable) and not isinstance(text, str | bytes):
            text = [*text]  # turns may come from an iterator, which can be read once only
        texts.append(text)
        names.append(name)
        size += max(_LEAST, len(text) if isinstance(text, str) else len(str(text)))
        if size >= BATCH:
            yield from _reports(analyst, texts, names, done, errors)
            done += len(texts)
            texts, names, size = [], [], 0
    if texts:
        yield from _reports(analyst, texts, names, done, errors)


def _reports(
    analyst: Analyst, texts: Sequence[str | Turns], names: Sequence[str], first: int, errors: Errors
) -> Iterator[Report]:
    """Read texts together and, where that fails, by halves, so that a bad text costs nothing but itself."""
    # A report that is kept has its name; its error must not depend on what was read together with it.
    numbered = (f"analyze_many(), text {first + at}" for at in range(len(texts)))
    wheres = [*numbered] if errors == "raise" else ["analyze_many()"] * len(texts)
    reports = None
    try:
        reports = analyst.reports(texts, names, wheres)
    except Exception as error:
        if len(texts) == 1 and errors == "keep":
            reports = [analyst.failed(texts[0], names[0], error)]
        elif len(texts) == 1:
            error.add_note(f"This is {wheres[0]}, named {names[0]!r}.")
            raise
    if reports is None:
        half = len(texts) // 2
        yield from _reports(analyst, texts[:half], names[:half], first, errors)
        yield from _reports(analyst, texts[half:], names[half:], first + half, errors)
    else:
        yield from reports


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
        if not isinstance(report, Report):
            raise InputError(f"pool() takes reports, got {report!r:.40}: pass what analyze() or analyze_many() give.")
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

