"""
Score rhetorical questions on public annotations.

Usage: ``python tests/benchmarks/questions.py --data DIR [--test] [--only qt30] [--nocontext]``

DIR holds ``score_questions.py`` and the folder ``questions``. Each item becomes a small dialogue: the turns before
and after a question, each speaker one voice, measured by the public pipeline with ``dialogue=True``. The items are
known to be questions and sentences, so a missing question mark or full stop is added.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from rhetoric.metrics.rhetorical_questions import RHETORICAL_QUESTIONS
from rhetoric.pipeline import Options, measure_speeches
from rhetoric.spans import Evidence, Span
from rhetoric.voices.model import Speech

BATCH = 1000


def _closed(text: str, mark: str) -> str:
    text = " ".join(text.split())
    if mark == "?" and "?" not in text:
        text = text.rstrip(" .,;:-!") + "?"
    return text if text.endswith((".", "?", "!")) else text + "."


def dialogue(text: str, before: list[dict], after: list[dict]) -> tuple[list[Speech], Span]:
    """Return the voices of an item, the asker's first, and the place of the question."""
    joined, spans = "", {"": []}
    for turn in [*before, {"same": True, "text": text, "question": True}, *after]:
        words = _closed(turn["text"], "?" if turn.get("question") else ".")
        start = len(joined)
        joined += words + "\n"
        spans.setdefault("" if turn["same"] else str(turn.get("speaker")), []).append(Span(start, start + len(words)))
        if turn.get("question"):
            place = Span(start, start + len(words))
    return [Speech(joined, tuple(own)) for own in spans.values()], place


def ask(items: list[tuple[str, list[dict], list[dict]]]) -> list[list[Evidence]]:
    """Return the evidence on each question."""
    result = []
    for at in range(0, len(items), BATCH):
        dialogues = [dialogue(*item) for item in items[at : at + BATCH]]
        options = Options((RHETORICAL_QUESTIONS,), dialogue=True)
        measured = measure_speeches([voices for voices, _ in dialogues], options)
        for (_, place), (own, *_) in zip(dialogues, measured, strict=True):
            found = own["rhetorical_questions"].evidence
            result.append([hit for hit in found if hit.start < place.end and place.start < hit.end])
    return result


def number(found: list[Evidence]) -> float:
    """Return the score of the most rhetorical question of an item."""
    return max((hit.detail["points"] for hit in found), default=-9.0)


def load(folder: Path, name: str, part: str) -> list[dict]:
    lines = (folder / f"{name}.{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record.get("text")]


def key(text: str, before: list[dict], after: list[dict]) -> str:
    return json.dumps([text, before, after])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--test", action="store_true", help="also the held-out halves")
    parser.add_argument("--only", help="these sets, separated by commas")
    parser.add_argument("--nocontext", action="store_true", help="without the turns around")
    options = parser.parse_args()
    sys.path.insert(0, str(options.data))
    import score_questions
    from score_common import prf, table

    chosen = [name for name in score_questions.SETS if not options.only or name in options.only.split(",")]
    records = [record for name in chosen for part in ("dev", "test")[: 1 + options.test]
               for record in load(options.data / "questions", name, part)]  # fmt: skip
    items = [(one["text"], *(([], []) if options.nocontext else (one["prev"], one["next"]))) for one in records]
    scores = {key(*item): number(found) for item, found in zip(items, ask(items), strict=True)}

    def score(text: str, before: list[dict], after: list[dict]) -> float:
        return scores[key(text, before, after)]

    table(score_questions.run(score, chosen, options.test, nocontext=options.nocontext))
    print("\nAt the metric's own threshold:")
    for name in chosen:
        for part in ("dev", "test")[: 1 + options.test]:
            own = load(options.data / "questions", name, part)
            context = [([], []) if options.nocontext else (one["prev"], one["next"]) for one in own]
            labels = np.array([one["label"] in ("rhetorical", "hypophora") for one in own])
            numbers = np.array([score(one["text"], *around) for one, around in zip(own, context, strict=True)])
            figures = prf(labels, numbers, np.ones(len(own)), 0.0)
            print(f"{name:16} {part:5} P {figures[0]:.3f}  R {figures[1]:.3f}  F1 {figures[2]:.3f}")


if __name__ == "__main__":
    main()
