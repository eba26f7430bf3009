"""Quotes and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from rhetoric.errors import a_text
from rhetoric.voices import signs
from rhetoric.voices.attribution import Surroundings
from rhetoric.voices.candidates import Candidate
from rhetoric.voices.lines import unwrap
from rhetoric.voices.marks import Pair, pair_marks
from rhetoric.voices.model import Attribution, Quote
from rhetoric.voices.names import People
from rhetoric.voices.narration import FILLING, HIDDEN, Narration, read
from rhetoric.voices.prose import hide, is_english
from rhetoric.voices.references import References
from rhetoric.voices.sources import Source
from rhetoric.voices.words import lists

__all__ = ["find_quotes", "quotes_of"]

_STOP = re.compile(r"[.?!]\s")
# Between two paragraphs that answer each other; two blanks at most may end a line.
_TURN = re.compile(r"\n(?:(?<=[\"”’'»]\n)|(?<=[\"”’'»][ \t\r]\n)|(?<=[\"”’'»][ \t\r]{2}\n))\s*+(?=[\"“‘'«]\S)")
_TURNS, _ANSWERED = 3, 0.15  # such places, and their share of the quotes, from which a text is dialogue
_TAIL = 9  # characters that may follow the last word of a quote
_SENTENCE = 15  # characters of a quote that shows which marks a text uses for speech
_PARTING = frozenset({"", *":,.?!\n", HIDDEN})  # what may stand before a quote that is no part of a sentence
_DETERMINED = frozenset({"the ", "his ", "her "})  # how a description begins that stands for who has no name
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
        self.narration, self.read = narration.text, narration.read
        self.around = Surroundings(text, narration, pairs)
        self.people = People(narration, aliases)
        self.references = References(self.people)
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
        for candidate in self.candidates:
            self._attribute(candidate)
        kept = [candidate for candidate in self.candidates if self._is_speech(candidate)]
        if not is_english(self.narration):
            for candidate in kept:
                candidate.source = candidate.how = None
        else:
            self._carry(kept)
        return self._resolved(kept)

    def _attribute(self, candidate: Candidate) -> None:
        pair, narration = candidate.pair, self.narration
        at = pair.start - pair.opening
        lead = narration[at - 1] if at else ""
        if lead.isspace():
            lead = narration[at - 2].strip() if at > 1 else ""
        embedded = lead not in _PARTING
        first = self.text[pair.start : pair.start + 1]
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
        if embedded or before is not None:
            whole = first.isupper() and self.text[pair.end - 1 : pair.end] in ".?!,"
            candidate.partial = (embedded and not whole) or first.islower()

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

    def _carry(self, kept: list[Candidate]) -> None:
        """Give quotes without a clause of their own to whom the words before and after them name."""
        after: list[Candidate | None] = []  # for each quote the first one after it that has a source, the last first
        for candidate in reversed(kept):
            after.append(candidate if candidate.source is not None else after[-1] if after else None)
        for number, candidate in enumerate(kept):
            later = after.pop()
            if candidate.source is not None or self._has_clause(candidate):
                continue
            before = kept[number - 1] if number else None
            same = before is not None and before.paragraph == candidate.paragraph
            if same and before is not None and before.source is not None:
                split = self._split(before, candidate)
                if split or not self._other_subject(before, candidate):
                    candidate.source, candidate.how = before.source, before.how if split else "carried"
                    continue
            if later is not None and later.paragraph == candidate.paragraph and not candidate.partial:
                candidate.source, candidate.how = later.source, "carried"
                continue
            introduced = self.around.introduction(candidate.pair) or (
                None if candidate.partial else self._speaking(self.around.subject_before(candidate.pair))
            )
            if introduced is not None:
                candidate.source, candidate.how = introduced, "carried"
            elif before is not None and before.source is not None and self._goes_on(before, candidate):
                clause = before.source.cue or before.source.span
                spoken = max(clause.end, before.pair.end + before.pair.closing)
                reporter = self.around.reporter(candidate.pair, spoken)
                if reporter or not self._names_another(before, candidate):
                    candidate.source, candidate.how = reporter or before.source, "carried"

    def _has_clause(self, candidate: Candidate) -> bool:
        """Tell whether a clause that no pattern knows follows a quote: it says who speaks, but to a reader only."""
        pair = candidate.pair
        if candidate.partial or self.text[pair.end - 1] not in ",?!":
            return False
        return signs.OWN_CLAUSE.match(self.read, pair.end + pair.closing) is not None

    def _speaking(self, source: Source | None) -> Source | None:
        """Return a source, unless its name is a place's or body's: the subject of any sentence need not speak."""
        body = source is not None and source.kind == "name" and self.people.is_body(self.text[source.span.slice])
        return None if body else source

    def _split(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether two quotes are one sentence that the clause stands inside of."""
        between = self.narration[before.pair.end + before.pair.closing : candidate.pair.start - candidate.pair.opening]
        return not _STOP.search(between)

    def _other_subject(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether a whole sentence of narration between two quotes may have changed the voice."""
        start, end = before.pair.end + before.pair.closing, candidate.pair.start - candidate.pair.opening
        return len(_STOP.findall(self.narration[start:end])) > 1 or self._names_another(before, candidate)

    def _names_another(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether somebody else than the last speaker is the subject of what stands between two quotes."""
        if before.source is None:
            return False
        clause = before.source.cue or before.source.span
        start = max(before.pair.end + before.pair.closing, before.source.span.end, clause.end)
        between = self.references.subjects(start, candidate.pair.start - candidate.pair.opening)
        return bool(between) and not between <= {self._name(before.source)}

    def _goes_on(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether a quote that opens its paragraph goes on with the last speaker; a heading has no stop."""
        end, pair = before.pair.end, candidate.pair
        if pair.closed and self.text[pair.end - 1].isalnum():
            return False
        start = max(end, self.narration.rfind("\n", end, candidate.pair.start) + 1)
        alone = not self.narration[start : pair.start - pair.opening].strip(HIDDEN + FILLING + " \t")
        between = self.narration[end + before.pair.closing : candidate.pair.start]
        blocks = sum(bool(part.strip(HIDDEN + FILLING + " \t\r,.")) for part in between.split("\n"))
        return alone and blocks <= 2

    def _resolved(self, kept: list[Candidate]) -> list[Quote]:
        names: dict[tuple[int, int], str | None] = {}
        quotes = []
        named: Source | None = None  # the last name that spoke
        unclear: Candidate | None = None  # the last quote of a paragraph whose pronoun means nobody for sure
        for candidate in kept:
            source, pair = candidate.source, candidate.pair
            speaker = None
            if source is not None and candidate.named:
                place = source.span.start, source.span.end
                if place not in names:
                    names[place] = self._name(source)
                speaker = names[place]
                if source.kind == "pronoun":
                    if (speaker and named and self._is_nearer(named, source, speaker)) or self._same(unclear, candidate):
                        speaker = None
                    unclear = None if speaker else candidate
                if source.kind == "name":
                    named = source
            quotes.append(
                Quote(
                    self.original[pair.start : pair.end],
                    pair.start,
                    pair.end,
                    speaker,
                    source.span if source else None,
                    source.cue if source else None,
                    "partial" if candidate.partial else "direct",
                    self._nested(pair) if pair.inner else (),
                    pair.closed,
                    candidate.how if speaker else None,
                )
            )
        return quotes

    def _same(self, before: Candidate | None, candidate: Candidate) -> bool:
        """Tell whether a quote's pronoun is that of a quote before in its paragraph, which nothing decided."""
        if before is None or before.paragraph != candidate.paragraph or not (before.source and candidate.source):
            return False
        one, other = (self.text[source.span.slice].lower() for source in (before.source, candidate.source))
        return one == other and not self.references.subjects(before.source.span.end, candidate.source.span.start)

    def _is_nearer(self, named: Source, pronoun: Source, speaker: str) -> bool:
        """Tell whether a pronoun after somebody else's quote may mean that one: "Berg wept," Lund said. He ..."""
        other = self._name(named)
        if other in (None, speaker) or named.span.start > pronoun.span.start or speaker[:4].lower() in _DETERMINED:
            return False
        if speaker in self.references.subjects(named.span.end, pronoun.span.start):
            return False
        return self.people.may_be(self.text[(named.name or named.span).slice], self.text[pronoun.span.slice])

    def _speaks(self, source: Source) -> bool:
        """Tell whether the verb of a source is of speaking only."""
        return source.cue is not None and self.text[source.cue.slice] not in lists()["no_deed"]

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

    def _name(self, source: Source) -> str | None:
        words = self.text[(source.name or source.span).slice]
        if source.joint:
            return None
        if source.kind == "name":
            if not self._speaks(source) and self.people.is_no_person(words):
                return None  # "Unrest went on, calling for": what begins a sentence need not be a name
            return self.people.name_of(words, source.span.start)
        if source.kind == "pronoun":
            return self.references.of_pronoun(words, source.span.start)
        return self.references.of_description(words, source.span.start) or words


