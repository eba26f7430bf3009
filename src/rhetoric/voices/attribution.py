"""Reporting clauses: the words around a quote that say whose it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rhetoric.spans import Span
from rhetoric.voices.marks import Pair
from rhetoric.voices.narration import FILLING, HIDDEN, Narration
from rhetoric.voices.patterns import PREPOSED, compiled, not_after, patterns
from rhetoric.voices.sources import Source, source_of, speaking
from rhetoric.voices.words import HE, SHE

__all__ = ["Surroundings"]

_SHORT = not_after("Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt St Jr Sr Prof Rev vs No", r"\.")
_BOUNDARY = compiled(  # of sentences; "À-Ç" are marks of words in capitals
    rf"[.?!\n{HIDDEN}](?:(?<=\n)|(?<={HIDDEN})\s+(?=\p{{Lu}}\p{{Ll}}+ )"
    rf"|(?<=[^A-ZÀ-Ç][^A-ZÀ-Ç.\s][.?!]){_SHORT}(?<!\b\p{{Lu}}\.)\s+(?=[\p{{Lu}}\d“\"'‘{HIDDEN}]))"
)
_DASH = compiled(r"[\s.]{0,3}[-–—―]")
_SPACE = compiled(r"[\s,]*")
_WHEN = compiled(r"(?:^|[.!?\n]\s*+)(?:Before|After|Since|Until|If|Once) $")
_WHEN_ENDS = frozenset({"e ", "r ", "l ", "f "})  # how these words end
_SMALL_LETTER = compiled(r"\s\p{Ll}")
_CLAUSE_END = compiled(
    rf"(?:\s(?:in|on|at|to|of|during|after|before|as|when|with|by|from|last|this|\p{{Lu}}\p{{Ll}}+day)\b[^{HIDDEN}\n.]{{0,60}})?\.(?:\s|$)"
)
_UNLABELLED = compiled(r"[\p{L}\d,]\s*$")  # what stands before "Name:" where it is no label
_NO_LABEL = compiled(r"\s*(?:read(?: more| also)?|related|watch|see also|listen)\s*:", re.IGNORECASE)
_CLOSING = "\"'’”» "  # what may stand between the last word of a quote and its end
_NEW_SENTENCE = compiled(r"\s(?:The|A|An|His|Her|Their|This|That|He|She|They|It|In|On|At|But|And)\b")
_SENTENCE_END = compiled(r"[.?!](?:\s|$)|\n")
_RELATIVES = (" who ", " that ", " which ")
_ACCORDING = ("ccording to", "n the words of", "s quoted by", "uoth")
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
        if last not in ",.?!—–-…" and not comma and not _SMALL_LETTER.match(read, start):
            return None
        limit = self._line_end(start, start + _LONGEST_CLAUSE)
        begin = start + len(first) if comma or first == " " else start
        dash = not comma and not read[begin : begin + 1].isalpha() and _DASH.match(read, start)
        if dash and (signed := patterns["signed"].match(read, start, start + 100)):
            return self._named(signed)
        if limit <= start:
            return None  # the paragraph ends with the quote
        number = bisect_left(self.verbs, start)
        speaks = number < len(self.verbs) and self.verbs[number] < limit
        for pattern in (patterns["after_verb"], patterns["after_subject"]) if speaks else ():
            match = pattern.match(read, start, limit)
            if match is None:
                continue
            # After a full stop only a whole clause: "..." Silva continued. "...?" Her critics cited it for years.
            anew = not comma and (last == "." or _NEW_SENTENCE.match(read, start))
            if not anew or self._whole_clause(match.end(), limit):
                source = source_of(pattern, match, self.narration, beside=True)
                if source is not None:
                    return source
        goes_on = comma or last == "," or (last in "?!" and _SMALL_LETTER.match(read, start))
        if goes_on and not titled:
            for pattern in (patterns["after_any"], patterns["any_after"]):
                match = pattern.match(read, start, limit)
                if match is not None and (source := source_of(pattern, match, self.narration, beside=True)):
                    return source
        initial = read[begin : begin + 1]
        if initial not in "aAiIqQ," and not initial.isspace():
            return None
        space = _SPACE.match(read, start, limit)
        match = patterns["according"].match(read, space.end() if space else start, limit)
        return source_of(patterns["according"], match, self.narration) if match else None

    def _whole_clause(self, start: int, limit: int) -> bool:
        """Tell whether a clause after a full stop ends here ("..." Silva continued.) and leads to no other quote."""
        return bool(_CLAUSE_END.match(self.read, start, limit)) and ":" not in self.narration[start : start + 60]

    def before(self, pair: Pair) -> Source | None:
        """Return the source named in the sentence that leads to a quote: ``X said: "..."``."""
        start, end = self._lead(pair)
        clause = self.narration[start:end]
        if not clause.strip(HIDDEN + FILLING + " ,"):
            return None
        named = None
        if colon := clause.rstrip().endswith(":"):
            word = clause.rpartition(":")[0].rpartition(" ")[2]
            label = None
            if (not word.islower() or word.endswith(")")) and not _NO_LABEL.match(clause):  # no "told reporters:"
                label = patterns["label"].search(self.read, start, end)
            named = self._named(label) if label else None
            if label and named and not _UNLABELLED.search(self.read, start, label.start("name")):
                return named
        according = any(words in clause for words in _ACCORDING)
        if according and (source := self._last("according", start, end)):
            return source
        issuing = colon and patterns["issuing"].search(self.read, start, end)
        if issuing and (source := self._last("issued", start, end)):
            return source
        number = bisect_left(self.verbs, end) - 1
        spoken = min(end, self.verb_ends[number]) if number >= 0 and self.verbs[number] >= start else 0
        relative = spoken and any(word in clause for word in _RELATIVES)
        if relative and (match := patterns["relative"].search(self.read, max(start, spoken - 60), end)):
            return Source("nominal", Span(*match.span("nominal")), Span(*match.span("verb")))
        if spoken:  # the clause ends with its verb
            linked = patterns["linking"].search(self.read, start, end)
            clauses = ("before", "linked") if linked else ("before",)
            for pattern in clauses[::-1] if linked and linked["to"] else clauses:
                if source := self._last(pattern, start, spoken):
                    return source
        if colon:
            # "Asked about the pumps, Lund was brief:", but "Lund rose, thin and pale, saying:"
            main = start if clause.rstrip(": ").endswith("ing") else start + clause.rfind(", ") + 1
            subject = self._subject(main, end) or self._subject(start, end)
            return self._last("verb_first", start, end) or named or subject
        return None

    def built_in(self, pair: Pair) -> Source | None:
        """Return the subject of a sentence that reports with a form: ``X left, calling it "a shame"``."""
        start, end = self._lead(pair)
        form = patterns["form"].search(self.read, start, end)
        return self._subject(start, form.start()) if form else None

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

    def is_epithet(self, pair: Pair) -> bool:
        """Tell whether a string is what somebody calls something: ``he called her "Lady Luck"``."""
        end = pair.start - pair.opening
        return bool(patterns["epithet"].search(self.read, max(0, end - 90), end))

    def closing(self, pair: Pair) -> Source | None:
        """Return the source that ends a quote's sentence (``It is a "mess" in the south, X said``)."""
        start = pair.end + pair.closing
        stop = _SENTENCE_END.search(self.read, start, start + _LONGEST_CLAUSE)
        end = stop.start() if stop else min(start + _LONGEST_CLAUSE, len(self.narration))
        comma = self.narration.rfind(",", start, end)
        while comma >= 0:
            for pattern in (patterns["after_verb"], patterns["after_subject"]):
                if match := pattern.match(self.read, comma, end):
                    return source_of(pattern, match, self.narration)
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
            if line <= colon and _NO_LABEL.match(self.narration, line, end):
                return True
        if titled and patterns["work"].search(self.read, start, end):
            return True
        if short and patterns["naming"].search(self.read, start, end):
            return True
        after = pair.end + pair.closing
        return self.read.startswith((" by ", ", by "), after) and bool(patterns["byline"].match(self.read, after))

    def introduction(self, pair: Pair) -> Source | None:
        """Return the source of a paragraph that ends with a colon right before the quote's paragraph."""
        end = pair.start - pair.opening
        while end and self.narration[end - 1].isspace():
            end -= 1
        if not self.narration.endswith(":", 0, end):
            return None
        start = self._sentence_start(end)
        found = (self._last(pattern, start, end) for pattern in ("issued", "before", "verb_first"))
        return next(filter(None, found), None) or self._subject(start, end)

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
        if not end or self.narration[end - 1] in "\n" + HIDDEN:
            return None
        return self._subject(self._sentence_start(end - 1), end)

    def _named(self, match: re.Match[str]) -> Source | None:
        start, end = match.span("name")
        return speaking("name", self.narration[start:end], start, None)

    def _last(self, name: str, start: int, end: int) -> Source | None:
        """
        Return the last source that a pattern finds.

        Where one is refused, another may begin inside of its words, but not after a preposition ("In the hall Lund").
        """
        pattern, last, again = patterns[name], None, False
        while match := pattern.search(self.read, start, end):
            source = source_of(pattern, match, self.narration)
            if source and self._aside(source.span.start):
                start = match.end()
                continue
            relative = source and self.narration.startswith(" who", source.span.end)  # "by someone who said"
            if again and not relative and self._is_preposed(match.start()):
                source = None
            again = source is None
            last, start = (source, match.end()) if source else (last, match.start() + 1)
        return last

    def _subject(self, start: int, end: int) -> Source | None:
        """Return the first name, description, he or she of a sentence."""
        spare = None  # "Here in Oslo, Lund rose": a name after a preposition is a subject only if there is no other
        pattern = patterns["source"]
        for match in pattern.finditer(self.read, start, end):
            source = source_of(pattern, match, self.narration)
            if source is not None and (source.kind != "pronoun" or match["pronoun"].lower() in (HE, SHE)):
                if not self._is_preposed(source.span.start) and not self._aside(source.span.start):
                    return source
                spare = spare or source
        return spare

    def _is_preposed(self, start: int) -> bool:
        return PREPOSED.match(self.read, start) is not None

    def _aside(self, start: int) -> bool:
        """Tell whether a clause says only when something was: "Before Lund spoke, ..."."""
        return self.narration[start - 2 : start] in _WHEN_ENDS and bool(
            _WHEN.search(self.read, max(0, start - 12), start)
        )

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
        self.starts = [match.end() for match in _BOUNDARY.finditer(self.read)]
        # From the first letter on, where no line end says it before.
        self.borders = [at if self.narration[at - 1] == "\n" else at + 1 for at in self.starts]

    def _line_end(self, start: int, limit: int) -> int:
        line = self.narration.find("\n", start, limit)
        return line if line >= 0 else min(limit, len(self.narration))
