"""Where the clause of a demand begins and ends, and what in it is said of something else."""

from __future__ import annotations

import re
from functools import lru_cache

from rhetoric.grammar import Grammar, Match, Stream
from rhetoric.grammar.letters import letter_class, letter_class_outside
from rhetoric.metrics.base import Reading

__all__ = ["aside", "clause_end", "clause_rest", "interrupted", "subject"]


@lru_cache(maxsize=8)
def clause_rest(grammar: Grammar) -> re.Pattern[str]:
    """Return what matches the rest of a clause: words up to punctuation or the opening of the next clause."""
    classes = grammar.alphabet.classes
    word = letter_class_outside(classes("any"))
    joint = f"{letter_class(classes('d_and'))}{letter_class(classes('d_new_subject'))}"
    return re.compile(f"(?:(?!{letter_class(classes('d_clause_break'))}|{joint}){word})*+")


@lru_cache(maxsize=8)
def aside(grammar: Grammar) -> re.Pattern[str]:
    """Return what opens a clause about a thing that a demand names: "the troubles that confront us today"."""
    return grammar.expression("{d_aside}", "en.demand_urgency")


def clause_end(end: int, rest: re.Pattern[str], stream: Stream) -> int:
    """Return where the clause that goes on at a place ends; what two commas enclose directly there belongs to it."""

    def end_of(start: int) -> int:
        found = rest.match(stream.letters, start)
        return found.end() if found else start

    if end_of(end) > end or stream.letters[end] != ",":
        return end_of(end)
    closing = end_of(end + 1)  # "Let us, then, go"
    return end_of(closing + 1) if stream.letters[closing] == "," else end


def subject(start: int, reading: Reading) -> int:
    """Return where the noun phrase that ends at a place begins: at its determiner, if it has one."""
    classes = reading.grammar.alphabet.classes
    for at in range(start - 1, start - 4, -1):
        letter = reading.stream.letters[at]
        if letter not in classes("any") or letter in classes("=that"):  # "I think that Parliament must ..."
            break
        if letter in classes("determiner"):
            return at
    return start


def interrupted(match: Match, stream: Stream) -> str | None:
    """Veto an imperative that opens a stretch in the middle of a sentence: a fragment, or what follows "he said"."""
    start = match.start
    if match.cue.detail.get("form") != "imperative" or start != int(stream.segment_starts[match.segment]):
        return None
    at = match.segment
    goes_on = at > 0 and stream.sentence[at] == stream.sentence[at - 1]
    token, text = int(stream.token[start]), stream.text
    fragment = token > 0 and text.sentence[token] == text.sentence[token - 1] and not text.capital[token]
    handle = text.text[max(0, stream.offsets(start, start + 1)[0] - 1)] in "@#"
    return "goes-on" if goes_on or fragment or handle else None
