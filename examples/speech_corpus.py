"""
A folder of speeches -> a table and a plot of the trend.

    python examples/speech_corpus.py [FOLDER] [--out DIR]

Each file of the folder is one speech. A year in the file name (``1946-Truman.txt``) gives its place in time and
what follows the year the speaker. Without a folder it reads three short speeches that lie beside this script.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Sequence
from pathlib import Path

from _shared import read_text, run

import rhetoric

HERE = Path(__file__).parent
TREND = [
    ("us_vs_them", "share", "Us vs. them: share of us"),
    ("blame_shifting", "attribution", "Others blamed, per 1,000 words"),
    ("demand_urgency", "demands", "Demands, per 1,000 words"),
    ("rhetorical_questions", "rate", "Rhetorical questions, per 1,000 words"),
]


def plot(years: Sequence[int], reports: Sequence[rhetoric.Report], path: Path) -> None:
    """Draw four measures over time, each speech with its 95 % interval."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, 2, figsize=(10, 6), layout="constrained", sharex=True)
    for axis, (metric, fraction, title) in zip(axes.flat, TREND, strict=True):
        axis.set_xlim(min(years) - 1, max(years) + 1)
        for year, report in zip(years, reports, strict=True):
            value = report["speaker"][metric].fractions[fraction]
            interval = value.ci()
            if value.value is not None and interval is not None:
                axis.plot([year, year], [interval.low, interval.high], color="#0072b2", alpha=0.35, linewidth=1.5)
                axis.plot(year, value.value, "o", color="#0072b2", markersize=4, clip_on=False, zorder=3)
        if not axis.lines:
            axis.text(0.5, 0.5, "not defined", ha="center", va="center", color="#5c5c5c", transform=axis.transAxes)
        axis.set_title(title, fontsize=10, loc="left")
        axis.set_ylim(bottom=0)
        axis.grid(axis="y", color="#d9d9d9", linewidth=0.6)
        axis.spines[["top", "right"]].set_visible(False)
        axis.xaxis.get_major_locator().set_params(integer=True)
    figure.savefig(path, dpi=160)
    plt.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "speeches")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the table and the plot")
    arguments = parser.parse_args()

    files = sorted(arguments.folder.glob("*.txt"))
    if not files:
        raise SystemExit(f"{arguments.folder}: no .txt files there.")
    try:
        import tqdm  # noqa: F401

        progress = True
    except ImportError:
        progress = False
    reports = list(
        rhetoric.analyze_many(
            map(read_text, files), form="speech", names=[file.stem for file in files], progress=progress
        )
    )

    arguments.out.mkdir(parents=True, exist_ok=True)
    table = arguments.out / "speeches.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = [row for report in reports for row in report.rows()]
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    print(f"Table: {table} ({len(rows)} rows)")

    total = rhetoric.pool(reports).total
    print(f"All {len(reports)} speeches, {total.words:,} words:")
    for metric, fraction, title in TREND:
        value = total[metric].fractions[fraction]
        interval = value.ci()
        if value.value is not None and interval is not None:
            print(f"  {title:40}{value.value:8.3f}  [{interval.low:.3f}, {interval.high:.3f}]")

    if empty := [str(report.name) for report in reports if not report["speaker"].words]:
        print(f"Without words, and so in no value: {', '.join(empty)}")
    spoken = [report for report in reports if report["speaker"].words]
    dated = [(int(year[0]), report) for report in spoken if (year := re.search(r"\d{4}", report.name or ""))]
    if not dated:
        print("Plot: not drawn; no speech has words and a year in the name of its file.")
    else:
        picture = arguments.out / "speeches.png"
        try:
            plot([year for year, _ in dated], [report for _, report in dated], picture)
            print(f"Plot: {picture}")
        except ImportError:
            print('Plot: not drawn; it needs matplotlib: pip install "rhetoric-metrics[plot]"')


if __name__ == "__main__":
    run(main)
