"""
Two speakers of one text side by side.

    python examples/compare_speakers.py [TEXT.txt] [--form transcript] [--speakers NAME NAME]

Prints how many times as high each rate is, with an interval and a p-value. Without a path it reads the debate that
lies beside this script.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from _shared import read_text, run

import rhetoric

HERE = Path(__file__).parent
RATES = [
    ("us_vs_them", "us_rate"),
    ("us_vs_them", "them_rate"),
    ("blame_shifting", "attribution"),
    ("blame_shifting", "denial"),
    ("demand_urgency", "demands"),
    ("rhetorical_questions", "rate"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("text", nargs="?", type=Path, default=HERE / "debate.txt")
    parser.add_argument("--form", choices=["article", "transcript"], default=None)
    parser.add_argument("--speakers", nargs=2, metavar="NAME", help="default: the two who speak most")
    arguments = parser.parse_args()

    if arguments.form is None:
        arguments.form = "transcript" if arguments.text == HERE / "debate.txt" else "article"
    report = rhetoric.analyze(read_text(arguments.text, arguments.form), form=arguments.form)
    names = arguments.speakers or sorted(report.speakers, key=lambda name: -report[name].words)[:2]
    if len(names) < 2:
        other = "article" if arguments.form == "transcript" else "transcript"
        found = ", ".join(names) or "none"
        raise SystemExit(f"{arguments.text}: fewer than two speakers found ({found}); perhaps --form {other}.")
    first, second = (report[name] for name in names)

    print(f"{'per 1,000 words':28}{first.speaker:>18}{second.speaker:>18}   ratio [95 %]          p")
    for metric, fraction in RATES:
        result = rhetoric.compare(first[metric], second[metric], fraction)
        line = f"{metric.replace('_', ' ')}: {fraction.replace('_', ' ')}"[:27].ljust(28)
        line += f"{result.first or 0:18.1f}{result.second or 0:18.1f}"
        if result.interval is None or result.p_value is None:
            line += "   – (both counts are zero)"
        else:
            ratio = "–" if result.ratio is None else f"{result.ratio:.2f}"
            high = "∞" if result.interval.high == math.inf else f"{result.interval.high:.2f}"
            line += f"   {ratio} [{result.interval.low:.2f}, {high}]".ljust(25) + f"{result.p_value:.3f}"
        print(line)
    print(f"\n{first.speaker}: {first.words} words; {second.speaker}: {second.words} words.")
    print("Where one count is zero, the interval has one bound and the p-value is exact.")
    print("The intervals treat mentions as independent; mentions come in clusters, so the true ones are wider.")


if __name__ == "__main__":
    run(main)
