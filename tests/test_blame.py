"""Blame-shifting: the cases of `cases/blame.toml`, and what must hold for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import rhetoric
from rhetoric.measures import Measure

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "blame.toml").read_text("utf-8")
)["case"]


def measure(case: dict[str, Any]) -> Measure:
    return rhetoric.blame_shifting(
        case["text"], in_group=case.get("in_group", ()), out_group=case.get("out_group", ())
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("expect") == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason="known failure"))
    found = {label: count for label, count in measure(case).counts.items() if count}
    assert found == case["counts"], case["comment"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_invariants(case: dict[str, Any]) -> None:
    """Spans slice to their text; a second paragraph doubles every count and changes no evidence."""
    once = measure(case)
    for hit in (*once.evidence, *once.vetoed):
        assert case["text"][hit.start : hit.end] == hit.text
        assert 0 < hit.score <= 1
    twice = measure(case | {"text": case["text"] + "\n\n" + case["text"]})
    assert {label: 2 * count for label, count in once.counts.items()} == twice.counts


def test_more_negatives_than_positives() -> None:
    quiet = [case for case in CASES if set(case["counts"]) <= {"masking"} or case.get("expect") == "fail"]
    assert len(quiet) * 2 > len(CASES)


def test_voices_do_not_mix() -> None:
    """What another voice says is no half of this speaker's shift."""
    text = "We did not start this. They lied."
    first, second = rhetoric.Span(0, 22), rhetoric.Span(23, 33)
    from rhetoric.metrics.blame_shifting import BLAME_SHIFTING
    from rhetoric.pipeline import Options, measure_speeches
    from rhetoric.voices.model import Speech

    speeches = [Speech(text, (first,), "A"), Speech(text, (second,), "B")]
    a, b = (result["blame_shifting"] for result in measure_speeches([speeches], Options((BLAME_SHIFTING,)))[0])
    assert (a.counts["denial"], a.counts["shift"]) == (1, 0)
    assert (b.counts["attribution"], b.counts["shift"]) == (1, 0)


def test_target_and_direction() -> None:
    result = rhetoric.blame_shifting("They cheated us. We made a mistake.")
    assert {hit.detail["target"] for hit in result.evidence if "target" in hit.detail} == {"They"}
    assert result.fractions["direction"].value == pytest.approx(0.737, abs=0.001)  # log2(2.5 / 1.5)
    assert result.fractions["accountability"].value == pytest.approx(1 / 3)
