"""
Parquet with a column of texts -> counts for each speaker, on a Spark cluster or on this machine.

    python examples/spark_corpus.py [TEXTS.parquet] [--out DIR] [--text COLUMN] [--form speech] [--master local[2]]
    spark-submit --master yarn examples/spark_corpus.py hdfs:///texts --out hdfs:///counts

It needs Java 17 or newer, and ``pip install "rhetoric-metrics[spark]"`` here and on every worker; where the workers'
Python lies elsewhere than the driver's, set PYSPARK_PYTHON. DIR gets ``rows`` (a row for each text), ``speakers``
(the sums for each speaker) and ``made`` (versions, lexicons and options). Without a file it reads a corpus of its own.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import rhetoric
from rhetoric import arrow

HERE = Path(__file__).parent


def session(master: str | None = None) -> Any:
    """Return a Spark session, by default where spark-submit says, else on all cores of this machine."""
    # Without this, workers use the first Python on the path, and not the one that the library is installed in.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("rhetoric")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")  # what a worker holds at once
    return (builder.master(master) if master else builder).getOrCreate()


def layout_of(frame: Any, **options: Any) -> Any:
    """Return the Arrow schema of the result."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return arrow.schema(to_arrow_schema(frame.schema), **options)


def analyzed(frame: Any, **options: Any) -> Any:
    """Return the data frame with counts instead of texts: a row for each row, and no shuffle."""
    from pyspark.sql.pandas.types import from_arrow_schema

    def on_partition(batches: Iterable[Any]) -> Iterator[Any]:  # this runs on the workers
        return (arrow.analyze_batch(batch, **options) for batch in batches)

    return frame.mapInArrow(on_partition, from_arrow_schema(layout_of(frame, **options)))


def summed(rows: Any) -> Any:
    """Return the sums of all counts for each speaker. Workers add up first, so that little travels."""
    from pyspark.sql import functions as column

    speakers = rows.select(column.explode("speakers").alias("one")).select("one.*")
    counts = [column.sum(name).alias(name) for name in speakers.columns if name != "speaker"]
    return speakers.groupBy("speaker").agg(column.count("*").alias("texts"), *counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("texts", nargs="?", help="a Parquet file or folder, anywhere that Spark can read")
    parser.add_argument("--out", default="out", help="folder for the results")
    parser.add_argument("--text", default="text", help="the column of texts")
    parser.add_argument("--form", default="article", help="article, speech or transcript")
    parser.add_argument("--master", help="where to run; leave it to spark-submit on a cluster")
    arguments = parser.parse_args()

    try:
        spark = session(arguments.master)
    except ModuleNotFoundError as missing:
        raise SystemExit(f"{missing.name} is missing: python -m pip install pyspark pyarrow") from None
    spark.sparkContext.setLogLevel("ERROR")
    if arguments.texts is None:
        article = (HERE / "press_conference.txt").read_text("utf-8")
        frame = spark.createDataFrame([(number, article) for number in range(20)], "id long, text string")
    else:
        frame = spark.read.parquet(arguments.texts)

    options = {"text": arguments.text, "form": arguments.form}
    rows, speakers = f"{arguments.out}/rows", f"{arguments.out}/speakers"
    made = layout_of(frame, **options).metadata[b"rhetoric"].decode()  # Spark keeps no metadata of schemas
    spark.createDataFrame([(made,)], "made string").write.mode("overwrite").text(f"{arguments.out}/made")
    analyzed(frame, **options).write.mode("overwrite").parquet(rows)
    done = spark.read.parquet(rows)
    summed(done).write.mode("overwrite").parquet(speakers)

    print(f"{done.count():,} texts, {done.where('error is not null').count():,} with an error -> {rows}")
    for row in spark.read.parquet(speakers).where("speaker is not null").orderBy("words", ascending=False).take(5):
        profile = rhetoric.from_sums(row.asDict())
        value = profile.us_vs_them.fractions["share"]
        share = "–" if value.value is None else f"{value.value:.2f}"
        print(f"  {row.speaker:30}{row.texts:9,} texts{profile.words:12,} words   us vs. them: share of us {share}")
    spark.stop()


if __name__ == "__main__":
    main()
