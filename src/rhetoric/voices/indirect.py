"""
Reported speech without marks: ``The president said the allies were to blame``.

The reporter's prose is read as letters (see `word_letters`); a sentence reports if a source and a verb of saying or
stance stand before, after or amid what else it holds. The rules look at one sentence at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import regex
from attrs import frozen

from rhetoric.errors import a_text
from rhetoric.late import late
from rhetoric.spans import Span
from rhetoric.voices.folded import read
from rhetoric.voices.lines import unwrap
from rhetoric.voices.marks import pair_marks
from rhetoric.voices.model import Attribution, Indirect
from rhetoric.voices.names import People
from rhetoric.voices.prose import hide
from rhetoric.voices.references import References
from rhetoric.voices.word_letters import WordLetters
from rhetoric.voices.words import lists

__all__ = ["find_indirect"]

# A noun phrase in letters, roughly: "the mayor of a town", "Ana Cruz", "she".
_NP = r"(?:h|w|d?[xrCTnN#s]{0,6}[xCTnN](?:[op]d?[xCTnN#s]{1,4}){0,3}?)"
_SENTENCE = late(r"[^.P]+[.P]?", 0, regex.compile)
_SHORTEST = 1  # words of a content
_REACH = 28  # words between the beginning of a source and its verb


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    patterns = {
        # "The plan will fail, Ana Cruz (Labour) told the paper on Monday."
        "tail": rf",(?<source>{_NP})(?:\([^)]{{1,8}}\))?[ar]{{0,3}}(?<cue>v)"
        r"(?:D|[opt][^.,:P]{0,12}|[dCT][dCTnDposm#]{0,12})?[.P]",
        # "The plan will fail, said the mayor of the town."
        "inverted": r",(?<cue>v)(?<source>h|d?[xrCTn#s]{0,5}[CTn](?=[,op.P]))(?:[,op][^.:P]{0,30})?[.P]",
        # "The plan, Ana Cruz said, will fail."
        "amid": rf",(?<source>{_NP})[ar]{{0,3}}(?<cue>v)(?:D|p[^.,:P]{{1,8}})?,",
        "according": r"(?<cue>At)(?<source>[^,.:PQ]{1,24})(?=[,.P])",
        # "Cruz: the plan will fail", as in a headline
        "label": r"(?<source>[CTn]{1,3})(?<cue>:)(?=[^.]{2})",
        # A source right before its verb, or with an apposition between: "Ana Cruz, the mayor, later also said".
        "before": rf"(?<source>{_NP})(?:,[^,.:P]{{1,24}}?(?:,|Q)|\([^)]{{1,8}}\),?)?D?[art]{{0,4}}$",
        # "... and later warned": the source of the verb before.
        "and": r"c[ar]{0,3}$",
        # Words between a verb and the content: "told reporters on Monday", "said in an interview".
        "told": r"(?:m|d?[xCTns]{1,8}?(?:od?[xCTn]{1,3})?),?(?:D|pd?[xCTnD]{1,3})*(?=[kthwb])",
        "lead": r"D{0,2}(?:pd?[xCTnD#s]{1,5}?(?:[op]d?[xCTnD#s]{1,4}?){0,2},?)?D?(?=k)|D{1,2}|r(?=[kdhC])",
        "content": r"[^.:PQ]+",
        # ", saying ..." / ", but the mayor said ..." / "and warned ..." open another clause.
        "next": r",(?=[gG]|[cb]?d?[xCTnh]{1,3}[ar]?v|b|w|c[av])|[-)]|(?<=[^,])c(?=[ar]{0,3}[vV][^,])",
    }
    return {name: regex.compile(pattern) for name, pattern in patterns.items()}


@frozen
class _Report:
    """Content, source and cue, as indices of tokens."""

    content: tuple[int, int]
    source: tuple[int, int] | None
    cue: tuple[int, int]


def find_indirect(text: str, *, aliases: Mapping[str, str] | None = None) -> tuple[Indirect, ...]:
    """
    Find reported speech that stands without quotation marks.

    Parameters
    ----------
    text
        An article or any other prose, untouched.
    aliases
        Names to be replaced: ``{"the palace": "Queen Nora"}``.

    Returns
    -------
    tuple of Indirect
        In text order, each with its source, cue and content. These words are the reporter's: no metric counts them as
        the speaker's own. Sentences that hold a quote are left to `find_quotes`. Empty for an empty text.

    Raises
    ------
    InputError
        If ``text`` is not a ``str``.

    Examples
    --------
    >>> from rhetoric.voices import find_indirect
    >>> for report in find_indirect("Mayor Ines Calder said the bridge was safe. It fell, according to police."):
    ...     print(report.speaker, "|", report.text)
    Ines Calder | the bridge was safe
    police | It fell

    .. versionadded:: 0.1
    """
    text = a_text(text, "find_indirect()")
    flat = unwrap(text)
    pairs = pair_marks(flat)
    prose = WordLetters(flat, pairs)
    references = References(People(read([hide(flat, pairs)])[0], aliases or {}))
    found = []
    for report in _reports(prose):
        content = prose.span(*report.content)
        speaker, source, how = _resolve(flat, prose, references, report)
        found.append(
            Indirect(text[content.slice], content.start, content.end, speaker, source, prose.span(*report.cue), how)
        )
    return tuple(found)


def _resolve(
    text: str, prose: WordLetters, references: References, report: _Report
) -> tuple[str | None, Span | None, Attribution | None]:
    if report.source is None:
        return None, None, None
    span = prose.span(*report.source)
    words = text[span.slice]
    letters = prose.letters[slice(*report.source)]
    if letters == "h":
        name = references.of_pronoun(words, span.start)
        return name, span, "pronoun" if name else None
    if letters[0] != "d" and letters[-1] in "CT":
        name = references.people.name_of(words)
        return name, span, "explicit" if name else None
    return references.of_description(words, span.start) or words, span, "description"


def _reports(prose: WordLetters) -> Iterator[_Report]:
    for sentence in _SENTENCE.finditer(prose.letters):
        start, end = sentence.span()
        framed = list(_framed(prose.letters, start, end))
        for report in framed or _after_verbs(prose, start, end):
            if report.content[0] < report.content[1]:
                yield report


def _framed(letters: str, start: int, end: int) -> Iterator[_Report]:
    """Yield what a whole sentence reports whose source stands at its end, in its middle or before a colon."""
    find = _patterns()
    if "Q" not in letters[start:end]:
        if tail := find["tail"].search(letters, start, end) or find["inverted"].search(letters, start, end):
            yield _Report((start, tail.start()), tail.span("source"), tail.span("cue"))
            return
        if amid := find["amid"].search(letters, start, end):
            for content in ((start, amid.start()), (amid.end(), end - 1)):
                yield _Report(content, amid.span("source"), amid.span("cue"))
            return
        if letters[start - 1 : start] in ("P", "") and (label := find["label"].match(letters, start, end)):
            yield _Report((label.end(), end), label.span("source"), label.span("cue"))
            return
    if according := find["according"].search(letters, start, end):
        if according.start() - start < _SHORTEST + 1:
            content = (according.end() + 1, end - 1)
        else:
            begin = max(letters.rfind(sign, start, according.start()) for sign in ":-") + 1
            content = (max(start, begin), according.start() - (letters[according.start() - 1] == ","))
        if content[1] - content[0] >= _SHORTEST and "Q" not in letters[slice(*content)]:
            yield _Report(content, according.span("source"), according.span("cue"))


def _after_verbs(prose: WordLetters, start: int, end: int) -> Iterator[_Report]:
    """Yield what follows a verb of saying or stance, or a noun such as *claim*, each after the last content."""
    letters = prose.letters
    at, speaking = start, None
    while at < end:
        report = None
        if letters[at] in "vVgG":
            report = _after_verb(prose, start, at, end, speaking)
        elif letters[at] == "k" and at > start and prose.words(at - 1, at).lower() in lists()["claim"]:
            report = _content(letters, at, end, None, at - 1)
        if report:
            yield report
            speaking = report.source or speaking
            at = report.content[1]
        else:
            at += 1


def _after_verb(
    prose: WordLetters, start: int, verb: int, end: int, speaking: tuple[int, int] | None
) -> _Report | None:
    letters, find, known = prose.letters, _patterns(), lists()
    word = prose.words(verb, verb + 1).lower()
    source, found = speaking, None
    if letters[verb] in "vV":
        found = find["before"].search(letters, max(start, verb - _REACH), verb)
        if found is None and not (speaking and find["and"].search(letters, start, verb)):
            return None
        source = found.span("source") if found else speaking
        if letters[verb - 1] in "xNs#" and not word.endswith(("ed", "said", "says", "say")):
            return None  # a noun of the same form: "the home states", "minority reports"
    at = verb + 1
    skipped = find["told"].match(letters, at, end) if word in known["telling"] else None
    if skipped := skipped or find["lead"].match(letters, at, end):
        at = skipped.end()
    if letters[at : at + 1] in tuple(",)-c") or (word in known["saying"] and letters[at : at + 1] in ("p", "o")):
        return None
    if found and letters[found.start() - 1 : found.start()] == "Q" and letters[at : at + 1] != "k":
        return None  # the clause of a quote: "...," Cruz said in a letter
    return _content(letters, at, end, source, verb)


def _content(letters: str, at: int, end: int, source: tuple[int, int] | None, cue: int) -> _Report | None:
    find = _patterns()
    content = find["content"].match(letters, at, end)
    if content is None or content.end() - at < _SHORTEST:
        return None
    following = find["next"].search(letters, at + _SHORTEST, content.end())
    stop = following.start() if following else content.end()
    if letters[stop : stop + 1] == "Q":
        return None
    return _Report((at, stop), source, (cue, cue + 1))
