"""Demands, pressure, threats: cases in our own wording, and what holds for every text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import rhetoric
from rhetoric.metrics.demand_urgency import DEMAND_URGENCY
from rhetoric.pipeline import Options, measure_speeches
from rhetoric.spans import Span
from rhetoric.voices.model import Speech

CASES = tomllib.loads((Path(__file__).parent / "cases" / "demands.toml").read_text(encoding="utf-8"))["case"]


def marked(case: dict[str, Any]) -> Any:
    """Return the case as a pytest parameter, with known failures as strict xfails."""
    fails = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
    return pytest.param(case, id=case["label"], marks=fails)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    measure = rhetoric.demand_urgency(case["text"])
    demands = [hit for hit in measure.evidence if hit.label == "demand"]
    assert [hit.text for hit in demands] == case.get("demands", [])
    for key in ("strength", "pressure", "addressee"):
        if key in case:
            assert demands[0].detail[key] == case[key]
    assert measure.counts["threat"] == case.get("threats", 0)
    assert measure.counts["ultimatum"] == case.get("ultimatums", 0)
    if "veto" in case:
        assert case["veto"] in [hit.veto for hit in measure.vetoed]


def test_more_negatives_than_positives() -> None:
    positive = [case for case in CASES if case.get("demands") or case.get("threats")]
    assert len(CASES) >= 45
    assert len(positive) < len(CASES) / 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_text_said_twice_counts_twice(case: dict[str, Any]) -> None:
    once, twice = (rhetoric.demand_urgency(text) for text in (case["text"], case["text"] + "\n\n" + case["text"]))
    assert {label: 2 * count for label, count in once.counts.items()} == dict(twice.counts)
    assert once.value == twice.value


def test_spans_slice_to_their_text() -> None:
    text = "\n".join(case["text"] for case in CASES)
    measure = rhetoric.demand_urgency(text)
    assert measure.evidence
    for hit in (*measure.evidence, *measure.vetoed):
        assert text[hit.start : hit.end] == hit.text


def test_fractions() -> None:
    measure = rhetoric.demand_urgency("Leave our land by Friday. You should talk to us.")
    assert measure.value == (4 * 3 + 0) / (15 * 2)
    assert measure.fractions["urgent_share"].value == 0.5
    assert measure.fractions["demands"].above == 2
    assert rhetoric.demand_urgency("It rained.").value is None


def test_the_reporter_demands_nothing_for_the_speaker() -> None:
    text = '"You must," he said, "open the gates." Stop here. "We will see."'
    spans = (Span(1, 10), Span(21, 36))
    measure = measure_speeches([[Speech(text, spans)]], Options((DEMAND_URGENCY,)))[0][0]["demand_urgency"]
    assert all(any(span.start <= hit.start and hit.end <= span.end for span in spans) for hit in measure.evidence)


def test_partial_quotes_give_no_orders() -> None:
    text = 'They promised to "cut the costs of schools" in June.'
    measure = measure_speeches([[Speech(text, (Span(18, 42),))]], Options((DEMAND_URGENCY,)))[0][0]["demand_urgency"]
    assert measure.count == 0
