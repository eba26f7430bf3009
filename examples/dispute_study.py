"""
A small study: four parties of one dispute, all measures with intervals, one table and one figure.

    python examples/dispute_study.py [TRANSCRIPT.txt] [--parties PARTIES.toml] [--out DIR]

prints the table, and writes it as CSV and Markdown with a figure beside it. Without a path it reads the hearing in
the folder `dispute`, with the file that names its parties.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from _shared import read_text, run

import rhetoric

HERE = Path(__file__).parent / "dispute"
PANELS = [
    ("us_vs_them", "us_rate", "Mentions of us"),
    ("us_vs_them", "them_rate", "Mentions of them"),
    ("us_vs_them", "conflict", "Words of conflict and their objects"),
    ("blame_shifting", "denial", "Denials"),
    ("blame_shifting", "attribution", "Charges"),
    ("blame_shifting", "shifts", "Sentences in a shift"),
    ("demand_urgency", "demands", "Demands"),
    ("demand_urgency", "urgency", "Urgency of demands"),
    ("rhetorical_questions", "rate", "Rhetorical questions"),
]


def study(report: rhetoric.Report, speakers: list[str]) -> list[dict[str, object]]:
    """Return a row for each speaker and measure."""
    rows: list[dict[str, object]] = []
    for metric, fraction, title in PANELS:
        for speaker in speakers:
            value = report[speaker][metric].fractions[fraction]
            interval = value.ci()
            low, high = (interval.low, interval.high) if interval else (None, None)
            rows.append({
                "measure": title, "unit": value.unit, "speaker": speaker, "words": report[speaker].words,
                "above": value.above, "below": value.below, "value": value.value, "low": low, "high": high,
            })  # fmt: skip
    return rows


def cell(row: dict[str, object]) -> str:
    """Return a value with its interval, as a paper prints it."""
    if row["value"] is None:
        return "–"
    digits = 1 if "1,000" in str(row["unit"]) else 2
    text = f"{row['value']:.{digits}f}"
    return text if row["low"] is None else f"{text} [{row['low']:.{digits}f}, {row['high']:.{digits}f}]"


def markdown(rows: list[dict[str, object]], speakers: list[str]) -> str:
    """Return the table: a line for each measure, a column for each speaker."""
    lines = [["", "unit", *(f"{name.title()} ({row_words(rows, name)} words)" for name in speakers)]]
    for _, _, title in PANELS:
        own = [row for row in rows if row["measure"] == title]
        lines.append([title, str(own[0]["unit"]), *map(cell, own)])
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def row_words(rows: list[dict[str, object]], speaker: str) -> object:
    """Return how many words a speaker says."""
    return next(row["words"] for row in rows if row["speaker"] == speaker)


def figure(rows: list[dict[str, object]], speakers: list[str], path: Path) -> None:
    """Draw a panel for each measure, a line for each speaker."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"]
    marks = "osD^vP"
    size, apart = (10, 2.4 + 0.9 * len(speakers)), {"wspace": 0.06}  # so that labels of two axes do not touch
    drawn, axes = plt.subplots(3, 3, figsize=size, gridspec_kw=apart, layout="constrained", sharey=True)
    for axis, (_, _, title) in zip(axes.flat, PANELS, strict=True):
        own = [row for row in rows if row["measure"] == title]
        for at, row in enumerate(own):
            look = {"color": colours[at % len(colours)], "clip_on": False, "zorder": 3}
            if row["value"] is None:
                axis.text(0.02, at, "no value", va="center", color="#5c5c5c", transform=axis.get_yaxis_transform())
                continue
            if row["low"] is not None:
                axis.plot([row["low"], row["high"]], [at, at], linewidth=2, **look)
            axis.plot(row["value"], at, marks[at % len(marks)], markersize=7, **look)
        axis.set_title(title, fontsize=10, loc="left")
        axis.set_xlabel(str(own[0]["unit"]), fontsize=8, color="#5c5c5c")
        axis.set_yticks(range(len(speakers)), [name.title() for name in speakers])
        axis.set_ylim(len(speakers) - 0.5, -0.5)
        axis.set_xlim(left=0)
        axis.grid(axis="x", color="#d9d9d9", linewidth=0.6)
        axis.spines[["top", "right", "left"]].set_visible(False)
        axis.tick_params(axis="y", length=0, pad=9)
    drawn.savefig(path, dpi=160)
    plt.close(drawn)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("transcript", nargs="?", type=Path, default=HERE / "hearing.txt")
    parser.add_argument("--parties", type=Path, help="TOML with the names of the parties and their speakers")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the table and the figure")
    arguments = parser.parse_args()
    if arguments.parties is None and arguments.transcript == HERE / "hearing.txt":
        arguments.parties = HERE / "parties.toml"

    parties = rhetoric.load_parties(arguments.parties) if arguments.parties else None
    text = read_text(arguments.transcript)
    report = rhetoric.analyze(text, form="transcript", parties=parties, name=arguments.transcript.stem)
    speakers = [name for name in report.speakers if parties is None or parties.party_of(name)]
    if report.speakers and not speakers:
        there = ", ".join(report.speakers)
        raise SystemExit(f"{arguments.parties}: none of its speakers stands in the transcript; there are: {there}.")
    if not speakers:
        raise SystemExit(f"{arguments.transcript}: no speaker found; a transcript has lines that begin with NAME:")
    rows = study(report, speakers)
    print(markdown(rows, speakers))
    print("\nWho is charged, and in how many sentences:")
    for name in speakers:
        charged = ", ".join(f"{target} {count}" for target, count in report[name].blame_shifting.targets.items())
        print(f"  {name.title()}: {charged or 'nobody'}")
    print("Counted are the sentences with evidence that names them, whatever its label: a charge, a countercharge,")
    print("harm suffered, a claim called untrue. The row Charges counts attributions alone, so the two need not agree.")
    print("\n95 % intervals: Byar for rates, Wilson for shares, bootstrap of sentences for urgency (none below five")
    print("demands). They treat a speech as a sample of its speaker's words; errors of the rules are not in them.")

    arguments.out.mkdir(parents=True, exist_ok=True)
    stem = arguments.out / f"{arguments.transcript.stem}_study"
    stem.with_suffix(".md").write_text(markdown(rows, speakers) + "\n", encoding="utf-8")
    with stem.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    print(f"\nTable: {stem.with_suffix('.md')}, {stem.with_suffix('.csv')}")
    try:
        figure(rows, speakers, stem.with_suffix(".png"))
        print(f"Figure: {stem.with_suffix('.png')}")
    except ImportError:
        print('Figure: not drawn; it needs matplotlib: pip install "rhetoric-metrics[plot]"')


if __name__ == "__main__":
    run(main)
