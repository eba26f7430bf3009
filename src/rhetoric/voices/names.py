"""The people of a text: which mentions are one person, and whom a pronoun or a description means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise, takewhile

from rhetoric.voices import signs
from rhetoric.voices.beside import is_credit, is_heading, is_placed, is_preposed, is_shown
from rhetoric.voices.narration import Narration
from rhetoric.voices.patterns import PARTICIPIAL, patterns
from rhetoric.voices.persons import (
    WORD,
    Mention,
    Person,
    agree,
    gender_of,
    given_gender,
    holds,
    holds_verb,
    nature,
    part,
    speaks_for_others,
)
from rhetoric.voices.words import HE, SHE, lists

__all__ = ["People"]

_Name = tuple[int, int, tuple[str, ...], tuple[str, ...]]  # start, end, titles, words
_LONGEST = 5  # words of a name; what is longer is a headline
_TOGETHER = 60  # characters between people who are introduced together
_NEAR = 500  # characters that a pronoun looks back for somebody without a name
_REACH = 1500  # characters that a pronoun or a description looks back


@cache
def _prepositions() -> frozenset[str]:
    return lists()["preposition"] | {"of"}


@cache
def _utterances() -> frozenset[str]:
    """Return the nouns for what somebody said or wrote."""
    return lists()["say_noun"] | lists()["text_noun"]


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
        self.unshown: set[Person] = set()
        """Persons whose mentions were looked at for what shows them to be persons."""
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
        """The names in the text with their persons, and what stands beside them says of these."""
        mentions: list[Mention] = []
        speaking = lists()["say_verb"] - lists()["say_noun"]
        persons = {(words, titles): self._find(words, titles) for words, titles in self.distinct}
        for start, end, titles, words in self.found:
            person = persons[words, titles]
            if person is not None:
                mentions.append(Mention(start, end, person, len(words) < len(person.words)))
                if len(words) == 1 and not person.human and not speaks_for_others(words[0]):
                    following = signs.FOLLOWING.match(self.read, end)
                    if following and self.narration[slice(*following.span(1))] in speaking:
                        person.human = not is_placed(self.prose, start)
                    if gender := given_gender(words[0].lower()):
                        person.human, person.gender, person.shown = True, gender, True
        return mentions

    @cached_property
    def mentions_of(self) -> dict[Person, list[Mention]]:
        """Return person -> where the text names that one."""
        own: dict[Person, list[Mention]] = {}
        for mention in self.mentions:
            own.setdefault(mention.person, []).append(mention)
        return own

    @cached_property
    def starts(self) -> list[int]:
        """Where each mention starts."""
        return [mention.start for mention in self.mentions]

    @cached_property
    def titled(self) -> dict[str, list[Person]]:
        """Return title -> those who bear it."""
        titled: dict[str, list[Person]] = {}
        for people in self.by_last.values():
            for person in people:
                for title in person.titles:
                    titled.setdefault(title, []).append(person)
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
                person.shown = person.gender is not None
                self.by_first.setdefault(words[0], []).append(person)
        if len(words) > 1:
            person.first = min(person.first, start)
        if titles:
            person.titles.update(titles)
            person.human |= not lists()["title"].isdisjoint(titles)
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
        if words and (
            len(self.by_last.get(words[-1].lower(), ())) > 1 or (len(words) == 1 and words[0] in self.by_first)
        ):
            self.mentions  # noqa: B018  # by these it is known who is human, and of which gender
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
            if len(fitting) == 1 and not self._is_place(fitting[0]):
                return self.sure.setdefault(mention, self._called(fitting[0].name))
        person = self._person(words, titles)
        if person is not None and self._is_place(person):
            return None
        if person is not None:
            return self._called(person.name)
        bare = " ".join(words) or mention
        if mention.casefold() in self.aliases:
            return self._called(mention)
        if len(words) == 1 and len(self.by_last.get(bare.lower(), ())) > 1:
            return None
        return self._called(bare)

    def _is_place(self, person: Person) -> bool:
        """Tell whether a name is a place's for sure: "Oslo", where the text says "in Oslo"."""
        if person.human or len(person.words) > 1 or speaks_for_others(person.name):
            return False
        last, text = person.words[-1].lower(), self.narration
        if not any(text.startswith("in ", start - 3) and words[-1].lower() == last for start, *_, words in self.found):
            return False
        self.mentions  # noqa: B018  # by these it is known who is human
        return not person.human and any(
            text.startswith("in ", mention.start - 3) and is_placed(self.prose, mention.start)
            for mention in self.mentions_of.get(person, ())
        )

    def _is_shown(self, person: Person) -> bool:
        """Tell whether any mention shows somebody to be a person: by age, verb or role, or as it gives only a surname."""
        if not person.shown and person not in self.unshown:
            person.shown = any(
                (mention.short and not is_placed(self.prose, mention.start))
                or is_shown(self.prose, mention.start, mention.end)
                for mention in self.mentions_of[person]
            )
            self.unshown.add(person)
        return person.shown

    def is_body(self, mention: str) -> bool:
        """Tell whether a name is known, and not as a person's."""
        titles, words = part(mention)
        self.mentions  # noqa: B018  # by these it is known who is human
        person = self._find(words, titles)
        return person is not None and not person.human

    def _called(self, name: str) -> str:
        return self.aliases.get(name.casefold(), name) if self.aliases else name

    def _before(self, offset: int, gender: str | None = None) -> Iterator[Mention]:
        """Yield the mentions before a place, those that a pronoun is likelier to mean first."""
        sentence: list[Mention] = []
        last, first = bisect_left(self.starts, offset), bisect_left(self.starts, offset - _REACH)
        for at in range(last - 1, first - 1, -1):
            mention = self.mentions[at]
            sentence.insert(0, mention)
            if at == first or signs.BREAK.search(self.read, self.mentions[at - 1].end, mention.start):
                # Within a sentence the first name, its subject, comes first.
                if not gender or not self._goes_on(gender, mention.start):
                    yield from sorted(sentence, key=self._is_preposed) if len(sentence) > 1 else sentence
                sentence = []

    def _is_preposed(self, mention: Mention) -> bool:
        return is_preposed(self.prose, mention.start, mention.end)

    def _goes_on(self, pronoun: str, offset: int) -> bool:
        """Tell whether a sentence has the pronoun for its subject, so that its names are somebody else's."""
        start = max(self.narration.rfind(sign, max(0, offset - _REACH), offset) for sign in ".?!\n")
        opening = signs.SUBJECT.match(self.read, start + 1, offset)
        return opening is not None and opening[1].lower() == pronoun

    def of_pronoun(self, pronoun: str, offset: int) -> str | None:
        """Return whom a pronoun at this place means; None when nothing decides."""
        gender = {"him": HE, "her": SHE}.get(pronoun.lower(), pronoun.lower())
        if gender not in (HE, SHE):
            return None
        described = self._described(gender, offset)
        likely: Mention | None = None
        start = max(self.narration.rfind(sign, max(0, offset - _REACH), offset) for sign in ".?!\n") + 1
        opening = PARTICIPIAL.match(self.read, start, offset)
        aside = range(start, opening.end() if opening else start)
        for mention in self._before(offset, gender):
            if mention.start in aside:
                continue
            if described and mention.start < described[1]:
                break
            if not self._can_be(gender, mention, offset):
                continue
            if not self._is_shown(mention.person):  # "Panama Papers" might be somebody
                return None
            if likely is None:
                likely = mention
                if not self._is_preposed(mention):
                    break
            elif mention.person is not likely.person:  # "Lund came with Berg": he is hardly Berg, but he may be
                return None
        if likely is None:
            return described[0] if described else None
        likely.person.gender = gender
        return self._called(likely.person.name)

    def _can_be(self, gender: str, mention: Mention, offset: int) -> bool:
        """Tell whether a pronoun at a place can mean who is named, if nothing but that name tells."""
        person = mention.person
        if not person.human or person.gender not in (gender, None):
            return False
        if person.gender != gender and not person.titles and is_placed(self.prose, mention.start):
            return False
        # nor a label of somebody else's words, a link, a caption
        labels = self.narration.startswith(":", mention.end) or is_heading(self.prose, mention.end, offset)
        return not labels and not is_credit(self.prose, mention.start)

    def _described(self, gender: str, offset: int) -> tuple[str, int] | None:
        """Return who spoke last without a name, "The guard said", and where that sentence ends."""
        found = patterns["described"].finditer(self.read, max(0, offset - _NEAR), offset)
        last = next(reversed(list(found)), None)
        words = self.narration[slice(*last.span("nominal"))] if last else ""
        if last is None or gender_of(words.lower().split()) not in (gender, None):
            return None
        stop = signs.BREAK.search(self.read, last.end(), offset)
        return self.of_description(words, last.start("nominal")) or words, stop.start() if stop else offset

    def of_description(self, description: str, offset: int) -> str | None:
        """Return the person introduced with the title that a description ends in."""
        if description.casefold() in self.aliases:
            return self.aliases[description.casefold()]
        tokens = WORD.findall(description)
        trailing = list(takewhile(lambda word: word[0].isupper(), reversed(tokens)))[::-1]
        led = len(trailing) + 1 < len(tokens) and tokens[-len(trailing) - 1] not in _prepositions()
        if trailing and led and self.mentions:
            titles, name = part(" ".join(trailing))
            person = self._find(name, titles)
            if person is not None and person.human:  # "later in the programme Silva said"
                return self._called(person.name)
        if len(tokens) > 1 and tokens[-1].lower() in _utterances():
            owner = signs.OWNER.match(self.read, offset, offset + len(description))
            return self.name_of(self.narration[slice(*owner.span(1))]) if owner else None  # "Mr Lund's tweet"
        words = [word.lower() for word in tokens]
        if not words or words[0] not in ("the", "this", "that"):
            return None
        heads = set(words[1:4])
        return self._holder(heads & lists()["title"], heads, tokens[1:], offset)

    def _holder(self, titles: set[str], heads: set[str], tokens: Sequence[str], offset: int) -> str | None:
        """Return the only person who holds an office, if the names in its description stand near that one's."""
        persons = [person for title in titles for person in self.titled.get(title, ()) if holds(person, titles, heads)]
        if len({person.name for person in persons}) != 1:
            return None
        marks = [token for token in tokens if token[0].isupper() and token.lower() not in titles]
        # A lead paragraph may have the description before the name: it means the only one who fits.
        near = not marks or any(
            mention.person in persons
            and all(mark in self.narration[max(0, mention.start - _TOGETHER) : mention.end + _TOGETHER] for mark in marks)
            for mention in self.mentions[bisect_left(self.starts, offset - _REACH) : bisect_left(self.starts, offset)]
        )
        return self._called(persons[0].name) if near else None
