"""Reporting clauses: the words around a quote that say whose it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import evolve

from rhetoric.spans import Span
from rhetoric.voices import signs
from rhetoric.voices.clauses import Clauses
from rhetoric.voices.folded import FILLING, HIDDEN, Narration
from rhetoric.voices.marks import Pair
from rhetoric.voices.patterns import patterns
from rhetoric.voices.sources import Source, source_of

__all__ = ["Surroundings"]

_CLOSING = "\"'’”» "  # what may stand between the last word of a quote and its end
_RELATIVES = (" who ", " that ", " which ")
_ACCORDING = ("ccording to", "n the words of", "s quoted by", "uoth")
_AFTER = ("quoted", "after_verb", "after_subject")
_LISTING = tuple(words + sign for words in ("including", "such as", "like") for sign in ("", ",", ":"))
_TELLING = ("told", "tells")
_SIMPLE = 25  # characters between a subject and what it says, in a simple clause
_LONGEST_CLAUSE = 300  # characters that a clause after a quote may have
_REACH = 600  # characters that a sentence before a quote may have
_CHAIN = 8  # quotes that a sentence before a quote may hold


class Surroundings:
    """
    The narration around the quotes of a text.

    Parameters
    ----------
    text
        The text.
    narration
        Its prose without what is quoted.
    pairs
        The quotes.
    """

    def __init__(self, text: str, narration: Narration, pairs: Sequence[Pair]) -> None:
        self.text = text
        self.narration, self.read = narration.text, narration.read
        self.verbs, self.verb_ends = narration.verbs, narration.verb_ends
        self.clauses = Clauses(narration)
        self.floor = {pair.start: earlier.start for earlier, pair in zip(pairs, pairs[_CHAIN:], strict=False)}
        self.led = (0, -1)
        """The last answer of `_lead`, which is asked more than once."""
        self._find_sentences()

    def after(self, pair: Pair, titled: bool) -> Source | None:
        """
        Return the source named right after a quote: ``"...," said X`` or ``"...," X said``.

        After what is not `titled` as a book is, any verb will do: ``"...," she marvelled``.
        """
        read, start = self.read, pair.end + pair.closing
        end = pair.end
        while end > pair.start and self.text[end - 1] in _CLOSING:
            end -= 1
        last = self.text[max(pair.start, end - 1) : end]
        first = read[start : start + 1]
        comma = first == ","
        if last not in ",.?!—–-…" and not comma and not signs.SMALL_LETTER.match(read, start):
            return None
        limit = self._line_end(start, start + _LONGEST_CLAUSE)
        begin = start + len(first) if comma or first == " " else start
        dash = not comma and not read[begin : begin + 1].isalpha() and signs.DASH.match(read, start)
        if dash and (signed := patterns["signed"].match(read, start, start + 100)):
            return self.clauses.named(signed)
        if limit <= start:
            return None  # the paragraph ends with the quote
        number = bisect_left(self.verbs, start)
        speaks = number < len(self.verbs) and self.verbs[number] < limit
        quoted = speaks and self.narration.find(" as", start, limit) >= 0
        for pattern in map(patterns.__getitem__, _AFTER if quoted else _AFTER[1:] if speaks else ()):
            match = pattern.match(read, start, limit)
            if match is None:
                continue
            # After a full stop only a whole clause: "..." Silva continued. "...?" Her critics cited it for years.
            anew = not comma and (last == "." or signs.NEW_SENTENCE.match(read, start))
            if not anew or self._whole_clause(match.end(), limit):
                source = source_of(pattern, match, self.narration, beside=True)
                if source is not None:
                    return source
        goes_on = comma or last == "," or (last in "?!" and signs.SMALL_LETTER.match(read, start))
        if goes_on and not titled:
            for pattern in (patterns["after_any"], patterns["any_after"]):
                match = pattern.match(read, start, limit)
                if match is not None and (source := source_of(pattern, match, self.narration, beside=True)):
                    return source
        initial = read[begin : begin + 1]
        if initial not in "aAiIqQ," and not initial.isspace():
            return None
        space = signs.SPACE.match(read, start, limit)
        match = patterns["according"].match(read, space.end() if space else start, limit)
        return source_of(patterns["according"], match, self.narration) if match else None

    def _whole_clause(self, start: int, limit: int) -> bool:
        """Tell whether a clause after a full stop ends here ("..." Silva continued.) and leads to no other quote."""
        return bool(signs.CLAUSE_END.match(self.read, start, limit)) and ":" not in self.narration[start : start + 60]

    def before(self, pair: Pair) -> Source | None:
        """Return the source named in the sentence that leads to a quote: ``X said: "..."``."""
        start, end = self._lead(pair)
        clause = self.narration[start:end]
        lead = clause.rstrip()
        if not clause.strip(HIDDEN + FILLING + " ,") or (lead.endswith(_LISTING) and self._is_listing(end)):
            return None
        named = None
        ing = lead.endswith(("ing", "ing:"))
        if colon := lead.endswith(":"):
            word = clause.rpartition(":")[0].rpartition(" ")[2]
            label = None
            if (not word.islower() or word.endswith(")")) and not signs.NO_LABEL.match(clause):  # no "told reporters:"
                label = patterns["label"].search(self.read, start, end)
            named = self.clauses.named(label) if label else None
            if label and named and not signs.UNLABELLED.search(self.read, start, label.start("name")):
                return named
        over = lead.endswith(".")  # the clause of the quote before
        according = not over and any(words in clause for words in _ACCORDING)
        if according and (source := self.clauses.last("according", start, end)):
            return source
        # "Lund said Berg had rejected Holm's claim that it was": the words are Holm's
        if not colon and " that " in clause and (owned := patterns["owned"].search(self.read, start, end)):
            kind = "name" if owned["name"] else "nominal"
            return Source(kind, Span(*owned.span(kind)), None)
        issuing = colon and patterns["issuing"].search(self.read, start, end)
        if issuing and (source := self.clauses.last("issued", start, end)):
            return source
        going_on = ing and signs.GOING_ON.search(self.read, start, end)
        if going_on and (source := self.clauses.subject(start, end)):  # "Lund left as Berg spoke, saying:"
            return self.clauses.absolute(start, end) or source
        number = bisect_left(self.verbs, end) - 1
        spoken = min(end, self.verb_ends[number]) if number >= 0 and self.verbs[number] >= start else 0
        if spoken and " who " in clause and not lead.endswith(".") and (named := self.clauses.relative(start, spoken)):
            return named
        relative = spoken and any(word in clause for word in _RELATIVES)
        if relative and (match := patterns["relative"].search(self.read, max(start, spoken - 60), end)):
            return Source("nominal", Span(*match.span("nominal")), Span(*match.span("verb")))
        if spoken:  # the clause ends with its verb
            linked = patterns["linking"].search(self.read, start, end)
            clauses = ("before", "linked") if linked else ("before",)
            amid = self.narration[end - 2 : end].rstrip()[-1:].isalpha()
            for pattern in clauses[::-1] if linked and linked["to"] else clauses:
                if source := self.clauses.last(pattern, start, spoken, amid):
                    return self.clauses.apposed(start, source.cue.end if source.cue else start) or source
            if source := self.clauses.apposed(start, spoken):
                return source
        if colon:
            if ing and (thing := self.clauses.thing(start, end) or self.clauses.absolute(start, end)):
                return thing
            # "Asked about the pumps, Lund was brief:", but "Lund rose, thin and pale, saying:"
            main = start if clause.rstrip(": ").endswith("ing") else start + clause.rfind(", ") + 1
            subject = self.clauses.subject(main, end) or self.clauses.subject(start, end)
            return self.clauses.last("verb_first", start, end) or named or subject
        return None

    def built_in(self, pair: Pair) -> Source | None:
        """Return the subject of a sentence that reports with a form: ``X left, calling it "a shame"``."""
        start, end = self._lead(pair)
        form = patterns["form"].search(self.read, start, end)
        if form is None or patterns["passive"].search(self.read, start, end):
            return None
        end, ing = form.end(), form[0].endswith("ing")
        if ing and (thing := self.clauses.thing(start, end) or self.clauses.absolute(start, end)):
            return thing
        relative = patterns["who"].search(self.read, start, form.start())
        if relative:  # "Lund was met by a man who shook, calling it": his words, not hers
            return Source("nominal", Span(*relative.span("nominal")), None)
        source = self.clauses.subject(start, form.start())
        if source is None or source.kind == "pronoun":
            return source
        # The subject of a long sentence is often not who calls something "a mess".
        between = source.span.end, form.start()
        near = between[1] - between[0] <= _SIMPLE and not signs.CLAUSE.search(self.read, *between)
        named = signs.NAMES.search(self.read, *between) is not None
        return evolve(source, sure=not named and (near or ing))

    def reported(self, pair: Pair) -> bool:
        """Tell whether the sentence before a quote holds a word of speaking."""
        return any(patterns[name].search(self.read, *self._lead(pair)) for name in ("form", "verb", "stance"))

    def is_led_to(self, pair: Pair) -> bool:
        """Tell whether a colon, or a comma before a whole sentence, leads to a quote."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1] == " ":
            end -= 1
        sign = self.narration[end - 1] if end else ""
        return sign == ":" or (sign == "," and self.text[pair.end - 1] in ".?!")

    def is_said(self, pair: Pair) -> bool:
        """Tell whether a verb of speaking and a comma or colon stand right before a quote, whoever spoke."""
        end = pair.start - pair.opening
        start = max(0, end - 40)
        led = self.narration[start:end].rstrip().endswith((",", ":"))
        return led and patterns["leading"].search(self.read, start, end) is not None

    def is_unsaid(self, pair: Pair) -> bool:
        """Tell whether a string is what nobody said: ``he felt like saying, "Enough."``."""
        end = pair.start - pair.opening
        before = self.narration[max(0, end - 40) : end]
        led = " to " in before or " like " in before or "did" in before
        return led and before[-1:].isspace() and patterns["unsaid"].search(self.read, max(0, end - 40), end) is not None

    def is_epithet(self, pair: Pair) -> bool:
        """Tell whether a string is what somebody calls something: ``he called her "Lady Luck"``."""
        end = pair.start - pair.opening
        return bool(patterns["epithet"].search(self.read, max(0, end - 90), end))

    def closing(self, pair: Pair) -> Source | None:
        """Return the source that ends a quote's sentence (``It is a "mess" in the south, X said``)."""
        start = pair.end + pair.closing
        stop = signs.SENTENCE_END.search(self.read, start, start + _LONGEST_CLAUSE)
        end = stop.start() if stop else min(start + _LONGEST_CLAUSE, len(self.narration))
        comma = self.narration.rfind(",", start, end)
        while comma >= 0:
            for name in ("after_verb", "after_subject"):
                match = patterns[name].match(self.read, comma, end)
                # "told", but whom?
                if match and (name != "after_verb" or self.narration[slice(*match.span("verb"))] not in _TELLING):
                    return source_of(patterns[name], match, self.narration)
            comma = self.narration.rfind(",", start, comma)
        match = patterns["according"].search(self.read, start, end)
        return source_of(patterns["according"], match, self.narration) if match else None

    def is_title(self, pair: Pair, titled: bool, short: bool) -> bool:
        """Tell whether a string is a title: ``her book, "The Long Way"``, ``a box marked "tools"``."""
        end = pair.start - pair.opening
        start, far = max(0, end - 30), max(0, end - _REACH)
        colon = self.narration.rfind(":", far, end)
        if colon >= 0:
            line = max(far, self.narration.rfind("\n", far, end) + 1)
            if line <= colon and signs.NO_LABEL.match(self.narration, line, end):
                return True
        if titled and patterns["work"].search(self.read, start, end):
            return True
        if short and patterns["naming"].search(self.read, start, end):
            return True
        if self.narration.endswith(("titled ", "headlined "), start, end):
            return True
        after = pair.end + pair.closing
        return self.read.startswith((" by ", ", by "), after) and bool(patterns["byline"].match(self.read, after))

    def introduction(self, pair: Pair) -> Source | None:
        """Return the source of a paragraph that ends with a colon right before the quote's paragraph."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1].isspace():
            end -= 1
        if not self.narration.endswith(":", 0, end) or self._is_listing(end):
            return None
        start = self._sentence_start(end)
        found = (self.clauses.last(pattern, start, end) for pattern in ("issued", "before", "verb_first"))
        return next(filter(None, found), None) or self.clauses.thing(start, end) or self.clauses.subject(start, end)

    def reporter(self, pair: Pair, after: int) -> Source | None:
        """Return who is reported to speak in the paragraph before a quote's ("X said it rained."), after a place."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1].isspace():
            end -= 1
        start = max(after, self.narration.rfind("\n", after, end) + 1, end - _REACH)
        match = patterns["before"].search(self.read, start, end)
        reports = match is not None and patterns["stance"].search(match["verb"])
        return source_of(patterns["before"], match, self.narration) if match and reports else None

    def subject_before(self, pair: Pair) -> Source | None:
        """Return the subject of the sentence before a quote in the same paragraph."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1] == " ":
            end -= 1
        if not end or self.narration[end - 1] in "\n:" + HIDDEN:
            return None
        source = self.clauses.subject(self._sentence_start(end - 1), end)
        return None if source is None or self.clauses.is_preposed(source.span.start) else source

    def _is_listing(self, end: int) -> bool:
        """Tell whether what ends here leads to things of a list: ``slogans such as``."""
        while end and self.narration[end - 1].isspace():
            end -= 1
        return bool(patterns["listing"].search(self.read, max(0, end - 12), end))

    def _lead(self, pair: Pair) -> tuple[int, int]:
        """Return the part of a quote's sentence that stands before it."""
        end = pair.start - pair.opening
        if self.led[1] != end:
            self.led = max(self._sentence_start(end), self.floor.get(pair.start, 0)), end
        return self.led

    def _sentence_start(self, end: int) -> int:
        """Return where the sentence that reaches to `end` begins."""
        at = bisect_right(self.borders, end) - 1
        return max(0, end - _REACH, self.starts[at] if at >= 0 else 0)

    def _find_sentences(self) -> None:
        """Note where sentences start, and from which place on each start can be seen."""
        self.starts = [match.end() for match in signs.BOUNDARY.finditer(self.read)]
        # From the first letter on, where no line end says it before.
        self.borders = [at if self.narration[at - 1] == "\n" else at + 1 for at in self.starts]

    def _line_end(self, start: int, limit: int) -> int:
        line = self.narration.find("\n", start, limit)
        return line if line >= 0 else min(limit, len(self.narration))
