"""Quotation marks -> quotes -> speakers -> speech; articles, transcripts, plain speeches."""

from rhetoric.voices.indirect import find_indirect
from rhetoric.voices.model import Attribution, Indirect, Quote, Speech, Turn
from rhetoric.voices.quotes import find_quotes, quotes_of
from rhetoric.voices.speech import plain, speeches
from rhetoric.voices.transcript import join_turns, read_transcript

__all__ = [
    "Attribution",
    "Indirect",
    "Quote",
    "Speech",
    "Turn",
    "find_indirect",
    "find_quotes",
    "join_turns",
    "plain",
    "quotes_of",
    "read_transcript",
    "speeches",
]
