"""Us versus them: the cases of `cases/us_vs_them.toml`, and what must hold for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import rhetoric
from rhetoric.measures import Measure
from rhetoric.pooling import pool_measures

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "us_vs_them.toml").read_text("utf-8")
)["case"]


def measure(case: dict[str, Any]) -> Measure:
    return rhetoric.us_vs_them(
        case["text"], in_group=case.get("in_group", ()), out_group=case.get("out_group", ())
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("expect") == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason="known failure"))
    result, expected = measure(case), case["counts"]
    ignored = set() if "conflict" in expected else {"conflict"}
    found = {label: count for label, count in result.counts.items() if label not in ignored}
    assert found == dict.fromkeys(found, 0) | expected, case["comment"]
    for key, value in case.get("detail", {}).items():
        assert value in {hit.detail.get(key) for hit in result.evidence}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_invariants(case: dict[str, Any]) -> None:
    """Spans slice to their text; a second paragraph doubles every count."""
    once = measure(case)
    for hit in once.evidence:
        assert case["text"][hit.start : hit.end] == hit.text
    twice = measure(case | {"text": case["text"] + "\n\n" + case["text"]})
    assert {label: 2 * count for label, count in once.counts.items()} == twice.counts


def test_more_negatives_than_positives() -> None:
    quiet = [case for case in CASES if "them" not in case["counts"] or case.get("expect") == "fail"]
    assert len(quiet) * 2 > len(CASES)


def test_fractions() -> None:
    result = rhetoric.us_vs_them("We met them. They left. It rained.")
    values = {name: value.value for name, value in result.fractions.items()}
    assert values["ratio"] == 0.5
    assert values["share"] == pytest.approx(1 / 3)
    assert values["log_ratio"] is None  # fewer than ten mentions
    assert values["both"] == pytest.approx(1 / 3)
    assert rhetoric.us_vs_them("They left. " * 10).fractions["log_ratio"].value == pytest.approx(
        -4.392, abs=0.001
    )


def test_groups_tell_the_side() -> None:
    """A name stands on the side that the caller gave it, in pooled measures too."""
    words = "Norland kept its word. Sudria lied to Norland. Sudria left."
    one = rhetoric.us_vs_them(words, in_group=["Norland"], out_group=["Sudria"])
    other = rhetoric.us_vs_them(words, in_group=["Sudria"], out_group=["Norland"])
    assert one.groups == {"us": {"Norland": 2}, "them": {"Sudria": 2}}
    assert other.groups == {"us": {"Sudria": 2}, "them": {"Norland": 2}}
    assert rhetoric.us_vs_them(words).groups == {"us": {}, "them": {}}
    each = {"Norland": 2, "Sudria": 2}
    assert pool_measures([one, other]).groups == {"us": each, "them": each}


def test_one_text_is_not_read_into_the_next() -> None:
    """The words before a text in a batch do not change what stands in it."""
    text = "Gizmos broke. They rust."
    alone = rhetoric.analyze(text, form="speech")
    before = "So what is that about the"
    (_, second) = rhetoric.analyze_many([before, text], form="speech")
    assert second["speaker"].us_vs_them == alone["speaker"].us_vs_them
