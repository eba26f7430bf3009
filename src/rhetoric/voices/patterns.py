r"""
Regular expressions for names, sources and reporting clauses, over the narration as `narration.read` gives it.

A word that a list holds is read with a mark, so that a pattern has ``listed("verb")`` for a verb of speaking, and
`_tree` or `marked` where it names such a word itself. What may stand before is written with `not_after`, as `re` looks
back over one length only, and a quantifier is possessive on a class of characters only, as `re` got others wrong before
Python 3.11.5. Each pattern is compiled at its first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rhetoric.voices.narration import HIDDEN, PROPERTIES, listed, marked, signs
from rhetoric.voices.words import lists

__all__ = ["PREPOSED", "Pattern", "compiled", "not_after", "patterns"]

_PROPERTY = re.compile(r"(\[\^?(?:\\.|[^\]\\])+\])|(\\p\{\w+\})")
_GROUP = re.compile(r"\(\?<(\w+)>")


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Compile a pattern over what is read, with ``\p{Lu}`` and the like; a second ``name`` group is ``name2``."""
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        number = seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{number if number > 1 else ''}>"

    def letters(match: re.Match[str]) -> str:
        found = match[1] or f"[{match[2]}]"
        for name, characters in PROPERTIES.items():
            found = found.replace(name, characters)
        return found

    return re.compile(_GROUP.sub(numbered, _PROPERTY.sub(letters, signs(source))), flags)


class Pattern:
    """A pattern and which of its groups hold what."""

    __slots__ = ("finditer", "kinds", "match", "numbers", "role", "search", "verb")

    def __init__(self, source: str) -> None:
        own = compiled(source)
        self.match, self.search, self.finditer = own.match, own.search, own.finditer
        index = own.groupindex
        self.verb, self.role = index.get("verb", 0), index.get("role", 0)
        self.kinds = [
            (kind, number)
            for kind in ("pronoun", "nominal", "name")
            for name, number in index.items()
            if name.rstrip("0123456789") == kind
        ]
        """The groups that may hold a source, in the order of preference."""
        self.numbers = [number for _, number in self.kinds]


def _any(category: str) -> str:
    return _tree(lists()[category])


def not_after(words: str, then: str = "") -> str:
    """Match where none of some words stands before; `re` looks back only over what has one length."""
    return "".join(f"(?<!{group})" for group in _by_length(words, then))


def _by_length(words: str, then: str) -> list[str]:
    sizes: dict[int, list[str]] = {}
    for word in words.split():
        sizes.setdefault(len(word), []).append(word)
    return [rf"\b(?:{'|'.join(group)}){then}" for group in sizes.values()]


def _tree(words: str | Iterable[str]) -> str:
    """Match the longest of some words, with their marks."""
    return _branches(map(marked, words.split() if isinstance(words, str) else words))


def _branches(words: str | Iterable[str]) -> str:
    """Match the longest of some words, each letter tried once: ``sa(?:id|ys?)``, not ``said|says|say``."""
    words = words.split() if isinstance(words, str) else words
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    ends = rest.pop("", None) is not None
    branches = [re.escape(first) + _branches(tails) for first, tails in rest.items()]
    if not branches:
        return ""
    if all(map(str.isalpha, branches)) and max(map(len, branches)) == 1:
        branches = [f"[{''.join(branches)}]"]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if ends or len(branches) > 1 else branches[0]


def _name() -> str:
    """Match a name of several words: "Sen. Ana M. de la Cruz Jr."; no other word of it ends with a full stop."""
    titles = "Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt Maj Adm Prof Rev Hon Pres Supt Atty St Mt Jr Sr"
    short = rf"{_branches(titles)}\."
    initials = r"(?>(?:\p{Lu}\.)+)"
    word = r"\p{Lu}[\p{L}\p{M}'’-]*+"
    part = rf"(?:{short}|{initials}|{word})"
    particle = rf"(?:{_branches('de la le van von der den del della di da bin al el ibn')}[ -])"
    nickname = r"[“\"'‘]\p{Lu}\p{Ll}+[”\"'’]"
    junior = r"(?:,\ [JS]r\.)"
    return rf"(?<![\p{{L}}\d])(?=\p{{Lu}}){part}(?>(?:[ -]{particle}{{0,2}}{part}|\ {nickname})*{junior}?)"


_WORD = r"[\p{L}\d$][\p{L}\d'’$-]*+(?:\.(?=\p{L})[\p{L}\d'’$-]*+)*"
_TIME = r"(?:\p{Lu}\p{Ll}+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
_CASES = (str.lower, str.capitalize, str.upper)
_CLAUSE = "who whom which that when as if while before after because since until has have had was is were are will would not"
_STOP_WORDS = f"{_CLAUSE} whose in at for with from to on by about and or but during outside near known last this yesterday today"
# Words that a description of a speaker does not run across, except up to its verb.
_STOP = rf"{_branches(_STOP_WORDS)}\b"
_STOP_ANYHOW = rf"{_branches(form(word) for word in _STOP_WORDS.split() for form in _CASES)}\b"
# Words that open a clause of their own, so stand in no description.
_BREAK = rf"{_branches(f'{_CLAUSE} what how why where he she they it I we')}\b"
# "his team met any officials": another determiner belongs to another phrase, but for "the mayor of the town".
_INNER = not_after("of for in at from with to on by over and", r"\ ") + r"(?:the|an?|any|his|her|their|this|that|some)\b"
_NOT_LAST = not_after("and or but to the a an his her their of for in at with")
_ENDS = rf"(?=[,.;:!?)\n{HIDDEN}]|\s*[—–-]|\s*$|\ (?:{_STOP}|{_TIME}))"


def _first() -> str:
    """Match how a description begins: "the", "an", "Ann Lee's"."""
    words = lists()["opening"]
    determiner = _branches([*words, *map(str.capitalize, words)])
    # Not the conjunction. These are beginnings of words: "that aides said" is none either.
    opening = "the|a|his|her|its|our|their|my|your|some|many|most"
    begun = filter(re.compile(opening).match, lists()["person_noun"] | lists()["text_noun"])
    that = rf"[Tt]hat(?!\ (?:{opening}|{_tree(begun)}|\p{{Lu}}))"
    owner = r"(?:\p{Lu}[\p{L}.-]*+\ ){0,3}\p{Lu}[\p{L}.-]*+['’]s?"
    return rf"(?:(?:{determiner})(?![\p{{L}}])|{that}|{owner})"


def _aside() -> str:
    """Match what may stand between a name and its verb; not ", Lee, who came late,": that is another subject."""
    short, long = r"[RDI]-[\p{L}.]+(?:\ [\p{L}.]+)?", _tree("Republican Democrat Labour Conservative Liberal Independent")
    party = rf",\ (?:{short}|(?:{long})\b[^,\n]{{0,40}})"
    bracket = r",?\ \([^)\n]{1,80}\)"
    description = rf",\ (?!\p{{Lu}}[\p{{L}}.\ ]*,)[^,.;:!?{HIDDEN}\n]{{1,120}}"
    clause = rf",(?!\ \p{{Lu}})(?:[^.;:!?{HIDDEN}\n]|\.(?=[\p{{L}},])){{1,180}}?"
    return rf"(?:(?:{party}|{description}|{clause}),|{bracket})"


def _spoken(verb: str) -> str:
    """Match a verb of speaking with its adverbs and auxiliaries: "later said", "has often been quoted as saying"."""
    time = r"[Oo]n\ \p{Lu}\p{Ll}+day|\p{Lu}\p{Ll}+day"
    often = "also then later once often now first again recently never just even still always simply only"
    adverb = rf"(?:(?:{_branches(often)}|\p{{Ll}}+ly|{time})\ )"
    helping = "has had have would will could can did was is were are"
    phrases = ["has been", "had been", "was heard", "could be heard", *(f"{be} {marked('quoted')} as" for be in ("was", "is"))]
    auxiliary = rf"(?:(?:{_branches(helping)}|{_branches(phrases)})\ )"
    # A listed verb comes first, or is no adverb at least.
    before = rf"(?:(?!{verb}(?<!ly)){adverb}{{0,2}}{auxiliary}?{adverb}{{0,2}})?"
    return rf"(?<verb>{before}{verb})\b"


def _sources() -> dict[str, str]:
    verb, human, person = (rf"{listed(name)}\w*+" for name in ("verb", "human", "person"))
    person = rf"(?:{person}|(?i:e-mail))"
    name, aside = _name(), _aside()
    spoken = _spoken(verb)
    first = _first()
    pronoun = r"(?<pronoun>(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Yy]ou)\b)"
    # "GOP strategist Keith Hale", "the mayor's partner, Ann Lee": the name after the role is the speaker's.
    role = (
        rf"(?<role>(?!{_STOP_ANYHOW})"
        rf"(?:(?:{_WORD}\ ){{0,7}}?{human}|{first}\ (?:{_WORD}\ ){{0,4}}?{human}(?<apposed>,))\ )(?=\p{{Lu}})"
    )
    # "Officials", "city police" at the beginning of a clause.
    after = "|".join(rf"(?<={group})" for group in _by_length("and but that as when while what which", r"\ "))
    clause = rf"(?:^|(?<=[,;.\n{HIDDEN}])|(?<=[,;.\n{HIDDEN}]\ )|{after})"
    ahead = rf"(?=(?:[\p{{L}}-]+\ )?(?:{listed('person')}|[eE]-))"  # cheaper than to look back
    bare = rf"{ahead}{clause}(?<nominal>(?:(?!{_STOP_ANYHOW}|(?i:the|an?)\b)[\p{{L}}-]+\ )?{person})\b"
    some_person = _tree("someone Someone somebody Somebody")
    outside = r"(?=[\p{L}\d$-])(?<![\p{L}\d])"  # where a word begins
    # A description before its verb reaches up to it.
    described = rf"{first}(?:\ (?!{verb}\b|{_BREAK}|{_INNER}){_WORD}){{1,9}}?"
    source = (
        rf"{outside}(?:{pronoun}|{role}(?<name>{name})(?(apposed),?)|(?<nominal>{some_person})\ who|(?<nominal>{described}){_NOT_LAST}"
        rf"|(?<name>{name})|{bare})"
    )
    # After its verb it ends where another phrase begins; any small words may lead to a name there: "former state
    # senator Ann Lee".
    word = rf"(?!{_STOP}|{verb}\b){_WORD}"
    led = rf"(?<role>(?:{word}\ ){{0,7}}?(?!{_STOP}|{verb}\b|of\b)(?:(?:\d+-)?\p{{Ll}}[\p{{L}}-]*|{person},)\ )(?!{_TIME})"
    ending = rf"{first}(?>(?:\ (?!{_STOP}|{_TIME}){_WORD}){{1,8}})"
    inverted = (
        rf"(?:{pronoun}|{led}(?<name>{name}){_ENDS}|(?<name>{name})|(?<nominal>{ending})"
        rf"|(?<nominal>(?:{word}\ ){{0,3}}?{person}){_ENDS})"
    )
    # "residents", "angry older drivers" right after a quote
    many = rf"(?<nominal>(?!{_STOP}|{verb}\b)(?:\p{{Ll}}[\p{{L}}-]*\ ){{0,2}}?\p{{Ll}}[\p{{L}}-]*(?:s|men|people|children))"
    # The first words of a sentence that can be its subject.
    one = rf"{listed('one')}\w*+"
    short = rf"{first}(?:\ (?!{verb}\b|{_STOP}|{_INNER}){_WORD}){{0,5}}?\ {person}"
    actor = (
        rf"{outside}(?:{pronoun}|{role}(?<name>{name})"
        rf"|(?<nominal>{first}(?:\ (?!{verb}\b|{_STOP}){_WORD}){{0,4}}\ {person})\b|(?<name>{name})|{bare})"
    )
    subject = rf"{outside}(?:{pronoun}|{role}(?<name>{name})|(?<nominal>{short})\b|(?<name>{name}))"
    some = rf"(?:\p{{Ll}}+ly\ )?(?<verb>(?!{_any('no_speech')}\b)\p{{Ll}}+ed)\b(?!\ by\b)"
    auxiliary = r"(?:\p{Ll}+ly\ |also\ |then\ |has\ |have\ |had\ )?"
    issued = rf"(?<verb>{_any('issue_verb')})\b[^.:{HIDDEN}\n]{{0,90}}:\s*$"
    no_object = r"(?!(?:to|that|in|on|at|of|by|with|about|for|it|him|them|us)\ )"
    place = rf"(?:\ (?:of|from|for|with|at|in)(?:\ (?!{_BREAK}|and\ {verb}\b){_WORD}){{1,7}},?)"
    return {
        # "...," Silva said / the mayor, a farmer's son, said
        "after_subject": rf"[\s,]*+(?:(?:and|but|as|as\ if)\ )?(?:{source}|{many})(?:{aside}{{1,2}}|{place})?,?\ {spoken}",
        # "...," said Silva / said the mayor of the town
        "after_verb": rf"[\s,]*+{spoken}\ {no_object}{inverted}",
        # "...," she marvelled / chimed Silva: whatever the verb
        "after_any": rf"[\s,]*+(?:(?!it\b){pronoun}|{role}(?<name>{name})|(?<nominal>{short})|(?<name>{name}))\ {some}",
        "any_after": rf"[\s,]*+{some}\ (?:(?!it\b){pronoun}|(?<name>{name})|(?<nominal>{short})\b)",
        # Silva said: "..." / Silva, who came late, told the crowd
        "before": rf"{source}(?:{aside}{{1,2}}|{place})?\ {spoken}",
        "verb_first": rf"\b{spoken}\ {no_object}{inverted}",
        # the neighbours came to her door to say: "..." / Silva rose and said: "..."
        "linking": rf"[ta](?<!\w.)(?:(?<=t)(?<to>o)\ {verb}|(?<=a)nd\ {verb}\b[^,.:;{HIDDEN}]{{0,40}})[:,]?\s*$",
        "linked": rf"{actor}(?:\ (?!{verb}\b){_WORD}){{1,9}}?\ (?:to|and)\ (?<verb>{verb})\b",
        # a banner that read: "..."
        "relative": rf"\b(?<nominal>(?:{first}\ (?:\p{{Ll}}[\p{{L}}-]*\ )?)?\p{{Ll}}[\p{{L}}-]*)"
        rf"\ (?:who|that|which)\ {spoken}[,:]?\s*$",
        # Eva Lund issued the following statement:
        "issued": rf"{source}(?:{aside}|{place})?\ {auxiliary}{issued}",
        "according": rf"(?<verb>\b[Aa]ccording\ to|\b[Ii]n\ the\ words\ of|\b[Aa]s\ {marked('quoted')}\ by|\b[Qq]uoth)\ {inverted}",
        # The guard said: somebody without a name as the subject of a sentence
        "described": rf"(?:[.?!,{HIDDEN}]\s+|\n|^)(?<nominal>{first}\ (?:[\p{{L}}’'-]+\ ){{0,4}}?{one})\ "
        rf"(?:\p{{Ll}}+ly\ |also\ |then\ )?{verb}\b",
        "source": subject,
        "name": name,
        # Eva Lund (Labour): "..."
        "label": rf"(?<name>{name})(?:\ \([^)\n]{{1,40}}\))?:\s*$",
        # "..." — Eva Lund / -- Norland coach Eva Lund on her team
        "signed": rf"[\s.]{{0,3}}[-–—―]{{1,2}}\ ?(?:(?:{_WORD}\ ){{0,4}}?{person}\ )?(?<name>{name})(?=[,.\n]|$|\ \p{{Ll}})",
        # her book, "The Long Way" / the network's "Late Hour"
        "work": rf"(?:\b{_any('work')},?|['’]s?)\s$",
        # they called her "Lady Luck", referred to her as "Lady Luck"
        "epithet": rf"\b{_any('calling')}\b(?:\ [\p{{L}}'’.,-]+){{0,6}}?\s$",
        "stance": listed("stance"),
        # a box marked "tools"
        "naming": rf"\b{_any('naming')}\s$",
        # "Bridge Falls Into River," by Eva Lund
        "byline": r",?\ by\ (?:the\ )?\p{Lu}",
        "verb": verb,
        "issuing": rf"\b{_any('issue_verb')}\b",
        "form": listed("form"),
    }


class _Patterns(dict[str, Pattern]):
    """The patterns by name, each compiled at its first use."""

    def __missing__(self, name: str) -> Pattern:
        if not self.sources:
            self.sources = _sources()
        return self.setdefault(name, Pattern(self.sources[name]))

    sources: Mapping[str, str] = {}


patterns = _Patterns()
_PREPOSITIONS = "in at of for from with on to by about near against between into over like"
PREPOSED = compiled("|".join(f"(?<={one})" for then in (r"\ ", r"\ the\ ") for one in _by_length(_PREPOSITIONS, then)), re.I)
"""Matches right after a preposition: the name that follows is no subject."""
