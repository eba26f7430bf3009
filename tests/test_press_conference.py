"""The main example: everything that is in the article is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import rhetoric

TEXT = (Path(__file__).parent.parent / "examples" / "press_conference.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def report() -> rhetoric.Report:
    """The report of the example article."""
    return rhetoric.analyze(TEXT)


@pytest.fixture(scope="module")
def putin(report: rhetoric.Report) -> rhetoric.Profile:
    """Its only speaker."""
    return report["Putin"]


def test_voices(report: rhetoric.Report) -> None:
    """One speaker says all ten quotes; two hold another voice."""
    assert list(report.speakers) == ["Vladimir Putin"]
    assert report.unattributed is None
    assert len(report.quotes) == 10
    assert [inner.text for quote in report.quotes for inner in quote.nested] == [
        "We will have Ukraine as well.",
        "Not a single inch to the east,",
    ]


def test_pronouns(putin: rhetoric.Profile) -> None:
    """The *We* of the nested quote is the other side's, and U.S. is no pronoun."""
    found = [(evidence.label, evidence.text) for evidence in putin.us_vs_them.evidence]
    us = ["Our", "We", "We", "our", "We", "we", "us", "us", "we", "our", "we"]

    assert [text for label, text in found if label == "us"] == us
    assert [text for label, text in found if label == "them"] == ["their", "they", "they", "They"]


def test_question(putin: rhetoric.Profile) -> None:
    """One question, and it asserts."""
    assert [evidence.text for evidence in putin.rhetorical_questions.evidence] == ["What's not clear about it?"]
    assert putin.rhetorical_questions.counts["rhetorical"] == 1


def test_demand_and_threat(putin: rhetoric.Profile) -> None:
    """The guarantees are demanded at once; the answer to unfriendly steps is a threat."""
    (demand,) = (evidence for evidence in putin.demand_urgency.evidence if evidence.label == "demand")
    assert "come up with guarantees" in demand.text
    assert demand.detail["pressure"] >= 2
    (threat,) = (evidence for evidence in putin.demand_urgency.evidence if evidence.label == "threat")
    assert "we will respond with adequate military-technical measures" in threat.text


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("We are not the ones that deploy missiles next to the United States", {"denial"}),
        ("It's the other way around", {"reversal", "attribution"}),
        ("the United States brought their missiles next to our borders", {"reversal", "attribution"}),
        ("We are not the ones who are threatening someone", {"denial"}),
        ("we are not the ones who came to the border", {"denial", "reversal"}),
        ("they came to us", {"reversal", "attribution"}),
        ("They just cheated us", {"attribution", "victimhood"}),
    ],
)
def test_blame(putin: rhetoric.Profile, words: str, labels: set[str]) -> None:
    """Each of the blame events is found where it stands, with its strategy."""
    start = TEXT.index(words)
    found = {
        evidence.label
        for evidence in putin.blame_shifting.evidence
        if evidence.start < start + len(words) and start < evidence.end
    }
    assert found & labels


def test_no_more_blame(putin: rhetoric.Profile) -> None:
    """The other quotes hold none."""
    innocent = ("Our actions will depend", "What's not clear", "You should come up", "Not a single inch", "In case of")
    for words in innocent:
        quote = next(quote for quote in putin.quotes if words in quote.text)
        inside = [e for e in putin.blame_shifting.evidence if quote.start <= e.start < quote.end and e.label != "shift"]
        assert inside == []


def test_nothing_from_the_reporter(report: rhetoric.Report) -> None:
    """All evidence lies inside quotes, none of it in nested ones."""
    for profile in report.profiles():
        for evidence in profile.evidence:
            assert any(quote.start <= evidence.start and evidence.end <= quote.end for quote in profile.quotes)
            for quote in profile.quotes:
                assert not any(inner.start < evidence.end and evidence.start < inner.end for inner in quote.nested)
