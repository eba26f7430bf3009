"""Many texts: batches and progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Literal, TypedDict, TypeVar, get_args

from rhetoric.analysis import Analyst, Metrics, Turns
from rhetoric.errors import InputError, OptionError, one_of, wrong
from rhetoric.parties import Names, Parties
from rhetoric.pipeline import BATCH
from rhetoric.report import Form, Report
from rhetoric.voices import Attribution

__all__ = ["Choices", "Errors", "analyze_many"]

Item = TypeVar("Item")
Errors = Literal["raise", "keep"]
_Row = tuple[str | Turns, str, str | None]  # a text, what it is called, and who gives it
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
    names: Iterable[str | int] | None = None,
    speakers: Iterable[str | None] | None = None,
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
        What to call the texts, such as the index of a data frame; by default the n-th is called ``str(n)``, from 0 on.
    speakers
        Who gives each speech, None where that is not known; so `pool` adds up what each has said, and ``speaker_group``
        may tell which party each stands for.
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
        If a text is not a ``str`` (the message gives its number), there are more names or speakers than texts or
        fewer, or a mapping or a data frame is given, whose keys would be read: pass its values, or its column of texts.
    OptionError
        If an option has a value that does not exist, or there are speakers for what are no speeches.

    Examples
    --------
    >>> import rhetoric
    >>> reports = rhetoric.analyze_many(["We shall not go.", "They came."], form="speech")
    >>> [profile.words for report in reports for profile in report.speakers.values()]
    [4, 2]
    >>> [report.error for report in rhetoric.analyze_many(["We won.", b"We won."], errors="keep")]  # doctest: +ELLIPSIS
    [None, "InputError: analyze_many() takes a str, got bytes (b'We won.'): decode it first, ..."]

    >>> speeches = rhetoric.analyze_many(["We won.", "They lost.", "We left."], form="speech", speakers=list("ABA"))
    >>> rhetoric.pool(speeches)["A"].words
    4

    .. versionadded:: 0.1
    """
    one_of(errors, get_args(Errors), "errors", "analyze_many()")
    analyst = Analyst(form, None, in_group, out_group, parties, speaker_group, aliases, attribution, metrics)
    _several(texts, "analyze_many()", "several texts", "text")
    if names is not None:
        _several(names, "analyze_many(), names", "several names", "name")
    if speakers is not None:
        _several(speakers, "analyze_many(), speakers", "several speakers", "speaker")
        if form != "speech":
            raise OptionError(f"speakers give speeches, got form={form!r}, which names its own: leave them out.")
    rows = _rows(texts, names, speakers)
    return _in_batches(analyst, _with_progress(rows, texts) if progress else rows, errors)


def _several(given: object, where: str, what: str, one: str) -> None:
    """Refuse what is no column of values, or would be read as other values than were meant."""
    if isinstance(given, Mapping):
        raise wrong(given, where, what, "pass its .values()")
    if hasattr(given, "columns"):
        raise wrong(given, where, what, f"pass one column of it, such as df[{one!r}]")
    if isinstance(given, str | bytes | bytearray) or not isinstance(given, Iterable):
        raise wrong(given, where, what, f"pass a list, with one {one} too")


def _rows(
    texts: Iterable[str | Turns], names: Iterable[str | int] | None, speakers: Iterable[str | None] | None
) -> Iterator[_Row]:
    """Put to each text its name and who gives it, if they are known."""
    given: dict[str, Iterable[Any] | None] = {"texts": texts, "names": names, "speakers": speakers}
    there = {what: values for what, values in given.items() if values is not None}
    for at, values in enumerate(zip_longest(*there.values(), fillvalue=_MISSING)):
        row = dict(zip(there, values, strict=True))
        if fewer := [what for what, value in row.items() if value is _MISSING]:
            more = next(what for what in row if what not in fewer)
            raise InputError(
                f"analyze_many() takes as many {' as '.join(there)}, got {at} {fewer[0]} and more {more}."
            )
        yield row["texts"], str(row.get("names", at)), row.get("speakers")


def _in_batches(analyst: Analyst, given: Iterable[_Row], errors: Errors) -> Iterator[Report]:
    rows: list[_Row] = []
    size = done = 0
    for text, name, speaker in given:
        if analyst.form == "transcript" and isinstance(text, Iterable) and not isinstance(text, str | bytes):
            text = [*text]  # turns may come from an iterator, which can be read once only
        rows.append((text, name, speaker))
        size += max(_LEAST, len(text) if isinstance(text, str) else len(str(text)))
        if size >= BATCH:
            yield from _reports(analyst, rows, done, errors)
            done += len(rows)
            rows, size = [], 0
    if rows:
        yield from _reports(analyst, rows, done, errors)


def _reports(analyst: Analyst, rows: Sequence[_Row], first: int, errors: Errors) -> Iterator[Report]:
    """Read texts together and, where that fails, by halves, so that a bad text costs nothing but itself."""
    # A report that is kept has its name; its error must not depend on what was read together with it.
    texts, names, speakers = zip(*rows, strict=True)
    numbered = (f"analyze_many(), text {first + at}" for at in range(len(texts)))
    wheres = [*numbered] if errors == "raise" else ["analyze_many()"] * len(texts)
    reports = None
    try:
        reports = analyst.reports(texts, names, wheres, speakers)
    except Exception as error:
        if len(texts) == 1 and errors == "keep":
            reports = [analyst.failed(texts[0], names[0], error)]
        elif len(texts) == 1:
            error.add_note(f"This is {wheres[0]}, named {names[0]!r}.")
            raise
    if reports is None:
        half = len(rows) // 2
        yield from _reports(analyst, rows[:half], first, errors)
        yield from _reports(analyst, rows[half:], first + half, errors)
    else:
        yield from reports


def _with_progress(rows: Iterable[Item], texts: object) -> Iterable[Item]:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise OptionError(
            'progress=True needs tqdm: pip install "rhetoric-metrics[progress]", or leave it out.'
        ) from None
    total = len(texts) if hasattr(texts, "__len__") else None
    return tqdm(rows, total=total, unit="text")
