"""Sources of quotes and of reported speech: cases of our own, each with the phenomenon it stands for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import rhetoric

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Return the cases of a file as parameters, known failures as strict xfails."""
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in tomllib.loads((FOLDER / name).read_text("utf-8"))["case"]
    ]


FILES = ["voices_sources.toml", "voices_phenomena.toml", "voices_news.toml", "voices_names.toml"]
NEWS = [case for name in FILES for case in cases(name)]


@pytest.mark.parametrize("case", NEWS)
def test_sources(case: dict[str, Any]) -> None:
    """Each quote goes to whom the words around it name, and nothing else is a quote."""
    text = case["text"]
    quotes = rhetoric.find_quotes(text)
    assert [[quote.text, quote.speaker or ""] for quote in quotes] == case["quotes"], case["comment"]
    if "attribution" in case:
        assert [quote.attribution for quote in quotes] == case["attribution"], case["comment"]
    if "nested" in case:
        assert [inner.text for quote in quotes for inner in quote.nested] == case["nested"], case["comment"]
    if "mentions" in case:
        assert [text[quote.speaker_span.slice] for quote in quotes if quote.speaker_span] == case["mentions"]


@pytest.mark.parametrize("case", cases("voices_indirect.toml"))
def test_indirect(case: dict[str, Any]) -> None:
    """Reported speech has its content and its source, and spans that slice to the text."""
    text = case["text"]
    reports = rhetoric.find_indirect(text)
    assert [[report.text, report.speaker or ""] for report in reports] == case["reports"], case["comment"]
    for report in reports:
        assert text[report.start : report.end] == report.text
        assert report.cue is not None
        assert text[report.cue.slice]


def test_deep_nesting_is_read() -> None:
    """A thousand marks inside each other neither fail nor lose the outermost quote."""
    text = "“‘" * 500 + "no" + "’”" * 500 + " said Eva Lund."
    (quote,) = rhetoric.find_quotes(text)
    assert quote.closed
    assert quote.start == 1
    assert quote.end == len(text) - len("” said Eva Lund.")


def test_marks_never_closed_are_data() -> None:
    """Marks that nobody closes give quotes that say so."""
    quotes = rhetoric.find_quotes("“We go on and on, “ we do. “And on and on and on")
    assert quotes
    assert not quotes[-1].closed
