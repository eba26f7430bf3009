"""
Fit the weights of the rhetorical-question score on development halves.

Usage: ``python tests/benchmarks/fit_questions.py --data DIR [--write | --cross-validate]``

A penalised logistic regression with an intercept for each corpus, so that only what tells questions of one corpus
apart is learnt. Weights that are set stay as they are. Two corpora of telephone talk and one of meetings hold nine
tenths of the questions, and their speakers seldom hold the floor or answer themselves; so the rows in ``FLOOR`` get
the sum given there on top, the same for all corpora, chosen by cross-validation. Prints the weights, rounded to one
decimal, and with ``--write`` puts them into the lexicon.

``--cross-validate`` prints what documents that the weights never saw get: five parts, thrice, no conversation in two
parts. Two corpora share conversations; their questions are brought together by the words around them.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import regex

from rhetoric.metrics.rhetorical_questions import LEXICON, _rows
from rhetoric.pipeline import grammar_of

SETS = {"swda": 0.9, "bhattasali": 1.1, "mrda": 1.0, "qt30": 1.2, "mm2012": 1.2, "gum_hypophora": 1.5}
"""What a question of each corpus weighs: those of small corpora more, so that they are heard."""
FLOOR = {
    "held-floor": 0.6,
    "next3-own": 0.3,
    "prev-long": 0.3,
    "wh-own-states": 0.4,
    "answered-long": -0.3,
    "polar-own-states-long": 0.4,
    "how": 0.3,
    "place-or-time": 0.3,
}
LEXICON_FILE = Path(__file__).parents[2] / "src/rhetoric/data/en/rhetorical_questions.toml"
LASSO, RIDGE = 1.0, 10.0
PARTS, REPEATS = 5, 3
INTERCEPT = _rows(grammar_of()).intercept


def conversations(records: list[dict]) -> list[str]:
    """Return the conversation of each question; those of Bhattasali that SwDA holds too get its name for it."""
    names = [one["doc"] if "/" not in one["doc"] else one["id"] for one in records]
    grams, known = [], defaultdict(set)
    for number, one in enumerate(records):
        around = " ".join(turn["text"] for turn in (*one["prev"][-2:], one, *one["next"][:1]))
        words = regex.findall("[a-z]+", around.lower())
        grams.append({" ".join(words[at : at + 3]) for at in range(len(words) - 2)})
        if names[number].startswith("swda-"):
            for gram in grams[-1]:
                known[gram].add(number)
    for number, one in enumerate(records):
        if "swda_conv" not in one:
            continue
        names[number] = f"swda-{one['swda_conv']}" if one["swda_conv"] else names[number]
        shared = Counter(other for gram in grams[number] if len(known[gram]) < 30 for other in known[gram])
        for other, count in shared.most_common(1):
            if count >= max(3, 0.4 * min(len(grams[number]), len(grams[other]))):
                names[number] = names[other]
    return names


def features(folder: Path, names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return rows that fired, labels, corpus numbers and conversations."""
    sys.path.insert(0, str(Path(__file__).parent))
    from questions import ask, load

    column = {name: number for number, name in enumerate(names)}
    matrix, labels, corpus, everything = [], [], [], []
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
        everything += records
    return np.array(matrix), np.array(labels, float), np.array(corpus), np.array(conversations(everything))


def fit(matrix: np.ndarray, labels: np.ndarray, corpus: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """Accelerated proximal gradient for the penalised likelihood; intercepts of corpora are not penalised."""
    x = np.hstack([matrix, np.eye(len(SETS))[corpus]])
    rows = matrix.shape[1]
    weight = np.array(list(SETS.values()))[corpus]
    rate = 1 / (np.linalg.norm(x * np.sqrt(weight)[:, None], 2) ** 2 / 4 + RIDGE)
    beta = ahead = np.zeros(x.shape[1])
    momentum = 1.0
    for _ in range(600):
        gradient = x.T @ (weight * (1 / (1 + np.exp(-x @ ahead - offset)) - labels))
        gradient[:rows] += RIDGE * ahead[:rows]
        step = ahead - rate * gradient
        step[:rows] = np.sign(step[:rows]) * np.maximum(np.abs(step[:rows]) - rate * LASSO, 0)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = step + (momentum - 1) / following * (step - beta)
        beta, momentum = step, following
    return beta


def cross_validate(matrix: np.ndarray, labels: np.ndarray, corpus: np.ndarray, given: np.ndarray,
                   floor: np.ndarray, documents: np.ndarray) -> None:  # fmt: skip
    """Print F1 at the best threshold of each corpus and AP, with rounded weights that never saw the conversation."""
    from score_common import average_precision, best_threshold, boot_f1, prf

    free, offset = np.where(given != 0, 0.0, matrix), matrix @ given
    figures = defaultdict(list)
    for repeat in range(REPEATS):
        part = np.array([zlib.crc32(f"{repeat}:{document}".encode()) % PARTS for document in documents])
        scores = np.zeros(len(labels))
        for number in range(PARTS):
            seen = part != number
            beta = fit(free[seen], labels[seen], corpus[seen], offset[seen])
            scores[~seen] = matrix[~seen] @ np.round(given + floor + beta[: matrix.shape[1]], 1)
        for number, name in enumerate(SETS):
            own = corpus == number
            truth, value, ones = labels[own] > 0, scores[own], np.ones(int(own.sum()))
            threshold = best_threshold(truth, value, ones)
            interval = boot_f1(truth, value, ones, threshold, documents[own])
            default = prf(truth, value + INTERCEPT, ones, 0.0)[2]
            figures[name].append([prf(truth, value, ones, threshold)[2], *interval,
                                  average_precision(truth, value, ones), default])  # fmt: skip
    for name, rows in figures.items():
        best, low, high, precision, default = np.mean(rows, axis=0)
        print(f"{name:16} F1 {best:.3f} [{low:.3f}, {high:.3f}]  AP {precision:.3f}  F1 default {default:.3f}")


def write(weights: dict[str, float]) -> None:
    """Put weights into the lexicon file, leaving everything else as it is."""
    text = LEXICON_FILE.read_text(encoding="utf-8")
    for name, weight in weights.items():
        cue = rf'(id = "{name}"\n(?:(?!\[\[cue).*\n)*?detail = {{weight = )-?[\d.]+'
        row = rf"(^{name} = )-?[\d.]+"
        pair = rf"(^{name} = {{of = \[[^\]]*\],(?: unless = \[[^\]]*\],)? weight = )-?[\d.]+"
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
    rows = _rows(grammar_of())
    names = sorted(rows.weights)
    floor = np.array([FLOOR.get(name, 0.0) for name in names])
    given = np.array([rows.weights[name] if name in rows.set else 0.0 for name in names])
    rows.weights = {name: weight or 1e-9 for name, weight in rows.weights.items()}  # evidence leaves out zeros
    matrix, labels, corpus, documents = features(options.data / "questions", names)
    if options.cross_validate:
        cross_validate(matrix, labels, corpus, given, floor, documents)
        return
    beta = fit(np.where(given != 0, 0.0, matrix), labels, corpus, matrix @ given)
    beta[: len(names)] += given + floor
    weights = {name: round(float(value), 1) + 0.0 for name, value in zip(names, beta, strict=False)}
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{LEXICON}/{name:28} {weight:5.1f}  {int(matrix[:, names.index(name)].sum()):6}")
    print("intercepts", dict(zip(SETS, beta[len(names) :].round(2), strict=True)))
    print("without weight:", json.dumps([name for name, weight in weights.items() if not weight]))
    if options.write:
        write(weights)


if __name__ == "__main__":
    main()
