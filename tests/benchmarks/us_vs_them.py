"""
Measure us-versus-them on public annotations: ``python tests/benchmarks/us_vs_them.py --data DIR``.

DIR holds ``score_usthem.py`` and the folder ``usthem``. `conflict` is the fraction of that name. On
`nfl_pron`, comments of fans on a game, every they-form is a team, whatever the rules take it for: OUT
with a we-form or a word of contest beside it, else the fan's own team.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import rhetoric
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--test", action="store_true", help="also the held-out halves")
    args = parser.parse_args()
    sys.path.insert(0, str(args.data))
    import score_usthem

    for function in (log_ratio, conflict):
        print(function.__name__)
        score_usthem.score(function, ["usvsthem", "umuc_speech"], args.test)
    score_usthem.score_pronouns(side, "test" if args.test else "dev")


if __name__ == "__main__":
    main()
