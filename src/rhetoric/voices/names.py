"""The people of a text: which of its names are one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from rhetoric.voices import signs
from rhetoric.voices.beside import is_placed
from rhetoric.voices.folded import Narration
from rhetoric.voices.patterns import patterns
from rhetoric.voices.persons import (
    NOT_NOW,
    Mention,
    Person,
    agree,
    deeds,
    gender_of,
    given_gender,
    given_names,
    holds_verb,
    is_role,
    nature,
    part,
    speaks_for_others,
)
from rhetoric.voices.words import HE, SHE, lists

__all__ = ["People"]

_Name = tuple[int, int, tuple[str, ...], tuple[str, ...]]  # start, end, titles, words
_LONGEST = 5  # words of a name; what is longer is a headline
_TOGETHER = 60  # characters between people who are introduced together


class People:
    """
    All names of a text outside of its quotes, put together to persons.

    Parameters
    ----------
    narration
        The text with everything quoted blanked out; offsets are those of the text.
    aliases
        Names to be replaced: any name of a person -> what the person is called.
    """

    def __init__(self, narration: Narration, aliases: Mapping[str, str]) -> None:
        self.prose = narration
        self.narration, self.read = narration.text, narration.read
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.sure: dict[str, str] = {}
        """Mention -> name, where no pronoun that is resolved can change it."""
        self.found = found = self._names(narration.capitals)
        first: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        for start, _, titles, words in found:
            first.setdefault((words, titles), start)
        genders: dict[str, set[str | None]] = {}
        for words, titles in first:
            if titles:
                genders.setdefault(words[-1].lower(), set()).add(gender_of(titles))
        self.couples = {last for last, both in genders.items() if {HE, SHE} <= both}
        """Surnames that the text gives to a man and to a woman, "Mr. Lund" and "Mrs. Lund"."""
        for words, titles in sorted(first, key=lambda one: (-len(one[0]), len(one[0]) == 2 and is_role(one[0][0]))):
            if len(words) <= _LONGEST and not holds_verb(words):
                self._learn(titles, words, first[words, titles])
        self.distinct = list(first)
        self.aliases = {key.casefold(): value for key, value in aliases.items()}
        if aliases:
            self._rename(aliases)

    def _names(self, capitals: Sequence[int]) -> list[_Name]:
        """Return the names that begin at some of the capitals."""
        narration, read, match = self.narration, self.read, patterns["name"].match
        known = lists()["title"]
        found: list[_Name] = []
        end = 0
        for start in capitals:
            if start < end or (name := match(read, start)) is None:
                continue
            end = name.end()
            titles, words = part(narration[start:end])
            if words:
                if start and narration[start - 1] == " ":
                    # a title in small letters before the name: "former president Ana Cruz"
                    role = narration[narration.rfind(" ", max(0, start - 24), start - 1) + 1 : start - 1]
                    if role in known:
                        titles = (*titles, role)
                found.append((start, end, titles, words))
        self._share_surnames(found)
        return found

    def _share_surnames(self, found: list[_Name]) -> None:
        """Give "Eva and Jon Berg" one surname."""
        pairs = [
            at
            for at, ((_, end, _, words), (start, *_, other)) in enumerate(pairwise(found))
            if len(words) == 1 < len(other) and self.narration[end:start] in (" and ", " or ")
        ]
        if pairs:
            given = given_names() - {words[0].lower() for *_, words in found if len(words) > 1}
            for at in pairs:
                start, end, titles, words = found[at]
                if words[0].lower() in given:
                    found[at] = (start, end, titles, (*words, found[at + 1][3][-1]))

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names in the text with their persons, and what stands beside them says of these."""
        mentions: list[Mention] = []
        speaking = deeds()
        persons = {(words, titles): self.find(words, titles) for words, titles in self.distinct}
        for start, end, titles, words in self.found:
            person = persons[words, titles]
            if person is not None:
                mentions.append(Mention(start, end, person, words))
                if len(words) == 1 and not person.human and not speaks_for_others(words[0]):
                    following = signs.FOLLOWING.match(self.read, end)
                    if following and self.narration[slice(*following.span(1))] in speaking:
                        article = self.narration.rfind("he ", start - 3, start + 4) >= 0  # "the Norlanders say"
                        person.human = not (article or is_placed(self.prose, start))
                    if gender := given_gender(words[0].lower()):
                        person.human, person.gender, person.shown = True, gender, True
        return mentions

    def _learn(self, titles: Sequence[str], words: tuple[str, ...], start: int) -> None:
        last, person = words[-1].lower(), None
        if last in self.by_last or words[0] in self.by_first:
            person = self.find(words, titles)
        if person is None:
            name = " ".join(words)
            if len(words) == 1 and last in self.couples and gender_of(titles):
                name = f"{titles[0].capitalize()}{'.' * (titles[0] in ('mr', 'mrs', 'ms'))} {name}"
            elif len(words) == 1 and last in self.by_last:
                return  # a surname that two people share
            person = Person(name, words, first=start)
            self.by_last.setdefault(last, []).append(person)
            if len(words) > 1:
                person.human, person.gender = nature(words)
                person.shown = person.gender is not None
                self.by_first.setdefault(words[0], []).append(person)
        if len(words) > 1:
            person.first = min(person.first, start)
        if titles:
            person.titles.update(titles)
            person.human |= not lists()["title"].isdisjoint(set(titles) - NOT_NOW)
            person.shown |= person.human
            person.gender = gender_of(titles) or person.gender

    def _rename(self, aliases: Mapping[str, str]) -> None:
        """Give persons the names that the caller wants, by whichever of their names he knows them."""
        wanted = {}
        for key, value in aliases.items():
            # The value too: "Putin" is one with the Kremlin where that is to be "Vladimir Putin".
            for name in (value, key):
                titles, words = part(name)
                person = self._person(words, titles)
                if person is not None and (name == key or person.words[-1].lower() == words[-1].lower()):
                    wanted[person.name.casefold()] = value
        self.aliases |= wanted

    def find(self, words: Sequence[str], titles: Sequence[str] = ()) -> Person | None:
        """Return whom a name in words means, as far as is known by then."""
        if not words:
            return None
        last = words[-1].lower()
        fitting = self.by_last.get(last, [])
        if fitting:
            gender = gender_of(titles) if last in self.couples else None
            fitting = [
                person
                for person in fitting
                if agree(words, person.words) and (gender is None or person.gender in (gender, None))
            ]
        if not fitting and titles and len(words) > 1:  # "Mr. Cruz Vega" is Juan Cruz Vega
            fitting = [one for one in self.by_last.get(last, ()) if one.words[-len(words) :] == tuple(words)]
        if len(fitting) > 1:
            return self._main(fitting, titles)
        if fitting:
            return fitting[0]
        if len(words) == 1:  # a given name alone
            firsts = [person for person in self.by_first.get(words[0], ()) if person.human]
            if len(firsts) == 1:
                return firsts[0]
        return None

    def _person(self, words: Sequence[str], titles: Sequence[str] = ()) -> Person | None:
        if words and (
            len(self.by_last.get(words[-1].lower(), ())) > 1 or (len(words) == 1 and words[0] in self.by_first)
        ):
            self.mentions  # noqa: B018  # by these it is known who is human, and of which gender
        return self.find(words, titles)

    def _main(self, people: Sequence[Person], titles: Sequence[str]) -> Person | None:
        """
        Return whom a surname means that several people share.

        A title may tell; otherwise it is the one named first, for texts give the others their full names. Nobody, if
        all come up together ("Jon and Eva Berg").
        """
        if gender := gender_of(titles):
            people = [person for person in people if person.gender in (gender, None)]
        people = sorted(people, key=lambda person: person.first)
        if len(people) > 1 and people[1].first - people[0].first < _TOGETHER:
            return None
        return people[0] if people else None

    def name_of(self, mention: str, offset: int | None = None) -> str | None:
        """Return the full name that a name stands for at a place; None for a surname of two people there."""
        if mention in self.sure:
            return self.sure[mention]
        titles, words = part(mention)
        if words and words[-1].lower() not in self.couples and not self._kin:
            fitting = [one for one in self.by_last.get(words[-1].lower(), ()) if agree(words, one.words)]
            if len(fitting) == 1 and not self._is_place(fitting[0]):
                return self.sure.setdefault(mention, self.called(fitting[0].name))
        person = self._person(words, titles)
        if person is not None and self._is_place(person):
            return None
        near = self._near(words[0], titles, offset) if offset is not None and len(words) == 1 else []
        if person is not None:
            if len(words) == 1 and offset is not None and self._has_kin(person, offset):
                return None  # "Eva Berg's mother Ann": Ms Berg may be either
            if near and near[-1] != person.name:
                return None  # Jon Berg, the man of the article, or his sister Eva Berg, who was named last?
            return self.called(person.name)
        if near:
            return self.called(near[0]) if len(set(near)) == 1 else None
        bare = " ".join(words) or mention
        if mention.casefold() in self.aliases:
            return self.called(mention)
        if len(words) == 1 and len(self.by_last.get(bare.lower(), ())) > 1:
            return None
        return self.called(bare)

    def _near(self, surname: str, titles: Sequence[str], offset: int) -> list[str]:
        """Return the full names with a surname in the paragraph of a place, or else in the one before it, in order."""
        people = self.by_last.get(surname.lower(), ())
        if len(people) < 2:
            return []
        gender = gender_of(titles)
        kin = [
            one
            for one in people
            if len(one.words) > 1 and (gender is None or one.gender in (gender, None))
        ]
        if len(kin) < 2:
            return []
        names: list[str] = []
        start = offset
        for _ in range(2):
            end, start = start, max(0, self.narration.rfind("\n", 0, len(self.narration[:start].rstrip())))
            full = [one for one in self.mentions if start <= one.start < end and len(one.words) > 1]
            names = names or [one.person.name for one in full if one.person in kin and one.person.human]
        return names

    def _has_kin(self, person: Person, offset: int) -> bool:
        """Tell whether a relative of somebody came up by a given name alone before a place: "Eva Berg's mother Ann"."""
        kin = self._kin.get(person.name, offset)
        return kin < offset and not any(
            one.person is person and len(one.words) > 1 and kin < one.start < offset for one in self.mentions
        )

    @cached_property
    def _kin(self) -> dict[str, int]:
        """Person -> where a relative without a surname is first named."""
        text, ends = self.narration, {}
        for _, end, _, words in self.found:
            if text[end - 1] == "s" and len(words) > 1 and (match := signs.KIN.match(text, end - len("'s"))):
                ends[end] = match.end()
        owners = [one for one in self.mentions if one.end in ends and len(one.words) > 1] if ends else ()
        return {one.person.name: ends[one.end] for one in reversed(owners)}

    def _is_place(self, person: Person) -> bool:
        """Tell whether a name is a place's for sure: "Oslo", where the text says "in Oslo"."""
        if person.human or len(person.words) > 1 or speaks_for_others(person.name):
            return False
        if person.words[-1].lower() not in self._after_in:
            return False
        return person in self._places and not person.human

    @cached_property
    def _after_in(self) -> frozenset[str]:
        """The last words of the names that stand after "in", in small letters."""
        text = self.narration
        return frozenset(words[-1].lower() for start, *_, words in self.found if text.startswith("in ", start - 3))

    @cached_property
    def _places(self) -> frozenset[Person]:
        """Those who are named after "in"."""
        mentions = [one for one in self.mentions if self.narration.startswith("in ", one.start - 3)]
        return frozenset(one.person for one in mentions if is_placed(self.prose, one.start))

    def may_be(self, mention: str, pronoun: str) -> bool:
        """Tell whether a name can be that of whom he or she means."""
        person = self._person(*reversed(part(mention)))
        return person is None or person.gender in (pronoun.lower(), None)

    def is_body(self, mention: str) -> bool:
        """Tell whether a name is known, and not as a person's."""
        titles, words = part(mention)
        person = self._person(words, titles)
        if person is None or person.human:
            return False
        self.mentions  # noqa: B018  # by these it is known who is human
        return not person.human

    def is_no_person(self, mention: str) -> bool:
        """Tell whether a name is known and has nothing of a person's, not even a surname: "Unrest", "Ann Park"."""
        words = part(mention)[1]
        surname = len(words) > 1 and words[-1].lower() in lists()["body_surname"]
        return not surname and self.is_body(mention)

    def called(self, name: str) -> str:
        """Return what the caller wants a person called."""
        return self.aliases.get(name.casefold(), name) if self.aliases else name
