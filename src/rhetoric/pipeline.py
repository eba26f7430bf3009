"""From voices to measures: texts are read together, and each hit goes back to the voice that spoke it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import regex
from attrs import field, frozen

from rhetoric.errors import OptionError
from rhetoric.grammar import Grammar, Pieces, Stream
from rhetoric.lexicon import Lexicon, shipped_lexicon
from rhetoric.measures import Measure
from rhetoric.metrics import METRICS, Hit, Metric, Reading
from rhetoric.parties import Names, Parties, names
from rhetoric.spans import Record, Span
from rhetoric.text import Text
from rhetoric.voices.model import Speech

__all__ = ["Names", "Options", "measure_speeches"]

_BREAK = "\n\n"  # between texts that are read together


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


@cache
def grammar_of(own: tuple[Lexicon, ...] = ()) -> Grammar:
    """Return the grammar of the shipped lexicons and the caller's own, built once."""
    shipped = [shipped_lexicon(name) for name in ("common", *(metric.id for metric in METRICS))]
    return Grammar([*shipped, *own])


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
    spans = [[Span(span.start + base, span.end + base) for span in speech.spans]
             for speech, base in zip(speeches, bases, strict=True)]  # fmt: skip
    grammar = grammar_of(options.lexicons)
    text = Text(joined)
    stream = Stream(text, Pieces.of(spans), grammar.alphabet, _named_groups(joined, speeches, spans, options))
    numbers = [number for number, document in enumerate(documents) for _ in document]
    parties = [options.parties.party_of(speech.speaker) for speech in speeches]
    sides = [(number, party) for number, party in zip(numbers, parties, strict=True) if party]
    several = {number for number, count in Counter(number for number, _ in set(sides)).items() if count > 1}
    opposed = {voice for voice, number in enumerate(numbers) if parties[voice] and number in several}
    reading = Reading(stream, grammar, options.dialogue, numbers, opposed)
    words, sentences = (column.tolist() for column in stream.counts(len(speeches)))
    results: list[dict[str, Measure]] = [{} for _ in speeches]
    for metric in options.metrics:
        own: list[list[Hit]] = [[] for _ in speeches]
        counts = [dict.fromkeys(metric.labels, 0) for _ in speeches]
        for hit in metric.find(reading):
            own[hit.voice].append(hit)
            if hit.veto is None:
                counts[hit.voice][hit.label] += 1
        for voice, speech in enumerate(speeches):
            results[voice][metric.id] = Measure(
                metric,
                Record(counts[voice]),
                words[voice],
                sentences[voice],
                speech.text,
                speech.speaker,
                hits=own[voice],
                base=bases[voice],
            )
    in_order = iter(results)
    return [[next(in_order) for _ in document] for document in documents]


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
