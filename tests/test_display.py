"""What is shown: tables, keyword in context, HTML, citations, rows."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import rhetoric
from rhetoric.display.explain import formula, what
from rhetoric.report import Form

ARTICLE = '''
"They <lied> to us & ours," Minister Ana Silva said. "You must leave now. Why would anybody stay?"

"I made a mistake," Jon Berg said.
'''


@pytest.fixture(scope="module")
def report() -> rhetoric.Report:
    """A report with two speakers."""
    return rhetoric.analyze(ARTICLE, name="A <test>")


class Checker(HTMLParser):
    """Checks that tags are closed in order, and collects the visible text of the article."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.classes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.classes += (dict(attrs).get("class") or "").split()
        if tag not in ("meta", "input", "br", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_and_self_contained(report: rhetoric.Report) -> None:
    """Tags nest, text is escaped, nothing is loaded from elsewhere."""
    page = rhetoric.to_html(report)
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert "<lied>" not in page
    assert "&lt;lied&gt;" in page
    assert "<script" not in page
    assert "http" not in page
    assert {"us", "them", "ev", "told"} <= set(checker.classes)


def test_names_may_be_numbers() -> None:
    """The index of a data frame gives integers; they name texts as their digits do."""
    [many] = rhetoric.analyze_many(["We won."], form="speech", names=[7])
    for report in (many, rhetoric.analyze("We won.", form="speech", name=7)):
        assert report.name == "7"
        assert "<h1>7</h1>" in rhetoric.to_html(report)


def test_html_names_all_speakers_and_rules(report: rhetoric.Report) -> None:
    """Each speaker has a number and a name, each piece of evidence its rule."""
    page = rhetoric.to_html(report)
    assert "1 Ana Silva" in page
    assert "2 Jon Berg" in page
    for profile in report.profiles():
        for evidence in profile.evidence:
            assert evidence.cue in page


@pytest.mark.parametrize(("form", "text"), [("article", ARTICLE), ("transcript", "Silva: They lied to us.")])
def test_html_may_break_a_line_after_a_speaker(form: Form, text: str) -> None:
    """Between the chip of a speaker and the first word a line may end, so that no word is broken inside."""
    shown = rhetoric.to_html(rhetoric.analyze(text, form=form)).split('<div class="text">')[1].split("<h2>")[0]
    chips = re.findall('<span class="who [^>]*>[^<]*</span>(<wbr>)?', shown)
    assert chips
    assert all(chips)


def test_html_shows_whom_a_speech_or_a_turn_quotes() -> None:
    """What a speaker quotes is set apart from labels, and the key says what is what."""
    words = 'We won. He told us, "We will never give up this town."'
    speech = rhetoric.to_html(rhetoric.analyze(words, form="speech"))
    quoted = '<span class="nested">"We will never give up this town."</span>'
    assert quoted in speech
    assert 'class="told"' not in speech.split("<h2>All measures")[0]
    assert "a voice that the speaker quotes" in speech
    turn = rhetoric.to_html(rhetoric.analyze(f"HEARING\nCHAIR: {words}", form="transcript"))
    assert quoted in turn
    assert '<span class="told">HEARING\nCHAIR: </span>' in turn
    assert "nobody: labels, stage directions" in turn


def test_html_shows_the_text_before_the_tables() -> None:
    """One row for each speaker comes first, then the text; all measures are folded below."""
    turns = [(f"SPEAKER {at} <b>", "They cheated us. We never lied to anybody.") for at in range(1, 13)]
    page = rhetoric.to_html(rhetoric.analyze(turns, form="transcript"))
    above, text = page.split('<div class="text">')
    assert above.count('<th scope="row">') == 12
    assert above.count("<details") == 0
    assert text.count('<details class="all">') == 12
    assert "<b>" not in above
    assert len(set(re.findall(r'<th scope="row"><span class="(.*?)"', above))) == 12


def test_html_marks_shifts_and_conflict() -> None:
    """A shift is one element with all that lies in it; words of conflict have a style of their own."""
    report = rhetoric.analyze("We did not start this. They cheated us. You must go.", form="speech")
    text = rhetoric.to_html(report).split('<div class="text">')[1].split("<h2>")[0]
    assert text.count('<span class="shift">') == report["speaker"].blame_shifting.counts["shift"] == 2
    first = re.sub("<[^>]*>", "", text.split('<span class="shift">')[1])
    assert first.startswith("We did not start this")
    assert re.search(r'class="ev [^"]*conflict"', text)
    assert 'class="ev blame_shifting' not in text.split("You must")[1]


def test_formulas_can_be_recounted() -> None:
    """What is added up stands in brackets with the count of each label; one sentence is singular."""
    measures = rhetoric.analyze("We and our friends told them.", form="speech")["speaker"].measures
    values = [(measure, value) for measure in measures.values() for value in measure.fractions.values()]
    shown = {value.name: formula(measure, value) for measure, value in reversed(values)}
    assert shown["ratio"] == "2 us / 1 them"
    assert shown["log_ratio"] == "log₂((2 us + ½) / (1 them + ½)) (needs more mentions)"
    assert shown["us_rate"] == "1,000 × 2 us / 6 words"
    assert shown["both"] == "1 both / 1 sentence"
    assert shown["urgency"] == "0 points / (15 × 0 demand)"
    assert shown["share"] == "2 us / (2 us + 1 them)"


def test_every_value_has_a_name_that_says_no_word_twice() -> None:
    """No word but the small ones comes twice in what a value is called, and no two values are called alike."""
    for measure in rhetoric.analyze("We won.", form="speech")["speaker"].measures.values():
        names = [what(measure, value) for value in measure.fractions.values()]
        assert len(set(names)) == len(names)
        for name in names:
            words = [word for word in re.findall(r"[a-z]{4,}", name) if word != "that"]
            assert len(set(words)) == len(words), name


def test_notebook(report: rhetoric.Report) -> None:
    """A notebook gets a part of a page, with its style."""
    part = report._repr_html_()
    assert part.startswith('<div class="rhetoric"><style>')
    assert "<html" not in part


def test_places_of_a_page_have_names_of_their_own() -> None:
    """One text, read with and without parties, may stand twice in a notebook: no id comes twice."""
    readings: list[dict[str, Any]] = [{}, {"parties": {"Norland": ["Norland"]}, "speaker_group": {"Silva": "Norland"}}]
    parts = [rhetoric.analyze(ARTICLE, **options)._repr_html_() for options in readings]
    ids = re.findall(r' id="([^"]+)"', "".join(parts))
    assert len(ids) == len(set(ids)) == 2 * 2 * 4
    assert set(re.findall(r'href="#([^"]+)"', parts[0])) <= set(re.findall(r' id="([^"]+)"', parts[0]))


def test_html_can_be_written_whatever_the_text_holds() -> None:
    """A surrogate that stands alone is no character of any file: a sign takes its place."""
    page = rhetoric.to_html(rhetoric.analyze("They lied \ud83d to us.", form="speech", name="\udc00"))
    assert page.encode().count("\N{REPLACEMENT CHARACTER}".encode()) >= 2


def test_empty_report_says_what_to_do() -> None:
    """A text without quotes shows how to read it otherwise."""
    report = rhetoric.analyze("We won.")
    assert "form='speech'" in str(report)
    assert "form=&#x27;speech&#x27;" in rhetoric.to_html(report)
    assert rhetoric.kwic(report, "blame_shifting") == "Nothing found: there are no speakers."
    with pytest.raises(rhetoric.OptionError, match="unknown metric 'blame'"):
        rhetoric.kwic(report, "blame")


def test_table(report: rhetoric.Report) -> None:
    """The table has a heading for each speaker and a line for each metric."""
    lines = str(report).splitlines()
    assert lines[0].startswith("Ana Silva (2 quotes, ")
    assert sum(line.startswith("  ") for line in lines) == 8


def test_kwic_shows_the_words_in_place(report: rhetoric.Report) -> None:
    """A line holds the offset and the words between bars."""
    line = rhetoric.kwic(report, "us_vs_them", speaker="Silva").splitlines()[0]
    assert line.split()[0] == str(ARTICLE.index("They"))
    assert "| <lied>" in line
    assert "them" in line


def test_example_with_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first example takes an empty article, and says that there is nothing to draw."""
    import press_conference

    article = tmp_path / "EMPTY.txt"
    article.write_text("", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["press_conference.py", str(article), "--out", str(tmp_path)])
    press_conference.main()
    shown = capsys.readouterr().out
    assert "--form speech" in shown
    assert "form='speech'" not in shown
    assert "Nothing found" in shown
    assert "Plot: not drawn; no speaker was found." in shown
    assert "No quoted words found" in (tmp_path / "EMPTY.html").read_text("utf-8")


def test_kwic_without_evidence() -> None:
    """A speaker who says nothing of the kind gets a plain line."""
    assert rhetoric.kwic(rhetoric.analyze("It rained.", form="speech")) == "Nothing found."


def test_kwic_keeps_labels_in_reach() -> None:
    """Long evidence loses its middle and takes from the context after it: no line is longer for it."""
    words = "We built this bridge in the long winter of the war, and then they attacked us. It rained all day long."
    lines = rhetoric.kwic(rhetoric.us_vs_them(words)).splitlines()
    label_at = {line.index(" en.us_vs_them/") for line in lines}
    assert len(label_at) == 1
    both = next(line for line in lines if "us_vs_them/both" in line)
    assert "| We built this bridg … n they attacked us | . It" in both
    first = lines[0]
    assert first.index(" us ") - first.index("|") <= len("| ") + 16 + len(" | ") + 32 + 1


def test_pools_are_shown() -> None:
    """Pooled evidence stands with its words under the name of its text, in the order of the texts."""
    texts = ['"They lied to us," Helen Okafor said. "We lied," Mick Dunne said.', '"We won," Helen Okafor said.']
    reports = [rhetoric.analyze(text, name=name) for text, name in zip(texts, ("first", "b"), strict=True)]
    pool = rhetoric.pool(reports)
    for one in (pool.total, pool, pool["Okafor"].us_vs_them, pool.total.us_vs_them):
        lines = rhetoric.kwic(one, None if isinstance(one, rhetoric.Measure) else "us_vs_them").splitlines()
        names, offsets = [line.split()[0] for line in lines], [int(line.split()[1]) for line in lines]
        assert names == sorted(names, reverse=True)
        assert set(names) == {"first", "b"}
        assert offsets[: names.index("b")] == sorted(offsets[: names.index("b")])
        assert "| They | lied to us" in lines[0]
        assert "| We | won," in lines[-1]
    rows = list(pool.rows())
    assert list(rows[0]) == list(next(reports[0].rows()))
    assert {row["speaker"] for row in rows} == {"Helen Okafor", "Mick Dunne"}
    assert {row["text"] for row in pool.evidence_rows()} == {"first", "b"}
    assert str(pool) == rhetoric.table(pool)
    assert [line for line in str(pool).splitlines() if line[:1].strip()] == [
        "Helen Okafor (6 words, 2 sentences)",
        "Mick Dunne (2 words, 1 sentence)",
        "(all together) (8 words, 3 sentences)",
    ]  # fmt: skip
    assert "Okafor" in pool._repr_html_()
    assert pool.provenance == reports[0].provenance
    assert "form = 'article'" in rhetoric.cite(pool)
    other = rhetoric.analyze(texts[1], in_group="Norland")
    assert "in_group = '(differs)'" in rhetoric.cite(rhetoric.pool([reports[0], other, other]))


def test_evidence_makes_a_frame() -> None:
    """No column changes its type on the way, not even where a veto comes late; details are JSON."""
    report = rhetoric.analyze("We won. " * 150 + "He said that you must go. Who cares?", form="speech")
    rows = list(report.evidence_rows())
    assert {type(row["veto"]) for row in rows} == {type(row["detail"]) for row in rows} == {str}
    assert [row["veto"] for row in rows].index(next(row["veto"] for row in rows if row["veto"])) > 100
    assert any(json.loads(row["detail"]).get("rows") for row in rows)
    assert {type(one["detail"]) for one in report.to_dict()["evidence"]} == {dict}
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(rows).height == len(rows)


def test_kwic_vetoed() -> None:
    """What was taken back is listed on demand, with the reason."""
    measure = rhetoric.demand_urgency("He said that you must go.")
    shown = rhetoric.kwic(measure, vetoed=True)
    assert len(shown.splitlines()) == len(measure.evidence) + len(measure.vetoed)


def test_rows_suit_csv_and_json(report: rhetoric.Report) -> None:
    """All rows have the same keys in the same order; everything is plain data."""
    rows = list(report.rows())
    assert len({tuple(row) for row in rows}) == 1
    file = io.StringIO()
    csv.DictWriter(file, list(rows[0])).writerows(rows)
    data = json.loads(json.dumps(report.to_dict()))
    assert data["schema"] == 1
    assert [one["words"] for one in data["evidence"]] == [one["words"] for one in report.evidence_rows()]


def test_cite_names_all_versions(report: rhetoric.Report) -> None:
    """The methods sentence names the library, every lexicon with its fingerprint, and the options."""
    text = rhetoric.cite(report)
    for lexicon in report.provenance.lexicons:
        assert lexicon in text
    assert report.provenance.version in text
    assert "@software" in rhetoric.cite()
