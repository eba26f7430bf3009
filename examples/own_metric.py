"""
A metric of one's own from one TOML file.

    python examples/own_metric.py [TEXT.txt] [--metric FILE.toml] [--form article]

Without arguments it measures how the speakers of a press conference hedge.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from _shared import read_text, run, table

import rhetoric

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("text", nargs="?", type=Path, default=HERE / "press_conference.txt")
    parser.add_argument("--metric", type=Path, default=HERE / "hedging.toml")
    parser.add_argument("--form", choices=["article", "speech", "transcript"], default="article")
    arguments = parser.parse_args()

    metric = rhetoric.load_metric(arguments.metric)  # checks the file, and each cue against its examples
    text = read_text(arguments.text, arguments.form)
    report = rhetoric.analyze(text, form=arguments.form, metrics=[metric])
    print(table(report))
    print()
    print(rhetoric.kwic(report, metric.metric.id))


if __name__ == "__main__":
    run(main)
