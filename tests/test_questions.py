"""Rhetorical and genuine questions: cases in our own wording, and what holds for every text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import rhetoric
from rhetoric.measures import Measure
from rhetoric.metrics.rhetorical_questions import RHETORICAL_QUESTIONS, _rows
from rhetoric.pipeline import Options, grammar_of, measure_speeches
from rhetoric.spans import Span
from rhetoric.voices.model import Speech

CASES = tomllib.loads((Path(__file__).parent / "cases" / "questions.toml").read_text(encoding="utf-8"))["case"]
TEXTS = [case for case in CASES if "text" in case]


def marked(case: dict[str, Any]) -> Any:
    """Return the case as a pytest parameter, with known failures as strict xfails."""
    fails = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
    return pytest.param(case, id=case["label"], marks=fails)


def read(case: dict[str, Any]) -> Measure:
    """Measure the text, or the first speaker of the dialogue."""
    if "text" in case:
        return rhetoric.rhetorical_questions(case["text"])
    text, spans = "", {}
    for speaker, words in case["turns"]:
        spans.setdefault(speaker, []).append(Span(len(text), len(text) + len(words)))
        text += words + "\n"
    voices = [Speech(text, tuple(own), speaker) for speaker, own in spans.items()]
    return measure_speeches([voices], Options((RHETORICAL_QUESTIONS,), dialogue=True))[0][0]["rhetorical_questions"]


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert [hit.label for hit in read(case).evidence] == case.get("labels", [])


def test_more_negatives_than_positives() -> None:
    positive = [case for case in CASES if set(case.get("labels", [])) - {"genuine"}]
    assert len(CASES) >= 45
    assert len(positive) < len(CASES) / 2


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["label"])
def test_a_text_said_twice_counts_twice(case: dict[str, Any]) -> None:
    once, twice = (rhetoric.rhetorical_questions(text) for text in (case["text"], case["text"] + "\n\n" + case["text"]))
    assert {label: 2 * count for label, count in once.counts.items()} == dict(twice.counts)


def test_a_blank_line_parts_no_dialogue() -> None:
    """Whether turns stand on lines or in paragraphs, the other speaker's answer is seen."""
    counts = []
    for gap in ("\n", "\n\n"):
        report = rhetoric.analyze(f"A: When did it end?{gap}B: At six, I think, or a little later.", form="transcript")
        (question,) = report["A"].rhetorical_questions.evidence
        counts.append((question.label, question.detail))
    assert counts[0] == counts[1]


def test_points_are_the_sum_of_the_rows() -> None:
    intercept = _rows(grammar_of()).intercept
    for case in CASES:
        for hit in read(case).evidence:
            assert hit.detail["points"] == round(intercept + sum(hit.detail["rows"].values()), 1)
            assert (hit.score >= 0.5) == (hit.detail["points"] >= 0)


def test_the_span_is_the_sentence() -> None:
    text = "They came. Who cares? We do not."
    (hit,) = rhetoric.rhetorical_questions(text).evidence
    assert hit.text == "Who cares?"
    assert text[hit.start : hit.end] == hit.text


def test_fractions() -> None:
    measure = rhetoric.rhetorical_questions("Who cares? What time is it?")
    assert measure.value == 1
    assert measure.fractions["share"].value == 0.5
    assert rhetoric.rhetorical_questions("It rained.").fractions["share"].value is None
