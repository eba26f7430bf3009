"""Quotes and speakers: cases of our own, each with the phenomenon it stands for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rhetoric
from rhetoric.report import Form
from rhetoric.spans import Span
from rhetoric.voices import plain, read_transcript

CASES = tomllib.loads((Path(__file__).parent / "cases" / "voices.toml").read_text("utf-8"))["case"]


def marked(case: dict[str, Any]) -> Any:
    """Return a case as a parameter, as a strict xfail where it is a known failure."""
    reason = case.get("fails")
    return pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    """The quotes, their speakers and what else the case names are found, and nothing more."""
    text = case["text"]
    quotes = rhetoric.find_quotes(text, aliases=case.get("aliases"))
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text
        if quote.speaker_span:
            assert text[quote.speaker_span.slice].strip()
    assert [quote.text for quote in quotes] == [words for words, _ in case["quotes"]], case["comment"]
    assert [quote.speaker or "" for quote in quotes] == [speaker for _, speaker in case["quotes"]], case["comment"]
    for name in ("attribution", "kind", "closed"):
        if name in case:
            assert [getattr(quote, name) for quote in quotes] == case[name], case["comment"]
    if "nested" in case:
        assert [inner.text for quote in quotes for inner in quote.nested] == case["nested"], case["comment"]
    if "mentions" in case:
        spans = [quote.speaker_span for quote in quotes]
        assert [text[span.slice] if span else "" for span in spans] == case["mentions"], case["comment"]


def test_strictness() -> None:
    """A quote that was attributed too loosely for the caller counts as unattributed."""
    text = '"We won," Mayor Ines Calder said.\n\n"We worked hard."\n\n"It was time," she said.'
    everything = rhetoric.analyze(text)
    assert [quote.attribution for quote in everything.quotes] == ["explicit", "carried", "pronoun"]
    assert everything.unattributed is None
    strict = rhetoric.analyze(text, attribution="explicit")
    assert [quote.speaker for quote in strict.quotes] == ["Ines Calder", None, None]
    assert strict["Calder"].words == 2
    assert strict.unattributed is not None
    assert strict.unattributed.words == 6


def test_nested_words_are_not_the_speakers() -> None:
    """Words inside a nested quote count for nobody."""
    report = rhetoric.analyze('"They keep saying, \'We will have it all,\' and we hear them," Jon Berg said.')
    assert report["Berg"].us_vs_them.counts["us"] == 1
    assert report["Berg"].words == 7


def test_speech_leaves_out_what_it_quotes() -> None:
    """A speech is one voice, without the sentences that it quotes from others."""
    text = 'They told us, "We shall never give you a thing." We went home.'
    assert rhetoric.analyze(text, form="speech")["speaker"].us_vs_them.counts["us"] == 2
    assert len(plain('"They lied to us, all of them."').spans) == 1, "marks around everything change nothing"


def test_titles_stay_in_a_speech() -> None:
    """Titles and scare quotes in a speech are the speaker's own words."""
    assert rhetoric.analyze('We read "The Old Town" and their so-called "help".', form="speech")["speaker"].words == 10


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("A: Yes.\nB: No.", [("A", "Yes."), ("B", "No.")]),
        ("MR. SMITH: We go.\n\nAnd we stay.\n\nQ: Why?", [("MR. SMITH", "We go.\n\nAnd we stay."), ("Q", "Why?")]),
        ("THE CHAIR: Thank you. (Applause.) We won.", [("THE CHAIR", "Thank you."), ("THE CHAIR", "We won.")]),
        ("Jane Doe (Labour): I ask: why now?", [("Jane Doe", "I ask: why now?")]),
        ("Here is the record.\nA: Yes.", [("A", "Yes.")]),
        ("READ MORE: the floods\nA: Yes.", [("A", "Yes.")]),
        ("No labels at all.", []),
        ("CHAIR: Yes.\nNote that: it rains.", [("CHAIR", "Yes.\nNote that: it rains.")]),
        ("Chair: Yes.\nWarning: ice ahead.", [("Chair", "Yes.\nWarning: ice ahead.")]),
        ("CHAIR: Yes.\nMS. LEE: No.\nLesson: go.", [("CHAIR", "Yes."), ("MS. LEE", "No.\nLesson: go.")]),
        ("CHAIR: Yes.\nMS. LEE: No.\nJane: Go.", [("CHAIR", "Yes."), ("MS. LEE", "No."), ("Jane", "Go.")]),
        ("CHAIR: Yes.\nB: No.\nChair: Go.", [("CHAIR", "Yes."), ("B", "No."), ("CHAIR", "Go.")]),
        ("Clerk of the House: Yes.\nOld man: No.", [("Clerk of the House", "Yes."), ("Old man", "No.")]),
        ("A: Yes.\r\nB: No.\r\n", [("A", "Yes."), ("B", "No.")]),
        ("\ufeffA: Yes.\nB: No.", [("A", "Yes."), ("B", "No.")]),
        ("[00:01:02] A: Yes.\n00:01:09 B: No.", [("A", "Yes."), ("B", "No.")]),
        (">> A: Yes.\n>>B: No.\n> A: Go.", [("A", "Yes."), ("B", "No."), ("A", "Go.")]),
        (">>> [00:01:02] A: Yes.\n**B:** No.", [("A", "Yes."), ("B", "No.")]),
        ("SPEAKER 2: Yes.\n- Mary: No.\n-MARY: Go.", [("SPEAKER 2", "Yes."), ("Mary", "No."), ("Mary", "Go.")]),
        ("– LEE: Yes.\n– OKE: No.\n• LEE: Go.\nOKE: Why?",
         [("LEE", "Yes."), ("OKE", "No."), ("LEE", "Go."), ("OKE", "Why?")]),
        ("[LEE]: Yes.\n[MS. OKE] (by phone): No.", [("LEE", "Yes."), ("MS. OKE", "No.")]),
        ("A: Yes.\n- Note: it rains.\n* Housing: we build.\n- Roads: we mend.",
         [("A", "Yes.\n- Note: it rains.\n* Housing: we build.\n- Roads: we mend.")]),
        ("A: Yes.\n[LEE: No.", [("A", "Yes.\n[LEE: No.")]),
        ("We meet at 10:30 and leave.", []),
        ("https://example.org is a page.", []),
        ("", []),
    ],
)
def test_transcripts(text: str, turns: list[tuple[str, str]]) -> None:
    """Labels name the speaker of all that follows; stage directions are nobody's words."""
    assert [(turn.speaker, text[turn.start : turn.end]) for turn in read_transcript(text)] == turns


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_all_line_ends_are_alike(end: str) -> None:
    """Whatever ends the lines of a text, the same people say the same, at the same places."""
    article = (
        'Ana Silva spoke first.\n\n"We won," she said.\n\nThe office of Jon Berg denied it.\n\n"You people lost," '
        'Silva said.\n\n"And they know it."\n\nBerg left.\n'
    )
    transcript = "CHAIR: Yes.\nMS. LEE: No.\n(Applause.)\nCHAIR: When?\n"
    for text in (article, transcript):
        form: Form = "article" if text is article else "transcript"
        usual, other = (rhetoric.analyze(one, form=form) for one in (text, text.replace("\n", end)))
        assert len(usual.speakers) == 1 + (text is transcript)
        words = {name: [usual.text[span.slice].split() for span in own(usual[name])] for name in usual.speakers}
        assert {name: [other.text[span.slice].split() for span in own(other[name])] for name in other.speakers} == words


def own(profile: rhetoric.Profile) -> tuple[Span, ...]:
    """Return where the words of a speaker stand."""
    return profile.speech.spans if profile.speech else ()


def test_aliases_of_turns() -> None:
    """Aliases hold for the labels of a transcript, whatever their case."""
    report = rhetoric.analyze("CHAIR: Yes.\nB: No.\nChair: Go.", form="transcript", aliases={"chair": "Ines Calder"})
    assert list(report.speakers) == ["Ines Calder", "B"]


MARKS = st.text("\"'“”„‘’‚`«»‹›「」『』\n\r\u2029 aZ5.,:?—-(", max_size=60)
WORDS = ["said", "told", "Mr. ", "Ana Silva", " he ", " the mayor ", "according to", "A:"]
PIECES = st.lists(st.sampled_from([*"\"'“”‘’,.:?—\n ", "''", "\n\n", *WORDS]), max_size=40).map("".join)


@given(MARKS | PIECES)
def test_any_marks(text: str) -> None:
    """However marks stand, nothing raises, and quotes lie in order and slice to their text."""
    at = 0
    for quote in rhetoric.find_quotes(text):
        assert text[quote.start : quote.end] == quote.text != ""
        assert quote.start >= at
        at = quote.end
        assert all(quote.start <= inner.start < inner.end <= quote.end for inner in quote.nested)
    for report in rhetoric.find_indirect(text):
        assert text[report.start : report.end] == report.text != ""
    for form in ("article", "speech", "transcript"):
        rhetoric.analyze(text, form=form)


def test_turns_as_pairs() -> None:
    """Pairs are joined to a text that the turns point into."""
    report = rhetoric.analyze([("CHAIR", "When?"), ("WITNESS", "In March.")], form="transcript")
    assert [(turn.speaker, report.text[turn.start : turn.end]) for turn in report.turns] == [
        ("CHAIR", "When?"),
        ("WITNESS", "In March."),
    ]
