"""
The same counts from whatever holds your texts: a function for each engine, to copy from.

    python examples/engines.py TEXTS.parquet COUNTS.parquet

Each takes texts in a column ``text`` and gives the rows that `rhetoric.arrow` describes. Run as a script, it is the
first of them: DuckDB reads a Parquet file of any size and another is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rhetoric import arrow  # needs pyarrow: pip install "rhetoric-metrics[arrow]"


def with_duckdb(source: str, target: str, query: str = "select * from texts", **options: Any) -> int:
    """Stream Parquet to Parquet, a thousand rows at a time, and return how many; SQL chooses what is read."""
    import duckdb
    from pyarrow import parquet

    connection = duckdb.connect()
    connection.read_parquet(source).create_view("texts")
    results = arrow.analyze_stream(connection.sql(query).to_arrow_reader(1000), **options)
    rows = 0
    # What was written before an interrupt is kept: the file is closed in order.
    with parquet.ParquetWriter(target, results.schema) as writer:
        for batch in results:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def each_file(sources: Iterable[str], folder: str, **options: Any) -> None:
    """Analyze Parquet files into a folder. What was done before is left alone: run it again after an interrupt."""
    for source in map(Path, sources):
        target = Path(folder, source.name)
        if not target.exists():
            unfinished = target.with_suffix(".part")
            with_duckdb(str(source), str(unfinished), **options)
            unfinished.rename(target)  # only what is complete bears the name


def with_polars(frame: Any, **options: Any) -> Any:
    """Return a Polars data frame of a Polars data frame."""
    import polars

    return polars.DataFrame(arrow.analyze_stream(frame, **options))


def with_pandas(frame: Any, **options: Any) -> Any:
    """Return a pandas data frame of a pandas data frame. Arrow types keep integers and lists what they are."""
    import pandas

    return arrow.analyze_stream(frame, **options).read_all().to_pandas(types_mapper=pandas.ArrowDtype)


def with_dask(frame: Any, **options: Any) -> Any:
    """Return a Dask data frame of a Dask data frame: its partitions are analyzed where they are."""
    import pandas
    import pyarrow

    given = pyarrow.Schema.from_pandas(frame._meta, preserve_index=False)
    meta = arrow.schema(given, **options).empty_table().to_pandas(types_mapper=pandas.ArrowDtype)
    return frame.map_partitions(with_pandas, **options, meta=meta)


def with_ray(dataset: Any, **options: Any) -> Any:
    """Return a Ray Data set of a Ray Data set."""

    def counted(table: Any) -> Any:
        return arrow.analyze_stream(table, **options).read_all()

    return dataset.map_batches(counted, batch_format="pyarrow", batch_size=1000)


def with_processes(batches: Iterable[Any], workers: int = 2, **options: Any) -> Iterator[Any]:
    """Iterate over the results of Arrow batches, in order, from as many processes as this machine has cores."""
    function = partial(arrow.analyze_batch, **options)
    waiting = iter(batches)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        # Only so many batches are in memory; a plain pool.map() would read them all at once.
        running = [pool.submit(function, batch) for batch in islice(waiting, 2 * workers)]
        while running:
            yield running.pop(0).result()
            running += [pool.submit(function, batch) for batch in islice(waiting, 1)]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: python examples/engines.py TEXTS.parquet COUNTS.parquet")
    try:
        print(f"{with_duckdb(*sys.argv[1:]):,} rows")
    except ImportError as error:
        raise SystemExit(f"{error.name} is missing: python -m pip install duckdb pyarrow") from None
