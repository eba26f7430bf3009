"""
Measure us-versus-them on public annotations: ``python tests/benchmarks/us_vs_them.py --data DIR``.

DIR holds ``score_usthem.py`` and the folder ``usthem``. `conflict` is the fraction of that name. On
`nfl_pron`, comments of fans on a game, every they-form is a team, whatever the rules take it for: OUT
with a we-form or a word of contest beside it, else the fan's own team.

``--they FILE`` reads texts whose they-forms are marked: ``{"text": ..., "genre": ..., "they": [{"start": ..., "end":
..., "kind": "group" | "person" | "thing" | "animal" | "other"}]}`` on each line.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from pathlib import Path

import rhetoric
from rhetoric.intervals import wilson
from rhetoric.measures import Measure


def conflict(text: str) -> float:
    """Return the fraction that says how much the text speaks of conflict with others."""
    return rhetoric.us_vs_them(text).fractions["conflict"].value or 0.0


def log_ratio(text: str) -> float:
    """Return the pronoun ratio as it is usually computed, them over us."""
    counts = rhetoric.us_vs_them(text).counts
    return float((counts["them"] + 0.5) / (counts["us"] + 0.5))


def side(text: str, start: int, end: int) -> str:
    """Return IN, OUT or nothing for a pronoun."""
    measure: Measure = rhetoric.us_vs_them(text)
    for hit in measure.evidence:
        if hit.start <= start and end <= hit.end and "pronoun" in hit.detail:
            if hit.label == "us":
                return "IN"
            return "OUT" if hit.detail.get("basis") == "contrast" else "IN"
    return ""


def they(path: Path) -> None:
    """Print what stands behind the they-forms that are counted as them, and how many of the groups are."""
    found: Counter[tuple[str, str]] = Counter()
    genres: dict[str, Counter[bool]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        label = {hit.start: hit.label for hit in rhetoric.us_vs_them(row["text"]).evidence if "basis" in hit.detail}
        for form in row["they"]:
            if form["start"] in label:  # the words of nested quotes are another voice
                found[form["kind"], label[form["start"]]] += 1
                if label[form["start"]] == "them":
                    genres.setdefault(row["genre"], Counter())[form["kind"] in ("group", "person")] += 1
    counted = Counter({kind: n for (kind, label), n in found.items() if label == "them"})
    everything = Counter(kind for kind, _ in found.elements())
    for name, counts in (("all they-forms", everything), ("counted as them", counted)):
        number = counts.total()
        for kinds in (("group", "person"), ("group",)):
            right = sum(counts[kind] for kind in kinds)
            interval = wilson(right, number, 0.95)
            print(f"{name}: {' or '.join(kinds)} {right}/{number} = {right / number:.3f}", interval)
    kept = found["group", "them"]
    print(f"groups kept: {kept}/{everything['group']} = {kept / everything['group']:.3f}")
    print({genre: f"{counts[True]}/{counts.total()}" for genre, counts in sorted(genres.items())})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--test", action="store_true", help="also the held-out halves")
    parser.add_argument("--they", type=Path, action="append", default=[], help="JSON lines of marked they-forms")
    args = parser.parse_args()
    for path in args.they:
        print(path.name)
        they(path)
    sys.path.insert(0, str(args.data))
    import score_usthem

    for function in (log_ratio, conflict):
        print(function.__name__)
        for row in score_usthem.score(function, ["usvsthem", "umuc_speech"], args.test):
            z, error = math.atanh(row["rho"]), 1.96 / math.sqrt(row["n"] - 3)
            print(f"rho {row['rho']:.3f} [{math.tanh(z - error):.3f}, {math.tanh(z + error):.3f}] (Fisher)")
    score_usthem.score_pronouns(side, "test" if args.test else "dev")


if __name__ == "__main__":
    main()
