"""The contract with engines: a row for a row, whatever the kind of column, the batch, and what is in it."""

from __future__ import annotations

import json
import pickle
import random
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from corpora import articles, speeches

import rhetoric

pa = pytest.importorskip("pyarrow")
from rhetoric import arrow  # noqa: E402


def batch_of(texts: list[str | None], kind: Any = None) -> Any:
    """Return a batch with ids and texts."""
    return pa.record_batch({"id": pa.array(range(len(texts))), "text": pa.array(texts, kind or pa.string())})


@pytest.mark.parametrize("form", ["article", "speech"])
def test_rows_are_the_reports(form: Any) -> None:
    """Each row holds what the report on its text holds: the same words, counts, weights and evidence."""
    texts = [*articles(25, 1200, seed=1), "", "No quotes here."]
    result = arrow.analyze_batch(batch_of(texts), form=form, evidence=True)
    assert result.num_rows == len(texts)
    result.validate(full=True)
    for at, (text, row) in enumerate(zip(texts, result.to_pylist(), strict=True)):
        report = rhetoric.analyze(text, form=form)
        assert (row["id"], row["error"]) == (at, None)
        profiles = list(report.profiles())
        assert [speaker["speaker"] for speaker in row["speakers"]] == [profile.speaker for profile in profiles]
        for profile, speaker in zip(profiles, row["speakers"], strict=True):
            again = rhetoric.from_sums(speaker)
            for metric, measure in profile.measures.items():
                assert dict(again[metric].counts) == dict(measure.counts)
                assert again[metric].fractions == measure.fractions
        for found in row["evidence"]:
            assert text[found["start"] : found["end"]] == found["text"]
        expected = [one for one in report.evidence_rows() if not one["veto"]]
        for one, found in zip(expected, row["evidence"], strict=True):
            assert found.pop("detail") == one["detail"]
            assert found.pop("text") == one["words"]
            assert found == {key: one[key] for key in ("speaker", "metric", "label", "start", "end", "cue", "score")}


def test_nothing_depends_on_batches_and_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random batches in random order, read in batches of any size, give the same rows bit for bit."""
    chance = random.Random(7)
    texts: list[str | None] = [*articles(60, 900, seed=3), *[None] * 8, *[""] * 4, *speeches(8, 50)]
    chance.shuffle(texts)
    whole = batch_of(texts)
    expected = arrow.analyze_batch(whole, evidence=True)
    for _ in range(4):
        monkeypatch.setattr("rhetoric.corpus.BATCH", chance.choice([1, 500, 5000, 1 << 18]))
        order = chance.sample(range(len(texts)), len(texts))
        shuffled = whole.take(pa.array(order))
        cuts = sorted({0, len(texts), *(chance.randrange(len(texts)) for _ in range(6))})
        parts = [
            arrow.analyze_batch(shuffled.slice(start, end - start), evidence=True)
            for start, end in pairwise(cuts)
        ]
        assert pa.Table.from_batches(parts).sort_by("id").combine_chunks().equals(pa.Table.from_batches([expected]))


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary", "sliced"])
def test_kinds_of_strings(kind: str) -> None:
    """Whatever the kind of the column, the rows are those of plain strings."""
    texts = ["We won.", None, "They lost.", "", "We won."]
    expected = arrow.analyze_batch(batch_of(texts), form="speech")
    if kind == "sliced":
        batch = batch_of(["They left.", *texts, None]).slice(1, 5).drop_columns("id")
    elif kind == "dictionary":
        column = pa.DictionaryArray.from_arrays([0, 3, 1, 2, 0], ["We won.", "They lost.", "", None])
        batch = pa.record_batch({"text": column})
    else:
        batch = batch_of(texts, getattr(pa, kind)()).drop_columns("id")
    result = arrow.analyze_batch(batch, form="speech")
    assert result["speakers"].equals(expected["speakers"])
    assert result["speakers"].is_null().to_pylist() == [False, True, False, False, False]


@pytest.mark.parametrize("kind", ["string", "null"])
@pytest.mark.parametrize("rows", [0, 3])
def test_columns_without_text(kind: str, rows: int) -> None:
    """A partition without rows, or without a single text, has the schema of all others."""
    batch = pa.record_batch({"text": pa.nulls(rows, getattr(pa, kind)())})
    result = arrow.analyze_batch(batch, evidence=True)
    assert result.schema.equals(arrow.schema(batch.schema, evidence=True), check_metadata=True)
    assert result["speakers"].null_count == result["evidence"].null_count == result["error"].null_count == rows


def test_bytes_that_are_no_text_become_errors() -> None:
    """A row whose bytes are no UTF-8 costs only itself."""
    raw = pa.array([b'"We won," Ann Lee said.', b"caf\xe9", None, b"So."])
    for column in (raw.view(pa.string()), raw.view(pa.string()).cast(pa.large_string(), safe=False)):
        result = arrow.analyze_batch(pa.record_batch({"text": column}))
        first, second, third = result["error"].to_pylist()[:3]
        assert (first, third) == (None, None)
        assert "takes a str, got bytes (b'caf\\xe9'): decode it first" in second
        assert result["error"][1:2].equals(arrow.analyze_batch(pa.record_batch({"text": column[1:2]}))["error"])
        assert [row if row is None else len(row) for row in result["speakers"].to_pylist()] == [1, None, None, 0]


def test_failures_become_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no one foresaw becomes an error of its row, too; an interrupt does not."""
    from rhetoric import analysis

    read = analysis.Analyst.read

    def failing(self: Any, text: Any, *rest: Any) -> Any:
        if "BUG" in text:
            raise MemoryError
        if "STOP" in text:
            raise KeyboardInterrupt
        return read(self, text, *rest)

    monkeypatch.setattr(analysis.Analyst, "read", failing)
    result = arrow.analyze_batch(batch_of(["We won.", "BUG", "They lost."]), form="speech", evidence=True)
    assert result["error"].to_pylist() == [None, "MemoryError: ", None]
    assert result["evidence"].is_null().to_pylist() == [False, True, False]
    with pytest.raises(KeyboardInterrupt):
        arrow.analyze_batch(batch_of(["We won.", "STOP"]))


def test_columns_that_are_kept() -> None:
    """All columns but the texts are kept as they are, or those that are named, the text among them."""
    batch = pa.record_batch({"body": ["We won."], "id": pa.array([3], pa.int16()), "tags": [["a", "b"]]})
    result = arrow.analyze_batch(batch, text="body", form="speech")
    assert result.schema.names == ["id", "tags", "speakers", "error"]
    assert result["tags"].equals(batch["tags"])
    assert result.schema.field("id").type == pa.int16()
    assert arrow.analyze_batch(batch, text="body", keep="id").schema.names == ["id", "speakers", "error"]
    kept = arrow.analyze_batch(batch, text="body", form="speech", keep=["tags", "body"])
    assert kept.schema.names == ["tags", "body", "speakers", "error"]
    assert arrow.analyze_batch(batch, text="body", keep=[]).schema.names == ["speakers", "error"]


def test_the_schema_says_what_the_counts_were_made_with() -> None:
    """The metadata names versions, fingerprints and options; columns of counts are integers of 64 bits."""
    schema = arrow.schema(in_group="Norway", metrics=["us_vs_them", "demand_urgency"])
    made = json.loads(schema.metadata[b"rhetoric"])
    provenance = rhetoric.analyze("We won.", form="speech", metrics=["us_vs_them", "demand_urgency"]).provenance
    assert made["schema"] == arrow.SCHEMA == 1
    assert made["version"] == provenance.version
    assert tuple(made["lexicons"]) == provenance.lexicons
    assert made["options"]["in_group"] == ["Norway"]
    assert made["options"]["metrics"] == ["us_vs_them", "demand_urgency"]
    fields = list(schema.field("speakers").type.value_type)
    assert [own.name for own in fields][:4] == ["speaker", "words", "sentences", "us_vs_them_us"]
    assert {"demand_urgency_points", "demand_urgency_urgent"} <= {own.name for own in fields}
    assert {str(own.type) for own in fields[1:]} == {"int64"}


OWN = """
[lexicon]
format = 1
id = "en.hedging"
version = "1"
licence = "CC0-1.0"
language = "en"
sources = ["project"]
[metric]
name = "hedging"
fraction = [{name = "rate", above = ["hedge"], below = "words", kind = "rate"}]
[[cue]]
id = "adverb"
label = "hedge"
pattern = "(perhaps | maybe)"
source = "project"
yes = ["Perhaps they came."]
no = ["They came."]
"""


def test_options_travel(tmp_path: Any) -> None:
    """The function can be sent to workers with all its options, a metric of one's own included."""
    (tmp_path / "hedging.toml").write_text(OWN, "utf-8")
    own = rhetoric.load_metric(tmp_path / "hedging.toml")
    function = partial(
        arrow.analyze_batch, metrics=[own, "us_vs_them"], out_group=["Norland"], aliases={"Lee": "Ann Lee"},
        attribution="explicit", parties={"Sudria": ["Sudria", "Osthafen"]}, speaker_group={"Lee": "Sudria"},
    )  # fmt: skip
    batch = batch_of(['"Maybe Norland lied to Osthafen," Lee said. "We won," he said.'])
    result = pickle.loads(pickle.dumps(function))(batch)
    assert result.equals(function(batch))
    lee, rest = result["speakers"][0].as_py()
    assert (lee["speaker"], lee["hedging_hedge"], lee["us_vs_them_us"], lee["us_vs_them_them"]) == ("Ann Lee", 1, 1, 1)
    assert (rest["speaker"], rest["words"]) == (None, 2)


def test_a_stream_is_read_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of any size come out in small ones, none before it is needed, and none is kept."""
    monkeypatch.setattr(arrow, "_ROWS", 10)
    asked = []

    def batches() -> Any:
        for number in range(1000):
            asked.append(number)
            yield batch_of(["We won."] * 25)

    reader = arrow.analyze_stream(pa.RecordBatchReader.from_batches(batch_of([""]).schema, batches()), form="speech")
    assert [reader.read_next_batch().num_rows for _ in range(4)] == [10, 10, 5, 10]
    assert len(asked) <= 3
    table = pa.table({"id": [1, 2, 3], "text": pa.chunked_array([["We won."], ["They lost.", None]])})
    result = arrow.analyze_stream(table, form="speech").read_all()
    assert result["id"].to_pylist() == [1, 2, 3]
    assert result.schema.equals(arrow.schema(table.schema, form="speech"), check_metadata=True)


@pytest.mark.parametrize("call", ["batch", "schema", "stream"])
def test_columns_that_are_none(call: str) -> None:
    """A column that is missing, double, or of no strings, and names that coincide, are refused by name."""

    def on(batch: Any, **options: Any) -> Any:
        if call == "schema":
            return arrow.schema(batch.schema, **options)
        if call == "batch":
            return arrow.analyze_batch(batch, **options)
        return arrow.analyze_stream(pa.Table.from_batches([batch]), **options)

    batch = pa.record_batch({"id": [1], "body": ["We won."], "error": ["x"]})
    with pytest.raises(rhetoric.OptionError, match="no column 'text'.*there are: id, body, error"):
        on(batch)
    with pytest.raises(rhetoric.OptionError, match="no column 'nr'"):
        on(batch, text="body", keep=["nr"])
    twice = pa.RecordBatch.from_arrays([*batch.columns, batch["id"]], names=["id", "text", "error", "id"])
    with pytest.raises(rhetoric.OptionError, match="no column 'id', or more than one"):
        on(twice)
    with pytest.raises(rhetoric.InputError, match="column 'id' takes strings, got int64: cast it"):
        on(batch, text="id")
    with pytest.raises(rhetoric.OptionError, match="'error' is kept, and one is added"):
        on(batch, text="body")
    with pytest.raises(rhetoric.OptionError, match="unknown form"):
        on(batch, text="body", keep=["id"], form="poem")
    assert on(batch, text="body", keep=["id"])


def test_options_that_are_none() -> None:
    """An option that does not exist is refused by name, and so is one that analyze_many does not know."""
    for option in ("foo", "speaker"):
        with pytest.raises(rhetoric.OptionError, match=f"unknown option '{option}'; use one of: form, in_group"):
            arrow.schema(**{option: "x"})
        with pytest.raises(rhetoric.OptionError, match=f"unknown option '{option}'"):
            arrow.analyze_batch(batch_of(["We won."]), **{option: "x"})


def test_what_is_no_batch() -> None:
    """A table is no batch, and a list is neither."""
    with pytest.raises(rhetoric.InputError, match=r"got Table.*: pass it to analyze_stream"):
        arrow.analyze_batch(pa.table({"text": ["We won."]}))
    with pytest.raises(rhetoric.InputError, match=r"got list .*: make it a pyarrow\.Table"):
        arrow.analyze_stream(["We won."])
