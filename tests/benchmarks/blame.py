"""
Measure blame-shifting on public annotations: ``python tests/benchmarks/blame.py --data DIR``.

DIR holds ``score_blame.py`` and the folder ``blame``. The score of a sentence is 1 - prod(1 - s) over its
accusing hits (attribution, reversal, countercharge, victimhood, challenge), each with the reliability of its
cue; words of wrong that charge nobody enter with theirs. Each of up to three names of the other side adds a
factor with `NAMED`, and each of up to three they-forms one with `POINTED`: in a debate between parties to
mention the opponent is itself a sign of conflict.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import rhetoric
from rhetoric.measures import Measure
from rhetoric.metrics.company import CHARGING

NAMED = 0.3
POINTED = 0.2
DEFAULT = 0.5  # evidence of at least this reliability

# What a caller knows: the speaker's own side, and with whom it quarrels in these debates.
EAST = (
    "Russia",
    "Russian Federation",
    "Russian",
    "Russians",
    "Moscow",
    "Kremlin",
    "Putin",
    "President Putin",
)
PROXIES = ("separatists", "separatist", "militias", "armed groups", "pro-Russian", "insurgents", "rebels")
KYIV = (
    "Ukraine",
    "Ukrainian",
    "Ukrainians",
    "Kyiv",
    "Kiev",
    "Verkhovna Rada",
    "Rada",
    "Maidan",
    "Right Sector",
)
WEST = (
    "United States",
    "American",
    "Americans",
    "Washington",
    "NATO",
    "European Union",
    "the West",
    "Western",
)
OWN = {
    "Russian_Federation": ("Russia", "Russian Federation", "Russian", "Russians", "Moscow"),
    "Ukraine": ("Ukraine", "Ukrainian", "Ukrainians", "Kyiv"),
    "United_States_Of_America": ("United States", "American", "Americans", "Washington"),
}


def sides(speaker: str) -> dict[str, tuple[str, ...]]:
    """Return the options that a caller who knows the speaker's country would give."""
    others = (*KYIV[3:], *WEST) if speaker == "Russian_Federation" else (*EAST, *PROXIES)
    name = speaker.replace("_", " ").replace(" Of ", " of ").replace(" And ", " and ")
    return {"in_group": OWN.get(speaker, (name,)), "out_group": others}


def accusation(text: str, **options: tuple[str, ...]) -> float:
    """Return how sure the rules are that these words accuse somebody, 0..1."""
    words = rhetoric.Speech(text, (rhetoric.Span(0, len(text)),))  # also what a sentence quotes: it was marked as well
    blame = rhetoric.blame_shifting(words, **options)
    innocent = 1.0
    for hit in (*blame.evidence, *blame.vetoed):
        if hit.label in CHARGING and hit.veto in (None, "nobody is charged"):
            innocent *= 1 - hit.score
    them = [hit for hit in rhetoric.us_vs_them(words, **options).evidence if hit.label == "them"]
    named = sum("group" in hit.detail for hit in them)
    innocent *= (1 - NAMED) ** min(named, 3) * (1 - POINTED) ** min(len(them) - named, 3)
    return 1 - innocent


def unaided(text: str) -> float:
    """Score a sentence by itself."""
    return accusation(text)


def aided(record: Mapping[str, Any]) -> float:
    """Score a record whose speaker is known."""
    return accusation(record["text"], **sides(record["speaker"]))


def evidence_precision(
    records: list[dict[str, Any]], measure: Callable[[dict[str, Any]], Measure]
) -> tuple[int, int]:
    """Count the accusing pieces of evidence, and those in sentences that people marked."""
    right = found = 0
    for record in records:
        for hit in measure(record).evidence:
            if hit.label in CHARGING and hit.score >= DEFAULT:
                found += 1
                right += record["label"] == "blame"
    return right, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--test", action="store_true", help="also the held-out halves")
    args = parser.parse_args()
    sys.path.insert(0, str(args.data))
    import score_blame
    from score_bu_common import load

    print("without the parties")
    score_blame.score(unaided, ["umuc", "umuc_ukr", "umuc_direct", "ptc", "elecdeb"], args.test)
    print("\nwith in_group and out_group")
    score_blame.score(aided, ["umuc_ukr", "umuc_direct"], args.test, record=True)
    part = "test" if args.test else "dev"
    records = [r for r in load(args.data / "blame" / f"umuc_ukr.{part}.jsonl") if r["text"].strip()]
    print(f"\nevidence in marked sentences, umuc_ukr {part}, reliability {DEFAULT} and more")
    for name, measure in (
        ("without the parties", lambda r: rhetoric.blame_shifting(r["text"])),
        ("with them", lambda r: rhetoric.blame_shifting(r["text"], **sides(r["speaker"]))),
    ):
        right, found = evidence_precision(records, measure)
        print(f"{name:20} {right} of {found} = {right / max(1, found):.3f}")


if __name__ == "__main__":
    main()
