"""Properties that hold for every text: what a reader may rely on without knowing a single rule."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import rhetoric
from rhetoric.measures import Measure
from rhetoric.voices.marks import has_marks, pair_marks

WORDS = """we us our they them their US U.S. let's they're don't must should now immediately why what who not the ones
never lied cheated attacked forced threatened fault our borders NATO Mr. Smith the minister said you please stop if
then will respond or else by Friday right isn't it know ? ! . , ; : — -- … 3.5 é ß 日本 “ ” " ' ’""".split()
phrases = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
any_text = st.one_of(st.text(max_size=200), phrases)
sentences = st.lists(
    st.sampled_from(
        [
            "We are not the ones who broke the treaty.", "They lied to us.", "You must leave now!",
            "What did they want?",
            "Why should we wait? Because they asked us to.", "It was our own fault.", "The weather was fine.",
            "If you do not pay by Friday, we will sue.", "They left us no choice.", "Isn't that clear?",
            "He came home, didn't he?", "Mistakes were made.", "They have moved their tanks to our border.",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip
FUNCTIONS = (
    rhetoric.us_vs_them, rhetoric.blame_shifting, rhetoric.demand_urgency, rhetoric.rhetorical_questions,
)  # fmt: skip


def check(measure: Measure, text: str) -> None:
    """Spans slice to their text, counts can be recounted, values lie in their intervals."""
    for evidence in (*measure.evidence, *measure.vetoed):
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.start < evidence.end
        assert 0 < evidence.score <= 1
        assert evidence.label in measure.metric.labels
    recounted = [evidence.label for evidence in measure.evidence]
    assert {label: recounted.count(label) for label in measure.metric.labels} == dict(measure.counts)
    assert all(evidence.veto is None for evidence in measure.evidence)
    assert all(evidence.veto for evidence in measure.vetoed)
    for fraction in measure.fractions.values():
        interval = fraction.ci()
        assert (interval is None) <= (fraction.value is None or fraction.unit == "mean, 0..1")
        if interval is not None and fraction.value is not None:
            assert interval.low - 1e-9 <= fraction.value <= interval.high + 1e-9


@given(any_text)
@settings(max_examples=150)
def test_functions_on_any_text(text: str) -> None:
    """No text raises, and evidence can be found and recounted."""
    for function in FUNCTIONS:
        check(function(text), text)


@given(any_text, st.sampled_from(["article", "speech", "transcript"]))
@settings(max_examples=150)
def test_reports_on_any_text(text: str, form: rhetoric.report.Form) -> None:
    """No text raises in any form; quotes slice to their text."""
    report = rhetoric.analyze(text, form=form)
    assert report.text == text
    for quote in report.quotes:
        assert text[quote.start : quote.end] == quote.text
    for profile in report.profiles():
        for measure in profile.measures.values():
            check(measure, text)


@given(sentences)
@settings(max_examples=60)
def test_twice_the_text_doubles_every_count(text: str) -> None:
    """text + text doubles every count and keeps every share."""
    for function in FUNCTIONS:
        once, twice = function(text), function(f"{text}\n\n{text}")
        assert dict(twice.counts) == {label: 2 * count for label, count in once.counts.items()}
        assert (twice.words, twice.sentences) == (2 * once.words, 2 * once.sentences)
        for name, value in once.fractions.items():
            if value.unit not in ("count", "log2 ratio") and value.value is not None:
                assert twice.fractions[name].value == pytest.approx(value.value)


@given(sentences, st.sampled_from(["A dry week followed.", "The council met again.", "Rain fell on the harbour."]))
@settings(max_examples=40)
def test_narration_moves_offsets_only(words: str, narration: str) -> None:
    """Unquoted prose before a quote shifts its evidence and changes no count."""
    article = f'"{words}" Mayor Ines Calder said.'
    plain = rhetoric.analyze(article)["Calder"]
    moved = rhetoric.analyze(f"{narration}\n\n{article}")["Calder"]
    shift = len(narration) + 2
    for metric, measure in plain.measures.items():
        assert dict(moved[metric].counts) == dict(measure.counts)
        assert [evidence.start + shift for evidence in measure.evidence] == [e.start for e in moved[metric].evidence]


@given(sentences)
@settings(max_examples=40)
def test_curly_and_straight_marks_agree(words: str) -> None:
    """Curly marks and apostrophes give the same evidence as straight ones."""
    straight = rhetoric.analyze(f'"{words}" Mayor Ines Calder said.')["Calder"]
    curly = rhetoric.analyze(f"“{words.replace(chr(39), '’')}” Mayor Ines Calder said.")["Calder"]
    for metric, measure in straight.measures.items():
        found = [(evidence.start, evidence.end, evidence.label) for evidence in measure.evidence]
        assert found == [(evidence.start, evidence.end, evidence.label) for evidence in curly[metric].evidence]


@given(st.lists(sentences, max_size=6), st.integers(1, 400))
@example(["IT IS ALL OURS NOW", "US won it."], 400)  # capitals say nothing of the next text
@settings(max_examples=40)
def test_batches_change_nothing(texts: list[str], size: int) -> None:
    """Many texts read together give what each gives alone, whatever the size of the batch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rhetoric.corpus.BATCH", size)
        many = list(rhetoric.analyze_many(texts, form="speech"))
    for text, report in zip(texts, many, strict=True):
        alone = rhetoric.analyze(text, form="speech")
        assert report["speaker"] == alone["speaker"]


@given(st.lists(sentences, max_size=8), st.integers(1, 200), st.sampled_from(["speech", "article"]))
@settings(max_examples=40)
def test_long_texts_are_read_in_parts(paragraphs: list[str], size: int, form: Any) -> None:
    """Where a long text is parted changes nothing."""
    text = "\n\n".join(f'"{one}" Ana Silva said.' if form == "article" else one for one in paragraphs)
    whole = rhetoric.analyze(text, form=form, out_group="they")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rhetoric.pipeline.BATCH", size)
        parted = rhetoric.analyze(text, form=form, out_group="they")
    assert parted.speakers == whole.speakers
    for one, other in zip(parted.profiles(), whole.profiles(), strict=True):
        assert one.us_vs_them.bootstrap(fraction="us_rate") == other.us_vs_them.bootstrap(fraction="us_rate")


@given(st.lists(st.lists(st.tuples(st.sampled_from("AB"), sentences), max_size=4), max_size=4))
@settings(max_examples=40)
def test_transcripts_read_together_stay_apart(transcripts: list[list[tuple[str, str]]]) -> None:
    """What is said in one transcript answers nothing in the one read before it."""
    for turns, report in zip(transcripts, rhetoric.analyze_many(transcripts, form="transcript"), strict=True):
        assert report.speakers == rhetoric.analyze(turns, form="transcript").speakers


def test_hash_seed_changes_nothing() -> None:
    """The same text gives the same report in processes with different hash seeds."""
    program = (
        "import rhetoric, json; r = rhetoric.analyze('\"They lied to us. You must go now,\" Ann Lee said.');"
        "print(json.dumps(r.to_dict()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "424242")
    }  # fmt: skip
    assert len(outputs) == 1


@given(any_text)
def test_no_marks_no_pairs(text: str) -> None:
    """Where the quick look sees no quotation mark, the thorough one finds no pair."""
    assert has_marks(text, 0, len(text)) or not pair_marks(text)
