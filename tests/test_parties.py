"""Parties: each speaker has a side of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import rhetoric

PARTIES = {"Norland": ["Norland", "Norlanders"], "Sudria": ["Sudria", "the southern government"]}
SPEAKERS = {"Ana Silva": "Norland", "Berg": "Sudria"}
ARTICLE = """
"Norland never shot first. The southern government did," Minister Ana Silva said.

"Sudria wants peace. Norlanders burned our bridge," Jon Berg said.

"The market will decide," trader Lou Marsh said. "Norland and Sudria both trade here."
"""


def counts(profile: rhetoric.Profile) -> tuple[int, int]:
    """Return the mentions of us and of them."""
    return profile.us_vs_them.counts["us"], profile.us_vs_them.counts["them"]


def test_each_speaker_has_a_side() -> None:
    """The same name is us for one speaker and them for the other; who stands for nobody has neither."""
    report = rhetoric.analyze(ARTICLE, parties=PARTIES, speaker_group=SPEAKERS)
    assert counts(report["Silva"]) == (1, 1)
    assert counts(report["Berg"]) == (2, 1)  # Sudria, our; Norlanders
    assert counts(report["Marsh"]) == (0, 0)
    assert report["Silva"].us_vs_them.groups == {"us": {"Norland": 1}, "them": {"The southern government": 1}}
    assert report.provenance.options["parties"]["speakers"] == SPEAKERS


def test_own_party_denies() -> None:
    """What a delegate says of the own country in the third person is the speaker's own side."""
    words = "Norland has never attacked anyone. Sudria attacked our ships."
    report = rhetoric.analyze(words, form="speech", speaker="The delegate", parties=PARTIES, speaker_group="Norland")
    assert report["delegate"].blame_shifting.counts["denial"] == 1
    assert report["delegate"].blame_shifting.counts["shift"] == 2
    assert report["delegate"].blame_shifting.targets == {"Sudria": 1}


def test_one_name_is_enough() -> None:
    """A speaker's group without parties is the name of the own side."""
    alone = rhetoric.analyze("Norland kept its word.", form="speech", speaker_group="Norland")
    assert counts(alone["speaker"]) == (1, 0)


def test_transcripts_and_many_texts() -> None:
    """Labels in capitals find their party; a batch gives what each text gives alone."""
    turns = "ANA SILVA: Norland will answer.\nMR BERG: Norland lies."
    report = rhetoric.analyze(turns, form="transcript", parties=PARTIES, speaker_group=SPEAKERS)
    assert counts(report["ANA SILVA"]) == (1, 0)
    assert counts(report["MR BERG"]) == (0, 1)
    many = list(rhetoric.analyze_many([ARTICLE, ""], parties=PARTIES, speaker_group=SPEAKERS))
    assert many[0].speakers == rhetoric.analyze(ARTICLE, parties=PARTIES, speaker_group=SPEAKERS).speakers


def test_the_longest_listed_name_decides() -> None:
    """A whole name goes before a part of it that another speaker shares."""
    parties = rhetoric.Parties.of(PARTIES, {"Berg": "Sudria", "Eva Berg": "Norland"})
    assert parties.party_of("Minister Eva Berg") == "Norland"
    assert parties.party_of("Jon Berg") == "Sudria"
    assert parties.party_of("Bergson") is None
    assert parties.party_of(None) is None


def test_from_a_file(tmp_path: Path) -> None:
    """A TOML file gives the same as two mappings."""
    file = tmp_path / "parties.toml"
    lines = [f"{party} = {names}" for party, names in PARTIES.items()]
    file.write_text("\n".join(["[parties]", *lines, "[speakers]", *(f"'{a}' = '{b}'" for a, b in SPEAKERS.items())]))
    assert rhetoric.load_parties(file) == rhetoric.Parties.of(PARTIES, SPEAKERS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[parties]\nA = 'A'\n[speakers]\nEva = 'B'", "unknown party 'B'; use one of: A"),
        ("[party]\nA = 'A'", "give the tables"),
        ("[parties]\nA = 3", "a name or several"),
        ("A =", "no TOML file"),
        ("[parties]\nA = 'x'\nB = 'x'", "stands for 'A' and 'B'"),
        ("[parties]\nA = []", "has no names"),
    ],
)
def test_bad_files(tmp_path: Path, text: str, message: str) -> None:
    """A file that is no list of parties is refused by name."""
    (tmp_path / "p.toml").write_text(text)
    with pytest.raises(rhetoric.RhetoricError, match=message) as error:
        rhetoric.load_parties(tmp_path / "p.toml")
    assert "p.toml" in str(error.value)


def test_bad_options() -> None:
    """Parties that do not fit together are refused."""
    with pytest.raises(rhetoric.InputError, match="mapping of party to names"):
        rhetoric.analyze("", parties=["Norland"])  # type: ignore[arg-type]
    with pytest.raises(rhetoric.InputError, match="mapping of speaker to party"):
        rhetoric.analyze("", parties=PARTIES, speaker_group=3)  # type: ignore[arg-type]
    for blank in ("", " "):
        with pytest.raises(rhetoric.OptionError, match="leave it out for none"):
            rhetoric.analyze("We won.", form="speech", speaker_group=blank)
    with pytest.raises(rhetoric.OptionError, match="unknown party 'Ostland'"):
        rhetoric.analyze("", parties=PARTIES, speaker_group={"Silva": "Ostland"})
    with pytest.raises(rhetoric.OptionError, match="unknown party 'Norlnd'; use one of: Norland, Sudria"):
        rhetoric.analyze("Norland left.", form="speech", parties=PARTIES, speaker_group="Norlnd")
    with pytest.raises(rhetoric.InputError, match="speaker_group take a name or several"):
        rhetoric.analyze("Norland left.", form="speech", parties=PARTIES, speaker_group={"": "Norland"})
    sides = {"A": "Norland", "B": "Sudria"}
    with pytest.raises(rhetoric.OptionError, match="on the own side and on the other"):
        rhetoric.analyze(ARTICLE, in_group="Sudria", parties=sides, speaker_group={"Silva": "A"})
    with pytest.raises(rhetoric.OptionError, match="give parties= too"):
        rhetoric.analyze(ARTICLE, speaker_group={"Silva": "A"})
    with pytest.raises(rhetoric.InputError, match="no-such"):
        rhetoric.load_parties("no-such-file.toml")
