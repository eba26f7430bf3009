"""Bad input gets a clear error: what, where, what was given, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rhetoric

FUNCTIONS = [
    rhetoric.us_vs_them, rhetoric.blame_shifting, rhetoric.demand_urgency, rhetoric.rhetorical_questions,
    rhetoric.analyze, rhetoric.find_quotes, rhetoric.find_indirect, rhetoric.readability,
]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
@pytest.mark.parametrize(
    ("value", "told"), [(b"They lied.", "decode"), (None, "None"), (3, "int"), (["They lied."], "list")]
)
def test_what_is_no_text(function: Any, value: object, told: str) -> None:
    """Bytes, None, numbers and lists are refused by name, with what to do."""
    with pytest.raises(rhetoric.InputError, match=told) as caught:
        function(value)
    assert function.__name__ in str(caught.value)
    assert isinstance(caught.value, TypeError)


def test_unknown_form() -> None:
    """An unknown form is named, and the known ones are listed."""
    with pytest.raises(rhetoric.OptionError, match="'letter'; use one of: article, speech, transcript"):
        rhetoric.analyze("We won.", form="letter")  # type: ignore[arg-type]


def test_unknown_metric() -> None:
    """An unknown metric is named, and the known ones are listed."""
    with pytest.raises(rhetoric.OptionError, match="'blame'; use one of: us_vs_them, blame_shifting"):
        rhetoric.analyze("We won.", metrics=["blame"])
    report = rhetoric.analyze("We won.", form="speech")
    with pytest.raises(rhetoric.RhetoricError, match="'blame'.* us_vs_them, blame_shifting"):
        report["speaker"]["blame"]
    with pytest.raises(rhetoric.OptionError, match="'blame'"):
        rhetoric.kwic(report, "blame")


def test_unknown_attribution() -> None:
    """An unknown strictness is named, and the known ones are listed."""
    with pytest.raises(rhetoric.OptionError, match="'strict'; use one of: explicit"):
        rhetoric.analyze("We won.", attribution="strict")  # type: ignore[arg-type]


def test_unknown_and_ambiguous_speaker() -> None:
    """A speaker who is not there, or a name that fits two, gets the list of those who are."""
    report = rhetoric.analyze([("Ann Lee", "We won."), ("Bob Lee", "They lost.")], form="transcript")
    with pytest.raises(rhetoric.SpeakerError, match="nobody named 'Cora'.*Ann Lee, Bob Lee"):
        report["Cora"]
    with pytest.raises(rhetoric.SpeakerError, match="'Lee' fits Ann Lee and Bob Lee"):
        report["Lee"]
    assert report["Ann"].speaker == "Ann Lee"


@pytest.mark.parametrize("turns", [["A", "B"], [("A", 3)], [("A", "x", "y")], [None]])
def test_turns_that_are_none(turns: Any) -> None:
    """What is no list of pairs of strings is refused."""
    with pytest.raises(rhetoric.InputError):
        rhetoric.analyze(turns, form="transcript")


def test_unknown_fraction_and_level() -> None:
    """A fraction that does not exist and a level outside 0..1 are refused."""
    measure = rhetoric.us_vs_them("We won.")
    with pytest.raises(rhetoric.OptionError, match="no fraction 'odds'; it has: ratio"):
        measure.ci(fraction="odds")
    with pytest.raises(rhetoric.OptionError, match=r"write 0\.95"):
        measure.ci(95)


class Frame:
    """A data frame, as pandas and Polars have them: it gives the names of its columns."""

    columns = ("text",)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("We won.", "pass a list"),
        (b"We won.", "pass a list"),
        ({"id7": "We won."}, r"pass its \.values\(\)"),
        (Frame(), r"such as df\['"),
        (5, "got int"),
    ],
)
def test_what_is_not_many(given: Any, told: str) -> None:
    """A single text, and what gives keys or names of columns, is a mistake, not a list of texts or names."""
    with pytest.raises(rhetoric.InputError, match=told):
        rhetoric.analyze_many(given)
    with pytest.raises(rhetoric.InputError, match=told):
        rhetoric.analyze_many(["We won."], names=given)
    with pytest.raises(rhetoric.InputError, match="got NoneType"):
        rhetoric.analyze_many(None)  # type: ignore[arg-type]


def test_bad_text_among_many() -> None:
    """The message of a bad text among many gives its number."""
    with pytest.raises(rhetoric.InputError, match="text 1"):
        list(rhetoric.analyze_many(["We won.", None]))  # type: ignore[list-item]


def test_groups_that_are_no_names() -> None:
    """Names of groups are strings."""
    with pytest.raises(rhetoric.InputError, match="take a name or several"):
        rhetoric.us_vs_them("We won.", out_group=[1])  # type: ignore[list-item]


def test_pool_of_nothing() -> None:
    """Pooling nobody says so."""
    with pytest.raises(rhetoric.OptionError, match="no report"):
        rhetoric.pool([])


LEXICON = """
[lexicon]
format = 1
id = "en.test"
version = "1"
licence = "MIT"
language = "en"
sources = []
[metric]
name = "test"
[[cue]]
id = "a"
label = "x"
pattern = "hello"
source = "project"
yes = ["Hello there."]
no = ["Bye."]
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("format = 1", "format = 9"), "format 9"),
        (('id = "a"', 'id = "a"\ncolour = "red"'), "cue 'a': unknown key 'colour'"),
        (('label = "x"', ""), "cue 'a': 'label' is missing"),
        (('yes = ["Hello there."]', 'yes = ["Goodbye."]'), "en.test/a misses: Goodbye"),
        (('no = ["Bye."]', 'no = ["Hello!"]'), "en.test/a finds: Hello!"),
        (('no = ["Bye."]', "no = []"), "at least one 'yes' and one 'no'"),
        (('pattern = "hello"', 'pattern = "{nonesuch}"'), "unknown category or phrase {nonesuch}"),
        (('pattern = "hello"', 'pattern = "(hello"'), "never closed"),
        (('pattern = "hello"', 'pattern = "hello)"'), "never opened"),
        (('pattern = "hello"', 'pattern = "~2"'), "no word that it always needs"),
        (('pattern = "hello"', 'pattern = "hello ~99"'), "wider than"),
        (('name = "test"', 'name = "a test"'), "identifier"),
        (('name = "test"', 'name = "test"\nfraction = [{name = "f", above = ["y"]}]'), "labels of the file's cues"),
        (("[metric]", "[metrics]"), "unknown key 'metrics'"),
        (("[metric]", "[words]\nwe_form = 'yours'\n[metric]"), "'we_form' stands in en.common too"),
        (("[lexicon]", "[[lexicon"), "not a TOML file"),
        (("[lexicon]", "[[lexicon]]"), "[lexicon]: needs a table"),
        (('version = "1"', "version = 1"), "[lexicon], 'version': needs a string, got 1"),
        (('language = "en"', 'language = "de"'), "language 'de' is not known; this version reads: en"),
        (("[[cue]]", "[cue]"), "[[cue]]: needs two brackets"),
        (("\n[lexicon]", 'words = ["a"]\n[lexicon]'), "[words]: needs a table"),
        (("[metric]", "[phrases]\nx = 5\n[metric]"), "phrase 'x': needs a string"),
        (('id = "a"', "id = 5"), "cue 5, 'id': needs a string"),
        (('label = "x"', "label = 5"), "cue 'a', 'label': needs a string"),
        (('pattern = "hello"', "pattern = 5"), "cue 'a', 'pattern': needs a string"),
        (('source = "project"', 'source = "nobody1999"'), "source 'nobody1999' is not among 'sources'"),
        (('id = "a"', 'id = "a"\ndetail = 5'), "cue 'a', 'detail': needs a table"),
        (('id = "a"', 'id = "a"\nscore = true'), "'score' must lie in (0, 1]"),
        (("[[cue]]", "[[veto]]\nid = 1\npattern = 'x'\nreason = 'y'\n[[cue]]"), "veto 1, 'id': needs a string"),
        (("[metric]", "[metric]\nfraction = 5"), "a fraction needs two brackets"),
        (("[metric]", "[metric]\nfraction = [{name = 5, above = ['x']}]"), "fraction 5, 'name': needs a string"),
        (("[metric]", f"[metric]\nfraction = [{', '.join(2 * ['{name = chr, above = [chr]}'])}]".replace("chr", "'x'")),
         "fraction x: two are called so"),
    ],
)
def test_lexicon_mistakes(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    """Each mistake in a lexicon file is named with the file and the entry."""
    path = tmp_path / "test.toml"
    path.write_text(LEXICON.replace(*change), "utf-8")
    with pytest.raises(rhetoric.LexiconError) as caught:
        rhetoric.load_metric(path)
    assert "test.toml" in str(caught.value)
    assert told in str(caught.value)


def test_missing_lexicon() -> None:
    """A file that is not there is named."""
    with pytest.raises(rhetoric.LexiconError, match="nowhere.toml"):
        rhetoric.load_metric("nowhere.toml")


@pytest.mark.parametrize("aliases", [{"Dunne": ""}, {"Dunne": "\t"}, {"": "Dunne"}])
def test_blank_aliases(aliases: dict[str, str]) -> None:
    """A blank name would take words away from everybody."""
    with pytest.raises(rhetoric.OptionError, match="aliases takes name to name"):
        rhetoric.analyze('"We won," Dunne said.', aliases=aliases)


REPORT = rhetoric.analyze("We won. You must go.", form="speech")
MEASURE = REPORT["speaker"].us_vs_them


@pytest.mark.parametrize(
    ("call", "got"),
    [
        (lambda: rhetoric.compare(REPORT["speaker"], REPORT["speaker"]), "compare.*got Profile"),  # type: ignore[arg-type]
        (lambda: rhetoric.compare(MEASURE, 1), "compare.*got int"),  # type: ignore[arg-type]
        (lambda: rhetoric.table(REPORT["speaker"]), "table.*got Profile"),  # type: ignore[arg-type]
        (lambda: rhetoric.to_html(REPORT["speaker"]), "to_html.*got Profile"),  # type: ignore[arg-type]
        (lambda: rhetoric.kwic(None), "kwic.*got NoneType"),  # type: ignore[arg-type]
        (lambda: rhetoric.cite(3), "cite.*got int"),  # type: ignore[arg-type]
        (lambda: rhetoric.pool(None), "pool.*got NoneType"),  # type: ignore[arg-type]
        (lambda: rhetoric.pool(REPORT), "pool.*got Report"),  # type: ignore[arg-type]
        (lambda: rhetoric.pool([3]), "pool.*got int"),  # type: ignore[list-item]
        (lambda: rhetoric.from_sums(None), "from_sums.*got NoneType"),  # type: ignore[arg-type]
        (lambda: rhetoric.load_metric(None), "load_metric.*got NoneType"),  # type: ignore[arg-type]
        (lambda: rhetoric.load_parties(None), "load_parties.*got NoneType"),  # type: ignore[arg-type]
    ],
)
def test_values_of_the_wrong_type(call: Any, got: str) -> None:
    """Whatever is given in the place of something else is refused by its type."""
    with pytest.raises(rhetoric.InputError, match=got):
        call()


@pytest.mark.parametrize("options", [{"resamples": 10.5}, {"resamples": 0}, {"seed": -1}, {"seed": "x"}])
def test_bootstraps_that_are_none(options: Any) -> None:
    """Samples and seeds are whole numbers."""
    with pytest.raises(rhetoric.OptionError, match=f"{next(iter(options))} is a whole number from"):
        MEASURE.bootstrap(fraction="us_rate", **options)


def test_kwic_ignores_nothing() -> None:
    """A metric or a speaker that what is shown cannot have is refused."""
    assert rhetoric.kwic(MEASURE, "us_vs_them") == rhetoric.kwic(MEASURE)
    with pytest.raises(rhetoric.OptionError, match="unknown metric 'blame_shifting'; use one of: us_vs_them"):
        rhetoric.kwic(MEASURE, "blame_shifting")
    for what in (MEASURE, REPORT["speaker"]):
        with pytest.raises(rhetoric.OptionError, match="speaker='Bob' is for a report or a pool"):
            rhetoric.kwic(what, speaker="Bob")


def test_a_mark_of_byte_order(tmp_path: Path) -> None:
    """Some editors write one at the beginning of a file."""
    (tmp_path / "test.toml").write_text(LEXICON, "utf-8-sig")
    assert rhetoric.load_metric(tmp_path / "test.toml").metric.id == "test"
