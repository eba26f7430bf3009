"""Reporting clauses: the words around a quote that say whose it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve

from rhetoric.spans import Span
from rhetoric.voices import signs
from rhetoric.voices.marks import Pair
from rhetoric.voices.patterns import HIDDEN, PARTICIPIAL, PREPOSED, narration_patterns
from rhetoric.voices.sources import Source, source_of, speaking
from rhetoric.voices.words import HE, SHE

__all__ = ["Surroundings"]

_CLOSING = "\"'’”» "  # what may stand between the last word of a quote and its end
_NEAR = 25  # characters between a subject and what it says, in a simple clause
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
        The same with `HIDDEN` for every quoted character; offsets are equal.
    pairs
        The quotes.
    """

    def __init__(self, text: str, narration: str, pairs: Sequence[Pair]) -> None:
        self.text = text
        self.narration = narration
        self.patterns = narration_patterns()
        self.floor = {pair.start: earlier.start for earlier, pair in zip(pairs, pairs[_CHAIN:], strict=False)}
        self.starts: list[int] = []
        self.borders: list[int] = []
        self._find_sentences()

    def after(self, pair: Pair, titled: bool) -> Source | None:
        """
        Return the source named right after a quote: ``"...," said X`` or ``"...," X said``.

        After what is not `titled` as a book is, any verb will do: ``"...," she marvelled``.
        """
        start = pair.end + pair.closing
        limit = self._line_end(start, start + _LONGEST_CLAUSE)
        last = self.text[pair.start : pair.end].rstrip(_CLOSING)[-1:]
        comma = self.narration.startswith(",", start)
        if last not in ",.?!—–-…" and not comma and not signs.SMALL_LETTER.match(self.narration, start):
            return None
        # After a full stop only a whole clause: "..." Silva continued. "...?" Her critics cited it for years.
        anew = last == "." or bool(signs.NEW_SENTENCE.match(self.narration, start))
        if signed := self.patterns["signed"].match(self.narration, start, start + 100):
            return speaking("name", signed["name"], signed.start("name"), None)
        speaks = self.patterns["verb"].search(self.narration, start, limit)
        for name in ("quoted", "after_verb", "after_subject") if speaks else ():
            match = self.patterns[name].match(self.narration, start, limit)
            if match is not None and (comma or not anew or self._whole_clause(match.end(), limit)):
                source = source_of(match, beside=True)
                if source is not None:
                    return source
        goes_on = comma or last == "," or (last in "?!" and signs.SMALL_LETTER.match(self.narration, start))
        if goes_on and not titled:
            for name in ("after_any", "any_after"):
                match = self.patterns[name].match(self.narration, start, limit)
                if match is not None and (source := source_of(match, beside=True)):
                    return source
        space = signs.SPACE.match(self.narration, start, limit)
        match = self.patterns["according"].match(self.narration, space.end() if space else start, limit)
        return source_of(match) if match else None

    def _whole_clause(self, start: int, limit: int) -> bool:
        """Tell whether a clause after a full stop ends here ("..." Silva continued.) and leads to no other quote."""
        whole = signs.CLAUSE_END.match(self.narration, start, limit)
        return whole is not None and ":" not in self.narration[start : start + 60]

    def before(self, pair: Pair) -> Source | None:
        """Return the source named in the sentence that leads to a quote: ``X said: "..."``."""
        start, end = self._lead(pair)
        clause = self.narration[start:end]
        if not clause.strip(HIDDEN + " ,") or signs.LISTING.search(clause):
            return None
        colon = clause.rstrip().endswith(":")
        label = self.patterns["label"].search(self.narration, start, end) if colon else None
        label = None if signs.NO_LABEL.match(clause) else label
        named = speaking("name", label["name"], label.start("name"), None) if label else None
        if label and named and not signs.UNLABELLED.search(self.narration, start, label.start("name")):
            return named
        over = HIDDEN in clause and clause.rstrip().endswith(".")  # the clause of the quote before
        if not over and (source := self._last("according", start, end)):
            return source
        issuing = colon and self.patterns["issuing"].search(self.narration, start, end)
        if issuing and (source := self._last("issued", start, end)):
            return source
        if signs.GOING_ON.search(clause) and (source := self._subject(start, end)):  # "Lund left, saying:"
            return self._absolute(start, end) or source
        spoken = [match.end() for match in self.patterns["verb"].finditer(self.narration, start, end)]
        if spoken and (match := self.patterns["relative"].search(self.narration, max(start, spoken[-1] - 60), end)):
            return Source("nominal", Span(*match.span("nominal")), Span(*match.span("verb")))
        if spoken:  # the clause ends with its verb
            linked = self.patterns["linking"].search(self.narration, start, end)
            clauses = ("before", "linked") if linked else ("before",)
            amid = self.narration[end - 2 : end].rstrip()[-1:].isalpha()
            for pattern in clauses[::-1] if linked and linked["to"] else clauses:
                if source := self._last(pattern, start, spoken[-1], amid):
                    return self._apposed(start, source) or source
        if colon:
            # "Asked about the pumps, Lund was brief:", but "Lund rose, thin and pale, saying:"
            if (thing := self._thing(start, end)) or (thing := self._absolute(start, end)):
                return thing
            main = start if clause.rstrip(": ").endswith("ing") else start + clause.rfind(", ") + 1
            subject = self._subject(main, end) or self._subject(start, end)
            return self._last("verb_first", start, end) or named or subject
        return None

    def built_in(self, pair: Pair) -> Source | None:
        """Return the subject of a sentence that reports with a form: ``X left, calling it "a shame"``."""
        start, end = self._lead(pair)
        form = self.patterns["form"].search(self.narration, start, end)
        if form is None or self.patterns["passive"].search(self.narration, start, end):
            return None
        if (thing := self._thing(start, form.end())) or (thing := self._absolute(start, form.end())):
            return thing
        relative = self.patterns["who"].search(self.narration, start, form.start())
        if relative:  # "Lund was met by a man who shook, calling it": his words, not hers
            return Source("nominal", Span(*relative.span("nominal")), None)
        source = self._subject(start, form.start())
        if source is None or source.kind == "pronoun":
            return source
        # The subject of a long sentence is often not who calls something "a mess".
        between = self.narration[source.span.end : form.start()]
        near = len(between) <= _NEAR and not signs.CLAUSE.search(between)
        return evolve(source, sure=not signs.NAMES.search(between) and (near or form[0].endswith("ing")))

    def reported(self, pair: Pair) -> bool:
        """Tell whether the sentence before a quote holds a word of speaking."""
        return any(self.patterns[name].search(self.narration, *self._lead(pair)) for name in ("form", "verb", "stance"))

    def is_led_to(self, pair: Pair) -> bool:
        """Tell whether a colon, or a comma before a whole sentence, leads to a quote."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1] == " ":
            end -= 1
        sign = self.narration[end - 1 : end]
        return sign == ":" or (sign == "," and self.text[pair.end - 1] in ".?!")

    def is_said(self, pair: Pair) -> bool:
        """Tell whether a verb of speaking and a comma or colon stand right before a quote, whoever spoke."""
        end = pair.start - pair.opening
        return bool(self.patterns["leading"].search(self.narration, max(0, end - 40), end))

    def is_unsaid(self, pair: Pair) -> bool:
        """Tell whether a string is what nobody said: ``he felt like saying, "Enough."``."""
        end = pair.start - pair.opening
        return bool(self.patterns["unsaid"].search(self.narration, max(0, end - 40), end))

    def is_epithet(self, pair: Pair) -> bool:
        """Tell whether a string is what somebody calls something: ``he called her "Lady Luck"``."""
        end = pair.start - pair.opening
        return bool(self.patterns["epithet"].search(self.narration, max(0, end - 90), end))

    def closing(self, pair: Pair) -> Source | None:
        """Return the source that ends a quote's sentence (``It is a "mess" in the south, X said``)."""
        start = pair.end + pair.closing
        stop = signs.SENTENCE_END.search(self.narration, start, start + _LONGEST_CLAUSE)
        end = stop.start() if stop else min(start + _LONGEST_CLAUSE, len(self.narration))
        comma = self.narration.rfind(",", start, end)
        while comma >= 0:
            for name in ("after_verb", "after_subject"):
                match = self.patterns[name].match(self.narration, comma, end)
                if match and not (name == "after_verb" and match["verb"] in ("told", "tells")):  # told whom
                    return source_of(match)
            comma = self.narration.rfind(",", start, comma)
        match = self.patterns["according"].search(self.narration, start, end)
        return source_of(match) if match else None

    def is_title(self, pair: Pair, titled: bool, short: bool) -> bool:
        """Tell whether a string is a title: ``her book, "The Long Way"``, ``a box marked "tools"``."""
        end = pair.start - pair.opening
        start, far = max(0, end - 30), max(0, end - _REACH)
        line = max(far, self.narration.rfind("\n", far, end) + 1)
        if self.narration.find(":", line, end) >= 0 and signs.NO_LABEL.match(self.narration, line, end):
            return True
        if titled and self.patterns["work"].search(self.narration, start, end):
            return True
        if short and self.patterns["naming"].search(self.narration, start, end):
            return True
        if self.narration.endswith(("titled ", "headlined "), start, end):
            return True
        return bool(self.patterns["byline"].match(self.narration, pair.end + pair.closing))

    def introduction(self, pair: Pair) -> Source | None:
        """Return the source of a paragraph that ends with a colon right before the quote's paragraph."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1].isspace():
            end -= 1
        if not self.narration.endswith(":", 0, end) or signs.LISTING.search(self.narration, max(0, end - 20), end):
            return None
        start = self._sentence_start(end)
        found = (self._last(pattern, start, end) for pattern in ("issued", "before", "verb_first"))
        return next(filter(None, found), None) or self._thing(start, end) or self._subject(start, end)

    def reporter(self, pair: Pair, after: int) -> Source | None:
        """Return who is reported to speak in the paragraph before a quote's ("X said it rained."), after a place."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1].isspace():
            end -= 1
        start = max(after, self.narration.rfind("\n", after, end) + 1, end - _REACH)
        match = self.patterns["before"].search(self.narration, start, end)
        return source_of(match) if match and self.patterns["stance"].search(match["verb"]) else None

    def subject_before(self, pair: Pair) -> Source | None:
        """Return the subject of the sentence before a quote in the same paragraph."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1] == " ":
            end -= 1
        if not end or self.narration[end - 1] in "\n:" + HIDDEN:
            return None
        source = self._subject(self._sentence_start(end - 1), end)
        return None if source is None or self._is_preposed(source.span.start) else source

    def _last(self, pattern: str, start: int, end: int, amid: bool = False) -> Source | None:
        """
        Return the last source that a pattern finds.

        A fragment `amid` a clause is the words of the first: "Lund said the state had offered to help "at once"".
        Where one is refused, another may begin inside of its words, but not after a preposition ("In the hall Lund").
        """
        search, last, again = self.patterns[pattern].search, None, False
        while match := search(self.narration, start, end):
            source = source_of(match)
            if source and (self._aside(source.span.start) or self._is_object(source)):
                start = match.end() if self._aside(source.span.start) else match.start() + 1
                continue
            relative = source and self.narration.startswith(" who", source.span.end)  # "by someone who said"
            if again and not relative and self._is_preposed(match.start()):
                source = None
            again = source is None
            if amid and source and last and self._is_outer(last, source.span.start):
                return last
            last, start = (source, match.end()) if source else (last, match.start() + 1)
        return last

    def _thing(self, start: int, end: int) -> Source | None:
        """Return the thing right before a form in -ing that ends a clause: ``a letter saying: "..."``."""
        match = self.patterns["thing"].search(self.narration, start, end)
        return Source("nominal", Span(*match.span("nominal")), Span(*match.span("verb"))) if match else None

    def _apposed(self, start: int, found: Source) -> Source | None:
        """Return the name that a sentence begins with, if all up to the verb of a source says who that is."""
        end = found.cue.end if found.cue else start
        for pattern in ("apposed", "posted", "loosely"):
            match = self.patterns[pattern].match(self.narration, start, end)
            source = source_of(match) if match else None
            # not "In Oslo, thousands"
            if match and match.end("verb") == end and source and source.span.start == match.start("name"):
                return source
        return None

    def _absolute(self, start: int, end: int) -> Source | None:
        """Return who stands right before a form in -ing: ``with Silva calling it a "shame"``."""
        match = self.patterns["absolute"].search(self.narration, start, end)
        return source_of(match) if match else None

    def _is_outer(self, source: Source, start: int) -> bool:
        """Tell whether what begins at a place is in the that-clause of a source: "Lund said the state had"."""
        cue = source.cue
        reports = cue and self.patterns["reporting"].search(self.narration, cue.start, cue.end)
        return bool(cue and reports and signs.THAT.match(self.narration, cue.end, start))

    def _subject(self, start: int, end: int) -> Source | None:
        """Return the first name, description, he or she of a sentence."""
        if opening := PARTICIPIAL.match(self.narration, start, end):
            start = opening.end()
        spare = None  # "Here in Oslo, Lund rose": a name after a preposition is a subject only if there is no other
        for match in self.patterns["source"].finditer(self.narration, start, end):
            source = source_of(match)
            if source is not None and (source.kind != "pronoun" or match["pronoun"].lower() in (HE, SHE)):
                if not self._is_preposed(source.span.start) and not self._aside(source.span.start):
                    return source
                spare = spare or source
        return spare

    def _is_object(self, source: Source) -> bool:
        """Tell whether a name belongs to a preposition: "the money for Norland | announced today"."""
        start = source.span.start
        return source.kind == "name" and signs.OBJECT.search(self.narration, max(0, start - 9), start) is not None

    def _is_preposed(self, start: int) -> bool:
        return PREPOSED.search(self.narration, max(0, start - 12), start) is not None

    def _aside(self, start: int) -> bool:
        """Tell whether a clause says only when something was: "Before Lund spoke, ..."."""
        return bool(signs.WHEN.search(self.narration, max(0, start - 12), start))

    def _lead(self, pair: Pair) -> tuple[int, int]:
        """Return the part of a quote's sentence that stands before it."""
        end = pair.start - pair.opening
        return max(self._sentence_start(end), self.floor.get(pair.start, 0)), end

    def _sentence_start(self, end: int) -> int:
        """Return where the sentence that reaches to `end` begins."""
        at = bisect_right(self.borders, end) - 1
        return max(0, end - _REACH, self.starts[at] if at >= 0 else 0)

    def _find_sentences(self) -> None:
        """Note where sentences start, and from which place on each start can be seen."""
        for match in signs.BOUNDARY.finditer(self.narration):
            at = match.end()
            if match[0] == "\n" or not signs.ABBREVIATION.search(self.narration, max(0, match.start() - 5), at):
                self.starts.append(at)
                self.borders.append(at if self.narration[at - 1] == "\n" else at + 1)  # its first letter is seen

    def _line_end(self, start: int, limit: int) -> int:
        line = self.narration.find("\n", start, limit)
        return min(limit if line < 0 else line, len(self.narration))
