"""Words and sentences: golden cases, each with the phenomenon it stands for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.text import Text, WordTable
from rhetoric.text.tokens import WORD

CASES = tomllib.loads((Path(__file__).parent / "cases" / "text.toml").read_text("utf-8"))["case"]


def words(text: str) -> list[str]:
    """Return the words of a text."""
    read = Text(text)
    pairs = zip(read.starts, read.ends, read.kind, strict=True)
    return [text[start:end] for start, end, kind in pairs if kind == WORD]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, from the first to the last token."""
    read = Text(text)
    return [
        text[read.starts[own[0]] : read.ends[own[-1]]]
        for number in range(int(read.sentence[-1]) + 1 if len(read) else 0)
        if len(own := [at for at in range(len(read)) if read.sentence[at] == number])
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, object]) -> None:
    """The words or the sentences are those of the case."""
    text = str(case["text"])
    if "words" in case:
        assert words(text) == case["words"], case["comment"]
    if "sentences" in case:
        assert sentences(text) == case["sentences"], case["comment"]


@given(st.text(max_size=300))
def test_tokens_cover_all_letters(text: str) -> None:
    """Tokens are ordered, never empty, and hold every letter and digit that is not an apostrophe."""
    read = Text(text)
    covered = set()
    last = 0
    for start, end in zip(read.starts.tolist(), read.ends.tolist(), strict=True):
        assert last <= start < end
        last = end
        covered.update(range(start, end))
    assert {match.start() for match in regex.finditer(r"[\p{L}\p{N}--ʼ]", text, regex.V1)} <= covered


ENTRIES = st.lists(st.text("abcdefghé'", min_size=1, max_size=24), unique=True, min_size=1)


@given(ENTRIES, st.text("abcdefghé' ", max_size=60))
def test_word_table_is_exact(entries: list[str], text: str) -> None:
    """A word has a number exactly when it is in the list."""
    entries = [entry for entry in entries if words(entry) == [entry]] or ["zzz"]
    table, read = WordTable(entries), Text(text)
    found = table.numbers(read.keys)
    for start, end, number in zip(read.starts, read.ends, found, strict=True):
        word = text[start:end]
        assert (entries[number - 1] == word) if number else word not in entries
