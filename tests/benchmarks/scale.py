"""
Measure what a corpus costs: one process, two, DuckDB and Spark on the same Parquet file, and what comes out.

    python tests/benchmarks/scale.py [--texts 2000] [--characters 4500] [--form speech]

It prints the table of ``docs/explanation/scale.md``. Engines that are not installed are left out. What it takes to
start is not counted: the time is that of all texts less that of a tenth of them, each the best of three.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyarrow as pa
from corpora import articles, speeches
from pyarrow import parquet

from rhetoric import arrow

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))
import engines
import spark_corpus

MILLION = 1_000_000
ROUNDS = 3


def timed(runs: dict[str, Callable[[str], object]], small: str, large: str) -> dict[str, float]:
    """Return the seconds that each run over the large file takes more than over the small one, at best."""
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in runs}
    for run in runs.values():
        run(small)
    for _ in range(ROUNDS):  # they take turns, so that a busy spell hits them all
        for name, run in runs.items():
            for own, path in zip(times[name], (small, large), strict=True):
                start = time.perf_counter()
                run(path)
                own.append(time.perf_counter() - start)
    return {name: min(longer) - min(shorter) for name, (shorter, longer) in times.items()}


def write(source: str, target: str, **options: Any) -> None:
    """Write the results of a file to another."""
    with parquet.ParquetWriter(target, arrow.schema(parquet.read_schema(source), **options)) as writer:
        for batch in parquet.ParquetFile(source).iter_batches(1000):
            writer.write_batch(arrow.analyze_batch(batch, **options))


def spark(form: str) -> Callable[[str], object]:
    """Return a function that has Spark write the rows of a file; the session stays."""
    session = spark_corpus.session("local[2]")
    session.sparkContext.setLogLevel("ERROR")

    def run(source: str) -> None:
        frame = session.read.parquet(source).repartition(8)
        spark_corpus.analyzed(frame, form=form).write.mode("overwrite").parquet(f"{source}.spark")

    return run


def installed(name: str) -> bool:
    """Tell whether a package is installed."""
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--characters", type=int, default=4500, help="of each text, on average")
    parser.add_argument("--form", default="article", choices=["article", "speech"])
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    make = articles if options.form == "article" else speeches
    texts = list(make(options.texts, options.characters, options.seed))
    form = options.form

    with tempfile.TemporaryDirectory() as folder:
        small, large = (str(Path(folder, f"{name}.parquet")) for name in ("small", "large"))
        tenth = len(texts) // 10
        for path, own in ((small, texts[:tenth]), (large, texts)):
            parquet.write_table(pa.table({"id": range(len(own)), "text": own}), path, row_group_size=1000)

        def processes(source: str) -> None:
            batches = parquet.ParquetFile(source).iter_batches(250)
            deque(engines.with_processes(batches, 2, form=form), maxlen=0)

        runs: dict[str, Callable[[str], object]] = {
            "one process": lambda source: write(source, f"{source}.counts", form=form),
            "one process, with evidence": lambda source: write(source, f"{source}.evidence", form=form, evidence=True),
            "two processes": processes,
        }
        if installed("duckdb"):
            name = f"DuckDB {version('duckdb')}, Parquet to Parquet"
            runs[name] = lambda source: engines.with_duckdb(source, f"{source}.duckdb", form=form)
        if installed("pyspark"):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            runs[f"Spark {version('pyspark')}, `local[2]`"] = spark(form)

        size, timed_texts = sum(map(len, texts[tenth:])), len(texts) - tenth
        print(f"{len(texts):,} texts of {size // timed_texts:,} characters on average, form {form!r}")
        print(f"rhetoric {version('rhetoric-metrics')}, Python {platform.python_version()}, {os.cpu_count()} cores")
        print(f"{platform.machine()}, {datetime.now(UTC).date()}\n")
        print("| | texts/s | MB/s | hours for a million | beside one process |\n|---|---:|---:|---:|---:|")
        once = 0.0
        # Of the nine tenths that the small file lacks.
        for name, seconds in timed(runs, small, large).items():
            once = once or seconds
            print(
                f"| {name} | {timed_texts / seconds:,.0f} | {size / seconds / 1e6:.2f} "
                f"| {seconds / timed_texts * MILLION / 3600:.2f} | {once / seconds:.2f} × |"
            )
        print()
        for name, path in (("counts", f"{large}.counts"), ("counts and evidence", f"{large}.evidence")):
            print(f"{name} as Parquet: {Path(path).stat().st_size / len(texts) * MILLION / 1e9:.2f} GB for a million")


if __name__ == "__main__":
    main()
