"""The people of a text: which mentions are one person, and whom a pronoun or a description means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from rhetoric.voices.narration import HIDDEN, Narration
from rhetoric.voices.patterns import PREPOSED, compiled, patterns
from rhetoric.voices.persons import WORD, Mention, Person, agree, gender_of, holds_verb, nature, part, speaks_for_others
from rhetoric.voices.words import HE, SHE, lists

__all__ = ["People"]

_FOLLOWING = compiled(r",? (\p{Ll}+)")
_PLACED = compiled(r"\b(?:in|at|from|near|across|outside|around|into|to) (?:the )?$")
_SUBJECT = compiled(
    r"\W*(?:(?:then|but|and|later|also|now|so|yet|still|instead|earlier),? )?(he|she)\b", re.IGNORECASE
)
_BREAK = compiled(rf"[.?!](?=[\s{HIDDEN}]|$)|\n|{HIDDEN}(?=\s+\p{{Lu}}|\s*$)")
_Name = tuple[int, int, tuple[str, ...], tuple[str, ...]]  # start, end, titles, words
_LONGEST = 5  # words of a name; what is longer is a headline
_TOGETHER = 60  # characters between people who are introduced together
_NEAR = 500  # characters that a pronoun looks back for somebody without a name
_REACH = 1500  # characters that a pronoun or a description looks back


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
        for words, titles in sorted(first, key=lambda one: -len(one[0])):
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
            given = lists()["male_name"] | lists()["female_name"]
            given -= {words[0].lower() for *_, words in found if len(words) > 1}
            for at in pairs:
                start, end, titles, words = found[at]
                if words[0].lower() in given:
                    found[at] = (start, end, titles, (*words, found[at + 1][3][-1]))

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names in the text with their persons; who speaks right after one of them is human."""
        said = lists()["say_verb"]
        mentions = []
        persons = {(words, titles): self._find(words, titles) for words, titles in self.distinct}
        for start, end, titles, words in self.found:
            person = persons[words, titles]
            if person is not None:
                mentions.append(Mention(start, end, person))
                if len(words) == 1 and not person.human and not speaks_for_others(words[0]):
                    following = _FOLLOWING.match(self.read, end)
                    person.human = following is not None and self.narration[slice(*following.span(1))] in said
        return mentions

    @cached_property
    def starts(self) -> list[int]:
        """Where each mention starts."""
        return [mention.start for mention in self.mentions]

    @cached_property
    def titled(self) -> dict[str, set[str]]:
        """Return title -> the names of those who bear it."""
        titled: dict[str, set[str]] = {}
        for people in self.by_last.values():
            for person in people:
                for title in person.titles:
                    titled.setdefault(title, set()).add(person.name)
        return titled

    def _learn(self, titles: Sequence[str], words: tuple[str, ...], start: int) -> None:
        last, person = words[-1].lower(), None
        if last in self.by_last or words[0] in self.by_first:
            person = self._find(words, titles)
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
                self.by_first.setdefault(words[0], []).append(person)
        if len(words) > 1:
            person.first = min(person.first, start)
        if titles:
            person.titles.update(titles)
            person.human |= not lists()["title"].isdisjoint(titles)
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

    def _find(self, words: Sequence[str], titles: Sequence[str] = ()) -> Person | None:
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
        if len(words) == 1 and words[0] in self.by_first:
            self.mentions  # noqa: B018  # by these it is known who is human
        return self._find(words, titles)

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

    def name_of(self, mention: str) -> str | None:
        """Return the full name that a name stands for; None for a surname that two people share alike."""
        if mention in self.sure:
            return self.sure[mention]
        titles, words = part(mention)
        if words and words[-1].lower() not in self.couples:
            fitting = [one for one in self.by_last.get(words[-1].lower(), ()) if agree(words, one.words)]
            if len(fitting) == 1:
                return self.sure.setdefault(mention, self._called(fitting[0].name))
        person = self._person(words, titles)
        if person is not None:
            return self._called(person.name)
        bare = " ".join(words) or mention
        if mention.casefold() in self.aliases:
            return self._called(mention)
        if len(words) == 1 and len(self.by_last.get(bare.lower(), ())) > 1:
            return None
        return self._called(bare)

    def _called(self, name: str) -> str:
        return self.aliases.get(name.casefold(), name) if self.aliases else name

    def _before(self, offset: int, gender: str | None = None) -> Iterator[Mention]:
        """Yield the mentions before a place, those that a pronoun is likelier to mean first."""
        sentence: list[Mention] = []
        last, first = bisect_left(self.starts, offset), bisect_left(self.starts, offset - _REACH)
        for at in range(last - 1, first - 1, -1):
            mention = self.mentions[at]
            sentence.insert(0, mention)
            if at == first or _BREAK.search(self.read, self.mentions[at - 1].end, mention.start):
                # Within a sentence the first name, its subject, comes first.
                if not gender or not self._goes_on(gender, mention.start):
                    yield from sorted(sentence, key=self._is_preposed)
                sentence = []

    def _is_preposed(self, mention: Mention) -> bool:
        """Tell whether a name stands after a preposition or owns something, so is no subject."""
        if self.narration.endswith(("'s", "’s"), mention.start, mention.end):
            return True
        return PREPOSED.match(self.read, mention.start) is not None

    def _goes_on(self, pronoun: str, offset: int) -> bool:
        """Tell whether a sentence has the pronoun for its subject, so that its names are somebody else's."""
        start = max(self.narration.rfind(sign, max(0, offset - _REACH), offset) for sign in ".?!\n")
        opening = _SUBJECT.match(self.read, start + 1, offset)
        return opening is not None and opening[1].lower() == pronoun

    def of_pronoun(self, pronoun: str, offset: int) -> str | None:
        """Return whom a pronoun at this place means; None when nothing decides."""
        gender = pronoun.lower()
        if gender not in (HE, SHE):
            return None
        described = self._described(gender, offset)
        for mention in self._before(offset, gender):
            if described and mention.start < described[1]:
                break
            person = mention.person
            sure = person.gender == gender or bool(person.titles)
            placed = _PLACED.search(self.read, max(0, mention.start - 12), mention.start)
            if person.human and person.gender in (gender, None) and (sure or not placed):
                person.gender = gender
                return self._called(person.name)
        return described[0] if described else None

    def _described(self, gender: str, offset: int) -> tuple[str, int] | None:
        """Return who spoke last without a name, "The guard said", and where that sentence ends."""
        found = patterns["described"].finditer(self.read, max(0, offset - _NEAR), offset)
        last = next(reversed(list(found)), None)
        words = self.narration[slice(*last.span("nominal"))] if last else ""
        if last is None or gender_of(words.lower().split()) not in (gender, None):
            return None
        stop = _BREAK.search(self.read, last.end(), offset)
        return self.of_description(words, last.start("nominal")) or words, stop.start() if stop else offset

    def of_description(self, description: str, offset: int) -> str | None:
        """Return the person introduced with the title that a description ends in."""
        if description.casefold() in self.aliases:
            return self.aliases[description.casefold()]
        tokens = WORD.findall(description)
        trailing = list(takewhile(lambda word: word[0].isupper(), reversed(tokens)))[::-1]
        if trailing and len(trailing) + 1 < len(tokens) and self.mentions:
            person = self._find(trailing)
            if person is not None and person.human:  # "later in the programme Silva said"
                return self._called(person.name)
        words = [word.lower() for word in tokens]
        if not words or words[0] not in ("the", "this", "that"):
            return None
        heads = set(words[1:4])
        wanted = heads & lists()["title"]
        for mention in self._before(offset):
            if mention.person.titles & wanted:
                return self._called(mention.person.name)
        # A lead paragraph may have the description before the name: it means the only one who fits.
        names = set().union(*(self.titled.get(title, ()) for title in wanted))
        name = names.pop() if len(names) == 1 else None
        return self._called(name) if name else None
