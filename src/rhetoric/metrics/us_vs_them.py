r"""
Us versus them: who is *we*, and who is *they*.

**Definition.** A mention of *us* is a we-form (we, us, our, ours, ourselves, the *'s* of *let's*) or a
name of the speaker's side (``in_group=``). A mention of *them* is a they-form (they, them, their,
theirs, themselves) that may stand for people, organisations or places, or a name of the other side
(``out_group=``).

Apart, and in no ratio:

``unclear``
    *US* in a text in capitals; *they* whose only antecedent is the speaker's own (*our players ...
    they*).
``thing``
    *They* in whose sentence and the one before things stand but no people (*the shoes ... they*), that
    goes on from a subject that is a thing, or of which is said what is said of things only (*they are
    made of oak*).
``singular``
    *They* for one person (*someone ... they*, *a student ... their*).
``both``
    A sentence that holds both sides: one hit.
``conflict``
    Words of contempt, crime, deceit, breach or rivalry, and mentions of others (they-forms, *you*,
    names, groups), where the two stand at most twelve words apart in a sentence: one hit for each.

**Formulas.** ratio = us : them; share = us / (us + them); log_ratio = log2((us + 1/2) / (them + 1/2)),
from ten mentions on; us_rate, them_rate and conflict per 1,000 words; both = sentences that hold both
sides / sentences.

**Details of evidence.** ``pronoun``; for *us* ``clusivity`` (inclusive, exclusive or open), decided by
words only; for *they* ``basis``: ``contrast`` (a we-form beside it and no kindness, or a word of
contest), ``antecedent`` (a noun it may point to), ``own`` or ``none``; for names ``group``.

**Literature.** Wilson 1990 (pronominal distance); van Dijk 1998 (ideological square); Tyrkkö 2016;
Rehbein & Ruppenhofer 2022 (clusivity). The half added to counts is Haldane's and Anscombe's, as in Lowe
et al. 2011.

**Known failures.** A list decides what is a thing, and the nearest noun often what is meant; an
author's *we* and *they* who are cared for count like any other. Counts of pronouns are deixis, not
hostility.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.spans import Record

__all__ = ["US_VS_THEM"]

LEXICON = "en.us_vs_them"
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_GROUP, _THING, _SINGLE, _OWN, _NAME = 1, 2, 3, 4, 5  # what a noun before a they-form can be
_REACH = 40  # words between a they-form and its antecedent
_NEAR = 12  # words between a word of conflict and those it is about
_CONFLICT = (
    "contempt_word", "crime_word", "rivalry_word", "bad_adjective", "bad_adverb", "deceit_finite",
    "deceit_ing",
    "deceit_participle", "breach_finite", "breach_ing", "breach_participle", "cause_finite", "cause_ing",
)  # fmt: skip
_OTHERS = ("they_form", "you_form", "out_group", "proper", "person_plural", "collective", "other_noun")
_ANIMATE = ("ers", "ors", "ists", "ians", "ees", "ants")  # ends of plural nouns for people


class _Words:
    """The stream as columns, and questions about them that several rules ask."""

    def __init__(self, reading: Reading) -> None:
        stream = self.stream = reading.stream
        self.flags = reading.grammar.alphabet.flags
        self.codes = np.frombuffer(stream.letters.encode("utf-16-le"), np.uint16)
        segment = np.minimum(stream.segment_of, stream.segment_starts.size - 1)
        self.sentence = stream.sentence[segment]
        self.voice = stream.voice[segment]
        changes = (np.diff(stream.voice) != 0) | (np.diff(stream.paragraph) != 0)
        self.block = np.concatenate([[0], np.cumsum(changes)])[segment]
        """Number of the paragraph of one voice: no rule looks beyond it."""
        self.opens = np.zeros(self.codes.size, np.bool_)
        self.opens[stream.segment_starts] = True

    def has(self, *categories: str) -> Bools:
        found: Bools = self.flags(*categories)[self.codes]
        return found

    def near(self, mask: Bools, reach: int) -> Bools:
        """Whether the mask holds at most `reach` places before or after, in the same sentence."""
        sums = np.concatenate([[0], np.cumsum(mask)])
        places = np.arange(mask.size)
        low = np.searchsorted(self.sentence, self.sentence, "left")
        high = np.searchsorted(self.sentence, self.sentence, "right")
        found: Bools = sums[np.minimum(places + reach + 1, high)] > sums[np.maximum(places - reach, low)]
        return found

    def word(self, place: int, size: int = 99) -> str:
        """Return the last letters of the word at this place, in lower case."""
        start, end = self.stream.offsets(place, place + 1)
        return self.stream.text.text[max(start, end - size) : end].lower()


def _shifted(mask: Bools, by: int) -> Bools:
    """Return what the mask says of the word `by` places further on."""
    result = np.zeros_like(mask)
    if by > 0:
        result[:-by] = mask[by:]
    else:
        result[-by:] = mask[:by]
    return result


def _referents(words: _Words) -> npt.NDArray[np.int8]:
    """Tell for each word whether *they* may point back to it, and what it is."""
    kind = np.zeros(words.codes.size, np.int8)
    kind[words.has("name")] = _NAME
    kind[words.has("person_plural", "collective", "in_group", "out_group")] = _GROUP
    kind[words.has("thing_plural")] = _THING
    determined = words.has("determiner", "number", "preposition", "we_form")
    determined = _shifted(determined, -1) | _shifted(determined, -2)
    unknown = (words.has("unknown") & determined) | words.has("initial", "proper")
    for place in np.flatnonzero(unknown).tolist():
        end = words.word(place, 4)
        if end.endswith(_ANIMATE):
            kind[place] = _GROUP
        elif kind[place] != _NAME and end.endswith("s") and not end.endswith(("ss", "us", "is")):
            kind[place] = _THING
    own = words.has("own_possessive")
    own = (_shifted(own, -1) | _shifted(own, -2)) & ~words.has("adversary")
    kind[(kind == _GROUP) & own] = _OWN
    alone = words.has("indefinite_determiner")
    single = words.has("person_singular") & (_shifted(alone, -1) | _shifted(alone, -2))
    kind[words.has("indefinite_person") | single] = _SINGLE
    their = words.has("they_form")
    theirs = _shifted(their, -1) | _shifted(their, -2)
    kind[(kind == _THING) & theirs] = 0  # "their tanks ... they": the owners
    return kind


def _predicates(words: _Words) -> tuple[Bools, Bools]:
    """Tell for each word whether what follows it, as its verb or its property, befits people, or things."""
    light = words.has("adverb", "modal", "have", "do", "be", "not_word")
    human, thing = words.has("human_verb"), words.has("thing_verb")
    is_, done = words.has("be"), words.has("thing_participle")
    owned = words.has("human_property", "person_plural")
    for_people = _shifted(owned, 1) | _shifted(owned, 2)
    for_people |= words.has("reflexive_they")
    for_things = _shifted(thing, 1) | _shifted(words.has("handling_verb"), -1)
    path = np.ones_like(light)
    for step in (1, 2, 3):
        for_people |= path & _shifted(human, step)
        for_things |= path & _shifted(is_, step) & (_shifted(done, step + 1))
        path &= _shifted(light, step)
    return for_people, for_things


def _they(words: _Words, places: Ints) -> Iterator[tuple[int, str, str]]:
    """Yield the place, label and basis of each they-form."""
    kind = _referents(words)
    for_people, for_things = _predicates(words)
    starts = np.flatnonzero(np.diff(words.sentence, prepend=-1))
    contrast = words.near(words.has("we_form", "in_group"), 12) & ~words.near(words.has("kindness"), 6)
    contrast |= _shifted(words.has("contest_verb"), -1) & words.has("they_form")
    last_them = -1
    for place in places.tolist():
        number = int(np.searchsorted(starts, place, "right")) - 1
        begin = before = int(starts[number])
        if number and words.block[starts[number - 1]] == words.block[place]:
            before = int(starts[number - 1])
        before = max(before, place - _REACH)
        seen = [one for one in kind[before:place].tolist() if one]
        subject = [one for one in kind[before : min(before + 4, begin)].tolist() if one]
        nearest = seen[-1] if seen else 0
        # "The shoes we bought ... They hurt": the subject goes on.
        goes_on = place - begin <= 1 and subject[:1] == [_THING]
        only_things = nearest == _THING and _GROUP not in seen
        label, basis = "them", "antecedent" if seen else "none"
        if last_them >= before:
            label = "thing" if for_things[place] and nearest == _THING else "them"
        elif nearest == _SINGLE and _SINGLE in kind[max(begin, before) : place]:
            label = "singular"
        elif nearest != _GROUP if for_things[place] else (goes_on or only_things) and not for_people[place]:
            label = "thing"
        elif _OWN in seen and _GROUP not in seen and _NAME not in seen:
            label, basis = "unclear", "own"
        if label == "them":
            last_them = place
            basis = "contrast" if contrast[place] else basis
        yield place, label, basis


def _clusivity(reading: Reading) -> tuple[dict[int, str], set[int]]:
    """Return what the cues say of the we-forms in them, and the we-forms that are parts of names."""
    clusivity: dict[int, str] = {}
    named: set[int] = set()
    for match in reading.matches(LEXICON):
        inside = range(match.start, match.end)
        if match.cue.label == "name":
            named.update(inside)
        else:
            clusivity.update(dict.fromkeys(inside, match.cue.label))
    return clusivity, named


def find(reading: Reading) -> Iterable[Hit]:
    """Return the mentions of us and them, what is counted apart, and the sentences that hold both."""
    stream = reading.stream
    if not stream.segment_starts.size:
        return []
    words = _Words(reading)
    hits: list[Hit] = []
    sides: dict[int, dict[str, list[int]]] = {}

    def add(start: int, end: int, label: str, cue: str, **detail: Any) -> None:
        first, last = stream.offsets(start, end)
        voice, sentence = int(words.voice[start]), int(words.sentence[start])
        cue = f"{LEXICON}/{cue}"
        hits.append(Hit(first, last, label, cue, voice, sentence, detail=Record(detail)))
        if label in ("us", "them"):
            sides.setdefault(sentence, {}).setdefault(label, []).extend((start, end))

    we = words.has("we_form")
    clusivity, named = _clusivity(reading) if we.any() else ({}, set())
    for place in np.flatnonzero(we).tolist():
        if place not in named and not _in_a_name(words, place):
            kind = clusivity.get(place, "open")
            add(place, place + 1, "us", "us", pronoun=words.word(place), clusivity=kind)
    let = words.has("let_word")
    for place in np.flatnonzero(let & _shifted(words.has("contracted_us"), 1)).tolist():
        add(place, place + 2, "us", "lets", pronoun="'s", clusivity="inclusive")
    for place in np.flatnonzero(words.has("shouted")).tolist():
        if words.word(place) == "us":
            add(place, place + 1, "unclear", "capitals", pronoun="us")
    they = np.flatnonzero(words.has("they_form"))
    if they.size:
        for place, label, basis in _they(words, they):
            add(place, place + 1, label, "them", pronoun=words.word(place), basis=basis)
    for label, side in (("us", "in_group"), ("them", "out_group")):
        mask = words.has(side)
        firsts, lasts = (np.flatnonzero(mask & ~_shifted(mask, by)).tolist() for by in (-1, 1))
        for start, last in zip(firsts, lasts, strict=True):
            add(start, last + 1, label, side, group=reading.words(start, last + 1))
    hostile = words.has(*_CONFLICT)
    if hostile.any():
        others = words.has(*_OTHERS)
        near = (hostile & words.near(others, _NEAR)) | (others & words.near(hostile, _NEAR))
        for place in np.flatnonzero(near).tolist():
            add(place, place + 1, "conflict", "conflict")
    for both in sides.values():
        if len(both) == 2:
            places = both["us"] + both["them"]
            start, end = min(places), max(places)
            if stream.segment_of[start] != stream.segment_of[end - 1]:  # a narrator speaks in between
                start, end = both["us"][:2]
            add(start, end, "both", "both")
    return hits


def _in_a_name(words: _Words, place: int) -> bool:
    """Whether a we-form with a capital letter stands inside a name: "Shop at Brides Of Us"."""
    stream = words.stream
    if words.opens[place] or not stream.text.capital[stream.token[place]]:
        return False
    before, after = (int(stream.token[at]) for at in (place - 1, min(place + 1, words.codes.size - 1)))
    capital = stream.text.capital
    if before < 0 or not (capital[before] or (after >= 0 and capital[after])):
        return False
    segment = stream.segment_of[place]
    low = max(int(stream.segment_starts[segment]), place - _REACH)
    tokens = stream.token[low : min(int(stream.segment_ends[segment]), place + _REACH)]
    return bool(capital[tokens].mean() < 0.5)  # in a headline every word has a capital letter


US_VS_THEM = Metric(
    id="us_vs_them",
    lexicon=LEXICON,
    labels=("us", "them", "unclear", "thing", "singular", "both", "conflict"),
    counted=("us", "them"),
    fractions=(
        Fraction("ratio", ("us",), ("them",), "ratio"),
        Fraction("share", ("us",), ("us", "them"), "share"),
        Fraction("log_ratio", ("us",), ("them",), "log_ratio", least=10),
        Fraction("us_rate", ("us",), "words", "rate"),
        Fraction("them_rate", ("them",), "words", "rate"),
        Fraction("both", ("both",), "sentences", "share"),
        Fraction("conflict", ("conflict",), "words", "rate"),
    ),
    find=find,
)
