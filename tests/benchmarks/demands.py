"""
Score demands and urgency on public annotations.

Usage: ``python tests/benchmarks/demands.py --data DIR [--test] [--only us2016,gum_imperative]``

DIR holds ``score_demands.py`` and the folder ``demands``. A sentence's number is that of its surest demand, so
that the scorer's threshold (the best on the development half) chooses which forms count: corpora differ in
whether *we should* or a bare *look here* is what they mark.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from rhetoric.measures import Measure
from rhetoric.metrics.demand_urgency import DEMAND_URGENCY
from rhetoric.metrics.rhetorical_questions import RHETORICAL_QUESTIONS
from rhetoric.pipeline import Options, measure_speeches
from rhetoric.spans import Span
from rhetoric.voices.model import Speech

BATCH = 2000
QUESTION = 0.35  # below all demands


def measure(texts: list[str], metrics: tuple) -> list[dict[str, Measure]]:
    """Measure each text as one speech, in batches."""
    result = []
    for at in range(0, len(texts), BATCH):
        speeches = [[Speech(text, (Span(0, len(text)),))] for text in texts[at : at + BATCH]]
        result += [measures for (measures,) in measure_speeches(speeches, Options(metrics))]
    return result


def demand(found: dict[str, Measure]) -> float:
    """Return how sure the surest demand is, and a little for each further one."""
    one = found["demand_urgency"]
    scores = [hit.score for hit in one.evidence if hit.label == "demand"]
    # Some corpora mark the form of "let me ...", and what the speaker will do for the hearer; the metric sees both
    # and takes them back.
    scores += [hit.score for hit in one.vetoed if hit.veto in ("let-me", "promise")]
    if scores:
        return max(scores) + 0.01 * len(scores)
    # A question waits for an answer, which is the least that letters ask for.
    return QUESTION * bool(found["rhetorical_questions"].counts["genuine"])


def urgency(found: dict[str, Measure]) -> float:
    """Return the pressure of all time words, with demands or without: what a shop window or a shout consists of."""
    one = found["demand_urgency"]
    pressure = sum(hit.detail["pressure"] for hit in (*one.evidence, *one.vetoed)
                   if hit.label == "pressure" and hit.veto != "not-pressure")  # fmt: skip
    return pressure + 0.1 * one.counts["demand"]


def reply(found: dict[str, Measure]) -> float:
    """Return whether a post waits for somebody: whether it asks, requests, and presses."""
    demands = [hit for hit in found["demand_urgency"].evidence if hit.label == "demand"]
    asked = any(found["rhetorical_questions"].counts.values())
    requested = any(hit.detail["form"] == "request" for hit in demands)
    return asked + requested + 0.1 * urgency(found)


def lookup(folder: Path, names: list[str], number: Callable[[dict[str, Measure]], float]) -> dict[str, float]:
    """Score all texts of these sets once."""
    texts = sorted({
        record["text"]
        for name in names
        for file in folder.glob(f"{name}.*.jsonl")
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        if record.get("text")
    })
    metrics = (DEMAND_URGENCY, RHETORICAL_QUESTIONS)
    return dict(zip(texts, map(number, measure(texts, metrics)), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--test", action="store_true", help="also the held-out halves")
    parser.add_argument("--only", help="these sets, separated by commas")
    options = parser.parse_args()
    sys.path.insert(0, str(options.data))
    import score_demands
    from score_common import table

    for names, number in (
        (score_demands.DEMAND, demand),
        (["mooc_urgency"], reply),
        (["darkpattern_urgency"], urgency),
    ):
        chosen = [name for name in names if not options.only or name in options.only.split(",")]
        if chosen:
            scores = lookup(options.data / "demands", chosen, number)
            table(score_demands.run(scores.__getitem__, chosen, options.test))


if __name__ == "__main__":
    main()
