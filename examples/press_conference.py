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

from _shared import read_text, run

import rhetoric

HERE = Path(__file__).parent


def plot(report: rhetoric.Report, path: Path) -> None:
    """Draw four measures of each speaker with 95 % intervals."""
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
    figure, axes = plt.subplots(2, 2, figsize=(9, 2.2 + 0.9 * len(names)), layout="constrained", sharey=True)
    for axis, (metric, fraction, title) in zip(axes.flat, panels, strict=True):
        for row, name in enumerate(names):
            value = report[name][metric].fractions[fraction]
            interval = value.ci()
            if value.value is None:
                where = axis.get_yaxis_transform()
                axis.text(0.5, row, "not defined", ha="center", va="center", color="#5c5c5c", transform=where)
                continue
            if interval is not None:
                axis.plot([interval.low, interval.high], [row, row], color="#0072b2", linewidth=2)
            axis.plot(value.value, row, "o", color="#0072b2", markersize=7, clip_on=False, zorder=3)
        axis.set_title(title, fontsize=10, loc="left")
        axis.set_yticks(range(len(names)), names)
        axis.set_ylim(len(names) - 0.5, -0.5)
        axis.set_xlim(left=0, right=1 if fraction in ("share", "shifts", "urgency") else None)
        axis.grid(axis="x", color="#d9d9d9", linewidth=0.6)
        axis.spines[["top", "right", "left"]].set_visible(False)
        axis.tick_params(axis="y", length=0)
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
    print(report)
    print("\nWhere the blame goes:")
    print(rhetoric.kwic(report, "blame_shifting", width=20) or "  (no blame found)")

    arguments.out.mkdir(parents=True, exist_ok=True)
    page = arguments.out / f"{arguments.article.stem}.html"
    page.write_text(rhetoric.to_html(report), encoding="utf-8")
    print(f"\nPage: {page}")
    if report.speakers:
        picture = arguments.out / f"{arguments.article.stem}.png"
        try:
            plot(report, picture)
            print(f"Plot: {picture}")
        except ImportError:
            print('Plot: not drawn; it needs matplotlib: pip install "rhetoric-metrics[plot]"')


if __name__ == "__main__":
    run(main)
