"""
Who said what, and how: a report on one news article.

    python examples/press_conference.py [ARTICLE.txt] [--out DIR]

prints a table for each speaker, and writes two files: a page that shows the article with every piece of
evidence, and a plot of the measures with their intervals. Without a path it reads the report of a press
conference that lies beside this script.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from _shared import read_text, run, table

import rhetoric

HERE = Path(__file__).parent


FEW = 50  # words; the intervals of those who say less would stretch the axis of a rate over all others


def plot(report: rhetoric.Report, path: Path) -> None:
    """Draw four measures of each speaker with 95 % intervals; an arrow leads to what lies beyond the axis."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    panels = [
        ("us_vs_them", "share", "Us vs. them: share of us"),
        ("blame_shifting", "shifts", "Blame-shifting: share of sentences"),
        ("demand_urgency", "urgency", "Demand urgency, 0 to 1"),
        ("rhetorical_questions", "rate", "Rhetorical questions per 1,000 words"),
    ]
    names = list(report.speakers)
    words = {name: report[name].words for name in names}
    enough = [name for name in names if words[name] >= min(FEW, max(words.values()))]
    labels = [f"{name}\n{count} word{'' if count == 1 else 's'}" for name, count in words.items()]
    size, apart = (9, 2.2 + 0.9 * len(names)), {"wspace": 0.06}  # so that labels of two axes do not touch
    figure, axes = plt.subplots(2, 2, figsize=size, gridspec_kw=apart, layout="constrained", sharey=True)
    for axis, (metric, fraction, title) in zip(axes.flat, panels, strict=True):
        right = 1.0
        if fraction == "rate":
            intervals = [report[name][metric].fractions[fraction].ci() for name in enough]
            right = 1.05 * max((interval.high for interval in intervals if interval), default=1.0)
        for row, name in enumerate(names):
            value = report[name][metric].fractions[fraction]
            interval = value.ci()
            if value.value is None:
                where = axis.get_yaxis_transform()
                axis.text(0.5, row, "not defined", ha="center", va="center", color="#5c5c5c", transform=where)
                continue
            if interval is not None:
                ends = [min(interval.low, right), min(interval.high, right)]
                axis.plot(ends, [row, row], color="#0072b2", linewidth=2)
                if interval.high > right:
                    axis.plot(right, row, ">", color="#0072b2", markersize=7, clip_on=False, zorder=3)
            if value.value > right:
                axis.text(right, row - 0.2, f"{value.value:.0f} ", ha="right", va="bottom", fontsize=8)
            else:
                axis.plot(value.value, row, "o", color="#0072b2", markersize=7, clip_on=False, zorder=3)
        axis.set_title(title, fontsize=10, loc="left")
        axis.set_yticks(range(len(names)), labels)
        axis.set_ylim(len(names) - 0.5, -0.5)
        axis.set_xlim(0, right)
        axis.grid(axis="x", color="#d9d9d9", linewidth=0.6)
        axis.spines[["top", "right", "left"]].set_visible(False)
        axis.tick_params(axis="y", length=0, pad=9)
    note = "Lines are 95 % intervals (of urgency from five demands on); an arrow goes on beyond the axis."
    figure.supxlabel(note, fontsize=8, color="#5c5c5c")
    figure.savefig(path, dpi=160)
    plt.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("article", nargs="?", type=Path, default=HERE / "press_conference.txt")
    parser.add_argument("--form", choices=["article", "speech", "transcript"], default="article")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the page and the plot")
    arguments = parser.parse_args()

    text = read_text(arguments.article, arguments.form)
    report = rhetoric.analyze(text, form=arguments.form, name=arguments.article.stem)
    print(table(report))
    print("\nWhere the blame goes:")
    print(rhetoric.kwic(report, "blame_shifting", width=20))

    arguments.out.mkdir(parents=True, exist_ok=True)
    page = arguments.out / f"{arguments.article.stem}.html"
    page.write_text(rhetoric.to_html(report), encoding="utf-8")
    print(f"\nPage: {page}")
    if not any(profile.words for profile in report.speakers.values()):
        print("Plot: not drawn; no speaker was found.")
    else:
        picture = arguments.out / f"{arguments.article.stem}.png"
        try:
            plot(report, picture)
            print(f"Plot: {picture}")
        except ImportError:
            print('Plot: not drawn; it needs matplotlib: pip install "rhetoric-metrics[plot]"')


if __name__ == "__main__":
    run(main)
