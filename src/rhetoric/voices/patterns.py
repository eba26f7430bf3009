"""
Regular expressions for names, sources and reporting clauses, over the narration as `folded.read` gives it.

Each pattern is compiled at its first use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rhetoric.voices.expressions import Pattern, after, any_of, branches, compiled, not_after, tree
from rhetoric.voices.folded import FILLING, HIDDEN, POINT, listed, marked
from rhetoric.voices.words import lists

__all__ = ["PARTICIPIAL", "PREPOSED", "patterns"]


def _name() -> str:
    """Match a name of several words: "Sen. Ana M. de la Cruz Jr."; no other word of it ends with a full stop."""
    titles = "Mr Mrs Ms Dr Coun Cllr Det Insp Const Cpl Pvt Cmdr Brig Msgr Ald Asst Sen Rep Gov Gen Col Lt Sgt Capt Maj Adm Prof Rev Hon Pres Supt Atty St Mt Jr Sr"
    short = rf"{branches(titles)}\."
    initials = r"(?>(?:\p{Lu}\.)+)"
    word = rf"\p{{Lu}}[\p{{L}}\p{{M}}'’-]*+{POINT}?"
    part = rf"(?:{short}|{initials}|{word}|(?:d[aeiu]|al-|el-|d['’]){word})"
    particle = rf"(?:{branches('de la le van von der den del della di da bin al el ibn')}[ -])"
    nickname = r"[“\"'‘]\p{Lu}[\p{L}-]+[”\"'’]"
    junior = r"(?:,\ [JS]r\.)"
    return rf"(?<![\p{{L}}\d])(?=\p{{Lu}}){part}(?>(?:[ -]{particle}{{0,2}}{part}|\ {nickname})*{junior}?)"


_WORD = rf"(?:(?:\p{{Lu}}\.){{2,}}|[SM]t\.|[\p{{L}}\d$][\p{{L}}\d'’$-]*+(?:\.(?=\p{{L}})[\p{{L}}\d'’$-]*+)*{POINT}?)"
_TIME = r"(?:\p{Lu}\p{Ll}+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
_CASES = (str.lower, str.capitalize, str.upper)
_CLAUSE = "who whom which that when as if while before after because since until has have had was is were are will would not"
_STOP_WORDS = (
    f"{_CLAUSE} whose in at for with from to on by about and or but during outside near known titled entitled last this"
    " yesterday today"
)
# Words that a description of a speaker does not run across, except up to its verb.
_STOP = rf"{branches(_STOP_WORDS)}\b"
_STOP_ANYHOW = rf"{branches(form(word) for word in _STOP_WORDS.split() for form in _CASES)}\b"
# Words that open a clause of their own, so stand in no description.
_BREAK = rf"{branches(f'{_CLAUSE} what how why where he she they it I we')}\b"
# "his team met any officials": another determiner belongs to another phrase, but for "the mayor of the town".
_INNER = not_after("of for in at from with to on by over and", r"\ ") + r"(?:the|an?|any|his|her|their|this|that|some)\b"
_NOT_LAST = not_after("and or but to the a an his her their of for in at with")
_ENDS = rf"(?=[,.;:!?)\n{HIDDEN}]|\s*[—–-]|\s*$|\ (?:{_STOP}|{_TIME}|of\b))"


def _first() -> str:
    """Match how a description begins: "the", "an", "Ann Lee's"."""
    words = lists()["opening"]
    determiner = branches([*words, *map(str.capitalize, words)])
    # Not the conjunction. These are beginnings of words: "that aides said" is none either.
    opening = "the|a|his|her|its|our|their|my|your|some|many|most"
    begun = filter(re.compile(opening).match, lists()["person_noun"] | lists()["text_noun"])
    that = rf"[Tt]hat(?!\ (?:{opening}|{tree(begun)}|\p{{Lu}}))"
    owner = r"(?:\p{Lu}[\p{L}.-]*+\ ){0,3}\p{Lu}[\p{L}.-]*+['’]s?"
    return rf"(?:(?:{determiner})(?![\p{{L}}])|{that}|{owner})"


def _aside() -> str:
    """Match what may stand between a name and its verb; not ", Lee, who came late,": that is another subject."""
    short, long = r"[RDI]-[\p{L}.]+(?:\ [\p{L}.]+)?", tree("Republican Democrat Labour Conservative Liberal Independent")
    degree = r"\p{Lu}[\p{Lu}.]{1,5}|Ph\.?D\.?"  # "Ann Lee, RN,"
    party = rf",\ (?:{short}|{degree}|(?:{long})\b[^,\n]{{0,40}})"
    bracket = r",?\ \([^)\n]{1,80}\)"
    description = rf",\ (?!\p{{Lu}}[\p{{L}}.\ ]*,)[^,.;:!?{HIDDEN}\n]{{1,120}}"
    clause = rf",(?!\ \p{{Lu}})(?:[^.;:!?{HIDDEN}\n]|\.(?=[\p{{L}},])|(?<=\b[SM]t)\.){{1,180}}?"
    post = r",\ (?:(?:\p{Lu}[\p{L}'’&-]*,?|of|and|for|the|\(\p{Lu}+\))\ ){1,12}?\p{Ll}[\p{Ll}\ ]{2,30}"
    return rf"(?:(?:{party}|{description}|{clause}|{post}),|{bracket})"


def _spoken(verb: str) -> str:
    """Match a verb of speaking with its adverbs and auxiliaries: "later said", "has often been quoted as saying"."""
    time = r"[Oo]n\ \p{Lu}\p{Ll}+day|\p{Lu}\p{Ll}+day"
    often = "also then later once often now first again recently never just even still always simply only however meanwhile"
    adverb = rf"(?:(?:{branches(often)}|\p{{Ll}}+ly|{time})\ )"
    helping = "has had have would will could can did was is were are"
    phrases = ["has been", "had been", "was heard", "could be heard", *(f"{be} {marked('quoted')} as" for be in ("was", "is"))]
    auxiliary = rf"(?:(?:{branches(helping)}|{branches(phrases)})\ )"
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
    joined = after("and but that as when while what which", r"\ ")
    clause = rf"(?:^|(?<=[,;.\n{HIDDEN}])|(?<=[,;.\n{HIDDEN}]\ )|{joined})"
    ahead = rf"(?=(?:[\p{{L}}-]+\ )?(?:{listed('person')}|[eE]-))"  # cheaper than to look back
    # not "they told officials", "seen by stranded officials"
    verbs = rf"{tree(form(word) for word in ('heard', 'saw', 'told', 'made', 'let') for form in _CASES)}|[\p{{L}}]+[eE][dD]"
    bare = rf"{ahead}{clause}(?<nominal>(?:(?!{_STOP_ANYHOW}|(?i:the|an?)\b|(?:{verbs})\b)[\p{{L}}-]+\ )?{person})\b"
    some_person = tree("someone Someone somebody Somebody")
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
    led = (
        rf"(?<role>(?:{word}\ ){{0,7}}?(?!{_STOP}|{verb}\b|(?:of|an?|the|his|her|their|its)\b)"
        rf"(?:(?:\d+-)?\p{{Ll}}[\p{{L}}-]*|{person},)\ |the\ )(?!{_TIME})"
    )
    house = rf"(?:\ (?:for|from|at|with)(?:\ the)?(?:\ (?!{_TIME})(?=\p{{Lu}}){_WORD})+)"
    ending = rf"{first}(?>(?:\ (?!{_STOP}|{_TIME}){_WORD}){{1,8}}{house}?)"
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
    some = rf"(?:\p{{Ll}}+ly\ )?(?<verb>(?!{any_of('no_speech')}\b)\p{{Ll}}+ed)\b(?!\ by\b)"
    auxiliary = r"(?:\p{Ll}+ly\ |also\ |then\ |has\ |have\ |had\ )?"
    issued = rf"(?<verb>{any_of('issue_verb')})\b[^.:{HIDDEN}\n]{{0,90}}:\s*$"
    no_object = r"(?!(?:to|that|in|on|at|of|by|with|about|for|it|him|them|us)\ )"
    far = rf"(?:\ (?!{_BREAK}|and\ {verb}\b){_WORD}){{1,7}}"
    # "the head | of the agency" is all of the description, "the mayor | in a letter" is not
    place = rf"(?:(?<place>\ (?:of|for){far}?),?|\ (?:from|with|at|in){far},?)"
    small = r"\p{Ll}[\p{L}-]*"
    segment = rf"(?:{first}|who\b|whose\b|which\b|(?:{small}\ ){{0,3}}?{human}\b)[^,;:{HIDDEN}\n]{{0,120}}?"
    loose = rf"(?:,\ (?:{small}\ ){{0,3}}?{human}\ (?:of|for|at|in|with)(?:\ (?!{_BREAK}){_WORD}){{1,14}}?)"
    issuing = map(marked, ("issued", "released", "sent", "published", "posted", "wrote"))
    not_issued, preposed = not_after(" ".join(issuing), r"\ "), after("by to with from at", r"\ ")
    # "letter" in "a letter", "the long letter"
    thing = rf"\ (?:{small}\ ){{0,2}}?(?!{human}\b|{_STOP}){small}"
    quoting = rf"(?:it|{name}|{first}(?:\ {_WORD}){{1,8}}?)\ (?:has\ |had\ )?(?<verb>{tree('quoted cited reported')})"
    called = rf"(?:{tree('called dubbed labelled labeled branded deemed considered')}|{tree('described hailed')}\ as)"
    meant = rf"(?:as\ (?:much\ as|if|though)|{tree('wanted longed wished tempted yearned easy tongue')})\ to\ {verb}"
    return {
        # "...," Silva said / the mayor, a farmer's son, said
        "after_subject": rf"[\s,]*+(?:(?:and|but|as|as\ if)\ )?(?:{source}|{many})(?:{aside}{{1,2}}|{place}|{loose})?,?\ {spoken}",
        # "...," the agency quoted her as saying
        "quoted": rf"[\s,]*+{quoting}"
        rf"\ (?:(?<pronoun>him|her)|{role}(?<name>{name})|(?<name>{name})|(?<nominal>{first}(?:\ {_WORD}){{1,4}}?))\ as\b",
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
        # He felt like saying, "Enough." -- as if to say, "Enough."
        "unsaid": rf"\b(?:{meant}|{tree('felt feel feels')}\ like\ \p{{Ll}}+ing|(?:didn['’]t|did\ not)\ {verb})[,:]?\s+$",
        # and said again, "Yes."
        "leading": rf"\b{any_of('say_only')}(?:\ \p{{Ll}}+){{0,3}}[,:]\s+$",
        # a banner that read: "..."
        "relative": rf"\b(?<nominal>(?:{first}\ (?:\p{{Ll}}[\p{{L}}-]*\ )?)?\p{{Ll}}[\p{{L}}-]*)"
        rf"\ (?:who|that|which)\ {spoken}[,:]?\s*$",
        # Silva's claim that it was "..."
        "owned": rf"(?:(?<name>(?:\p{{Lu}}[\p{{L}}.-]*+\ ){{0,3}}\p{{Lu}}[\p{{L}}.-]*+)|(?<nominal>an?\ \p{{Ll}}+))['’]s?\ {any_of('claim')}\ that\ [^.,;:{HIDDEN}]{{0,80}}$",
        # by Silva, who said: "..."
        "who_says": rf"(?<name>{name}),?\ who\ {spoken}$",
        # a meeting chaired by the mayor | Silva, but not "Bank of Norland governor | Silva"
        "of_role": rf"\b\p{{Ll}}[\p{{L}}’'-]*\ (?:of|for|with|by|from)\ (?:[\p{{L}}’'-]+\ ){{0,3}}?{human}\ $",
        # Norland firefighters
        "belonging": rf"\ (?P<nominal>{human})\b",
        # a letter saying: "..." / a resolution accusing them of "misuse": not the words of the sentence's subject
        "thing": rf"{not_issued}\b(?<nominal>(?:an?|the|another){thing}(?<!ing)(?<!ed))\ (?<verb>\p{{Ll}}+ing):?\s*$",
        # a ward branded "a mess": by whom?
        "passive": rf"\b(?:(?:was|were|is|are|been|being)\ (?:\p{{Ll}}+\ )?|(?:an?|the|its|their){thing}\ )"
        rf"{called}(?:\ the|\ an?)?\s+$",
        # with Silva calling it a "shame"
        "absolute": rf"(?:\bwith|[–—-]|\band)\ (?:{role}(?<name>{name})|(?<name>{name})"
        rf"|(?<nominal>(?:{first}\ )?(?:{small}\ ){{0,3}}?{human}))\ (?:\p{{Ll}}+ly\ )?(?<verb>\p{{Ll}}+ing):?\s*$",
        # Silva, a friend of the mayor's, who was her chief, said
        "loosely": rf"[\s{HIDDEN}{FILLING},]*+(?<name>{name}){loose}\ {spoken}",
        "apposed": rf"\s*(?:(?:But|And|Yet|Now|Meanwhile,|However,)\ )?(?:{role})?(?<name>{name}),\ {segment}(?:,\ {segment}){{0,3}}?,\ {spoken}",
        # Silva, Northern Works Director, said
        # Silva, the union's general secretary and chief executive said
        "described_as": rf"\s*(?<name>\p{{Lu}}[\p{{L}}.'’-]*(?:\ \p{{Lu}}[\p{{L}}.'’-]*){{1,2}}),\ (?:the|an?)\ [^,;:{HIDDEN}\n]{{1,90}}\ {spoken}",
        "posted": rf"\s*(?<name>{name}),\ (?:(?:\p{{Lu}}[\p{{L}}'’&-]*|of|and|for|the)\ ){{0,7}}?(?:{human}|{any_of('title')})"
        rf"(?:,\ [^,;:{HIDDEN}\n]{{1,60}})?,?\ {spoken}",
        # by a man who left, calling it "a shame"
        "who": rf"{preposed}(?<nominal>{first}\ (?:{small}\ ){{0,3}}?{human})"
        r"\ who\b[^,;.]*+(?:,[^,;.]*+)?$",
        # Eva Lund issued the following statement:
        "issued": rf"{source}(?:{aside}|{place})?\ {auxiliary}{issued}",
        "according": rf"(?<verb>\b[Aa]ccording\ to|\b[Ii]n\ the\ words\ of|\b[Aa]s\ {marked('quoted')}\ by|\b[Qq]uoth)\ {inverted}",
        # The guard said: somebody without a name as the subject of a sentence
        "described": rf"(?:[.?!,{HIDDEN}]\s+|\n|^)(?<nominal>{first}\ (?:[\p{{L}}’'-]+\ ){{0,4}}?{one})"
        rf"(?:\ (?:for|of|from|at|with|in)(?:\ [\p{{L}}’'.-]+){{1,6}}?)?\ "
        rf"(?:\p{{Ll}}+ly\ |also\ |then\ )?{verb}\b",
        "source": subject,
        "name": name,
        # Eva Lund (Labour): "..."
        "label": rf"(?<name>{name})(?:\ \([^)\n]{{1,40}}\))?:\s*$",
        # "..." — Eva Lund / -- Norland coach Eva Lund on her team
        "signed": rf"[\s.]{{0,3}}[-–—―]{{1,2}}\ ?(?:(?:{_WORD}\ ){{0,4}}?{person}\ )?(?<name>{name})"
        r"(?=[,.]|\ *(?:\n|$)|\ \p{Ll})",
        # her book, "The Long Way" / the network's "Late Hour"
        "work": rf"(?:\b{any_of('work')},?|['’]s?)\s$",
        # they called her "Lady Luck", referred to her as "Lady Luck"
        "epithet": rf"\b{any_of('calling')}\b(?:\ [\p{{L}}'’.,-]+){{0,6}}?\s$",
        "stance": listed("stance"),
        # a box marked "tools"
        "naming": rf"\b{any_of('naming')}\s$",
        # "Bridge Falls Into River," by Eva Lund
        "byline": r",?\ by\ (?:the\ )?\p{Lu}",
        # Lund said / Lund, 34 / Lund, a teacher
        "beside": rf",?\ (?:\(?\d\d\b|who\b|{marked('head')}\ of|an?\ \p{{Ll}}|the\ \p{{Ll}}|is\ (?:an?|one)\b|(\p{{Ll}}+))",
        # Ann Lee, the mayor / Ann Lee, chief engineer of the harbour / the mayor, Ann Lee
        "post": rf",\ (?:the\ )?(?<post>(?:(?!an?\b|the\b|{_STOP})[\p{{L}}-]+\ ){{0,3}}?(?!an?\b|the\b|{_STOP})[\p{{L}}-]+)"
        rf"(?:\ (?:of|for|at|in)\b|(?=[,.;]|\s*$))",
        "posted_before": rf"(?:\b[Tt]he|['’]s)\ (?<post>(?:(?!{_STOP})[\p{{L}}-]+\ ){{0,3}}?(?!{_STOP})[\p{{L}}-]+),\ $",
        # Picture: Jon Berg / By Jon Berg
        "credit": r"(?:^|\n)By\ $"
        rf"|\b{tree('Picture Pic Photo Photograph Image Credit Source')}s?(?:\ by|:|\ credit:)?\ $",
        # after Lund had left / told Lund: a name that is no subject of the sentence
        "dependent": rf"\b(?:{tree('after before when while as because since if that than where whom told')}|While|When|As|If"
        r"|\p{Ll}{2,}ing|(?<!,\ )\b\p{Ll}{2,}ed)\ (?:(?:Mr|Mrs|Ms|Dr)\.?\ )?$",
        # several, including: "..."
        "listing": rf"\b(?:{marked('including')}|{marked('such')}\ as|{marked('like')})[:,]?\s*$",
        "verb": verb,
        "reporting": rf"\b{tree('said says told added wrote noted explained stated insisted claimed argued admitted')}$",
        "issuing": rf"\b{any_of('issue_verb')}\b",
        "form": rf"{listed('form')}\w*+",
    }


class _Patterns(dict[str, Pattern]):
    """The patterns by name, each compiled at its first use."""

    def __missing__(self, name: str) -> Pattern:
        if not self.sources:
            self.sources = _sources()
        return self.setdefault(name, Pattern(self.sources[name]))

    sources: Mapping[str, str] = {}


patterns = _Patterns()
_PREPOSITIONS = (
    "in at of for from with on to by about near against between into over like inside outside across around"
)
PREPOSED = compiled(after(_PREPOSITIONS, r"\ ", r"\ the\ "), re.I)
"""Matches right after a preposition: the name that follows is no subject."""
PARTICIPIAL = compiled(
    rf"[\s{HIDDEN}{FILLING}]{{0,1500}}+(?:(?!Following|During)\p{{Lu}}\p{{Ll}}{{2,}}ing|Asked|Pressed|Questioned|According"
    r"|In (?:an?|his|her|another))\b[^,.\n]{0,150},\ "
)
"""Matches a phrase that opens a sentence and does not name its subject: "Sentencing Lund, he said"."""
