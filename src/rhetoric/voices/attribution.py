"""Reporting clauses: the words around a quote that say whose it is."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from attrs import frozen

from rhetoric.spans import Span
from rhetoric.voices.marks import Pair
from rhetoric.voices.words import HE, SHE, lists, narration_patterns

__all__ = ["HIDDEN", "Source", "Surroundings"]

HIDDEN = "\uE000"
"""Stands in the narration for every character that is quoted."""

_BOUNDARY = regex.compile(r"(?<=[^A-Z][^A-Z.\s][.?!])\s+(?=[\p{Lu}\d“\"'‘\uE000])|\n|(?<=\uE000)\s+(?=\p{Lu}\p{Ll}+ )")
_ABBREVIATION = regex.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|Prof|Rev|vs|No|\p{Lu})\.\s+$")
_SPACE = regex.compile(r"[\s,]*")
_SMALL_LETTER = regex.compile(r"\s\p{Ll}")
_CLAUSE_END = regex.compile(r"[^\uE000\n.]{0,60}\.(?:\s|$)")
_NO_LABEL = regex.compile(r"\s*(?:read|related|watch)", regex.IGNORECASE)
_TOKEN = regex.compile(r"[\p{L}'’.-]+")
_AGENT = regex.compile(r"(?:er|or|ist|man|woman|ian|ant|ee)s?$")
_LONGEST_CLAUSE = 300


@frozen
class Source:
    """The words that attribute a quote."""

    kind: str
    """``"name"``, ``"pronoun"`` or ``"nominal"``."""
    span: Span
    cue: Span | None


def _source(match: regex.Match[str]) -> Source | None:
    cue = Span(*match.span("verb")) if "verb" in match.re.groupindex and match["verb"] else None
    for kind in ("pronoun", "nominal", "name"):
        if match[kind]:
            start, end = match.span(kind)
            return _checked(kind, match[kind], start, end, cue)
    return None


def _checked(kind: str, words: str, start: int, end: int, cue: Span | None) -> Source | None:
    """Refuse what cannot speak: times and sentence openers among names, things among descriptions."""
    known = lists()
    tokens = _TOKEN.findall(words)
    if kind == "name":
        if not tokens or all(token.lower() in known["no_name"] for token in tokens):
            return None
        # "In Monday's debate Trump": openers are no part of the name
        while tokens[0].lower() in known["no_name"] and len(tokens) > 1:
            start += words.index(tokens[1], len(tokens[0]))
            words = words[words.index(tokens[1], len(tokens[0])) :]
            tokens.pop(0)
        if words.endswith(("'s", "’s", "'", "’")):
            return None
    if kind == "nominal" and not {token.lower().rstrip(".") for token in tokens} & known["person_noun"]:
        if not any(token[:1].isupper() for token in tokens[1:]) and not _AGENT.search(tokens[-1]):
            return None
    return Source(kind, Span(start, end), cue)


class Surroundings:
    """The narration around the quotes of a text."""

    def __init__(self, narration: str, pairs: Sequence[Pair]) -> None:
        self.narration = narration
        self.patterns = narration_patterns()

    def after(self, text: str, pair: Pair) -> Source | None:
        """Return the source named right after a quote: ``"...," said X`` or ``"...," X said``."""
        start = pair.end + pair.closing
        last = text[pair.start : pair.end].rstrip("\"'’”» ")[-1:]
        following = self.narration[start : start + 1]
        comma = last in ",?!—–-…" or following == ","
        if last not in ",.?!—–-…" and not comma and not _SMALL_LETTER.match(self.narration, start):
            return None
        limit = self._line_end(start, start + _LONGEST_CLAUSE)
        if match := self.patterns["signed"].match(self.narration, start, start + 100):
            return Source("name", Span(*match.span("name")), None)
        for name in ("after_verb", "after_subject"):
            match = self.patterns[name].match(self.narration, start, limit)
            if match is None:
                continue
            if last == "." and following != "," and not _CLAUSE_END.match(self.narration, match.end(), limit):
                continue  # after a full stop only a whole clause: "..." Putin continued.
            if last == "." and name == "after_subject" and ":" in self.narration[match.end() : match.end() + 60]:
                continue
            source = _source(match)
            if source is not None:
                return source
        match = self.patterns["according"].match(self.narration, _SPACE.match(self.narration, start, limit).end(), limit)
        return _source(match) if match else None

    def before(self, text: str, pair: Pair) -> Source | None:
        """Return the source named in the sentence that leads to a quote: ``X said: "..."``."""
        end = pair.start - pair.opening
        start = self._sentence_start(end)
        clause = self.narration[start:end]
        if not clause.strip(HIDDEN + " ,"):
            return None
        if clause.rstrip().endswith(":") and (label := self.patterns["label"].search(self.narration, start, end)) and not _NO_LABEL.match(clause):
            return _checked("name", label["name"], *label.span("name"), None)
        best: Source | None = None
        for name in ("according", "before"):
            if name == "before" and not self.patterns["verb"].search(self.narration, start, end):
                break  # the long pattern is tried only where it can be found
            for match in self.patterns[name].finditer(self.narration, start, end):
                source = _source(match)
                if source is not None and (best is None or match.start() >= best.span.start):
                    best = source
            if best is not None:
                return best
        if clause.rstrip().endswith(":"):
            match = self.patterns["verb_first"].search(self.narration, start, end)
            source = _source(match) if match else None
            return source or self._subject(start, end)
        return None

    def reported(self, pair: Pair) -> bool:
        """Tell whether the sentence before a quote holds a word of speaking."""
        end = pair.start - pair.opening
        start = self._sentence_start(end)
        return any(self.patterns[name].search(self.narration, start, end) for name in ("form", "verb"))

    def built_in(self, pair: Pair) -> Source | None:
        """Return the subject of a sentence that reports with a form: ``X left, calling it "a shame"``."""
        end = pair.start - pair.opening
        start = self._sentence_start(end)
        form = self.patterns["form"].search(self.narration, start, end)
        return self._subject(start, form.start()) if form else None

    def introduction(self, pair: Pair) -> Source | None:
        """Return the source of a paragraph that ends with a colon right before the quote's paragraph."""
        end = pair.start - pair.opening
        before = self.narration[:end].rstrip() if end < 4000 else self.narration[end - 2000 : end].rstrip()
        offset = end - len(self.narration[max(0, end - 2000) : end]) if end >= 4000 else 0
        if not before.endswith(":"):
            return None
        stop = offset + len(before)
        start = self._sentence_start(stop)
        for name in ("before", "verb_first"):
            found = [source for match in self.patterns[name].finditer(self.narration, start, stop) if (source := _source(match))]
            if found:
                return found[-1]
        return self._subject(start, stop)

    def subject_before(self, pair: Pair) -> Source | None:
        """Return the subject of the sentence before a quote in the same paragraph."""
        end = pair.start - pair.opening
        stop = end
        while stop and self.narration[stop - 1] in " ":
            stop -= 1
        if not stop or self.narration[stop - 1] in "\n" + HIDDEN:
            return None
        return self._subject(self._sentence_start(stop - 1), stop)

    def _subject(self, start: int, end: int) -> Source | None:
        """Return the first name, pronoun or description of a sentence."""
        for match in self.patterns["source"].finditer(self.narration, start, end):
            source = _source(match)
            if source is not None and (source.kind != "pronoun" or match["pronoun"].lower() in (HE, SHE)):
                return source
        return None

    def _sentence_start(self, end: int) -> int:
        """Return where the sentence that reaches up to `end` begins."""
        first = max(0, end - 600)
        start = first
        for match in _BOUNDARY.finditer(self.narration, first, end):
            if match.end() <= end and not _ABBREVIATION.search(self.narration[max(0, match.start() - 6) : match.end()]):
                start = match.end()
        return start

    def _line_end(self, start: int, limit: int) -> int:
        line = self.narration.find("\n", start, limit)
        return min(limit if line < 0 else line, len(self.narration))
