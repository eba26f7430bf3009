"""Quotation marks -> quotes -> speakers -> speech; articles, transcripts, plain speeches."""

from rhetoric.voices.model import Attribution, Quote, Speech, Turn
from rhetoric.voices.quotes import find_quotes
from rhetoric.voices.speech import plain, speeches
from rhetoric.voices.transcript import join_turns, read_transcript

__all__ = [
    "Attribution",
    "Quote",
    "Speech",
    "Turn",
    "find_quotes",
    "join_turns",
    "plain",
    "read_transcript",
    "speeches",
]
