"""
Texts in, counts out, as Arrow columns: one function that every engine that knows Arrow can run on its partitions.

It needs pyarrow: ``pip install "rhetoric-metrics[arrow]"``. Each text gives one row:

========= ===================================================================================================
column    what it holds
========= ===================================================================================================
(kept)    the columns that came with the text, untouched
speakers  a list with a struct for each speaker, in order of appearance: ``speaker``, ``words``, ``sentences``,
          the count of each label as ``METRIC_LABEL``, and as ``METRIC_WEIGHT`` what a mean adds up. Last, with
          null for ``speaker``, the words that nobody is named for; in a speech those are all.
evidence  if asked for, a list with a struct for each piece of evidence: ``speaker, metric, label, start, end, text,
          cue, score, detail``. Offsets are in code points of the text, as the engines count characters; ``detail``
          is a JSON object.
error     null, or why the text could not be analyzed
========= ===================================================================================================

A null text, and one with an error, has null for its lists; a text in which nobody speaks has empty ones. All counts
are 64-bit integers, so that any engine may add them up in any order; `rhetoric.from_sums` makes a profile of the sums.
The metadata of the schema says, as JSON under the key ``rhetoric``, what the counts were made with: the version of this
layout (``schema``), of the library and of Unicode, the lexicons with their fingerprints, and all options.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Unpack

from attrs import asdict

from rhetoric.analysis import Analyst
from rhetoric.corpus import Choices, analyze_many
from rhetoric.errors import InputError, OptionError, one_of, wrong
from rhetoric.report import Profile
from rhetoric.sums import columns, integers

try:
    import pyarrow as pa
except ImportError:
    raise ImportError('rhetoric.arrow needs pyarrow: pip install "rhetoric-metrics[arrow]".') from None

__all__ = ["SCHEMA", "analyze_batch", "analyze_stream", "schema"]

SCHEMA = 1
"""Version of the layout; it changes when a column is renamed, removed or given another type."""
_ROWS = 1000  # of a stream that are read before some are handed on
_EVIDENCE = {
    "speaker": pa.string(), "metric": pa.string(), "label": pa.string(), "start": pa.int64(), "end": pa.int64(),
    "text": pa.string(), "cue": pa.string(), "score": pa.float64(), "detail": pa.string(),
}  # fmt: skip


def schema(
    given: pa.Schema | None = None,
    *,
    text: str = "text",
    keep: Sequence[str] | None = None,
    evidence: bool = False,
    **options: Unpack[Choices],
) -> pa.Schema:
    """
    Return the schema of what `analyze_batch` returns, for engines that must know it before a row is read.

    Parameters
    ----------
    given
        The schema of the input; without it, only the columns that are added.
    text, keep, evidence, options
        As in `analyze_batch`.

    Returns
    -------
    pyarrow.Schema
        With the metadata that `rhetoric.arrow` describes.

    Raises
    ------
    InputError
        If the column of texts does not hold strings.
    OptionError
        If a column does not exist, one that is kept is called like one that is added, or an option is unknown.

    Examples
    --------
    >>> import json, rhetoric.arrow
    >>> schema = rhetoric.arrow.schema(metrics=["us_vs_them"], evidence=True)
    >>> schema.names
    ['speakers', 'evidence', 'error']
    >>> json.loads(schema.metadata[b"rhetoric"])["schema"]
    1

    .. versionadded:: 0.1
    """
    for option in options:
        one_of(option, Choices.__annotations__, "option", "rhetoric.arrow")
    analyst = Analyst(**options)
    integers = [pa.field(name, pa.int64()) for name in columns(analyst.options.metrics)]
    added = [pa.field("speakers", pa.list_(pa.struct([pa.field("speaker", pa.string()), *integers])))]
    if evidence:
        added.append(pa.field("evidence", pa.list_(pa.struct(_EVIDENCE.items()))))
    added.append(pa.field("error", pa.string()))
    kept = [] if given is None else [given.field(name) for name in _kept(given, text, keep)]
    if twice := {one.name for one in kept} & {one.name for one in added}:
        raise OptionError(f"a column {min(twice)!r} is kept, and one is added: rename it, or name others in keep=.")
    made = {"schema": SCHEMA, **asdict(analyst.provenance)}
    del made["python"]  # which does not decide a count: workers may differ in it
    return pa.schema([*kept, *added], metadata={"rhetoric": json.dumps(made)})


def analyze_batch(
    batch: pa.RecordBatch,
    *,
    text: str = "text",
    keep: Sequence[str] | None = None,
    evidence: bool = False,
    **options: Unpack[Choices],
) -> pa.RecordBatch:
    """
    Analyze a column of texts: a row for each row, in the same order, with counts instead of the text.

    The result depends on nothing but the batch and the options, and a row on nothing but its text, so that engines may
    cut, order, repeat and spread batches as they like. A text that cannot be analyzed becomes a row with its error.

    Parameters
    ----------
    batch
        With a column of strings of any kind (also large, view and dictionary); it may have no rows.
    text
        Name of the column of texts.
    keep
        Names of the columns to keep, such as ``["id"]``; by default all but the texts.
    evidence
        Add the words behind the counts: some seven times as many bytes in all.
    options
        As in `rhetoric.analyze`: ``form, in_group, out_group, parties, speaker_group, aliases, attribution, metrics``.

    Returns
    -------
    pyarrow.RecordBatch
        The columns that `rhetoric.arrow` describes.

    Raises
    ------
    InputError
        If it is no batch, or the column does not hold strings.
    OptionError
        If a column or an option does not exist, or a column that is kept is called like one that is added.

    Examples
    --------
    >>> import pyarrow, rhetoric.arrow
    >>> batch = pyarrow.RecordBatch.from_pydict({"id": [7, 8], "text": ['"They lied to us," Ann Lee said.', None]})
    >>> result = rhetoric.arrow.analyze_batch(batch, metrics=["us_vs_them"])
    >>> result.schema.names
    ['id', 'speakers', 'error']
    >>> [lee] = result["speakers"][0].as_py()
    >>> lee["speaker"], lee["words"], lee["us_vs_them_us"]
    ('Ann Lee', 4, 1)
    >>> result["speakers"][1].as_py() is None
    True

    .. versionadded:: 0.1
    """
    if not isinstance(batch, pa.RecordBatch):
        raise wrong(batch, "analyze_batch()", "a pyarrow.RecordBatch", "pass it to analyze_stream()")
    layout = schema(batch.schema, text=text, keep=keep, evidence=evidence, **options)
    lists = {name: _Lists(layout.field(name).type) for name in ("speakers", "evidence") if name in layout.names}
    errors: list[str | None] = []
    places: list[int | None] = []  # of each row among those that hold a text
    for report in analyze_many(_strings(batch[text], places), errors="keep", **options):
        profiles = list(report.profiles())
        lists["speakers"].add((one.speaker, *integers(one)) for one in profiles)
        if evidence:
            lists["evidence"].add(found for one in profiles for found in _evidence(one))
        errors.append(report.error)
    failed = [error is not None for error in errors]
    added = [*(column.array(failed) for column in lists.values()), pa.array(errors, pa.string())]
    taken = pa.array(places, pa.int64())
    kept = [batch[name] for name in _kept(batch.schema, text, keep)]
    return pa.RecordBatch.from_arrays([*kept, *(column.take(taken) for column in added)], schema=layout)


def analyze_stream(
    data: Any,
    *,
    text: str = "text",
    keep: Sequence[str] | None = None,
    evidence: bool = False,
    **options: Unpack[Choices],
) -> pa.RecordBatchReader:
    """
    Analyze whatever can be read through the Arrow interface, a thousand rows at a time.

    Parameters
    ----------
    data
        A table, a reader, or a data frame (pandas from 2.2 on, Polars, DuckDB and others).
    text, keep, evidence, options
        As in `analyze_batch`.

    Returns
    -------
    pyarrow.RecordBatchReader
        It reads when it is read, and holds no more than a thousand rows; frames and databases take it as it is.

    Raises
    ------
    InputError, OptionError
        As in `analyze_batch`; and if the data has no Arrow interface.

    Examples
    --------
    >>> import pyarrow, rhetoric.arrow
    >>> table = pyarrow.table({"speech": ["We won.", "They lost. They left."]})
    >>> reader = rhetoric.arrow.analyze_stream(table, text="speech", form="speech")
    >>> [speaker["words"] for row in reader.read_all()["speakers"].to_pylist() for speaker in row]
    [2, 4]

    .. versionadded:: 0.1
    """
    if not hasattr(data, "__arrow_c_stream__"):
        raise wrong(data, "analyze_stream()", "data with an Arrow interface", "make it a pyarrow.Table")
    reader = pa.RecordBatchReader.from_stream(data)
    layout = schema(reader.schema, text=text, keep=keep, evidence=evidence, **options)
    results = (
        analyze_batch(batch.slice(at, _ROWS), text=text, keep=keep, evidence=evidence, **options)
        for batch in reader
        for at in range(0, batch.num_rows, _ROWS)
    )
    return pa.RecordBatchReader.from_batches(layout, results)


def _kept(given: pa.Schema, text: str, keep: Sequence[str] | None) -> list[str]:
    """Check the column of texts, and return the names of the columns that are kept."""
    named = (keep,) if isinstance(keep, str) else keep
    kept = [name for name in given.names if name != text] if named is None else list(named)
    for name in (text, *kept):
        if given.names.count(name) != 1:
            there = f"there are: {', '.join(given.names) or '(none)'}"
            raise OptionError(f"no column {name!r}, or more than one; {there}. Say which with text= and keep=.")
    kind = given.field(text).type
    if not _is_text(kind.value_type if pa.types.is_dictionary(kind) else kind):
        raise InputError(f"column {text!r} takes strings, got {kind}: cast it, or name another column with text=.")
    return kept


def _is_text(kind: pa.DataType) -> bool:
    is_a = pa.types
    # An engine that has seen no text yet gives a column of type null.
    return any(test(kind) for test in (is_a.is_string, is_a.is_large_string, is_a.is_string_view, is_a.is_null))


def _strings(column: pa.Array, places: list[int | None]) -> Iterator[str]:
    """Iterate over the texts that are there, and note for each row the place of its text, None if it is null."""
    place = 0
    for at in range(0, len(column), _ROWS):
        part = column.slice(at, _ROWS)
        try:
            values = part.to_pylist()
        except UnicodeDecodeError:  # a file that somebody else wrote may hold anything
            values = [_string(value) for value in part]
        for value in values:
            places.append(None if value is None else place)
            if value is not None:
                place += 1
                yield value


def _string(scalar: pa.Scalar) -> Any:
    """Return the text, or its bytes if they are no UTF-8, which the analysis refuses by name."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return (scalar.value if isinstance(scalar, pa.DictionaryScalar) else scalar).as_buffer().to_pybytes()


class _Lists:
    """A column of lists of structs in the making: the structs one after another, and how many each row has."""

    def __init__(self, kind: pa.ListType) -> None:
        self.kind = kind
        self.structs: list[tuple[Any, ...]] = []
        self.ends = [0]

    def add(self, structs: Iterable[tuple[Any, ...]]) -> None:
        self.structs += structs
        self.ends.append(len(self.structs))

    def array(self, is_null: Sequence[bool]) -> pa.Array:
        fields = list(self.kind.value_type)
        values = zip(*self.structs, strict=True) if self.structs else ([] for _ in fields)
        arrays = [pa.array(one, own.type) for one, own in zip(values, fields, strict=True)]
        structs = pa.StructArray.from_arrays(arrays, fields=fields)
        mask = pa.array(is_null, pa.bool_())
        return pa.ListArray.from_arrays(pa.array(self.ends, pa.int32()), structs, type=self.kind, mask=mask)


def _evidence(profile: Profile) -> Iterator[tuple[Any, ...]]:
    for metric, measure in profile.measures.items():
        for one in measure.evidence:
            detail = json.dumps(one.detail, ensure_ascii=False)
            yield profile.speaker, metric, one.label, one.start, one.end, one.text, one.cue, one.score, detail
