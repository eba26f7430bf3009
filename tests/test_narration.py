"""The prose around quotes is read once and fast; these are the shortcuts, checked against the long way."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from rhetoric.voices import marks, patterns, signs
from rhetoric.voices.folded import marked, read
from rhetoric.voices.marks import pair_marks

PIECES = [*"“ ” \" ' ‘ ’ '' 5 dogs’ don't word Word . , ( —".split(), " ", "  ", "\n", "\u2029"]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts)
@example('"a" "b" “c” ‘d’')
@example("“‘a’ b” c’ “d”\n“e”")
def test_plain_pairs_are_those_of_the_stack(text: str) -> None:
    """Pairs found by one pattern are the same as those that the stack finds in each paragraph."""
    paragraphs = re.finditer("[^\n\r\u2029]+", text)
    stacked = [pair for found in paragraphs for pair in marks._Paragraph(text, *found.span()).pairs()]
    assert pair_marks(text) == stacked


@given(st.lists(st.one_of(texts, st.just("She said the Mayor told “Élan” Ångström.")), max_size=4))
def test_narrations_are_read_alike_alone_and_together(narrations: list[str]) -> None:
    """Offsets stay, and no narration changes how another is read."""
    for text, together in zip(narrations, read(narrations), strict=True):
        [alone] = read([text])
        assert (together.text, together.read, together.capitals, together.verbs, together.verb_ends) == (
            text, alone.read, alone.capitals, alone.verbs, alone.verb_ends,
        )  # fmt: skip
        assert len(together.read) == len(text)


def test_a_verb_and_a_person_are_one_class_of_letters_each() -> None:
    """Marks stand on listed words only, and verbs and capitals have their places."""
    [narration] = read(["The mayor said no. MAYOR Ann saying sayings Said"])
    assert narration.read == (
        f"The {marked('mayor')} {marked('said')} no. {marked('MAYOR')} Ann {marked('saying')} sayings Said"
    )
    assert [narration.text[start:end] for start, end in zip(narration.verbs, narration.verb_ends, strict=True)] == [
        "said", "saying",
    ]  # fmt: skip
    assert [narration.text[start:][:2] for start in narration.capitals] == ["Th", "MA", "An", "Sa"]


def test_no_pattern_names_a_word_that_is_read_with_a_mark() -> None:
    """A listed word in a pattern has to be written as it is read, or it would never be found."""
    sources = patterns._sources()
    words = {name: re.findall(r"(?:\\ |\\b)([A-Za-z]+)(?=\\|\)|\|)", source) for name, source in sources.items()}
    assert {"if", "who", "by"} <= set().union(*words.values())
    assert {(name, word) for name, found in words.items() for word in found if marked(word) != word} == set()


def test_no_sign_names_a_word_that_is_read_with_a_mark() -> None:
    """The small patterns are compiled before the lists are read, so can name no listed word."""
    over_text = {"NO_LABEL", "KIN"}
    over_read = {name: getattr(signs, name).pattern for name in signs.__all__ if name not in over_text}
    words = {name: re.findall(r"(?<![\\A-Za-z])[A-Za-z]{2,}", pattern) for name, pattern in over_read.items()}
    assert {"that", "before", "earlier"} <= set().union(*words.values())
    assert {(name, word) for name, found in words.items() for word in found if marked(word) != word} == set()
