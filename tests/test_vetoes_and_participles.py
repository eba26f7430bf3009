"""Words in -ed, vetoes that lead up to a hit, and overlaps: small additions to the grammar."""

from rhetoric.grammar import Grammar, Match, Pieces, Stream
from rhetoric.lexicon import parse_lexicon
from rhetoric.spans import Span
from rhetoric.text import Text

LEXICON = b"""
[lexicon]
format = 1
id = "en.trial"
version = "1"
licence = "CC0-1.0"
language = "en"
sources = ["project"]

[words]
clause_opener = "and"
known = "walked"

[[cue]]
id = "past"
label = "past"
pattern = "they {ed_form}"
source = "project"
veto = ["condition"]
yes = ["they walked"]
no = ["they need"]

[[veto]]
id = "condition"
pattern = "if"
scope = "before"
reason = "is a condition"
"""
GRAMMAR = Grammar([parse_lexicon(LEXICON, "trial.toml")])


def matches(text: str) -> list[Match]:
    stream = Stream(Text(text), Pieces.of([[Span(0, len(text))]]), GRAMMAR.alphabet)
    return GRAMMAR.matches(stream, "en.trial")


def test_known_and_unknown_words_in_ed() -> None:
    assert [match.veto for match in matches("they walked. they jumped. they internationalised it.")] == [None] * 3


def test_short_words_capitals_and_longer_endings_are_no_participles() -> None:
    assert matches("they need. they feed. they Rudolfed. they edit.") == []


def test_a_veto_before_takes_back_only_what_follows_it() -> None:
    assert [match.veto for match in matches("if they walked")] == ["condition"]
    assert [match.veto for match in matches("they walked if")] == [None]


def test_one_long_sentence_is_read_in_full() -> None:
    found = matches("they walked and then " * 5000)
    assert len(found) == 5000
