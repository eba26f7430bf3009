"""What a name is made of: titles, given names and a surname, and what they say of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from attrs import define, field

from rhetoric.late import late
from rhetoric.voices.words import HE, SHE, lists

__all__ = [
    "GIVEN_MONTHS",
    "NOT_NOW",
    "WORD",
    "Mention",
    "Person",
    "agree",
    "deeds",
    "fits",
    "gender_of",
    "given_gender",
    "given_names",
    "holds",
    "holds_verb",
    "is_participle",
    "is_role",
    "nature",
    "part",
    "speaks_for_others",
]

WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f'’.-])+")
_POSSESSIVE = re.compile(r"['’]s?$")
_ADVERB = late(r"(?:ed|[ci]al|ent|ant|ous|ive|ing|ate|ful|less|ar|ct|ck)ly$")  # but not Kelly, Connolly
_NICKNAME = late(r"[“\"'‘][^”\"'’]*[”\"'’] ?")
_JOB = late(r"(?:ist|wom[ae]n|sm[ae]n|eer)s?$")
_KEPT = frozenset({"MP", "II", "III", "IV"})  # "Elizabeth II" has no other surname
_WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
GIVEN_MONTHS = frozenset({"April", "May", "June"})
# Words that make another office of a title
_KINDS = {
    "president": {"vice"},
    "minister": {"prime", "chief"},
    "chief": {"minister", "justice"},
    "general": {"attorney", "secretary"},
    "secretary": {"general", "press"},
}
# and what says that somebody held an office before, or holds a lower one
NOT_NOW = {"former", "acting", "interim", "deputy", "vice", "assistant", "associate", "outgoing", "incoming", "late"}


@define(eq=False)
class Person:
    """Somebody with a name."""

    name: str
    words: tuple[str, ...]
    """The name without titles."""
    titles: set[str] = field(factory=set)
    gender: str | None = None
    human: bool = False
    """Whether the name is a person's, by its title, given name or form, rather than a place's or body's."""
    shown: bool = False
    """Whether the text shows that it is a person: by a title, a given name, an age, a verb of speech."""
    first: int = 0
    """Where the text first gives the name."""


@define
class Mention:
    """A name in the reporter's own prose."""

    start: int
    end: int
    person: Person
    words: tuple[str, ...]
    """The name as it stands here, without titles."""


@cache
def given_names() -> frozenset[str]:
    """Return all given names that are known."""
    return lists()["male_name"] | lists()["female_name"]


@cache
def deeds() -> frozenset[str]:
    """Return the verbs that only persons do, or who speaks for some."""
    return lists()["say_verb"] - lists()["say_noun"] - lists()["no_deed"]


def _opens(word: str) -> bool:
    """Tell whether a word in a capital opens a sentence rather than a name: "But", "Repeatedly"."""
    known = lists()
    return word in known["no_name"] or _ADVERB.search(word) is not None


def is_participle(word: str) -> bool:
    """Tell whether a word in a capital has the form of a participle: "Sentencing Lund"."""
    return (
        word.endswith("ing") and len(word) > 6 and word[0].isupper() and word[1:].islower()
        and word.isalpha() and not word.startswith("Sterling")
    )  # fmt: skip


def _is_acronym(word: str) -> bool:
    return 3 <= len(word) <= 4 and word.isupper() and word.isalpha()


def _is_job(words: Sequence[str]) -> bool:
    """Tell whether a name begins with what its bearer does: "Baker Tomas Lund", but not "Baker Lund"."""
    known, first = lists(), words[0].lower().rpartition("-")[2]  # "Leg-spinner"
    listed = any(first in known[name] for name in ("person_noun", "office", "job", "before_job"))
    if listed or _JOB.search(first):
        return True
    given = given_names()  # "Incumbent Tomas Lund", but "Zadok Ahmed Lund"
    return len(first) > 1 and first not in given and words[1].lower() in given - known["second_given"]


def _pop_titles(words: list[str], titles: list[str]) -> None:
    """Move the titles that a name begins with: "Prime Minister Eva Lund", "Major-General Jon Berg"."""
    known, given = lists()["title"], lists()["male_name"]
    while len(words) > 1 and all(word in known for word in words[0].lower().rstrip(".").split("-")):
        if len(words) == 2 and words[0].lower() in given:
            return  # "Dean Lund"
        titles += words.pop(0).lower().rstrip(".").split("-")


@lru_cache(4096)
def part(mention: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a mention into titles and the name itself."""
    known = lists()
    words = WORD.findall(_NICKNAME.sub("", mention))
    titles: list[str] = []
    _pop_titles(words, titles)
    while len(words) > 1 and words[-1] in _WEEKDAYS:  # "Ann Lund Tuesday accused"
        words.pop()
    month = len(words) > 1 and words[0] in GIVEN_MONTHS  # "June Lund"
    while words and not month and (_opens(words[0].lower()) or (len(words) > 1 and is_participle(words[0]))):
        words.pop(0)
        _pop_titles(words, titles)
    # "Norwegian Minister Eva Lund": what stands before a title describes
    for at in range(len(words) - 1, 0, -1):
        before = words[at - 1].lower().rstrip(".")
        if before in known["title"] and not (at == len(words) - 1 and before in known["male_name"]):  # but "Dean Lund"
            titles += [word.lower() for word in words[:at]]
            words = words[at:]
            break
    for at in range(len(words) - 2):  # "Community Safety MEC Jane Lund"
        if _is_acronym(words[at]) and words[at + 1][0].isupper():
            words = words[at + 1 :]
            break
    for at in range(len(words) - 2, 0, -1):  # "Ely Hospital's Jane Lund": what owns a person describes
        person = words[at].lower() in given_names()
        person = person or (at > 1 and known["body_noun"].isdisjoint(map(str.lower, words[at:])))
        if _POSSESSIVE.search(words[at - 1]) and person:
            words = words[at:]
            break
    if titles and len(words) == 1 and words[0].lower() in known["title"] - known["title_surname"]:
        words = []  # "General Secretary"
    if words:
        words[-1] = _POSSESSIVE.sub("", words[-1])
    while len(words) > 1 and words[-1].lower().rstrip(".") in known["suffix"]:
        if len(words) == 2 and words[-1] in _KEPT:
            break
        words.pop()
    given = given_names()
    for at in range(len(words) - 2, 0, -1):  # "Reid Park Zookeeper Jane Lund", "Rural Affairs Jane Lund"
        before = words[at - 1].lower()
        if words[0].lower() not in given and (
            before in known["job"] or (before in known["body_noun"] and words[at].lower() in given)
        ):
            words = words[at:]
            break
    while len(words) > 2 and _is_job(words):  # "Publicist Jane Lund"
        words.pop(0)
    if words and words[0].lower() in known["say_verb"] and (len(words) > 2 or words[0] != "Said"):  # "Said Ann Lee:"
        words.pop(0)
    return tuple(titles), tuple(word for word in words if word)


@lru_cache(4096)
def holds_verb(words: tuple[str, ...]) -> bool:
    """Tell whether a verb of speaking is among the words, which are a headline's then."""
    return not lists()["say_verb"].isdisjoint(map(str.lower, words))


@lru_cache(4096)
def nature(words: tuple[str, ...]) -> tuple[bool, str | None]:
    """Tell whether a name of several words is a person's, rather than a place's or body's, and of which gender."""
    known, small = lists(), [word.lower() for word in words]
    if any(map(_POSSESSIVE.search, words[:-1])):  # "People's Choice", "Ann Lee's House"
        return False, None
    if gender := given_gender(small[0]):
        # but "Florence Street", "Victoria Station"; "Ann Church" is somebody
        bodies = known["body_noun"].intersection(small[1:])
        named = bodies <= known["body_surname"] and not (bodies and small[0] in known["place_given"])
        return (True, gender) if named else (False, None)
    human = len(words) <= 4 and known["body_noun"].isdisjoint(small)
    human = human and not (words[-1].isupper() and words[-1].isalpha() and len(words[-1]) in (2, 3))  # "Norland TV"
    human = human and known["no_name"].isdisjoint(small)  # a title: "Small Things Like These"
    return human and small[-1] not in known["person_noun"], None  # "the Bay State Republican"


def given_gender(given: str) -> str | None:
    """Return the gender of a given name in small letters; None if it is not known."""
    known = lists()
    return SHE if given in known["female_name"] else HE if given in known["male_name"] else None


def holds(person: Person, titles: set[str], words: set[str]) -> bool:
    """Tell whether a person has one of some titles, and the same office: a vice president is no president."""
    others = person.titles ^ words
    return not NOT_NOW & others and any(not _KINDS.get(title, set()) & others for title in person.titles & titles)


def fits(description: Sequence[str], post: Sequence[str]) -> bool:
    """Tell whether a description means a post: "the engineer" a chief engineer, "the mayor" no former mayor."""
    said, held = set(description), set(post)
    return description[-1] == post[-1] and said <= held and not NOT_NOW & (held - said)


def gender_of(titles: Sequence[str]) -> str | None:
    """Return what a title says of its bearer's gender."""
    known = lists()
    if not titles:
        return None
    if not known["female_title"].isdisjoint(titles):
        return SHE
    return None if known["male_title"].isdisjoint(titles) else HE


@lru_cache(4096)
def speaks_for_others(word: str) -> bool:
    """Tell whether a name is a seat, a nation, an acronym or "Protesters", which speak without being persons."""
    listed = any(word.lower() in lists()[name] for name in ("seat", "nation", "person_noun"))
    return listed or (word.isupper() and len(word) > 1)


def agree(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether two names with the same last word can be one person's."""
    given, other = words[:-1], name[:-1]
    if not given or not other:
        return True
    initial = len(given[0]) <= 2 or len(other[0]) <= 2
    if given[0] == other[0] or (initial and given[0][0] == other[0][0]):
        return True
    return any(len(one) == 1 and is_role(one[0]) for one in (given, other))  # "Skipper Lund" is Eva Lund


def is_role(word: str) -> bool:
    """Tell whether a word says what somebody does."""
    known, small = lists(), word.lower()
    return small in known["job"] or small in known["person_noun"]
