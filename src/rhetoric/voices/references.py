"""Pronouns and descriptions: whom of the people of a text they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import takewhile

from rhetoric.voices import signs
from rhetoric.voices.beside import is_credit, is_heading, is_placed, is_preposed, is_shown, is_speaking
from rhetoric.voices.names import People
from rhetoric.voices.patterns import PARTICIPIAL, patterns
from rhetoric.voices.persons import WORD, Mention, Person, fits, gender_of, holds, part
from rhetoric.voices.sources import of_another, source_of
from rhetoric.voices.words import HE, SHE, lists

__all__ = ["References"]

_OBJECTS = {"him": HE, "her": SHE}
_TOGETHER = 60  # characters between a name and what is said of its bearer
_NEAR = 500  # characters that a pronoun looks back for somebody without a name
_SENTENCES = 3  # in which another who is named makes it unclear whom a pronoun means
_REACH = 1500  # characters that a pronoun or a description looks back


@cache
def _prepositions() -> frozenset[str]:
    return lists()["preposition"] | {"of", "to"}


@cache
def _offices() -> frozenset[str]:
    """Return the words that a post ends in which one person of a text holds; every group has its president."""
    known = lists()
    many = {"president", "king", "queen", "pope", "member"}
    return (known["title"] | known["job"] | {"engineer", "editor", "head", "executive"}) - many


@cache
def _single() -> frozenset[str]:
    """Return the nouns for one person."""
    known = lists()
    return frozenset(word for word in (known["person_noun"] | known["job"]) - known["body_noun"] if word[-1] != "s")


@cache
def _utterances() -> frozenset[str]:
    """Return the nouns for what somebody said or wrote."""
    return lists()["say_noun"] | lists()["text_noun"]


class References:
    """What pronouns and descriptions in the prose of a text refer to among its `people`."""

    def __init__(self, people: People) -> None:
        self.people, self.prose = people, people.prose
        self.narration, self.read = people.narration, people.read
        self._seen: set[Person] = set()
        """Persons whose mentions were looked at for what shows them to be persons."""

    def of_pronoun(self, pronoun: str, offset: int) -> str | None:
        """Return whom a pronoun at this place means; None when nothing decides."""
        gender = _OBJECTS.get(pronoun.lower(), pronoun.lower())
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
        if self._has_rival(likely, gender, offset, aside) or self._is_another(likely, start, offset):
            return None
        if self._reports_another(likely, gender, offset):
            return None
        likely.person.gender = gender
        return self.people.called(likely.person.name)

    def _reports_another(self, likely: Mention, gender: str, offset: int) -> bool:
        """Tell whether the sentence before that of a pronoun says what somebody else said."""
        breaks = [match.end() for match in signs.BOUNDARY.finditer(self.read, max(0, offset - _NEAR), offset)]
        if len(breaks) < 2 or likely.start >= breaks[-2]:
            return False
        match = patterns["before"].search(self.read, breaks[-2], breaks[-1])
        source = source_of(patterns["before"], match, self.narration) if match else None
        if source is None or source.kind == "pronoun":
            return False
        words = self.narration[(source.name or source.span).slice]
        if source.kind == "name":
            return not self.people.is_body(words) and self.people.may_be(words, gender)
        # the head of "a spokesman for the operators"
        noun = list(takewhile(lambda word: word not in _prepositions(), words.lower().split()))
        return bool(noun) and noun[-1] in _single() and gender_of(noun) in (gender, None)

    def _has_rival(self, likely: Mention, gender: str, offset: int, aside: range) -> bool:
        """Tell whether a pronoun may as well mean somebody else who was a subject in the sentences just before."""
        breaks = [match.end() for match in signs.BREAK.finditer(self.read, max(0, offset - _NEAR), offset)]
        start = breaks[-_SENTENCES - 1] if len(breaks) > _SENTENCES else max(0, offset - _NEAR)
        if is_speaking(self.prose, likely.start, likely.end):
            start = likely.end  # "Lund said." goes on with "she added"
        last, first = bisect_left(self._starts, offset), bisect_left(self._starts, start)
        for mention in self.people.mentions[first:last]:
            person = mention.person
            other = person.name != likely.person.name and person.gender in (gender, None)
            if not other or mention.start in aside or not (person.gender or self._is_shown(person)):
                continue
            if self._can_be(gender, mention, offset) and not self._is_preposed(mention):
                return True
        return False

    def _is_another(self, likely: Mention, start: int, offset: int) -> bool:
        """Tell whether the sentence of a pronoun has somebody for its subject who is not called by a name."""
        if likely.start >= start:
            return False
        subject = patterns["source"].search(self.read, start, offset)
        if subject is None or subject.end() >= offset or not (words := subject["nominal"]):
            return False
        words = self.narration[slice(*subject.span("nominal"))]
        return self.of_description(words, subject.start("nominal")) != self.people.called(likely.person.name)

    def subjects(self, start: int, end: int) -> set[str]:
        """Return the names of persons between two places that can be subjects."""
        last, first = bisect_left(self._starts, end), bisect_left(self._starts, start)
        found = self.people.mentions[first:last] if first < last else ()
        return {
            self.people.called(one.person.name) for one in found if one.person.human and not self._is_preposed(one)
        }

    def of_description(self, description: str, offset: int) -> str | None:
        """Return the person introduced with the title that a description ends in."""
        if description.casefold() in self.people.aliases:
            return self.people.aliases[description.casefold()]
        tokens = WORD.findall(description)
        trailing = list(takewhile(lambda word: word[0].isupper(), reversed(tokens)))[::-1]
        led = len(trailing) + 1 < len(tokens) and tokens[-len(trailing) - 1] not in _prepositions() | {"the"}
        if trailing and led and self.people.mentions and not of_another(" ".join(tokens[: -len(trailing)])):
            titles, name = part(" ".join(trailing))
            person = self.people.find(name, titles)
            if person is not None and person.human:  # "later in the programme Silva said"
                return self.people.called(person.name)
        if len(tokens) > 1 and tokens[-1].lower() in _utterances():
            owner = signs.OWNER.match(self.read, offset, offset + len(description))
            return self.people.name_of(self.narration[slice(*owner.span(1))]) if owner else None  # "Mr Lund's tweet"
        words = [word.lower() for word in tokens]
        if not words or words[0] not in ("the", "this", "that"):
            return None
        heads = set(words[1:4])
        core = list(takewhile(lambda word: word not in _prepositions(), words[1:]))
        holders = {person.name for post, person in self._posts if fits(core, post)} if core else set()
        titled = self._holder(heads & lists()["title"], heads, tokens[1:], offset)
        if len(holders) == 1 and titled in (None, *holders):
            return self.people.called(holders.pop())
        return titled if not holders else None

    @cached_property
    def _starts(self) -> list[int]:
        """Where each mention starts."""
        return [mention.start for mention in self.people.mentions]

    @cached_property
    def _mentions_of(self) -> dict[Person, list[Mention]]:
        """Return person -> where the text names that one."""
        own: dict[Person, list[Mention]] = {}
        for mention in self.people.mentions:
            own.setdefault(mention.person, []).append(mention)
        return own

    @cached_property
    def _titled(self) -> dict[str, list[Person]]:
        """Return title -> those who bear it."""
        titled: dict[str, list[Person]] = {}
        for people in self.people.by_last.values():
            for person in people:
                for title in person.titles:
                    titled.setdefault(title, []).append(person)
        return titled

    @cached_property
    def _posts(self) -> list[tuple[tuple[str, ...], Person]]:
        """Return the posts that stand beside names, "Ann Lee, the mayor", and who holds each."""
        after, before = patterns["post"], patterns["posted_before"]
        posts = []
        for mention in self.people.mentions:
            if not mention.person.human:
                continue
            start, end = mention.start, mention.end
            found = self.read.startswith(",", end) and after.match(self.read, end, end + _TOGETHER)
            if not found and self.read.startswith(", ", start - 2):
                found = before.search(self.read, max(0, start - _TOGETHER), start)
            if found:
                post = tuple(self.narration[slice(*found.span("post"))].lower().split())
                if post[-1] in _offices():
                    posts.append((post, mention.person))
        return posts

    def _before(self, offset: int, gender: str) -> Iterator[Mention]:
        """Yield the mentions before a place, those that a pronoun is likelier to mean first."""
        sentence: list[Mention] = []
        last, first = bisect_left(self._starts, offset), bisect_left(self._starts, offset - _REACH)
        for at in range(last - 1, first - 1, -1):
            mention = self.people.mentions[at]
            sentence.insert(0, mention)
            if at == first or signs.BREAK.search(self.read, self.people.mentions[at - 1].end, mention.start):
                # Within a sentence the first name, its subject, comes first.
                if not self._goes_on(gender, mention.start):
                    yield from sorted(sentence, key=self._is_preposed) if len(sentence) > 1 else sentence
                sentence = []

    def _is_preposed(self, mention: Mention) -> bool:
        return is_preposed(self.prose, mention.start, mention.end)

    def _goes_on(self, pronoun: str, offset: int) -> bool:
        """Tell whether a sentence has the pronoun for its subject, so that its names are somebody else's."""
        start = max(self.narration.rfind(sign, max(0, offset - _REACH), offset) for sign in ".?!\n")
        opening = signs.SUBJECT.match(self.read, start + 1, offset)
        return opening is not None and opening[1].lower() == pronoun

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

    def _is_shown(self, person: Person) -> bool:
        """Tell whether any mention shows somebody to be a person: by age, verb or role, or as a surname alone."""
        if not person.shown and person not in self._seen:
            person.shown = any(
                (len(mention.words) < len(person.words) and not is_placed(self.prose, mention.start))
                or is_shown(self.prose, mention.start, mention.end)
                for mention in self._mentions_of[person]
            )
            self._seen.add(person)
        return person.shown

    def _described(self, gender: str, offset: int) -> tuple[str, int] | None:
        """Return who spoke last without a name, "The guard said", and where that sentence ends."""
        found = patterns["described"].finditer(self.read, max(0, offset - _NEAR), offset)
        last = next(reversed(list(found)), None)
        words = self.narration[slice(*last.span("nominal"))] if last else ""
        if last is None or gender_of(words.lower().split()) not in (gender, None):
            return None
        stop = signs.BREAK.search(self.read, last.end(), offset)
        return self.of_description(words, last.start("nominal")) or words, stop.start() if stop else offset

    def _names_any(self, offset: int) -> bool:
        """Tell whether any person is named before a place."""
        return any(mention.person.human for mention in self.people.mentions[: bisect_left(self._starts, offset)])

    def _holder(self, titles: set[str], heads: set[str], tokens: Sequence[str], offset: int) -> str | None:
        """Return the only person who holds an office, if the names in its description stand near that one's."""
        persons = [person for title in titles for person in self._titled.get(title, ()) if holds(person, titles, heads)]
        if len({person.name for person in persons}) != 1:
            return None
        marks = [token for token in tokens if token[0].isupper() and token.lower() not in titles]
        # A lead paragraph may have the description before any name: it means the only one who fits.
        if not marks:
            later = all(person.first > offset for person in persons)
            return None if later and self._names_any(offset) else self.people.called(persons[0].name)
        last, first = bisect_left(self._starts, offset), bisect_left(self._starts, offset - _REACH)
        for mention in self.people.mentions[first:last]:
            near = self.narration[max(0, mention.start - _TOGETHER) : mention.end + _TOGETHER]
            if mention.person in persons and all(mark in near for mark in marks):
                return self.people.called(mention.person.name)
        return None
