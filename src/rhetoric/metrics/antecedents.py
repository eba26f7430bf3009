"""
Whom *they* stands for: the nouns before it, what is said of it, and what the *they* before it was.

Each of these speaks for people or for things, and the sum decides. A noun weighs the less the more nouns
and sentences stand between (salience, as in Lappin and Leass 1994), and more where it is the first of its
sentence, the likeliest subject. The weights are round numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from math import tanh
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rhetoric.metrics.base import Reading
from rhetoric.metrics.words import Bools, Ints, Words, shifted
from rhetoric.text.tokens import WORD

__all__ = ["REACH", "they_forms"]

Floats = npt.NDArray[np.float64]

REACH = 60  # words between a they-form and its antecedent
_MOST = 8  # nouns before a they-form that are looked at

# What a noun before a they-form can be; `_AGENT` and `_PLURAL` are people and things by their shape alone.
_GROUP, _AGENT, _THING, _PLURAL, _SINGLE, _OWN, _NAME, _BODY, _NIL = range(1, 10)
_SPEAKS = np.array([0.0, 1.4, 0.6, -0.9, -0.7, 1.0, 0.9, 0.8, 0.2, 1.0])  # what each says, for people where above 0
_BY_RANK = 0.7 ** np.arange(_MOST)
_BY_SENTENCE = np.array([1.0, 0.6, 0.3, 0.2])  # in the same sentence, the one before, ...
_FIRST = 1.4  # how much more the first noun of a sentence weighs
_NOBODY = 1.7  # without any noun before it, *they* is most often people
_GOES_ON = 1.5  # what the last *they* says of this one, by the sentences between
_FADES = 0.8
_DEED = 1.0  # "they closed the gate"
_DONE_TO_US = 0.8  # "they gave us"
_NOT_US = 2.5  # "they, not us"
_TIE = 1e-9  # a sum is people's above this, so that no machine's rounding decides


@cache
def _among(*kinds: int) -> Bools:
    """Return whether each kind is one of these."""
    return np.isin(np.arange(_SPEAKS.size), kinds)


@cache
def _numbers(ends: str) -> tuple[npt.NDArray[np.uint64], int]:
    """Return ends of words as the numbers that `endings` gives, in order, and their length."""
    numbers = sorted(int.from_bytes(end.encode(), "little") for end in ends.split())
    return np.array(numbers, np.uint64), len(ends.split()[0])


# Ends of plural nouns: of people, and of things wherever they stand.
_PEOPLE = "ists ians ants", "ers ors ees men"
_ABSTRACT = "ions ties isms ings ures nces ages hips ents sses ries gies phies cies udes doms"
_WHO = ("person_plural", "bad_person", "person_singular")
_NO_NOUN = (
    "they_form", "we_form", "i_form", "you_form", "he_form", "be", "have", "do", "modal", "preposition", "conjunction",
    "subordinator", "adverb", "wh_word", "determiner", "negation", "no_plural", "human_verb", "thing_verb",
)  # fmt: skip
_BEFORE_NOUN = ("determiner", "number", "preposition", "we_form", "they_form", "he_form", "you_form", "i_form")
_AFTER_VERB = ("determiner", "he_form", "i_form", "you_form", "they_form", "we_form")
_OBJECT = ("determiner", "us_form")
_AFTER_NOUN = ("be", "have", "do", "modal", "relative", "conjunction", "comma", "semicolon", "period")


class _Around:
    """The words at some places and beside them, in the same stretch of a sentence."""

    def __init__(self, words: Words, places: Ints) -> None:
        self.words = words
        self.places = places
        self.segment = words.stream.segment_of[places]
        self._letters: dict[int, Ints] = {}
        self._endings: dict[int, npt.NDArray[np.uint64]] = {}

    def letters(self, by: int) -> Ints:
        """Return the place in tables of the letter `by` places further on; that of a stop beyond the stretch."""
        if by not in self._letters:
            stream, beside = self.words.stream, self.places + by
            same = stream.segment_of.take(beside, mode="clip") == self.segment
            self._letters[by] = np.where(same, stream.places.take(beside, mode="clip"), stream.places[0])
        return self._letters[by]

    def has(self, by: int, *categories: str) -> Bools:
        """Whether the word `by` places further on is in one of these categories."""
        found: Bools = self.words.flags(*categories)[self.letters(by)]
        return found

    def within(self, by: int, *categories: str) -> Bools:
        """Whether one of the two words on one side is in one of these categories."""
        return self.has(by, *categories) | self.has(2 * by, *categories)

    def last(self) -> Bools:
        """Whether nothing follows in the sentence."""
        last: Bools = self.words.stream.token.take(self.places + 1, mode="clip") < 0
        return last

    def ends(self, by: int, ends: str) -> Bools:
        """Whether the word `by` places further on has one of these ends of one length; punctuation has none."""
        if by not in self._endings:
            text, token = self.words.stream.text, self.words.stream.token.take(self.places + by, mode="clip")
            word = (token >= 0) & (text.kind[token] == WORD)
            self._endings[by] = np.where(word, text.endings(token), np.uint64(0))
        sought, size = _numbers(ends)
        last = self._endings[by] >> np.uint64(8 * (4 - size))
        found: Bools = sought.take(sought.searchsorted(last), mode="clip") == last
        return found


def _kinds(words: Words, places: Ints) -> npt.NDArray[np.int8]:
    """Tell for each word whether *they* may point back to it, and what it is."""
    around = _Around(words, places)
    has = around.has
    people, things, names = _by_shape(around)
    kind = np.zeros(places.size, np.int8)
    kind[has(0, "proper") | names] = _NAME
    kind[things] = _PLURAL
    kind[has(0, "collective", "side_word")] = _BODY
    kind[people] = _AGENT
    those = has(0, "those_word") & has(1, "relative", "preposition")
    kind[those | has(0, "person_plural", "in_group", "out_group")] = _GROUP
    kind[has(0, "thing_plural", "animal_plural")] = _THING
    kind[_among(_GROUP, _AGENT)[kind] & around.within(-1, "own_possessive") & ~has(0, "adversary")] = _OWN
    single = has(0, "person_singular") & around.within(-1, "indefinite_determiner")
    kind[single | has(0, "indefinite_person")] = _SINGLE
    kind[has(0, "negative_person")] = _NIL
    # Not what they own, but its owners: "their tanks ... they"; and not what a clause is about: "the cars they made".
    kind[_among(_THING, _PLURAL, _OWN)[kind] & around.within(-1, "they_form")] = 0
    kind[_among(_GROUP, _AGENT, _THING, _PLURAL)[kind] & has(1, "they_subject")] = 0
    return kind


def _by_shape(around: _Around) -> tuple[Bools, Bools, Bools]:
    """Tell which words look like plurals of people, like other plurals, and like a name that opens a sentence."""
    has, ends = around.has, around.ends
    noun = ~has(0, *_NO_NOUN)
    plural = noun & ends(0, "s") & ~ends(0, "ss us is")
    people = noun & (ends(0, _PEOPLE[0]) | ends(0, _PEOPLE[1]) | (has(0, "name") & ends(0, "ans")))
    begun = has(-1, *_BEFORE_NOUN) | (has(-2, *_BEFORE_NOUN) & ~has(1, *_AFTER_VERB))
    begun |= has(1, *_AFTER_NOUN) | around.last()
    begun &= ~has(-1, "subject_of_s")
    things = plural & ~has(0, "proper") & (begun | ends(0, _ABSTRACT) | has(0, "initial"))
    names = has(0, "initial") & ~ends(0, "ly ed") & ~ends(0, "ing")
    return people, things & ~people, names


class _Verbs(NamedTuple):
    """For each letter how much it speaks for people after *they*: alone, with an object, and after a form of *be*."""

    light: Bools
    act: Floats
    act_on: Floats
    being: Floats


@cache
def _verbs(flags: Callable[..., Bools]) -> _Verbs:
    """Return what the letters of an alphabet say of *they* before them."""
    light = flags("adverb", "modal", "have", "do", "be", "not_word")
    human, thing, shared = flags("human_verb"), flags("thing_verb"), flags("shared_verb")
    what, how = flags("thing_participle", "thing_plural"), flags("shared_quality")
    act = np.select([human, thing, shared, flags("any")], [1.0, -2.0, -0.6, 0.7], 0.0)
    kinds = [human, thing, flags("starting_verb"), shared, flags("affecting_verb"), flags("any")]
    on = np.select(kinds, [_DEED, -2.0, _DEED, -0.6, 0.7, _DEED], 0.0)
    being = np.select([human, thing | what, shared | how], [1.0, -2.0, -0.6], 0.0)
    auxiliary = np.select([flags("be"), flags("modal", "have", "do")], [-0.6, 0.3], 0.0)
    return _Verbs(light, np.where(light, auxiliary, act), np.where(light, auxiliary, on), being)


def _form(around: _Around) -> Floats:
    """Return how much the form and the words beside each they-form speak for people."""
    has = around.has
    subject, object_, owner = (has(0, name) for name in ("they_subject", "they_object", "they_owner"))
    score = np.select([subject, object_, owner], [0.0, -1.5, 1.0], 0.2)
    # As a subject: the first word after the auxiliaries is what they do or are.
    verbs = _verbs(around.words.flags)
    is_, path = subject & has(-1, "be"), subject
    for step in (1, 2, 3, 4):
        letters = around.letters(step)
        light = path & verbs.light[letters]
        being = path & ~light & is_
        act = np.where(has(step + 1, *_OBJECT), verbs.act_on[letters], verbs.act[letters])
        act += _DONE_TO_US * (verbs.act_on[letters] >= _DEED) * _to_us(around, step)
        score += path * np.where(being, verbs.being[letters], act)
        if being.any():
            doing = being & around.ends(step, "ing nna")  # "they are playing"
            score += doing * (1.0 - verbs.being[letters])
            score += 2.0 * (being & (has(step, *_WHO) | has(step + 1, *_WHO) | has(step + 2, *_WHO)))
        is_, path = is_ | (light & has(step, "be")), light
    # As an object: of a verb that only people or only things suffer.
    score += object_ * (2.5 * has(-1, "person_taking") + 1.0 * has(-1, "contest_verb"))
    score += object_ * (0.8 * has(-1, "preposition") - 1.0 * has(-1, "handling_verb"))
    score += (owner | has(0, "reflexive_they")) * 1.0 * around.within(1, "human_property", "person_plural")
    return score


def _to_us(around: _Around, step: int) -> Bools:
    """Whether the word at this step is done to us: "gave us", "lied to me"."""
    return around.has(step + 1, "us_form") | (around.has(step + 1, "preposition") & around.has(step + 2, "us_form"))


class _Nouns:
    """The nouns before each they-form, back to the first that it may point to."""

    def __init__(self, words: Words, places: Ints, low: Ints) -> None:
        edges = np.zeros(words.size + 1, np.int32)
        np.add.at(edges, low, 1)
        np.add.at(edges, places, -1)
        near = np.flatnonzero(np.cumsum(edges)[:-1] > 0)
        kinds = _kinds(words, near)
        found = np.flatnonzero(kinds)
        self.kinds = np.append(kinds[found], np.int8(0))  # the last one stands for none
        self.sentence = np.append(words.sentence[near[found]], -1)
        self.begin, self.end = np.searchsorted(near[found], low), np.searchsorted(near[found], places)
        self.own_sentence = words.sentence[places]

    def any(self, *kinds: int) -> Bools:
        """Whether one of these stands before it."""
        sums = np.concatenate([[0], np.cumsum(_among(*kinds)[self.kinds])])
        found: Bools = sums[self.end] > sums[self.begin]
        return found

    def singular(self) -> tuple[Bools, Bools]:
        """Whether the last one that can act is a single person, and whether it stands in the same sentence."""
        acts = np.where(~_among(0, _THING, _PLURAL)[self.kinds], np.arange(self.kinds.size), -1)
        last = np.maximum.accumulate(acts)[self.end - 1]
        apart = self.own_sentence - self.sentence[last]
        single = (self.kinds[last] == _SINGLE) & (apart <= 1) | (self.kinds[last] == _NIL) & (apart == 0)
        single &= (last >= self.begin) & (self.end > self.begin)
        return single, single & (apart == 0)

    def speak(self) -> Floats:
        """Return how much they speak for people: the less the further, the more as the first of a sentence."""
        rank = self.end[:, None] - 1 - np.arange(_MOST)
        inside, rank = rank >= self.begin[:, None], np.maximum(rank, 0)
        first = np.where(np.diff(self.sentence, prepend=-1) != 0, _FIRST, 1.0)
        apart = self.own_sentence[:, None] - self.sentence[rank]
        weight = _BY_RANK * _BY_SENTENCE.take(apart, mode="clip") * first[rank] * inside
        score: Floats = (weight * _SPEAKS[self.kinds[rank]]).sum(1)
        return score


def they_forms(reading: Reading) -> tuple[Ints, list[tuple[str, str]]]:
    """Return the places of all they-forms, and the label and basis of each."""
    words = reading.once(Words)
    places = np.flatnonzero(words.has("they_form"))
    return places, list(_labels(words, places)) if places.size else []


def _labels(words: Words, places: Ints) -> Iterator[tuple[str, str]]:
    """Yield the label and basis of each they-form."""
    sentence, around = words.sentence[places], _Around(words, places)
    low = np.maximum(np.searchsorted(words.block, words.block[places]), places - REACH)
    low = np.maximum(low, np.searchsorted(words.sentence, sentence - _BY_SENTENCE.size + 1))
    nouns = _Nouns(words, places, low)
    seen = nouns.end > nouns.begin
    alone = ~nouns.any(_GROUP, _AGENT, _NAME)
    single, here = nouns.singular()
    score = _form(around) + nouns.speak() + _NOBODY * ~seen
    we, not_ = words.has("we_form"), words.has("not_word")
    against = words.near(places, not_ & shifted(we, 1), 12) | (around.has(-1, "not_word") & words.near(places, we, 6))
    score += _NOT_US * against
    contrast = words.near(places, words.has("we_form", "in_group"), 12)
    contrast &= ~words.near(places, words.has("kindness"), 6)
    contrast |= around.has(-1, "contest_verb")
    # "They have ideas but cannot formulate them": who acts and what is acted on are not the same.
    other = around.has(0, "they_object") & np.logical_or.reduce([around.has(-by, "they_subject") for by in (2, 3, 4)])
    before, before_at, before_sentence, before_label = 0.0, -1, 0, ""
    columns = (places, low, sentence, score, seen, here | (single & alone), nouns.any(_OWN) & alone, contrast, other)
    for place, lowest, at, own_score, found, is_single, is_own, opposed, is_other in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        linked = before_at >= lowest and not is_other
        if linked:
            own_score += _GOES_ON * tanh(before) * _FADES ** (at - before_sentence)
        label, basis = "them" if own_score > _TIE else "thing", "antecedent" if found else "none"
        if is_single or (linked and before_label == "singular" and at - before_sentence <= 1):
            label = "singular"
        elif label == "them" and is_own and not linked:
            label, basis = "unclear", "own"
        if opposed and label != "unclear":
            basis = "contrast"
        if not is_other:
            before, before_at, before_sentence, before_label = own_score, place, at, label
        yield label, basis
