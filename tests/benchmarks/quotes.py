"""
Measure quotes and speakers against annotated texts.

    python tests/benchmarks/quotes.py --data DIR

DIR holds ``score_quotes.py`` and ``quotes/NAME.dev.jsonl``: one document a line with its quotes, their offsets and
speakers. The table gives exact spans, and speakers among the quotes that were found.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from pathlib import Path
from typing import Any

import rhetoric


def extract(text: str) -> list[tuple[int, int, str | None, str | None]]:
    """Return start, end, the words that name the speaker, and the resolved name of each quote."""
    return [
        (quote.start, quote.end, text[quote.speaker_span.slice] if quote.speaker_span else None, quote.speaker)
        for quote in rhetoric.find_quotes(text)
    ]


def indirect(scorer: Any, docs: list[dict[str, Any]]) -> tuple[dict[str, float], float]:
    """
    Compare the contents of reported speech, on the entries without quotation marks.

    Returns precision, recall and F1 of one-to-one matches that share half of their characters, and the F1 of the
    characters covered. What lies on an entry with marks is neither right nor wrong.
    """
    hits = extra = missed = shared = found = wanted = 0
    for doc in docs:
        text = doc["text"]
        gold, other = (
            sorted(
                {
                    span
                    for entry in doc["quotes"]
                    if (entry["kind"] == "indirect") is unmarked
                    for span in scorer.split_spans(text, entry["start"], entry["end"])
                }
            )
            for unmarked in (True, False)
        )
        spans = {
            span
            for report in rhetoric.find_indirect(text)
            for span in scorer.split_spans(text, report.start, report.end)
        }
        own = sorted(one for one in spans if not any(one[0] < end and start < one[1] for start, end in other))
        matched = len(scorer.match(gold, own, 0.5))
        hits, extra, missed = hits + matched, extra + len(own) - matched, missed + len(gold) - matched
        ours, theirs = ({at for start, end in part for at in range(start, end)} for part in (own, gold))
        shared, found, wanted = shared + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return scorer.prf(hits, extra, missed), 2 * shared / (found + wanted) if found + wanted else 0.0


def scaling() -> dict[str, float]:
    """Return how many times longer four times as many marks take: 4 is linear, 16 quadratic."""

    def seconds(text: str) -> float:
        start = time.perf_counter()
        rhetoric.find_quotes(text)
        return time.perf_counter() - start

    pages = {
        "never closed": lambda size: "“" * size,
        "never closed, with words": lambda size: "“we go " * (size // 10),
        "nested": lambda size: "“‘" * (size // 2) + "no" + "’”" * (size // 2),
        "paragraphs": lambda size: '"We go on and on.\n\n' * (size // 10),
    }
    return {name: seconds(page(40_000)) / seconds(page(10_000)) for name, page in pages.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scaling", action="store_true", help="also print how time grows with the number of marks")
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
        if name == "polnear":
            match, characters = indirect(scorer, scorer.load(file))
            parts = f"P {match['P']:.3f} R {match['R']:.3f} F1 {match['F1']:.3f}"
            print(f"{'':10}reported speech: {parts}, characters F1 {characters:.3f}")
        if explicit := result["speaker_by"].get("quote_type=Explicit"):
            print(f"{'':10}explicit attributions: mention {explicit['mention_all']:.3f}")
    if arguments.scaling:
        for page, ratio in scaling().items():
            print(f"four times the marks, {page}: {ratio:.1f} times the time")


if __name__ == "__main__":
    main()
