"""
Fit the weights of the rhetorical-question score on development halves.

Usage: ``python tests/benchmarks/fit_questions.py --data DIR [--write | --cross-validate]``

A sparse logistic regression with an intercept for each corpus, so that only what tells questions of one corpus
apart is learnt. Corpora weigh the square root of their size, and weights that are set stay as they are. Prints
the weights, rounded to one decimal, and with ``--write`` puts them into the lexicon.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from pathlib import Path

import numpy as np
import regex

from rhetoric.metrics.rhetorical_questions import LEXICON, _rows
from rhetoric.pipeline import grammar_of

SETS = ("swda", "bhattasali", "mrda", "qt30", "mm2012", "gum_hypophora")
LEXICON_FILE = Path(__file__).parents[2] / "src/rhetoric/data/en/rhetorical_questions.toml"
LASSO, RIDGE = 6.0, 2.0


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


def fit(matrix: np.ndarray, labels: np.ndarray, corpus: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """Accelerated proximal gradient for the penalised likelihood; intercepts of corpora are not penalised."""
    x = np.hstack([matrix, np.eye(len(SETS))[corpus]])
    rows = matrix.shape[1]
    sizes = np.bincount(corpus, minlength=len(SETS))
    weight = np.sqrt(sizes.mean() / sizes)[corpus]
    weight *= len(weight) / weight.sum()
    rate = 1 / (np.linalg.norm(x * np.sqrt(weight)[:, None], 2) ** 2 / 4 + RIDGE)
    beta = ahead = np.zeros(x.shape[1])
    momentum = 1.0
    for _ in range(1500):
        gradient = x.T @ (weight * (1 / (1 + np.exp(-x @ ahead - offset)) - labels))
        gradient[:rows] += RIDGE * ahead[:rows]
        step = ahead - rate * gradient
        step[:rows] = np.sign(step[:rows]) * np.maximum(np.abs(step[:rows]) - rate * LASSO, 0)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = step + (momentum - 1) / following * (step - beta)
        beta, momentum = step, following
    return beta


def cross_validate(matrix: np.ndarray, labels: np.ndarray, corpus: np.ndarray, given: np.ndarray,
                   documents: np.ndarray) -> None:  # fmt: skip
    """Print F1 at the best threshold of each corpus, with weights that never saw the document."""
    from score_common import best_threshold, prf

    fold = np.array([zlib.crc32(document.encode()) % 5 for document in documents])
    free, offset = np.where(given != 0, 0.0, matrix), matrix @ given
    scores = offset.copy()
    for number in range(5):
        seen = fold != number
        beta = fit(free[seen], labels[seen], corpus[seen], offset[seen])
        scores[~seen] += free[~seen] @ beta[: matrix.shape[1]]
    for number, name in enumerate(SETS):
        own = corpus == number
        truth, value, ones = labels[own] > 0, scores[own], np.ones(int(own.sum()))
        print(f"{name:16} F1 {prf(truth, value, ones, best_threshold(truth, value, ones))[2]:.3f}")


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
    parser.add_argument("--write", action="store_true", help="put the weights into the lexicon")
    parser.add_argument("--cross-validate", action="store_true", help="only print what unseen documents would get")
    options = parser.parse_args()
    sys.path.insert(0, str(options.data))
    rows = _rows(grammar_of(()))
    names = sorted(rows.weights)
    given = np.array([rows.weights[name] if name in rows.set else 0.0 for name in names])
    rows.weights = {name: weight or 1e-9 for name, weight in rows.weights.items()}  # evidence leaves out zeros
    matrix, labels, corpus, documents = features(options.data / "questions", names)
    if options.cross_validate:
        cross_validate(matrix, labels, corpus, given, documents)
        return
    beta = fit(np.where(given != 0, 0.0, matrix), labels, corpus, matrix @ given)
    beta[: len(names)] += given
    weights = {name: round(float(value), 1) + 0.0 for name, value in zip(names, beta, strict=False)}
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{LEXICON}/{name:28} {weight:5.1f}  {int(matrix[:, names.index(name)].sum()):6}")
    print("intercepts", dict(zip(SETS, beta[len(names) :].round(2), strict=True)))
    print("without weight:", json.dumps([name for name, weight in weights.items() if not weight]))
    if options.write:
        write(weights)


if __name__ == "__main__":
    main()
