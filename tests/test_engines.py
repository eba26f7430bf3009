"""Every engine gives the same rows and the same sums, bit for bit; each is tested where it is installed."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpora import articles

import rhetoric

pa = pytest.importorskip("pyarrow")
import engines  # noqa: E402
from pyarrow import parquet  # noqa: E402

from rhetoric import arrow  # noqa: E402
from rhetoric.intervals import clustered  # noqa: E402

COUNTS = [one.name for one in arrow.schema().field("speakers").type.value_type][1:]
pytestmark = pytest.mark.filterwarnings("default")  # those of the engines are not ours


@pytest.fixture(scope="module")
def texts() -> Any:
    """Return texts in random order, some missing."""
    found: list[str | None] = [*articles(80, 700, seed=11), *[None] * 5, ""]
    random.Random(12).shuffle(found)
    return pa.table({"id": range(len(found)), "text": found})


@pytest.fixture(scope="module")
def expected(texts: Any) -> list[dict[str, Any]]:
    """Return the rows that one process makes of them, all at once."""
    [batch] = texts.combine_chunks().to_batches()
    return rows_of(pa.Table.from_batches([arrow.analyze_batch(batch, evidence=True)]))


def rows_of(table: Any) -> list[dict[str, Any]]:
    return sorted(table.to_pylist(), key=lambda row: row["id"])


def sums_of(rows: list[dict[str, Any]]) -> dict[str | None, dict[str, int]]:
    """Return the sums for each speaker, added up without any engine."""
    sums: dict[str | None, dict[str, int]] = {}
    for speaker in (one for row in rows for one in row["speakers"] or ()):
        own = sums.setdefault(speaker["speaker"], dict.fromkeys(["texts", *COUNTS], 0))
        own["texts"] += 1
        for name in COUNTS:
            own[name] += speaker[name]
    return sums


def test_duckdb_streams_parquet_to_parquet(texts: Any, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    """The file has the same rows, and DuckDB's own sums over it are those of one process."""
    duckdb = pytest.importorskip("duckdb")
    source, target = str(tmp_path / "texts.parquet"), str(tmp_path / "counts.parquet")
    parquet.write_table(texts, source, row_group_size=17)
    assert engines.with_duckdb(source, target, evidence=True) == len(expected)
    assert rows_of(parquet.read_table(target)) == expected
    assert parquet.read_schema(target).metadata[b"rhetoric"] == arrow.schema(evidence=True).metadata[b"rhetoric"]
    sums = ", ".join(f"sum({name}) as {name}" for name in COUNTS)
    each = f"select unnest(speakers, recursive := true) from '{target}'"
    found = duckdb.sql(f"select speaker, count(*) as texts, {sums} from ({each}) group by speaker").to_arrow_table()
    assert {row.pop("speaker"): row for row in found.to_pylist()} == sums_of(expected)
    offsets = duckdb.sql(
        f"select e.text, substring(t.text, e.start + 1, e.end - e.start) as words from "
        f"(select id, unnest(evidence) as e from '{target}') join '{source}' t using (id)"
    ).fetchall()
    assert offsets
    assert all(text == words for text, words in offsets)
    some = engines.with_duckdb(source, target, "select id, text from texts where id < 9")
    assert some == parquet.read_metadata(target).num_rows == 9


def test_files_are_done_once(texts: Any, tmp_path: Path) -> None:
    """A folder of files can be gone through again after an interrupt: what is complete is not done twice."""
    pytest.importorskip("duckdb")
    sources = [str(tmp_path / f"{number}.parquet") for number in range(3)]
    for number, source in enumerate(sources):
        parquet.write_table(texts.slice(number * 20, 20), source)
    done = tmp_path / "done"
    done.mkdir()
    (done / "1.parquet").write_text("done before")
    (done / "2.part").write_text("interrupted")
    engines.each_file(sources, str(done))
    assert sorted(path.name for path in done.iterdir()) == ["0.parquet", "1.parquet", "2.parquet"]
    assert (done / "1.parquet").read_text() == "done before"
    assert parquet.read_metadata(done / "2.parquet").num_rows == 20


def test_the_intervals_of_the_docs(texts: Any, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    """The query of the page on scale gives the six sums that an interval over texts needs."""
    duckdb = pytest.importorskip("duckdb")
    page = Path(engines.__file__).parents[1] / "docs" / "explanation" / "scale.md"
    query = re.search(r"```sql\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert query
    target = str(tmp_path / "counts.parquet")
    parquet.write_table(pa.Table.from_batches([arrow.analyze_batch(texts.combine_chunks().to_batches()[0])]), target)
    rows = duckdb.sql(query[1].replace("counts/*.parquet", target)).fetchall()
    reports = list(rhetoric.analyze_many(text for text in texts["text"].to_pylist() if text))
    assert {row[0] for row in rows} == {speaker["speaker"] for row in expected for speaker in row["speakers"] or ()}
    for speaker, *sums in rows:
        spoken = [report.speakers[speaker].us_vs_them.counts for report in reports if speaker in report.speakers]
        pairs = [(counts["us"], counts["us"] + counts["them"]) for counts in spoken]
        if speaker is not None:
            assert sums[:3] == [len(pairs), sum(above for above, _ in pairs), sum(below for _, below in pairs)]
            interval = clustered(*sums)
            assert interval is None or interval.low <= sums[1] / sums[2] <= interval.high


def test_polars_frames(texts: Any, expected: list[dict[str, Any]]) -> None:
    """A Polars frame in, one out, and Polars' own sums."""
    polars = pytest.importorskip("polars")
    result = engines.with_polars(polars.from_arrow(texts), evidence=True)
    assert result.sort("id").to_dicts() == expected
    each = result.select("speakers").explode("speakers").drop_nulls().unnest("speakers")
    found = each.group_by("speaker").agg(polars.len().alias("texts"), *map(polars.sum, COUNTS))
    assert {row.pop("speaker"): row for row in found.to_dicts()} == sums_of(expected)


def test_pandas_frames(texts: Any, expected: list[dict[str, Any]]) -> None:
    """A pandas frame in, one out, whatever its index."""
    pandas = pytest.importorskip("pandas")
    frame = texts.to_pandas().set_index(pandas.Index(range(100, 100 + len(texts))))
    result = engines.with_pandas(frame, evidence=True, keep=["id"])
    assert rows_of(pa.Table.from_pandas(result, preserve_index=False)) == expected


def test_dask_frames(texts: Any, expected: list[dict[str, Any]]) -> None:
    """Partitions of a Dask frame are analyzed as they are, and the schema is known before."""
    dask = pytest.importorskip("dask.dataframe")
    frame = dask.from_pandas(texts.to_pandas(), npartitions=5)
    result = engines.with_dask(frame, evidence=True, keep=["id"])
    assert list(result.columns) == ["id", "speakers", "evidence", "error"]
    computed = result.compute(scheduler="threads")
    assert rows_of(pa.Table.from_pandas(computed, preserve_index=False)) == expected


def test_processes(texts: Any, expected: list[dict[str, Any]]) -> None:
    """Processes give the batches back in order."""
    results = list(engines.with_processes(texts.to_batches(max_chunksize=10), evidence=True))
    assert [row for batch in results for row in batch.to_pylist()] == expected


def test_ray_data(texts: Any, expected: list[dict[str, Any]]) -> None:
    """A Ray data set in, one out."""
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        result = engines.with_ray(ray.data.from_arrow(texts).repartition(3), evidence=True)
        assert rows_of(pa.concat_tables(ray.get(result.to_arrow_refs()))) == expected
    finally:
        ray.shutdown()


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark_example(texts: Any, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    """The example writes the same rows from many partitions, and Spark's sums are those of one process."""
    pytest.importorskip("pyspark")
    (tmp_path / "texts").mkdir()
    for at in range(0, len(texts), 30):
        parquet.write_table(texts.slice(at, 30), tmp_path / "texts" / f"{at}.parquet")
    example = Path(engines.__file__).with_name("spark_corpus.py")
    done = subprocess.run(
        [sys.executable, example, tmp_path / "texts", "--out", tmp_path / "out", "--master", "local[2]"],
        capture_output=True, text=True, check=False, env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{len(expected)} texts, 0 with an error" in done.stdout
    made = "".join(path.read_text() for path in (tmp_path / "out" / "made").glob("*.txt"))
    assert json.loads(made) == json.loads(arrow.schema(form="article").metadata[b"rhetoric"])
    rows = rows_of(parquet.read_table(tmp_path / "out" / "rows"))
    assert rows == [{key: row[key] for key in row if key != "evidence"} for row in expected]
    sums = {row.pop("speaker"): row for row in parquet.read_table(tmp_path / "out" / "speakers").to_pylist()}
    assert sums == sums_of(expected)
    speaker, own = max(sums.items(), key=lambda item: (item[0] is not None, item[1]["words"]))
    pooled = rhetoric.pool(rhetoric.analyze_many(text for text in texts["text"].to_pylist() if text is not None))
    assert rhetoric.from_sums(own).us_vs_them.fractions == pooled[str(speaker)].us_vs_them.fractions
