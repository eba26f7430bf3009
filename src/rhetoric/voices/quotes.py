"""Quotes and who speaks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from rhetoric.errors import a_text
from rhetoric.late import late
from rhetoric.voices.attribution import Surroundings
from rhetoric.voices.candidates import Candidate
from rhetoric.voices.carrying import Carrier
from rhetoric.voices.folded import HIDDEN, Narration, read
from rhetoric.voices.lines import unwrap
from rhetoric.voices.marks import Pair, pair_marks
from rhetoric.voices.model import Attribution, Quote
from rhetoric.voices.names import People
from rhetoric.voices.prose import hide, is_english
from rhetoric.voices.references import References
from rhetoric.voices.sources import Source
from rhetoric.voices.speakers import Speakers

__all__ = ["find_quotes", "quotes_of"]

# Between two paragraphs that answer each other; two blanks at most may end a line.
_TURN = late(r"\n(?:(?<=[\"”’'»]\n)|(?<=[\"”’'»][ \t\r]\n)|(?<=[\"”’'»][ \t\r]{2}\n))\s*+(?=[\"“‘'«]\S)")
_TURNS, _ANSWERED = 3, 0.15  # such places, and their share of the quotes, from which a text is dialogue
_TAIL = 9  # characters that may follow the last word of a quote
_SENTENCE = 15  # characters of a quote that shows which marks a text uses for speech
_PARTING = frozenset({"", *":,.?!\n", HIDDEN})  # what may stand before a quote that is no part of a sentence
_HOW: dict[str, Attribution] = {"name": "explicit", "pronoun": "pronoun", "nominal": "description"}


def find_quotes(text: str, *, aliases: Mapping[str, str] | None = None) -> tuple[Quote, ...]:
    """
    Find the quotes of a text and who speaks them.

    Parameters
    ----------
    text
        An article or any other prose, untouched.
    aliases
        Names to be replaced: ``{"the palace": "Queen Nora"}``.

    Returns
    -------
    tuple of Quote
        In text order, without the marks. Titles, scare quotes and measures are left out. Empty for an empty text.

    Raises
    ------
    InputError
        If ``text`` is not a ``str``.

    Examples
    --------
    >>> import rhetoric
    >>> for quote in rhetoric.find_quotes('"We won," Mayor Ines Calder said. "It was hard," she added.'):
    ...     print(quote.text, quote.speaker, quote.attribution)
    We won, Ines Calder explicit
    It was hard, Ines Calder pronoun

    .. versionadded:: 0.1
    """
    return quotes_of([a_text(text, "find_quotes()")], aliases or {})[0]


def quotes_of(texts: Sequence[str], aliases: Mapping[str, str]) -> list[tuple[Quote, ...]]:
    """Return the quotes of each of many texts, whose narrations are read together."""
    flat = [unwrap(text) for text in texts]
    pairs = [pair_marks(text) for text in flat]
    narrations = [hide(text, own) if own else "" for text, own in zip(flat, pairs, strict=True)]
    articles = zip(texts, flat, read(narrations), pairs, strict=True)
    return [tuple(_Article(*article, aliases).quotes()) if article[-1] else () for article in articles]


class _Article:
    """A text, the same without hard line ends, its pairs of marks, and the prose around them."""

    def __init__(
        self, original: str, text: str, narration: Narration, pairs: Sequence[Pair], aliases: Mapping[str, str]
    ) -> None:
        self.original = original
        self.text = text
        self.narration = narration.text
        self.around = Surroundings(text, narration, pairs)
        self.prose = narration
        self.speakers = Speakers(text, References(People(narration, aliases)))
        # Where most speech stands in double marks, single ones outside of them are emphasis or a headline's.
        long = [pair.single for pair in pairs if pair.end - pair.start > _SENTENCE]
        self.doubles = 2 * sum(long) <= len(long) and bool(long)
        self.candidates = []
        at = line = 0
        for pair in pairs:
            line += text.count("\n", at, pair.start)
            at = pair.start
            self.candidates.append(Candidate(text, pair, line))

    @cached_property
    def dialogue(self) -> bool:
        """Whether the text is one in which people answer each other."""
        turns = len(_TURN.findall(self.text))
        return turns >= _TURNS and turns >= _ANSWERED * len(self.candidates)

    def quotes(self) -> list[Quote]:
        """Return the quotes with their speakers."""
        english = is_english(self.narration)
        for candidate in self.candidates:
            self._attribute(candidate, english)
        kept = [candidate for candidate in self.candidates if self._is_speech(candidate)]
        if english:
            Carrier(self.text, self.prose, self.around, self.speakers).carry(kept)
        return self._resolved(kept)

    def _attribute(self, candidate: Candidate, english: bool) -> None:
        """Find the source of a quote in its own sentence, if the prose is `english`, and whether it is a fragment."""
        pair, narration = candidate.pair, self.narration
        at = pair.start - pair.opening
        lead = narration[at - 1] if at else ""
        if lead.isspace():
            lead = narration[at - 2].strip() if at > 1 else ""
        embedded = lead not in _PARTING
        first = self.text[pair.start : pair.start + 1]
        before = self._find_source(candidate, embedded, first) if english else None
        if embedded or before is not None:
            whole = first.isupper() and self.text[pair.end - 1 : pair.end] in ".?!,"
            candidate.partial = (embedded and not whole) or first.islower()

    def _find_source(self, candidate: Candidate, embedded: bool, first: str) -> Source | None:
        """Give a quote its source; return it if it stands before the quote or is not right after it."""
        pair = candidate.pair
        # A fragment in somebody's clause is that one's, whoever comes after it.
        led = self.around.is_led_to(pair) or (embedded and first.islower())
        before = self.around.before(pair) if led else None
        candidate.source = before or self.around.after(pair, candidate.titled)
        if candidate.source is None:
            before = None if led else self.around.before(pair)
            built_in = None if before else self.around.built_in(pair)
            before = candidate.source = before or built_in or self.around.closing(pair)
            candidate.named = built_in is None or built_in.sure or not embedded
        if candidate.source is not None:
            candidate.how = _HOW[candidate.source.kind]
        return before

    def _is_speech(self, candidate: Candidate) -> bool:
        """Tell speech from titles, scare quotes, nicknames, lists of words and measures."""
        pair, words = candidate.pair, candidate.words
        if not candidate.first:
            return False
        ends = self.text[max(pair.start, pair.end - _TAIL) : pair.end].rstrip(" _*")[-1:]  # "_Never!_": in italics
        dashed = self.text.startswith(("-", "–", "—"), pair.end + pair.closing)
        stopped = ends in ".,?!…—–-" or (dashed and self._opens_paragraph(pair))
        titled = candidate.titled and ends not in "?!" and not (self._opens_paragraph(pair) and self.dialogue)
        if self.around.is_unsaid(pair):
            return False
        if stopped and self.around.is_said(pair):
            return True
        if candidate.partial and ends not in ".?!…—–-" and self._is_amid(pair) and self.dialogue:
            return False  # among dialogue, "form" and "the best people" are words that the teller points at
        if self.around.is_title(pair, titled, not candidate.long):
            return False
        if pair.single and self.doubles and not (stopped and candidate.source is not None):
            return False
        if candidate.long:
            return not (titled and len(words) < 12 and (ends != "," or candidate.source is None))
        after_clause = candidate.source is not None and candidate.source.span.start >= pair.end
        opens_paragraph = self._opens_paragraph(pair)
        if stopped and (opens_paragraph or (after_clause and not (titled and self._is_amid(pair)))):
            return True
        if stopped and candidate.first[0].isupper() and (not titled or ends == ".") and self._begins_sentence(pair):
            return True
        if titled:
            return candidate.source is not None and self.around.is_epithet(pair)
        if candidate.source is not None:
            return True
        if len(words) == 1 and words[0][0].isupper():
            return ends in "?!"
        return len(words) > 3 or self.around.reported(pair)

    def _is_amid(self, pair: Pair) -> bool:
        """Tell whether a string follows a word, with no sign between."""
        return self.narration[max(0, pair.start - pair.opening - 2) : pair.start - pair.opening].rstrip()[-1:].isalpha()

    def _opens_paragraph(self, pair: Pair) -> bool:
        before = self.narration[max(0, pair.start - pair.opening - 9) : pair.start - pair.opening].rstrip(" \t")
        return before[-1:] in ("", "\n")

    def _begins_sentence(self, pair: Pair) -> bool:
        before = self.narration[max(0, pair.start - pair.opening - 9) : pair.start - pair.opening].rstrip()
        return before[-1:] in (".", "?", "!", HIDDEN)

    def _resolved(self, kept: list[Candidate]) -> list[Quote]:
        return [
            Quote(
                self.original[candidate.pair.start : candidate.pair.end],
                candidate.pair.start,
                candidate.pair.end,
                speaker,
                candidate.source.span if candidate.source else None,
                candidate.source.cue if candidate.source else None,
                "partial" if candidate.partial else "direct",
                self._nested(candidate.pair) if candidate.pair.inner else (),
                candidate.pair.closed,
                candidate.how if speaker else None,
            )
            for candidate, speaker in zip(kept, self.speakers.of(kept), strict=True)
        ]

    def _nested(self, pair: Pair) -> tuple[Quote, ...]:
        return tuple(
            Quote(
                self.original[inner.start : inner.end],
                inner.start,
                inner.end,
                closed=inner.closed,
                nested=self._nested(inner),
            )
            for inner in pair.inner
        )
