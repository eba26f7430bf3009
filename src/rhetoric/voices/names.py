"""The people of a text: which mentions are one person, and whom a pronoun or a description means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from rhetoric.voices import signs
from rhetoric.voices.patterns import PARTICIPIAL, PREPOSED, narration_patterns
from rhetoric.voices.persons import WORD, Mention, Person, agree, gender_of, holds, part, speaks_for_others
from rhetoric.voices.words import HE, SHE, lists

__all__ = ["People"]

_Name = tuple[int, int, tuple[str, ...], tuple[str, ...]]  # start, end, titles, words
_LONGEST = 5  # words of a name; what is longer is a headline
_TOGETHER = 60  # characters between people who are introduced together
_LONGEST_HEADING = 100
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

    def __init__(self, narration: str, aliases: Mapping[str, str]) -> None:
        self.narration = narration
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.mentions: list[Mention] = []
        found: list[_Name] = []
        for match in narration_patterns()["name"].finditer(narration):
            titles, words = part(match[0])
            if words:
                start = match.start()
                if role := self._role(start):
                    titles = (*titles, role)
                found.append((start, match.end(), titles, words))
        self._share_surnames(found)
        first: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        for start, _, titles, words in found:
            first.setdefault((words, titles), start)
        genders: dict[str, set[str | None]] = {}
        for words, titles in first:
            if titles:
                genders.setdefault(words[-1].lower(), set()).add(gender_of(titles))
        self.couples = {last for last, both in genders.items() if {HE, SHE} <= both}
        """Surnames that the text gives to a man and to a woman, "Mr. Lund" and "Mrs. Lund"."""
        said = lists()["say_verb"]
        for words, titles in sorted(first, key=lambda one: -len(one[0])):
            if len(words) <= _LONGEST and said.isdisjoint(map(str.lower, words)):
                self._learn(titles, words, first[words, titles])
        persons = {(words, titles): self._find(words, titles) for words, titles in first}
        for start, end, titles, words in found:
            person = persons[words, titles]
            if person is not None:
                self.mentions.append(Mention(start, end, person))
                if len(words) == 1 and not person.human and not speaks_for_others(words[0]):
                    following = None if self._is_placed(start) else signs.FOLLOWING.match(narration, end)
                    person.human = following is not None and following[1] in said - lists()["say_noun"]
                    for gender, names in ((HE, "male_name"), (SHE, "female_name")):
                        if words[0].lower() in lists()[names]:
                            person.human, person.gender, person.shown = True, gender, True
                placed = self._is_placed(start)
                person.shown |= self._is_shown(start, end) or (len(words) < len(person.words) and not placed)
                person.place |= placed and len(person.words) == 1 and narration.endswith("in ", 0, start)
        self.starts = [mention.start for mention in self.mentions]
        self.aliases = {key.casefold(): value for key, value in aliases.items()}
        self._rename(aliases)
        self.titled: dict[str, list[Person]] = {}
        for people in self.by_last.values():
            for person in people:
                for title in person.titles:
                    self.titled.setdefault(title, []).append(person)

    def _share_surnames(self, found: list[_Name]) -> None:
        """Give "Eva and Jon Berg" one surname."""
        given = lists()["male_name"] | lists()["female_name"]
        given -= {words[0].lower() for *_, words in found if len(words) > 1}
        for at, (one, other) in enumerate(pairwise(found)):
            start, end, titles, words = one
            together = self.narration[end : other[0]] in (" and ", " or ")
            if together and len(words) == 1 and len(other[3]) > 1 and words[0].lower() in given:
                found[at] = (start, end, titles, (*words, other[3][-1]))

    def _is_shown(self, start: int, end: int) -> bool:
        """Tell whether a person's age, verb or role stands beside a name."""
        after = signs.BESIDE.match(self.narration, end)
        known = lists()
        if after and (after[1] is None or after[1] in known["say_verb"] - known["say_noun"] | known["person_noun"]):
            return True
        before = self.narration[max(0, start - 24) : start].rstrip(" ").rpartition(" ")[2]
        return before.strip(",").lower() in lists()["person_noun"]

    def _role(self, start: int) -> str | None:
        """Return a title in small letters before a name: "former president Ana Cruz"."""
        if self.narration[start - 1 : start] != " ":
            return None
        word = self.narration[max(0, start - 24) : start - 1].rpartition(" ")[2]
        return word if word in lists()["title"] else None

    def _learn(self, titles: Sequence[str], words: Sequence[str], start: int) -> None:
        known = lists()
        person = self._find(words, titles)
        if person is None:
            last, name = words[-1].lower(), " ".join(words)
            if len(words) == 1 and last in self.couples and gender_of(titles):
                name = f"{titles[0].capitalize()}{'.' * (titles[0] in ('mr', 'mrs', 'ms'))} {name}"
            elif len(words) == 1 and last in self.by_last:
                return  # a surname that two people share
            person = Person(name, tuple(words), first=start)
            self.by_last.setdefault(last, []).append(person)
            if len(words) > 1:
                owned = words[0].endswith(("'s", "’s"))  # "People's Choice"
                person.human = len(words) <= 4 and not owned and known["body_noun"].isdisjoint(map(str.lower, words))
                person.human &= last not in known["person_noun"]  # "the Bay State Republican"
                person.human &= known["no_name"].isdisjoint(map(str.lower, words))  # a title: "Small Things Like These"
                self.by_first.setdefault(words[0], []).append(person)
                for gender, given in ((HE, "male_name"), (SHE, "female_name")):
                    if words[0].lower() in known[given]:
                        person.human, person.gender, person.shown = True, gender, True
        if len(words) > 1:
            person.first = min(person.first, start)
        if titles:
            person.titles.update(titles)
            person.human |= not known["title"].isdisjoint(titles)
            person.shown |= person.human
            person.gender = gender_of(titles) or person.gender

    def _rename(self, aliases: Mapping[str, str]) -> None:
        """Give persons the names that the caller wants, by whichever of their names he knows them."""
        wanted = {}
        for key, value in aliases.items():
            # The value too: "Putin" is one with the Kremlin where that is to be "Vladimir Putin".
            for name in (value, key):
                titles, words = part(name)
                person = self._find(words, titles)
                if person is not None and (name == key or person.words[-1].lower() == words[-1].lower()):
                    wanted[person.name.casefold()] = value
        self.aliases |= wanted

    def _find(self, words: Sequence[str], titles: Sequence[str] = ()) -> Person | None:
        if not words:
            return None
        last = words[-1].lower()
        gender = gender_of(titles) if last in self.couples else None
        fitting = [
            person
            for person in self.by_last.get(last, ())
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
        titles, words = part(mention)
        person = self._find(words, titles)
        if person is not None and person.place and not person.human and not speaks_for_others(person.name):
            return None  # "Oslo", where the text says "in Oslo"
        if person is not None:
            return self._called(person.name)
        bare = " ".join(words) or mention
        if mention.casefold() in self.aliases:
            return self._called(mention)
        if len(words) == 1 and len(self.by_last.get(bare.lower(), ())) > 1:
            return None
        return self._called(bare)

    def is_body(self, mention: str) -> bool:
        """Tell whether a name is known, and not as a person's."""
        titles, words = part(mention)
        person = self._find(words, titles)
        return person is not None and not person.human

    def _called(self, name: str) -> str:
        return self.aliases.get(name.casefold(), name)

    def _before(self, offset: int, gender: str | None = None) -> Iterator[Mention]:
        """Yield the mentions before a place, those that a pronoun is likelier to mean first."""
        sentence: list[Mention] = []
        last, first = bisect_left(self.starts, offset), bisect_left(self.starts, offset - _REACH)
        for at in range(last - 1, first - 1, -1):
            mention = self.mentions[at]
            sentence.insert(0, mention)
            if at == first or signs.BREAK.search(self.narration, self.mentions[at - 1].end, mention.start):
                # Within a sentence the first name, its subject, comes first.
                if not gender or not self._goes_on(gender, mention.start):
                    yield from sorted(sentence, key=self._is_preposed)
                sentence = []

    def _is_placed(self, start: int) -> bool:
        return signs.PLACED.search(self.narration, max(0, start - 18), start) is not None

    def _is_preposed(self, mention: Mention) -> bool:
        """Tell whether a name stands after a preposition or owns something, so is no subject."""
        if self.narration.endswith(("'s", "’s"), mention.start, mention.end):
            return True
        if signs.DEPENDENT.search(self.narration, max(0, mention.start - 18), mention.start):
            return True
        if PREPOSED.search(self.narration, max(0, mention.start - 12), mention.start):
            # but "Member of Parliament Ann Lund"
            return self.narration[mention.start : mention.end].partition(" ")[0].lower() not in lists()["office"]
        role = signs.WITH_ROLE.search(self.narration, max(0, mention.start - 60), mention.start)
        return role is not None and role[1].lower() in lists()["person_noun"] | lists()["title"]

    def _is_heading(self, start: int, offset: int) -> bool:
        """Tell whether the line that a name stands in ends, before a place, without a stop."""
        end = self.narration.find("\n", start, min(offset, start + _REACH))
        if end < 0 or self.narration[start - 1 : end].rstrip()[-1] in signs.LINE_ENDS:
            return False
        return end - self.narration.rfind("\n", max(0, start - _LONGEST_HEADING), start) <= _LONGEST_HEADING

    def _goes_on(self, pronoun: str, offset: int) -> bool:
        """Tell whether a sentence has the pronoun for its subject, so that its names are somebody else's."""
        start = max(self.narration.rfind(sign, max(0, offset - _REACH), offset) for sign in ".?!\n")
        opening = signs.SUBJECT.match(self.narration, start + 1, offset)
        return opening is not None and opening[1].lower() == pronoun

    def of_pronoun(self, pronoun: str, offset: int) -> str | None:
        """Return whom a pronoun at this place means; None when nothing decides."""
        gender = {"him": HE, "her": SHE}.get(pronoun.lower(), pronoun.lower())
        if gender not in (HE, SHE):
            return None
        described = self._described(gender, offset)
        likely: Mention | None = None
        start = max(self.narration.rfind(sign, max(0, offset - _REACH), offset) for sign in ".?!\n") + 1
        aside = PARTICIPIAL.match(self.narration, start, offset)
        for mention in self._before(offset, gender):
            if aside and start <= mention.start < aside.end():
                continue
            if described and mention.start < described[1]:
                break
            person = mention.person
            sure = person.gender == gender or bool(person.titles)
            if signs.CREDIT.search(self.narration, max(0, mention.start - 16), mention.start):
                continue
            if self.narration.startswith(":", mention.end) or self._is_heading(mention.end, offset):
                continue  # a label of somebody else's words, a link, a caption
            if not person.human or person.gender not in (gender, None) or (not sure and self._is_placed(mention.start)):
                continue
            if not person.shown:  # "Panama Papers" might be somebody
                return None
            if likely is None:
                likely = mention
                if not self._is_preposed(mention):
                    break
            elif person is not likely.person:  # "Lund came with Berg": he is hardly Berg, but he may be
                return None
        if likely is None:
            return described[0] if described else None
        likely.person.gender = gender
        return self._called(likely.person.name)

    def _described(self, gender: str, offset: int) -> tuple[str, int] | None:
        """Return who spoke last without a name, "The guard said", and where that sentence ends."""
        found = narration_patterns()["described"].finditer(self.narration, max(0, offset - _NEAR), offset)
        last = next(reversed(list(found)), None)
        if last is None or gender_of(last["nominal"].lower().split()) not in (gender, None):
            return None
        stop = signs.BREAK.search(self.narration, last.end(), offset)
        words = last["nominal"]
        return self.of_description(words, last.start("nominal")) or words, stop.start() if stop else offset

    def of_description(self, description: str, offset: int) -> str | None:
        """Return the person introduced with the title that a description ends in."""
        if description.casefold() in self.aliases:
            return self.aliases[description.casefold()]
        tokens = WORD.findall(description)
        trailing = list(takewhile(lambda word: word[0].isupper(), reversed(tokens)))[::-1]
        titles, name = part(" ".join(trailing))
        led = len(trailing) + 1 < len(tokens) and tokens[-len(trailing) - 1] not in lists()["preposition"] | {"of"}
        person = self._find(name, titles) if led else None
        if person is not None and person.human:  # "later in the programme Silva said"
            return self._called(person.name)
        if len(tokens) > 1 and tokens[-1].lower() in lists()["say_noun"] | lists()["text_noun"]:
            owner = signs.OWNER.match(description)
            return self.name_of(owner[1]) if owner else None  # "Mr Lund's tweet"
        words = [word.lower() for word in tokens]
        if not words or words[0] not in ("the", "this", "that"):
            return None
        heads = set(words[1:4])
        wanted = heads & lists()["title"]
        holders = {person.name for person in self._titled(wanted) if holds(person, wanted, heads)}
        if len(holders) > 1:
            return None
        marks = [token for token in tokens[1:] if token[0].isupper() and token.lower() not in wanted]
        for mention in self._before(offset):
            near = self.narration[max(0, mention.start - _TOGETHER) : mention.end + _TOGETHER]
            if holds(mention.person, wanted, heads) and all(mark in near for mark in marks):
                return self._called(mention.person.name)
        if marks:
            return None
        # A lead paragraph may have the description before the name: it means the only one who fits.
        return self._called(holders.pop()) if holders else None

    def _titled(self, titles: set[str]) -> Iterator[Person]:
        for title in titles:
            yield from self.titled.get(title, ())
