"""
Measure quotes and speakers against annotated texts.

    python tests/benchmarks/quotes.py --data DIR

DIR holds ``score_quotes.py`` and ``quotes/NAME.dev.jsonl``: one document a line with its quotes, their offsets and
speakers. The table gives exact spans, and speakers among the quotes that were found.
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

import rhetoric


def extract(text: str) -> list[tuple[int, int, str | None, str | None]]:
    """Return start, end, the words that name the speaker, and the resolved name of each quote."""
    return [
        (quote.start, quote.end, text[quote.speaker_span.slice] if quote.speaker_span else None, quote.speaker)
        for quote in rhetoric.find_quotes(text)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev", help="which half: dev or test")
    arguments = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score_quotes", arguments.data / "score_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    print(f"{'data':10}{'direct P':>10}{'R':>7}{'F1':>7}{'quoted F1':>11}{'mention':>9}{'name':>7}{'precision':>11}")
    for name in ("polnear", "litbank", "pdnc"):
        file = arguments.data / "quotes" / f"{name}.{arguments.part}.jsonl"
        if not file.is_file():
            continue
        result = scorer.score(extract, scorer.load(file))
        direct, quoted, speaker = result["direct_exact"], result["quoted_exact"], result["speaker"]
        print(
            f"{name:10}{direct['P']:10.3f}{direct['R']:7.3f}{direct['F1']:7.3f}{quoted['F1']:11.3f}"
            f"{speaker['mention_all']:9.3f}{speaker['name_all']:7.3f}{speaker['precision_when_answered']:11.3f}"
        )
        if explicit := result["speaker_by"].get("quote_type=Explicit"):
            print(f"{'':10}explicit attributions: mention {explicit['mention_all']:.3f}")


if __name__ == "__main__":
    main()
