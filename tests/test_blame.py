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


SIDES = {"Berg": "Norland", "Lund": "Sudria"}


def dialogue(*turns: tuple[str, str], **options: Any) -> dict[str, dict[str, int]]:
    report = rhetoric.analyze(list(turns), form="transcript", **options)
    return {
        name: {label: count for label, count in profile.blame_shifting.counts.items() if count}
        for name, profile in report.speakers.items()
    }


def test_a_charge_is_answered_in_the_next_turn() -> None:
    """A plain negative fact is a denial in answer to a reproach, and none in answer to a friendly question."""
    answer = ("Lund", "We were never told about the tank.")
    assert dialogue(("Berg", "You hid the leak."), answer)["Lund"] == {"denial": 1}
    assert dialogue(("Berg", "Why did you not call?"), answer)["Lund"] == {"denial": 1}
    assert dialogue(("Berg", "How was your week?"), answer)["Lund"] == {}


def test_a_moderator_may_stand_between() -> None:
    turns = ("Berg", "You hid the leak."), ("Host", "Mr Lund?"), ("Lund", "We were never told about the tank.")
    assert dialogue(*turns)["Lund"] == {"denial": 1}


def test_parties_make_a_dispute() -> None:
    """Where the caller says that the speakers stand for different parties, a plain deed of another is a charge."""
    turns = ("Berg", "Your office took it off the list."), ("Lund", "The tower is old.")
    parties = {"parties": {"Norland": "Norland", "Sudria": "Sudria"}, "speaker_group": SIDES}
    assert dialogue(*turns, **parties)["Berg"] == {"attribution": 1}
    assert dialogue(*turns)["Berg"] == {}
    together = {"parties": {"Norland": "Norland"}, "speaker_group": dict.fromkeys(SIDES, "Norland")}
    assert dialogue(*turns, **together)["Berg"] == {}


def test_who_stands_for_no_party_is_in_no_dispute() -> None:
    """A moderator who tells what was done charges nobody."""
    turns = ("Berg", "The tower is old."), ("Lund", "It is."), ("Host", "Norland took it off the list.")
    parties = {"parties": {"Norland": "Norland", "Sudria": "Sudria"}, "speaker_group": SIDES}
    assert dialogue(*turns, **parties)["Host"] == {}


def test_the_own_side_is_not_charged() -> None:
    """Neither by its name nor by the *he* or *she* that follows it."""
    parties = {"parties": {"Norland": ["Norland", "Berg"], "Sudria": "Sudria"}, "speaker_group": SIDES}
    said = "Ann Berg took the list. She took the keys."
    assert dialogue(("Berg", said), ("Lund", "The tower is old."), **parties)["Berg"] == {}
    assert dialogue(("Berg", "The tower is old."), ("Lund", said), **parties)["Lund"] == {"attribution": 2}


def test_a_speech_is_no_turn_of_an_exchange() -> None:
    """In long turns a plain deed is only a charge beside a denial, whoever stands for whom."""
    speech = "Your office took it off the list. " + "The tower is old. " * 12
    parties = {"parties": {"Norland": "Norland", "Sudria": "Sudria"}, "speaker_group": SIDES}
    assert dialogue(("Berg", speech.strip()), ("Lund", "The tower is old."), **parties)["Berg"] == {}


def test_who_it_was_is_turned_back() -> None:
    """In answer to a charge, saying who it was lowers and charges at once."""
    turns = ("Berg", "You hid the leak."), ("Lund", "It was your inspector who signed the report.")
    assert dialogue(*turns)["Lund"] == {"reversal": 1, "shift": 1}


def test_transcripts_do_not_answer_each_other() -> None:
    """What counts in a dialogue does not depend on which texts are read together."""
    charge, answer = "BERG: You hid the leak.", "LUND: We were never told about the tank."
    counts = [
        report.speakers[name].blame_shifting.counts["denial"]
        for report in rhetoric.analyze_many([charge, answer], form="transcript")
        for name in report.speakers
    ]
    assert counts == [0, 0]
