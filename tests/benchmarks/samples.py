"""
Measure the rules against the samples in ``tests/samples``, and how well the marks agree.

    python tests/benchmarks/samples.py [shifting] [urgency] [--half test]

needs ``pip install krippendorff``. The codebooks are in ``docs/codebooks``. Half of the pieces, chosen by a hash of
their names, were looked at while building (``--half build``); the others (``test``) give the figures of the docs.
A mark counts where both passes set it; of two grades, the lower one. The first letter of a piece tells which part
of the sample it belongs to; a table is printed for each part and for all. Intervals resample pieces.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

import rhetoric

SAMPLES = Path(__file__).parent.parent / "samples"
FLAGS = {
    "shifting": ("lowered", "charged", "shift", "accountability", "masking", "proximization"),
    "urgency": ("demand", "pressure", "threat", "ultimatum"),
}
LEVELS = {"demand": "ordinal", "pressure": "ordinal"}
STRATEGIES = ("denial", "provocation", "attribution", "reversal", "countercharge", "victimhood", "challenge")
LOWERING = {"denial", "provocation", "reversal"}
Row = dict[str, str]
Key = tuple[str, str]


def read(path: Path) -> dict[Key, Row]:
    """Return the rows of a file by piece and sentence."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["piece"], row["sentence"]): row for row in csv.DictReader(file)}


def half_of(piece: str) -> str:
    """Return which half a piece belongs to."""
    return "build" if zlib.crc32(piece.encode()) % 2 else "test"


def value(row: Row, variable: str) -> int:
    """Return a mark as a number; strategies are asked for by name."""
    if variable in STRATEGIES:
        return int(variable in row["strategies"].replace(";", " ").split())
    return int(row[variable] or 0)


def gold(passes: list[dict[Key, Row]], key: Key, variable: str) -> int:
    """Return the mark that both passes set: the codebook leaves out what is in doubt."""
    return min(value(own[key], variable) for own in passes)


def pieces(rows: dict[Key, Row]) -> Iterator[tuple[str, list[Key]]]:
    """Yield the pieces with their sentences in order."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in rows:
        found[key[0]].append(key)
    yield from found.items()


def called(group: str, others: set[str]) -> list[str]:
    """Return what a caller would say a group is called: its name, and for short the first word of it."""
    first, *rest = group.split()
    short = rest and first[0].isupper() and not any(first in other.split() for other in others)
    return [group, first] if short else [group]


def analyzed(rows: dict[Key, Row], keys: list[Key]) -> tuple[rhetoric.Report, dict[Key, tuple[int, int]]]:
    """Read a piece as a transcript, and tell where each of its sentences stands."""
    turns: list[tuple[str, list[Key]]] = []
    for key in keys:
        speaker = rows[key]["speaker"]
        if not turns or turns[-1][0] != speaker:
            turns.append((speaker, []))
        turns[-1][1].append(key)
    groups = {rows[key]["speaker"]: rows[key].get("group", "") for key in keys}
    sides = {speaker: group for speaker, group in groups.items() if group}
    parties = {group: called(group, set(sides.values()) - {group}) for group in sides.values()}
    report = rhetoric.analyze(
        [(speaker, " ".join(rows[key]["text"] for key in own)) for speaker, own in turns], form="transcript",
        parties=parties or None, speaker_group=sides or None,
    )  # fmt: skip
    places = {}
    for turn, (_, own) in zip(report.turns, turns, strict=True):
        at = turn.start
        for key in own:
            at = report.text.index(rows[key]["text"], at)
            places[key] = (at, at + len(rows[key]["text"]))
    return report, places


def shifting(evidence: list[rhetoric.Evidence]) -> dict[str, int]:
    """Return what the rules say of a sentence."""
    labels = {one.label for one in evidence}
    known = (*FLAGS["shifting"], *STRATEGIES)
    return {label: int(label in labels) for label in known} | {
        "lowered": int(bool(labels & LOWERING)),
        "charged": int(bool(labels & set(STRATEGIES) - {"denial", "provocation"})
                       or any(one.label == "provocation" and "target" in one.detail for one in evidence)),
    }


def urgency(evidence: list[rhetoric.Evidence]) -> dict[str, int]:
    """Return what the rules say of a sentence."""
    return {
        "demand": max((one.detail["strength"] for one in evidence if one.label == "demand"), default=0),
        "pressure": max((one.detail["pressure"] for one in evidence if one.label == "pressure"), default=0),
        "threat": int(any(one.label == "threat" for one in evidence)),
        "ultimatum": int(any(one.label == "ultimatum" for one in evidence)),
    }


METRICS: dict[str, tuple[str, Callable[[list[rhetoric.Evidence]], dict[str, int]], set[str]]] = {
    "shifting": ("blame_shifting", shifting, {"shift"}),
    "urgency": ("demand_urgency", urgency, {"ultimatum"}),
}


def predicted(name: str, rows: dict[Key, Row]) -> dict[Key, dict[str, int]]:
    """Return what the rules say of each sentence; what spans several counts for each of them."""
    metric, judge, wide = METRICS[name]
    result = {}
    for _, keys in pieces(rows):
        report, places = analyzed(rows, keys)
        evidence = [one for profile in report.profiles() for one in profile[metric].evidence]
        for key, (start, end) in places.items():
            result[key] = judge([
                one for one in evidence
                if (one.start < end and start < one.end if one.label in wide else start <= one.start < end)
            ])  # fmt: skip
    return result


def alpha(first: list[int], second: list[int], level: str | None) -> float:
    """Return Krippendorff's alpha of two passes."""
    import krippendorff

    if len({*first, *second}) < 2:
        return float("nan")
    return float(krippendorff.alpha([first, second], level_of_measurement=level or "nominal"))


def show(name: str, half: str, errors: str | None) -> None:
    """Print agreement and accuracy of each part of a sample, and of the whole."""
    folder = SAMPLES / name
    rows = read(folder / "sentences.csv")
    passes = [read(path) for path in sorted(folder.glob("marks_*.csv"))]
    found = predicted(name, {key: row for key, row in rows.items() if half in ("all", half_of(key[0]))})
    parts = sorted({piece[0] for piece, _ in rows})
    for part in (*parts, "") if len(parts) > 1 else ("",):
        own = [key for key in rows if key[0].startswith(part)]
        chosen = [key for key in own if key in found]
        what = f"{name}, {'part ' + part if part else 'all'}"
        print(f"\n{what}: {len(own)} sentences, {len({key[0] for key in own})} pieces; {half}: {len(chosen)} sentences")
        print(f"{'':16}{'alpha':>7}{'marked':>8}{'found':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}  F1 95% CI")
        for variable in (*FLAGS[name], *(STRATEGIES if name == "shifting" else ())):
            agreement = alpha(*([value(one[key], variable) for key in own] for one in passes), LEVELS.get(variable))
            print(f"{variable:16}{agreement:7.2f}{accuracy(passes, chosen, found, variable)}")
        if name == "urgency":
            grades(passes, chosen, found)
    for key in found if errors else ():
        ours, truth = found[key][errors], gold(passes, key, errors)
        if bool(ours) != bool(truth):
            print("extra " if ours else "missed", *key, rows[key]["speaker"], "|", rows[key]["text"])


def accuracy(passes: list[dict[Key, Row]], chosen: list[Key], found: dict[Key, dict[str, int]], variable: str) -> str:
    """Return the columns of a variable: numbers, precision, recall and F1 with its interval."""
    order = {piece: at for at, piece in enumerate(dict.fromkeys(piece for piece, _ in chosen))}
    counts = np.zeros((len(order), 3), np.int64)  # of each piece: marked, found, right
    for key in chosen:
        truth, ours = bool(gold(passes, key, variable)), bool(found[key][variable])
        counts[order[key[0]]] += truth, ours, truth and ours
    marked, ours, right = counts.sum(axis=0).tolist()
    drawn = np.random.default_rng(0).integers(len(order), size=(2000, len(order)))
    sums = counts[drawn].sum(axis=1)
    sums = sums[sums[:, 0] + sums[:, 1] > 0]
    low, high = np.quantile(2 * sums[:, 2] / (sums[:, 0] + sums[:, 1]), (0.025, 0.975)) if len(sums) else (np.nan,) * 2
    shares = (share(right, ours), share(right, marked), share(2 * right, ours + marked))
    return f"{marked:8}{ours:7}{right:7}{''.join(f'{one:7.2f}' for one in shares)}  [{low:.2f}, {high:.2f}]"


def share(part: int, whole: int) -> float:
    """Return a share, nan of nothing."""
    return part / whole if whole else float("nan")


def grades(passes: list[dict[Key, Row]], chosen: list[Key], found: dict[Key, dict[str, int]]) -> None:
    """Print how near the grades of demand and pressure are, and which strengths are taken for which."""
    for variable in ("demand", "pressure"):
        pairs = [(found[key][variable], gold(passes, key, variable)) for key in chosen]
        both = [(ours, truth) for ours, truth in pairs if ours and truth]
        same, near = (share(sum(abs(a - b) <= by for a, b in both), len(both)) for by in (0, 1))
        print(f"{variable}: {len(both)} found and marked, {same:.2f} with the same grade, {near:.2f} one apart at most")
        if variable == "demand":
            print(f"rank correlation of all sentences {rank_correlation(pairs):.2f}; marked below, found to the right")
            print("     " + "".join(f"{ours:5}" for ours in range(6)))
            for truth in range(6):
                print(f"{truth:5}" + "".join(f"{pairs.count((ours, truth)):5}" for ours in range(6)))
        else:
            hard = [(ours > 1, truth > 1) for ours, truth in pairs]
            right, ours, marked = (sum(map(wanted, hard)) for wanted in (all, lambda one: one[0], lambda one: one[1]))
            print(f"pressure of 2 or more: P {share(right, ours):.2f}, R {share(right, marked):.2f}, "
                  f"F1 {share(2 * right, ours + marked):.2f}")  # fmt: skip


def rank_correlation(pairs: list[tuple[int, int]]) -> float:
    """Return Spearman's correlation; equal values share their mean rank."""
    ranks = [[sum(other < one for other in column) + column.count(one) / 2 for one in column]
             for column in zip(*pairs, strict=True)]  # fmt: skip
    return statistics.correlation(*ranks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("samples", nargs="*", default=["shifting", "urgency"])
    parser.add_argument("--half", choices=["build", "test", "all"], default="test")
    parser.add_argument("--errors", help="list the sentences of this variable that the rules get wrong")
    arguments = parser.parse_args()
    for name in arguments.samples:
        show(name, arguments.half, arguments.errors)


if __name__ == "__main__":
    main()
