"""Cue patterns over words: the letters of a text, the pattern language, and matching."""

from rhetoric.grammar.match import Grammar, Match
from rhetoric.grammar.needs import Present
from rhetoric.grammar.stream import Pieces, Stream

__all__ = ["Grammar", "Match", "Pieces", "Present", "Stream"]
