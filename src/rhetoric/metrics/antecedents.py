"""Whom *they* stands for: the nouns before it, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rhetoric.grammar import Stream
from rhetoric.metrics.words import Bools, Ints, Words, after, shifted

__all__ = ["REACH", "label_they"]

_GROUP, _THING, _SINGLE, _OWN, _NAME = 1, 2, 3, 4, 5  # what a noun before a they-form can be
REACH = 40  # words between a they-form and its antecedent


def _numbers(ends: str) -> npt.NDArray[np.uint64]:
    """Return ends of words as the numbers that `endings` gives."""
    return np.array([int.from_bytes(end.encode(), "little") for end in ends.split()], np.uint64)


_PEOPLE = {3: _numbers("ers ors ees"), 4: _numbers("ists ians ants")}  # ends of plural nouns, by their length
_SINGULAR = _numbers("ss us is")


def _referents(words: Words) -> npt.NDArray[np.int8]:
    """Tell for each word whether *they* may point back to it, and what it is."""
    kind = np.zeros(words.size, np.int8)
    kind[words.has("name")] = _NAME
    kind[words.has("person_plural", "collective", "in_group", "out_group")] = _GROUP
    kind[words.has("thing_plural")] = _THING
    determined = after(words.has("determiner", "number", "preposition", "we_form"))
    unknown = np.flatnonzero((words.has("unknown") & determined) | words.has("initial", "proper"))
    people, things = _plurals(words.stream, unknown)
    things &= kind[unknown] != _NAME
    kind[unknown[things]] = _THING
    kind[unknown[people]] = _GROUP
    own = after(words.has("own_possessive")) & ~words.has("adversary")
    kind[(kind == _GROUP) & own] = _OWN
    single = words.has("person_singular") & after(words.has("indefinite_determiner"))
    kind[words.has("indefinite_person") | single] = _SINGLE
    kind[(kind == _THING) & after(words.has("they_form"))] = 0  # "their tanks ... they": the owners
    return kind


def _plurals(stream: Stream, places: Ints) -> tuple[Bools, Bools]:
    """Tell which unknown words look like plurals of people, and which like other plurals."""
    text, token = stream.text, stream.token[places]
    last = text.endings(token)
    people = np.isin(last, _PEOPLE[4]) | np.isin(last >> np.uint64(8), _PEOPLE[3])
    plural = (last >> np.uint64(24) == ord("s")) & ~np.isin(last >> np.uint64(16), _SINGULAR)
    return people, plural & ~people


def _predicates(words: Words) -> tuple[Bools, Bools]:
    """Tell for each word whether what follows it, as its verb or its property, befits people, or things."""
    light = words.has("adverb", "modal", "have", "do", "be", "not_word")
    human, thing = words.has("human_verb"), words.has("thing_verb")
    is_, done = words.has("be"), words.has("thing_participle")
    owned = words.has("human_property", "person_plural")
    for_people = shifted(owned, 1) | shifted(owned, 2)
    for_people |= words.has("reflexive_they")
    for_things = shifted(thing, 1) | shifted(words.has("handling_verb"), -1)
    path = np.ones_like(light)
    for step in (1, 2, 3):
        for_people |= path & shifted(human, step)
        for_things |= path & shifted(is_, step) & (shifted(done, step + 1))
        path &= shifted(light, step)
    return for_people, for_things


def label_they(words: Words, places: Ints) -> Iterator[tuple[str, str]]:
    """Yield the label and basis of each they-form."""
    kind = _referents(words).tolist()
    for_people, for_things = (column[places].tolist() for column in _predicates(words))
    starts = np.flatnonzero(np.diff(words.sentence, prepend=-1))
    number = np.searchsorted(starts, places, "right") - 1
    begins, before = starts[number], starts[np.maximum(number - 1, 0)]
    before = np.where(words.block[before] == words.block[places], before, begins)
    before = np.maximum(before, places - REACH)
    contrast = words.near(places, words.has("we_form", "in_group"), 12)
    contrast &= ~words.near(places, words.has("kindness"), 6)
    contrast |= shifted(words.has("contest_verb"), -1)[places]
    last_them = -1
    for place, begin, low, human, inanimate, opposed in zip(
        places.tolist(), begins.tolist(), before.tolist(), for_people, for_things, contrast.tolist(), strict=True
    ):
        seen = [one for one in kind[low:place] if one]
        nearest = seen[-1] if seen else 0
        label, basis = "them", "antecedent" if seen else "none"
        if last_them >= low:
            label = "thing" if inanimate and nearest == _THING else "them"
        elif nearest == _SINGLE and _SINGLE in kind[max(begin, low) : place]:
            label = "singular"
        elif inanimate:
            label = "thing" if nearest != _GROUP else "them"
        elif not human and _about_things(kind, place, begin, low, seen):
            label = "thing"
        elif _OWN in seen and _GROUP not in seen and _NAME not in seen:
            label, basis = "unclear", "own"
        if label == "them":
            last_them = place
            basis = "contrast" if opposed else basis
        yield label, basis


def _about_things(kind: Sequence[int], place: int, begin: int, low: int, seen: Sequence[int]) -> bool:
    """Tell whether only things were named, or the subject of the sentence before goes on: "The shoes ... They hurt"."""
    if not seen:
        return False
    if seen[-1] == _THING and _GROUP not in seen:
        return True
    subject = next((one for one in kind[low : min(low + 4, begin)] if one), 0)
    return place - begin <= 1 and subject == _THING
