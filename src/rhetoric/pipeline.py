"""From voices to measures: texts are read together, and each hit goes back to the voice that spoke it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import regex
from attrs import field, frozen

from rhetoric.errors import OptionError
from rhetoric.grammar import Grammar, Pieces, Stream
from rhetoric.late import late
from rhetoric.lexicon import Lexicon, shipped_lexicon
from rhetoric.measures import Measure
from rhetoric.metrics import METRICS, Hit, Metric, Reading
from rhetoric.parties import Names, Parties, names
from rhetoric.spans import Record, Span
from rhetoric.text import Text
from rhetoric.voices.model import Speech

__all__ = ["BATCH", "Names", "Options", "measure_speeches"]

BATCH = 1 << 17
"""Characters that are read together: the arrays stay in the cache."""
_BREAK = "\n\n"  # between texts that are read together
_GAP = late(r"\n\s*\n")  # between paragraphs


def _apart(in_group: Iterable[str], out_group: Iterable[str]) -> None:
    if both := set(in_group) & set(out_group):
        raise OptionError(f"{min(both)!r} stands on the own side and on the other: give each name to one side.")


@frozen
class Options:
    """What a measurement depends on besides the text and the lexicons."""

    metrics: tuple[Metric, ...] = METRICS
    in_group: tuple[str, ...] = field(default=(), converter=names)
    out_group: tuple[str, ...] = field(default=(), converter=names)
    lexicons: tuple[Lexicon, ...] = ()
    """Those of the caller's own metrics."""
    parties: Parties = field(factory=Parties)
    """The sides of each speaker, beside those for all voices."""
    dialogue: bool = False
    """The voices of a text speak to each other, as in a transcript."""

    def __attrs_post_init__(self) -> None:
        _apart(self.in_group, self.out_group)

    def sides(self, speaker: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of a speaker's own side and of the others."""
        own, others = self.parties.sides(speaker)
        sides = (*self.in_group, *own), (*self.out_group, *others)
        _apart(*sides)
        return sides


def grammar_of(own: Lexicon | None = None) -> Grammar:
    """Return the grammar of the shipped lexicons, or of these and one of the caller's own; built once."""
    return _grammar(own)


@lru_cache(maxsize=64)
def _grammar(own: Lexicon | None) -> Grammar:
    shipped = [shipped_lexicon(name) for name in ("common", *(metric.id for metric in METRICS))]
    return Grammar([*shipped, own] if own else shipped)


@lru_cache(maxsize=256)
def _group_pattern(in_group: tuple[str, ...], out_group: tuple[str, ...]) -> regex.Pattern[str]:
    """Match the names of both sides, the longest first, so that "the West Bank" is no mention of "the West"."""
    sides = [("in_group", name) for name in in_group] + [("out_group", name) for name in out_group]
    branches = []
    for side, name in sorted(sides, key=lambda one: (-len(one[1]), one)):
        first, rest = name.split()[0], name.split()[1:]
        # "the West" also where it opens a sentence, with any white space, and with apostrophes of either shape
        start = f"(?:{regex.escape(first[0])}|{regex.escape(first[0].upper())}){regex.escape(first[1:])}"
        words = r"\s+".join([start, *map(regex.escape, rest)])
        quoted = regex.sub("['’]", "['’]", words)
        branches.append(f"(?P<{side}>{quoted})")
    return regex.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)")


def _named_groups(
    text: str, speeches: Iterable[Speech], spans: Iterable[Iterable[Span]], options: Options
) -> list[tuple[Span, str]]:
    """Find where the words of each speaker name the two sides."""
    found = []
    for speech, own in zip(speeches, spans, strict=True):
        in_group, out_group = options.sides(speech.speaker)
        if in_group or out_group:
            pattern = _group_pattern(in_group, out_group)
            matches = (match for span in own for match in pattern.finditer(text, span.start, span.end))
            found += [(Span(*match.span()), str(match.lastgroup)) for match in matches]
    return found


def measure_speeches(documents: Sequence[Sequence[Speech]], options: Options) -> list[list[dict[str, Measure]]]:
    """
    Measure the voices of many texts at once.

    Parameters
    ----------
    documents
        For each text its voices; the voices of one text share ``Speech.text``.

    Returns
    -------
    list of list of dict
        For each voice of each text its measures by metric id.
    """
    speeches = [speech for document in documents for speech in document]
    bases: list[int] = []
    at = 0
    for document in documents:
        bases += [at] * len(document)
        at += len(document[0].text) + len(_BREAK) if document else 0
    joined = _BREAK.join(document[0].text for document in documents if document)
    numbers = [number for number, document in enumerate(documents) for _ in document]
    parties = [options.parties.party_of(speech.speaker) for speech in speeches]
    sides = [(number, party) for number, party in zip(numbers, parties, strict=True) if party]
    several = {number for number, count in Counter(number for number, _ in set(sides)).items() if count > 1}
    opposed = {voice for voice, number in enumerate(numbers) if parties[voice] and number in several}
    # What a lexicon of the caller's own lists is a known word to its own metric only: it changes no count of others.
    own_lexicons = {lexicon.id: lexicon for lexicon in options.lexicons}
    grammars = {metric.id: grammar_of(own_lexicons.get(metric.lexicon)) for metric in options.metrics}
    counts = np.zeros((2, len(speeches)), np.int64)
    hits: dict[str, list[list[Hit]]] = {metric.id: [[] for _ in speeches] for metric in options.metrics}
    for start, end in _parts(joined, options):
        text = Text(joined[start:end])
        based = zip(speeches, bases, strict=True)
        within = [_clipped(speech.spans, start - base, end - base) for speech, base in based]
        pieces, named = Pieces.of(within), _named_groups(text.text, speeches, within, options)
        readings = {
            grammar: Reading(Stream(text, pieces, grammar.alphabet, named), grammar, options.dialogue, numbers, opposed)
            for grammar in set(grammars.values())
        }
        before = int(counts[1].sum())
        for metric in options.metrics:
            found = hits[metric.id]
            for hit in metric.find(readings[grammars[metric.id]]):
                found[hit.voice].append(hit.moved(start, before) if start else hit)
        counts += next(iter(readings.values())).stream.counts(len(speeches))
    columns = zip(speeches, bases, *counts.tolist(), strict=True)
    results = iter([
        {
            metric.id: _measure(metric, hits[metric.id][voice], words, sentences, speech, base)
            for metric in options.metrics
        }
        for voice, (speech, base, words, sentences) in enumerate(columns)
    ])
    return [[next(results) for _ in document] for document in documents]


def _measure(metric: Metric, hits: Sequence[Hit], words: int, sentences: int, speech: Speech, base: int) -> Measure:
    counts = dict.fromkeys(metric.labels, 0)
    for hit in hits:
        if hit.veto is None:
            counts[hit.label] += 1
    return Measure(metric, Record(counts), words, sentences, speech.text, speech.speaker, hits=hits, base=base)


def _parts(joined: str, options: Options) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a long text begin and end, between paragraphs: only in dialogues rules see further."""
    start = 0
    while not options.dialogue and len(joined) > start + 2 * BATCH and (gap := _GAP.search(joined, start + BATCH)):
        yield start, gap.end()
        start = gap.end()
    yield start, len(joined)


def _clipped(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return what of these stretches lies in a part, as places in it."""
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in spans
        if span.start < end and span.end > start
    ]


def examples_that_fail(lexicon: Lexicon, grammar: Grammar) -> list[str]:
    """Return a line for each ``yes`` example that its cue misses and each ``no`` example that it finds."""
    failures = []
    for cue in lexicon.cues:
        for expected, examples in ((True, cue.yes), (False, cue.no)):
            for example in examples:
                pieces = Pieces.of([[Span(0, len(example))]])
                stream = Stream(Text(example), pieces, grammar.alphabet)
                matches = grammar.matches(stream, lexicon.id, overlapping=True)
                found = any(match.cue.id == cue.id and match.veto is None for match in matches)
                if found is not expected:
                    failures.append(f"{lexicon.id}/{cue.id} {'misses' if expected else 'finds'}: {example}")
    return failures
