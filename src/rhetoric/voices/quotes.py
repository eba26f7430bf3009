"""Quotes and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rhetoric.errors import a_text
from rhetoric.voices.attribution import Surroundings
from rhetoric.voices.lines import unwrap
from rhetoric.voices.marks import Pair, pair_marks
from rhetoric.voices.model import Attribution, Quote
from rhetoric.voices.names import People
from rhetoric.voices.narration import FILLING, HIDDEN, Narration, read
from rhetoric.voices.sources import Source

__all__ = ["find_quotes", "quotes_of"]

_ONE = r"(?>[^\W_]+(?:['’\u0300-\u036f-]+[^\W_]*)*)"
_WORD = re.compile(_ONE)
# The first word, and the second and the fifth where there are so many.
_WORDS = re.compile(rf"({_ONE})(?:[\W_]+({_ONE})(?:[\W_]+{_ONE}(?:[\W_]+{_ONE}(?:[\W_]+({_ONE}))?)?)?)?")
_STOP = re.compile(r"[.?!]\s")
_SHORT = 5  # strings of fewer words need more to count as speech
_TITLE = 150  # characters that a title may have
_SENTENCE = 15  # characters of a quote that shows which marks a text uses for speech
_PARTING = frozenset({"", *":,.?!\n", HIDDEN})  # what may stand before a quote that is no part of a sentence
_HOW: dict[str, Attribution] = {"name": "explicit", "pronoun": "pronoun", "nominal": "description"}
_SMALL = frozenset({"a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "with", "from", "by", "is"})


class _Candidate:
    """A pair of marks on the way to become a quote."""

    __slots__ = ("first", "how", "long", "pair", "paragraph", "partial", "source", "titled", "words")

    def __init__(self, text: str, pair: Pair, paragraph: int) -> None:
        self.pair, self.paragraph = pair, paragraph
        self.source: Source | None = None
        self.how: Attribution | None = None
        self.partial = False
        start, end = pair.start, pair.end
        found = _WORDS.search(text, start, end)
        self.first = found[1] if found else ""
        self.long = found is not None and found[3] is not None
        """Whether it has at least `_SHORT` words."""
        self.titled = False
        """Whether all its words are capitalised as in a title."""
        self.words: list[str] = []
        """Its first words, as many as a title may have, where their number can matter."""
        second = found[2] if found else None
        if found and (not self.long or not second or not second[0].islower() or second in _SMALL):
            words = self.words = _WORD.findall(text, found.start(), min(end, found.start() + _TITLE))
            self.long = len(words) >= _SHORT
            self.titled = len(words) > 1 and all(word[0].isupper() or word.lower() in _SMALL for word in words)


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


def hide(text: str, pairs: Sequence[Pair]) -> str:
    """Return the text with all quotes and their marks blanked out."""
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    parts, at = [], 0
    for pair in pairs:
        start, end = pair.start - pair.opening, pair.end + pair.closing
        parts += [text[at:start], HIDDEN, FILLING * (end - start - 2), HIDDEN]
        at = end
    return "".join([*parts, text[at:]])


class _Article:
    """A text, the same without hard line ends, its pairs of marks, and the prose around them."""

    def __init__(
        self, original: str, text: str, narration: Narration, pairs: Sequence[Pair], aliases: Mapping[str, str]
    ) -> None:
        self.original = original
        self.text = text
        self.narration = narration.text
        self.around = Surroundings(text, narration, pairs)
        self.people = People(narration, aliases)
        # Where most speech stands in double marks, single ones outside of them are emphasis or a headline's.
        long = [pair.single for pair in pairs if pair.end - pair.start > _SENTENCE]
        self.doubles = 2 * sum(long) <= len(long) and bool(long)
        self.candidates = []
        at = line = 0
        for pair in pairs:
            line += text.count("\n", at, pair.start)
            at = pair.start
            self.candidates.append(_Candidate(text, pair, line))

    def quotes(self) -> list[Quote]:
        """Return the quotes with their speakers."""
        for candidate in self.candidates:
            self._attribute(candidate)
        kept = [candidate for candidate in self.candidates if self._is_speech(candidate)]
        self._carry(kept)
        return self._resolved(kept)

    def _attribute(self, candidate: _Candidate) -> None:
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
            before = candidate.source = before or self.around.built_in(pair) or self.around.closing(pair)
        if candidate.source is not None:
            candidate.how = _HOW[candidate.source.kind]
        if embedded or before is not None:
            whole = first.isupper() and self.text[pair.end - 1 : pair.end] in ".?!,"
            candidate.partial = (embedded and not whole) or first.islower()

    def _is_speech(self, candidate: _Candidate) -> bool:
        """Tell speech from titles, scare quotes, nicknames, lists of words and measures."""
        pair, words = candidate.pair, candidate.words
        if not candidate.first:
            return False
        ends = self.text[pair.end - 1 : pair.end]
        stopped = ends in ".,?!…—–-"
        titled = candidate.titled and ends not in "?!"
        if self.around.is_title(pair, titled, not candidate.long):
            return False
        if pair.single and self.doubles and not (stopped and candidate.source is not None):
            return False
        if candidate.long:
            return not (titled and len(words) < 12 and (ends != "," or candidate.source is None))
        after_clause = candidate.source is not None and candidate.source.span.start >= pair.end
        opens_paragraph = self._opens_paragraph(pair)
        if stopped and (after_clause or opens_paragraph):
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

    def _opens_paragraph(self, pair: Pair) -> bool:
        before = self.narration[max(0, pair.start - pair.opening - 9) : pair.start - pair.opening].rstrip(" \t")
        return before[-1:] in ("", "\n")

    def _begins_sentence(self, pair: Pair) -> bool:
        before = self.narration[max(0, pair.start - pair.opening - 9) : pair.start - pair.opening].rstrip()
        return before[-1:] in (".", "?", "!", HIDDEN)

    def _carry(self, kept: list[_Candidate]) -> None:
        """Give quotes without a clause of their own to whom the words before and after them name."""
        after: list[_Candidate | None] = []  # for each quote the first one after it that has a source, the last first
        for candidate in reversed(kept):
            after.append(candidate if candidate.source is not None else after[-1] if after else None)
        for number, candidate in enumerate(kept):
            later = after.pop()
            if candidate.source is not None:
                continue
            before = kept[number - 1] if number else None
            same = before is not None and before.paragraph == candidate.paragraph
            if same and before is not None and before.source is not None and not self._other_subject(before, candidate):
                candidate.source = before.source
                candidate.how = before.how if self._split(before, candidate) else "carried"
                continue
            if later is not None and later.paragraph == candidate.paragraph and not candidate.partial:
                candidate.source, candidate.how = later.source, "carried"
                continue
            introduced = self.around.introduction(candidate.pair) or (
                None if candidate.partial else self.around.subject_before(candidate.pair)
            )
            if introduced is not None:
                candidate.source, candidate.how = introduced, "carried"
            elif before is not None and before.source is not None and self._goes_on(before, candidate):
                reporter = self.around.reporter(candidate.pair, before.pair.end + before.pair.closing)
                candidate.source, candidate.how = reporter or before.source, "carried"

    def _split(self, before: _Candidate, candidate: _Candidate) -> bool:
        """Tell whether two quotes are one sentence that the clause stands inside of."""
        between = self.narration[before.pair.end + before.pair.closing : candidate.pair.start - candidate.pair.opening]
        return not _STOP.search(between)

    def _other_subject(self, before: _Candidate, candidate: _Candidate) -> bool:
        """Tell whether a whole sentence of narration between two quotes may have changed the voice."""
        between = self.narration[before.pair.end + before.pair.closing : candidate.pair.start - candidate.pair.opening]
        return len(_STOP.findall(between)) > 1

    def _goes_on(self, before: _Candidate, candidate: _Candidate) -> bool:
        """Tell whether a quote that opens its paragraph goes on with the last speaker; a heading has no stop."""
        end, pair = before.pair.end, candidate.pair
        if pair.closed and self.text[pair.end - 1].isalnum():
            return False
        start = max(end, self.narration.rfind("\n", end, candidate.pair.start) + 1)
        alone = not self.narration[start : pair.start - pair.opening].strip(HIDDEN + FILLING + " \t")
        between = self.narration[end + before.pair.closing : candidate.pair.start]
        blocks = sum(bool(part.strip(HIDDEN + FILLING + " \t\r,.")) for part in between.split("\n"))
        return alone and blocks <= 2

    def _resolved(self, kept: list[_Candidate]) -> list[Quote]:
        names: dict[tuple[int, int], str | None] = {}
        quotes = []
        for candidate in kept:
            source, pair = candidate.source, candidate.pair
            speaker = None
            if source is not None:
                place = source.span.start, source.span.end
                if place not in names:
                    names[place] = self._name(source)
                speaker = names[place]
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
        if source.kind == "name":
            return self.people.name_of(words)
        if source.kind == "pronoun":
            return self.people.of_pronoun(words, source.span.start)
        return self.people.of_description(words, source.span.start) or words


