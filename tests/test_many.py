"""Many texts: what a bad one costs, names, interruption, memory, and sums that were made elsewhere."""

from __future__ import annotations

import random
import tracemalloc
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count, islice, repeat
from multiprocessing import get_context
from typing import Any

import attrs
import numpy as np
import pytest
from corpora import articles

import rhetoric
from rhetoric.intervals import clustered
from rhetoric.metrics.base import Fraction
from rhetoric.sums import columns, integers


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the engine fail on texts with a word that stands for a bug nobody knows of."""
    from rhetoric import analysis

    read = analysis.Analyst.read

    def failing(self: Any, texts: Any, *rest: Any) -> Any:
        if any(isinstance(text, str) and "BUG" in text for text in texts):
            raise ZeroDivisionError("nobody expected this")
        return read(self, texts, *rest)

    monkeypatch.setattr(analysis.Analyst, "read", failing)


@pytest.mark.usefixtures("broken")
def test_bad_texts_become_reports_with_their_error() -> None:
    """With errors="keep" bad texts keep their place, and all others are as they would be alone."""
    texts: list[Any] = [*articles(12, 900, seed=1), None, "a BUG", b"bytes", *articles(5, 900, seed=2)]
    random.Random(3).shuffle(texts)
    reports = list(rhetoric.analyze_many(texts, errors="keep"))
    assert len(reports) == len(texts)
    for at, (text, report) in enumerate(zip(texts, reports, strict=True)):
        assert report.name == str(at)
        if isinstance(text, str) and "BUG" not in text:
            assert report.error is None
            assert report.to_dict() == rhetoric.analyze(text, name=str(at)).to_dict() | {
                "provenance": report.to_dict()["provenance"]
            }
        else:
            assert not report.speakers
            assert list(report.rows()) == []
            assert str(report) == report.error
    said = [report.error for report in reports if report.error]
    assert any("ZeroDivisionError: nobody expected this" in one for one in said)
    assert any("InputError: analyze_many() takes a str, got NoneType" in one for one in said)


@pytest.mark.usefixtures("broken")
def test_a_bad_text_raises_with_its_number_after_those_before_it() -> None:
    """By default the error is raised where the text stands, and says which text it was."""
    reports = rhetoric.analyze_many(["We won.", "They lost.", "a BUG", "We won."], names=list("abcd"))
    assert [report.name for report in islice(reports, 2)] == ["a", "b"]
    with pytest.raises(ZeroDivisionError) as caught:
        next(reports)
    assert caught.value.__notes__ == ["This is analyze_many(), text 2, named 'c'."]


def test_bad_turns_among_many() -> None:
    """Turns that are none are named by text and turn; a text of turns may be an iterator."""
    good = [("A", "Why?"), ("B", "So.")]
    reports = list(rhetoric.analyze_many([iter(good), [("A", 3)], good], form="transcript", errors="keep"))  # type: ignore[list-item]
    assert [list(report.speakers) for report in reports] == [["A", "B"], [], ["A", "B"]]
    assert "turn 0 of a transcript is ('A', 3)" in str(reports[1].error)
    with pytest.raises(rhetoric.InputError, match="text 1: turn 0 of a transcript"):
        list(rhetoric.analyze_many([good, [("A", 3)]], form="transcript"))  # type: ignore[list-item]


def test_no_texts() -> None:
    assert list(rhetoric.analyze_many([])) == list(rhetoric.analyze_many([], names=[], errors="keep")) == []


def test_unknown_way_with_errors() -> None:
    with pytest.raises(rhetoric.OptionError, match="use one of: raise, keep"):
        rhetoric.analyze_many([], errors="ignore")  # type: ignore[arg-type]


@pytest.mark.parametrize(("texts", "names", "said"), [
    (["a", "b"], ["x"], "got 1 names and more texts"),
    (["a"], ["x", "y", "z"], "got 1 texts and more names"),
    ([], iter(["x"]), "got 0 texts and more names"),
])  # fmt: skip
def test_names_without_texts_and_texts_without_names(texts: list[str], names: Any, said: str) -> None:
    """Each text needs one name."""
    with pytest.raises(rhetoric.InputError, match=said):
        list(rhetoric.analyze_many(texts, names=names))
    with pytest.raises(rhetoric.InputError, match="several names"):
        rhetoric.analyze_many(["a"], names="x")


PARTIES = {"Norland": "Norland", "Sudria": "Sudria"}


def test_speakers_of_many_speeches() -> None:
    """Each speech has its speaker, for pooling and for the sides; it is as it would be alone."""
    texts, speakers = ["Norland left.", "We won.", "It rained.", "Norland won."], ["Ann Lee", " ", None, "Bo Berg"]
    options: dict[str, Any] = {"form": "speech", "parties": PARTIES, "speaker_group": {"Lee": "Sudria"}}
    reports = list(rhetoric.analyze_many(texts, names=list("abcd"), speakers=iter(speakers), **options))
    assert [list(report.speakers) for report in reports] == [["Ann Lee"], ["speaker"], ["speaker"], ["Bo Berg"]]
    assert [report.name for report in reports] == list("abcd")
    alone = rhetoric.analyze(texts[0], speaker="Ann Lee", name="a", **options)
    assert reports[0].speakers == alone.speakers
    assert reports[0]["Lee"].us_vs_them.counts["them"] == 1
    assert reports[3]["Berg"].us_vs_them.counts["them"] == 0
    pooled = rhetoric.pool(reports)["speaker"]
    assert (pooled.words, pooled.speaker) == (4, None)
    assert {row["speaker"] for rows in (pooled.rows(), pooled.evidence_rows()) for row in rows} == {None}


def test_speakers_that_do_not_fit() -> None:
    """There are as many speakers as speeches, each is a name, and only speeches are given by one."""
    with pytest.raises(rhetoric.InputError, match="got 1 speakers and more texts"):
        list(rhetoric.analyze_many(["a", "b"], form="speech", speakers=["A"]))
    with pytest.raises(rhetoric.InputError, match="got 1 texts and more names"):
        list(rhetoric.analyze_many(["a"], form="speech", speakers=["A", "B"], names=["a", "b"]))
    with pytest.raises(rhetoric.InputError, match="text 1, speaker takes a str, got float"):
        list(rhetoric.analyze_many(["a", "b"], form="speech", speakers=["A", float("nan")]))  # type: ignore[list-item]
    with pytest.raises(rhetoric.InputError, match="several speakers, got str"):
        rhetoric.analyze_many(["a"], form="speech", speakers="A")
    with pytest.raises(rhetoric.OptionError, match="speakers give speeches, got form='article'"):
        rhetoric.analyze_many(["a"], speakers=["A"])
    for form in ("article", "transcript"):
        with pytest.raises(rhetoric.OptionError, match=f"who gives a speech, got form='{form}'"):
            rhetoric.analyze("A: We won.", form=form, speaker="Ann Lee")  # type: ignore[arg-type]
        assert rhetoric.analyze("A: We won.", form=form, speaker="")  # type: ignore[arg-type]


def test_an_interrupt_keeps_what_was_done() -> None:
    """A loop that is interrupted has the reports of all batches before."""

    def interrupted() -> Iterator[str]:
        yield from repeat("We won. " * 5000, 22)  # 40 kB: four make a batch
        raise KeyboardInterrupt

    done: list[int] = []
    reports = rhetoric.analyze_many(interrupted(), form="speech")
    with pytest.raises(KeyboardInterrupt):
        done.extend(report["speaker"].words for report in reports)
    assert done == [10_000] * 20


@pytest.mark.parametrize("text", ["We won. They must pay us by Friday! " * 10, ""], ids=["speech", "nothing"])
def test_memory_stays_flat(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless iterator takes no more memory after many batches than after a few, not even one of empty texts."""
    monkeypatch.setattr("rhetoric.corpus.BATCH", 1 << 13)  # as flat as with the real size, and quicker
    reports = rhetoric.analyze_many((text + str(number) for number in count()), form="speech")
    tracemalloc.start()
    try:
        deque(islice(reports, 300), maxlen=0)
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        deque(islice(reports, 300), maxlen=0)
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after < before + 2e6
    assert peak < 20e6


def test_progress_counts_the_texts(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")
    assert len(list(rhetoric.analyze_many(["We won."] * 3, progress=True))) == 3
    assert "3/3" in capsys.readouterr().err


def test_threads_and_processes_change_nothing() -> None:
    """Threads that share everything, and fresh processes, give the same reports."""
    texts = list(articles(20, 1500))
    expected = [rhetoric.analyze(text).to_dict() for text in texts]
    for pool in (ThreadPoolExecutor(4), ProcessPoolExecutor(2, mp_context=get_context("spawn"))):
        with pool:
            assert [report.to_dict() for report in pool.map(rhetoric.analyze, texts)] == expected


def sums_of(reports: list[rhetoric.Report], speaker: str | None = None) -> dict[str, int]:
    """Add up what a database would."""
    profiles = [profile for report in reports for name, profile in report.speakers.items() if speaker in (None, name)]
    return dict(zip(columns(rhetoric.METRICS), map(sum, zip(*map(integers, profiles), strict=True)), strict=True))


def test_sums_of_columns_are_the_pool() -> None:
    """A profile of sums has the values and intervals of the pooled reports, but for those that draw sentences."""
    reports = list(rhetoric.analyze_many(articles(60, 1500, seed=5)))
    pooled = rhetoric.pool(reports)
    for name, profile in [*pooled.speakers.items(), (None, pooled.total)]:
        summed = rhetoric.from_sums(sums_of(reports, name), speaker=name)
        assert (summed.words, summed.sentences, summed.speaker) == (profile.words, profile.sentences, name)
        for metric, measure in profile.measures.items():
            assert dict(summed[metric].counts) == dict(measure.counts)
            assert summed[metric].targets == {}
            for value, other in zip(measure.fractions.values(), summed[metric].fractions.values(), strict=True):
                assert value == other
                means = measure.metric.id == "demand_urgency" and value.unit.startswith("mean")
                assert other.ci() == (None if means else value.ci())
                assert summed[metric].bootstrap(fraction=value.name) is None


def test_sums_may_be_numpys_and_compared() -> None:
    sums = dict.fromkeys(columns(rhetoric.METRICS), np.int64(20)) | {"speaker": "A"}
    profile = rhetoric.from_sums(sums)  # type: ignore[arg-type]
    assert profile.us_vs_them.value == 1
    assert rhetoric.compare(profile.us_vs_them, profile.us_vs_them).ratio == 1


@pytest.mark.parametrize("value", [None, 1.5, -1, "1", "x", float("nan"), float("inf")])
def test_sums_that_are_none(value: Any) -> None:
    """A sum that is missing or no count is refused by its name."""
    with pytest.raises(rhetoric.InputError, match="'words'"):
        rhetoric.from_sums(dict.fromkeys(columns(rhetoric.METRICS), 0) | {"words": value})
    with pytest.raises(rhetoric.InputError, match="no sum 'sentences'"):
        rhetoric.from_sums({"words": 3})


def test_two_columns_of_one_name() -> None:
    """Names that would coincide are refused rather than added up."""
    metric = attrs.evolve(rhetoric.METRICS[0], fractions=(Fraction("a", ("us",), (), "mean", weight="them"),))
    with pytest.raises(rhetoric.OptionError, match="us_vs_them_them"):
        columns([metric])


def test_clustered_is_the_bootstrap_over_texts() -> None:
    """The closed form from six sums comes near the bootstrap over whole texts, and knows its limits."""
    reports = list(rhetoric.analyze_many(articles(200, 1500, seed=6), metrics=["us_vs_them", "demand_urgency"]))
    total = rhetoric.pool(reports).total
    for metric, name in [("us_vs_them", "share"), ("us_vs_them", "us_rate"), ("demand_urgency", "urgency")]:
        measure = total[metric]
        values = [part.value_of(measure.fraction(name)) for part in measure.parts]
        above, below = ([getattr(value, side) for value in values] for side in ("above", "below"))
        pairs = [(above, above), (above, below), (below, below)]
        squares = [sum(a * b for a, b in zip(*pair, strict=True)) for pair in pairs]
        closed = clustered(len(values), sum(above), sum(below), *squares)
        drawn = measure.bootstrap(fraction=name)
        assert closed is not None
        assert drawn is not None
        scale = measure.fractions[name].value / (sum(above) / sum(below))  # type: ignore[operator]
        width = drawn.high - drawn.low
        assert closed.low * scale == pytest.approx(drawn.low, abs=width / 6)
        assert closed.high * scale == pytest.approx(drawn.high, abs=width / 6)
    assert clustered(1, 1, 2, 1, 2, 4) is None
    assert clustered(5, 0, 0, 0, 0, 0) is None
    huge = clustered(np.int64(10**9), np.int64(10**12), np.int64(10**13), *map(np.int64, (10**16, 10**17, 10**18)))
    assert huge is not None
    assert 0.0999 < huge.low <= 0.1 <= huge.high < 0.1001
