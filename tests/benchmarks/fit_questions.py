"""
Fit the weights of the rhetorical-question score on development halves.

Usage: ``python tests/benchmarks/fit_questions.py --data DIR [--write]``

A ridge logistic regression with an intercept for each corpus, so that only what tells questions of one corpus apart
is learnt. Corpora weigh the square root of their size. Prints the weights, rounded to one decimal, and
with ``--write`` puts them into the lexicon.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import regex

from rhetoric.metrics.rhetorical_questions import LEXICON, _rows
from rhetoric.pipeline import grammar_of

SETS = ("swda", "bhattasali", "mrda", "qt30", "mm2012", "gum_hypophora")
LEXICON_FILE = Path(__file__).parents[2] / "src/rhetoric/data/en/rhetorical_questions.toml"
RIDGE = 3.0


def features(folder: Path, names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return rows that fired, labels, corpus numbers and document numbers."""
    sys.path.insert(0, str(Path(__file__).parent))
    from questions import ask, load

    column = {name: number for number, name in enumerate(names)}
    matrix, labels, corpus, documents = [], [], [], []
    for number, name in enumerate(SETS):
        records = load(folder, name, "dev")
        found = ask([(one["text"], one["prev"], one["next"]) for one in records])
        for record, hits in zip(records, found, strict=True):
            line = np.zeros(len(names))
            for row in hits[-1].detail["rows"] if hits else ():
                line[column[row]] = 1
            matrix.append(line)
            labels.append(record["label"] in ("rhetorical", "hypophora"))
            corpus.append(number)
            documents.append(record["doc"] if "/" not in record["doc"] else record["id"])
    return np.array(matrix), np.array(labels, float), np.array(corpus), np.array(documents)


def fit(matrix: np.ndarray, labels: np.ndarray, corpus: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Newton's method for the penalised likelihood; the intercepts of the corpora are not penalised."""
    dummies = np.eye(len(SETS))[corpus]
    x = np.hstack([matrix, dummies])
    sizes = np.bincount(corpus, minlength=len(SETS))
    weight = (np.sqrt(sizes.mean() / np.maximum(sizes, 1)))[corpus]
    penalty = np.r_[np.full(matrix.shape[1], ridge), np.full(len(SETS), 1e-3)]
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - labels)) + penalty * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def write(weights: dict[str, float]) -> None:
    """Put weights into the lexicon file, leaving everything else as it is."""
    text = LEXICON_FILE.read_text(encoding="utf-8")
    for name, weight in weights.items():
        cue = rf'(id = "{name}"\n(?:(?!\[\[cue).*\n)*?detail = {{weight = )-?[\d.]+'
        row = rf"(^{name} = )-?[\d.]+"
        pair = rf"(^{name} = {{of = \[[^\]]*\], weight = )-?[\d.]+"
        for pattern in (cue, row, pair):
            text = regex.sub(pattern, rf"\g<1>{weight:.1f}", text, flags=regex.MULTILINE)
    LEXICON_FILE.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.data))
    names = sorted(set(_rows(grammar_of()).weights) - {"monologue"})
    matrix, labels, corpus, _ = features(options.data / "questions", names)
    beta = fit(matrix, labels, corpus)
    weights = {name: round(float(value), 1) + 0.0 for name, value in zip(names, beta, strict=False)}
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{LEXICON}/{name:28} {weight:5.1f}  {int(matrix[:, names.index(name)].sum()):6}")
    print("intercepts", dict(zip(SETS, beta[len(names) :].round(2), strict=True)))
    if options.write:
        write(weights)


if __name__ == "__main__":
    main()
