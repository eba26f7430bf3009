r"""
Rhetorical questions: questions that assert an answer instead of asking for one.

A *question* is a sentence with a question mark, or one whose words stand in the order of a question (transcripts
often lack the mark). Each gets one label:

``rhetorical``
    the answer is taken to be obvious, as with *Who cares?* or *What's not fair about that?* [1]_ [2]_
``hypophora``
    the speaker asks and answers: *Why did they leave? Because we let them.*
``tag``
    a statement with a tag: *They lied, didn't they?*
``genuine``
    everything else

What decides is an additive score. Each row of the lexicon that fires adds its weight: forms of the question, what
the same speaker says before and after it, and in a dialogue who speaks next and how. The sum becomes

.. math:: s = \frac{1}{1 + e^{-(w_0 + \sum_r w_r)}}

and a question with :math:`s \ge 0.5` is rhetorical. Evidence shows the rows that fired with their weights, and
the sum as ``points``; ``score`` is :math:`s`. The weights were fitted once, on talk and broadcast debate, and rounded
to one decimal; without a dialogue the rows about other speakers are silent. Some rows are combinations of others,
as *the asker states something at once*, that is, goes on with no question, hesitation or *and*.
Rows that are too rare to be fitted have a weight set after the literature, marked ``set`` in the lexicon.

.. math:: \text{count} = n_\text{rhetorical} + n_\text{hypophora} + n_\text{tag}

Known failures: rhetorical questions in the form of plain ones (*Is this what we wanted?* may be either); indirect
requests; quoted questions without marks; weak polarity items (*any, ever*) say nothing, as [1]_ predicts.
Answers are only looked for in the next sentence, and contexts never cross a paragraph.

Examples
--------
>>> import rhetoric
>>> measure = rhetoric.rhetorical_questions("Who cares? What time is it? Is it fair? No.")
>>> [(hit.text, hit.label) for hit in measure.evidence]
[('Who cares?', 'rhetorical'), ('What time is it?', 'genuine'), ('Is it fair?', 'hypophora')]
>>> hit = rhetoric.rhetorical_questions("Who cares?").evidence[0]
>>> hit.detail["points"], dict(hit.detail["rows"])
(0.7, {'nobody-knows': 0.7, 'who': 0.4, 'who-cares': 0.7, 'who-subject': 0.7})

References
----------
.. [1] C. Han (2002), Interpreting interrogatives as rhetorical questions, Lingua 112.
.. [2] H. Rohde (2006), Rhetorical questions as redundant interrogatives, San Diego Linguistics Papers 2.
.. [3] C. Ilie (1994), What else can I tell you? A pragmatic study of English rhetorical questions.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rhetoric.grammar import Grammar, Stream
from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.spans import Record

__all__ = ["RHETORICAL_QUESTIONS"]

LEXICON = "en.rhetorical_questions"
TAGS = {"tag", "tag-right"}  # rows that make a question a tag question
_CONTENT = "weNI9"  # letters of words in no category: unknown words, names, numbers
_CONTEXT = 2  # sentences before and after a question whose words rows may look at; of the third only whose it is

Ints = npt.NDArray[np.int64]


class _Rows:
    """The rows of the score that are not patterns, and all weights."""

    def __init__(self, grammar: Grammar) -> None:
        lexicon = next(one for one in grammar.lexicons if one.id == LEXICON)
        table = lexicon.metric
        self.intercept, self.threshold = float(table["intercept"]), float(table["threshold"])
        self.weights = {cue.id: float(cue.detail["weight"]) for cue in lexicon.cues}
        self.weights |= {name: float(weight) for name, weight in table["floor"].items()}
        self.pairs = [(name, {*pair["of"]}, {*pair.get("unless", ())}) for name, pair in table["pairs"].items()]
        self.weights |= {name: float(pair["weight"]) for name, pair in table["pairs"].items()}
        self.answers = {name for name, pair in table["pairs"].items() if pair.get("answer")}
        self.unmarked = grammar.expression("{q_unmarked}", LEXICON)
        self.answers |= {cue.id for cue in lexicon.cues if cue.detail.get("answer")}
        self.set = {name for name, pair in table["pairs"].items() if pair.get("set")}
        # How many sentences after the question a row looks, for each cue.
        self.looks_at = np.array([_distance(label) for label in grammar.labels(LEXICON)], np.int64)
        self.set |= {cue.id for cue in lexicon.cues if cue.detail.get("set")}

    def score(self, rows: Iterable[str]) -> tuple[float, float]:
        """Return the sum of the weights of these rows, and the score."""
        points = round(self.intercept + sum(self.weights[row] for row in rows), 1) + 0.0  # no negative zero
        return points, 1 / (1 + math.exp(-points))


def _distance(label: str) -> int:
    """Return how many sentences after the question the rows with this label look."""
    side = label.partition("_")[2]
    return 0 if not side else (1 + side.endswith("2")) * (1 if side.startswith("next") else -1)


@lru_cache(maxsize=8)
def _rows(grammar: Grammar) -> _Rows:
    return _Rows(grammar)


def _questions(stream: Stream, unmarked: re.Pattern[str]) -> Ints:
    """Return the segments that are questions."""
    asked = np.zeros(stream.segment_starts.size, np.bool_)
    asked[stream.segment_of[np.flatnonzero(stream.places == ord("?"))]] = True
    asked[[int(stream.segment_of[match.start()]) for match in unmarked.finditer(stream.letters)]] = True
    return np.flatnonzero(asked)


def find(reading: Reading) -> Iterator[Hit]:
    """Return all questions with their labels and the rows that decided."""
    stream, rows = reading.stream, _rows(reading.grammar)
    questions = _questions(stream, rows.unmarked)
    if not questions.size:
        return
    asked = np.zeros(stream.segment_starts.size + 2 * _CONTEXT, np.bool_)
    asked[questions + _CONTEXT] = True
    near = np.convolve(asked, np.ones(2 * _CONTEXT + 1), "valid") > 0
    present = reading.grammar.present(stream, LEXICON, near)
    # A row is only tried as far from a question as it looks.
    present = present.where(asked[present.segments + _CONTEXT - rows.looks_at[present.rules]])
    fired: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for match in reading.grammar.matches(stream, LEXICON, present, overlapping=True):
        fired[match.segment][match.cue.label].add(match.cue.id)
    for segment in questions.tolist():
        found = sorted(_fired(segment, fired, reading, rows))
        points, score = rows.score(found)
        first, last = stream.offsets(int(stream.segment_starts[segment]), int(stream.segment_ends[segment]))
        yield Hit(
            first, last, label := _label(found, score, rows), f"{LEXICON}/{label}", int(stream.voice[segment]),
            int(stream.sentence[segment]), score,
            detail=Record({
                "points": points,
                "rows": Record({row: rows.weights[row] for row in found if rows.weights[row]}),
            }),
        )  # fmt: skip


def _label(found: Iterable[str], score: float, rows: _Rows) -> str:
    found = set(found)
    if found & TAGS:
        return "tag"
    if found & rows.answers:
        return "hypophora"
    return "rhetorical" if score >= rows.threshold else "genuine"


def _fired(segment: int, fired: dict[int, dict[str, set[str]]], reading: Reading, rows: _Rows) -> set[str]:
    """Return the names of all rows that hold for a question."""
    found = set(fired[segment]["question"])
    for side, step in (("next", 1), ("prev", -1)):
        for distance, suffix in ((1, ""), (2, "2"), (3, "3")):
            other = segment + step * distance
            who = _who(segment, other, reading)
            if reading.dialogue or who == "own":
                found.add(f"{side}{suffix}-{who}")
            if who == "none":
                break
            found |= fired[other][f"{who}_{side}{suffix}"]
            answers = (side, distance) == ("next", 1) and "own-question" not in found
            if answers and not _content(segment, reading).isdisjoint(_content(other, reading)):
                found.add(f"{who}-echo")
    if found & {"why", "how", "what", "who", "place-or-time"}:
        found.add("wh")
    for name, parts, vetoes in rows.pairs:  # in order: a pair may name one above it
        if found >= parts and found.isdisjoint(vetoes):
            found.add(name)
    return found & rows.weights.keys()


def _content(segment: int, reading: Reading) -> set[int]:
    """Return the words of a sentence that are in no category of any lexicon: what it is about."""
    stream = reading.stream
    first, last = int(stream.segment_starts[segment]), int(stream.segment_ends[segment])
    keys = stream.text.keys[0]
    return {int(keys[stream.token[at]]) for at in range(first, last) if stream.letters[at] in _CONTENT}


def _who(segment: int, other: int, reading: Reading) -> str:
    """Tell whose a neighbouring sentence is: the asker's own (of the same paragraph), another's or nobody's."""
    stream = reading.stream
    if not 0 <= other < stream.voice.size:
        return "none"
    asker, voice = stream.voice[segment], stream.voice[other]
    if voice != asker:
        return "other" if reading.dialogue and reading.document[voice] == reading.document[asker] else "none"
    return "own" if stream.paragraph[other] == stream.paragraph[segment] else "none"


RHETORICAL_QUESTIONS = Metric(
    id="rhetorical_questions",
    lexicon=LEXICON,
    labels=("rhetorical", "hypophora", "tag", "genuine"),
    counted=("rhetorical", "hypophora", "tag"),
    fractions=(
        Fraction("count", ("rhetorical", "hypophora", "tag"), (), "count"),
        Fraction("rate", ("rhetorical", "hypophora", "tag"), "words", "rate"),
        Fraction("share", ("rhetorical", "hypophora", "tag"), ("rhetorical", "hypophora", "tag", "genuine"), "share"),
    ),
    find=find,
)
"""The metric, as `rhetoric.rhetorical_questions` and the reports use it."""
