"""Regular expressions for names, sources and reporting clauses, built from the word lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from rhetoric.voices.words import inflected, lists

__all__ = ["HIDDEN", "PARTICIPIAL", "PREPOSED", "Patterns", "narration_patterns"]

HIDDEN = "\ue000"
"""Stands in the narration for every character that is quoted."""

PREPOSED = regex.compile(
    r"\b(?:in|at|of|for|from|with|on|to|by|about|near|against|between|into|over|like|inside|outside|across|around)\ (?:the\ )?$", regex.IGNORECASE
)
"""Matches a preposition at the end: the name that follows is no subject."""

PARTICIPIAL = regex.compile(
    rf"[\s{HIDDEN}]*(?:(?!Following|During)\p{{Lu}}\p{{Ll}}{{2,}}ing|Asked|Pressed|Questioned|According"
    r"|In (?:an?|his|her|another))\b[^,.\n]{0,150},\ "
)
"""Matches a phrase that opens a sentence and does not name its subject: "Sentencing Lund, he said"."""

Patterns = dict[str, regex.Pattern[str]]


def _any(category: str) -> str:
    return _tree(lists()[category])


def _tree(words: Iterable[str]) -> str:
    """Match the longest of some words, each letter tried once: ``sa(?:id|ys?)``, not ``said|says|say``."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words):
        rest.setdefault(word[:1], []).append(word[1:])
    ends = rest.pop("", None) is not None
    branches = [regex.escape(first) + _tree(tails) for first, tails in rest.items()]
    if not branches:
        return ""
    if all(map(str.isalpha, branches)) and max(map(len, branches)) == 1:
        branches = [f"[{''.join(branches)}]"]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if ends or len(branches) > 1 else branches[0]


def _name() -> str:
    """Match a name of several words: "Sen. Ana M. de la Cruz Jr."; no other word of it ends with a full stop."""
    short = r"(?:Mr|Mrs|Ms|Dr|Coun|Cllr|Det|Insp|Const|Cpl|Pvt|Cmdr|Brig|Msgr|Ald|Asst|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|Pres|Supt|Atty|St|Mt|Jr|Sr)\."
    initials = r"(?:\p{Lu}\.)++"
    word = r"\p{Lu}[\p{L}\p{M}'’-]*+"
    part = rf"(?:{short}|{initials}|{word})"
    particle = r"(?:(?:de|la|le|van|von|der|den|del|della|di|da|bin|al|el|ibn)[ -])"
    nickname = r"[“\"'‘]\p{Lu}\p{Ll}+[”\"'’]"
    junior = r"(?:,\ [JS]r\.)"
    return rf"(?<![\p{{L}}\d])(?=\p{{Lu}}){part}(?:[ -]{particle}{{0,2}}{part}|\ {nickname})*+{junior}?+"


_WORD = r"(?:(?:\p{Lu}\.){2,}|[\p{L}\d$](?:[\p{L}\d'’$-]|\.(?=\p{L}))*+)"
_TIME = r"(?:\p{Lu}\p{Ll}+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
# Words that a description of a speaker does not run across, except up to its verb.
_STOP = (
    r"(?:who|whom|whose|which|that|in|at|for|with|from|to|on|by|about|and|or|but|when|as|if|while|before|after|during"
    r"|because|since|until|outside|near|known|titled|entitled|last|this|yesterday|today|has|have|had|was|is|were|are|will|would|not)\b"
)
# Words that open a clause of their own, so stand in no description.
_BREAK = (
    r"(?:who|whom|which|that|when|as|if|while|before|after|because|since|until|was|is|were|are|has|have|had|will|would|not"
    r"|what|how|why|where|he|she|they|it|I|we)\b"
)
# "his team met any officials": another determiner belongs to another phrase, but for "the mayor of the town".
_INNER = r"(?<!\b(?:of|for|in|at|from|with|to|on|by|over|and)\ )(?:the|an?|any|his|her|their|this|that|some)\b"
_NOT_LAST = r"(?<!\b(?:and|or|but|to|the|an?|his|her|their|of|for|in|at|with))"
_ENDS = rf"(?=[,.;:!?)\n{HIDDEN}]|\s*[—–-]|\s*$|\ (?:{_STOP}|{_TIME}|of\b))"


def _first() -> str:
    """Match how a description begins: "the", "an", "Ann Lee's"."""
    words = sorted(lists()["opening"], reverse=True)
    determiner = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)
    that = r"[Tt]hat(?!\ (?:the|an?|his|her|its|our|their|my|your|some|many|most|\p{Lu}))"  # not the conjunction
    owner = r"(?:\p{Lu}[\p{L}.-]*+\ ){0,3}\p{Lu}[\p{L}.-]*+['’]s?"
    return rf"(?:(?:{determiner})(?![\p{{L}}])|{that}|{owner})"


def _aside() -> str:
    """Match what may stand between a name and its verb; not ", Lee, who came late,": that is another subject."""
    short, long = r"[RDI]-[\p{L}.]+(?:\ [\p{L}.]+)?", "Republican|Democrat|Labour|Conservative|Liberal|Independent"
    party = rf",\ (?:{short}|(?:{long})\b[^,\n]{{0,40}})"
    bracket = r",?\ \([^)\n]{1,80}\)"
    description = rf",\ (?!\p{{Lu}}[\p{{L}}.\ ]*,)[^,.;:!?{HIDDEN}\n]{{1,120}}"
    clause = rf",(?!\ \p{{Lu}})(?:[^.;:!?{HIDDEN}\n]|\.(?=[\p{{L}},])){{1,180}}?"
    post = r",\ (?:(?:\p{Lu}[\p{L}'’&-]*,?|of|and|for|the|\(\p{Lu}+\))\ ){1,12}?\p{Ll}[\p{Ll}\ ]{2,30}"
    return rf"(?:(?:{party}|{description}|{clause}|{post}),|{bracket})"


def _spoken(verb: str) -> str:
    """Match a verb of speaking with its adverbs and auxiliaries: "later said", "has often been quoted as saying"."""
    time = r"[Oo]n\ \p{Lu}\p{Ll}+day|\p{Lu}\p{Ll}+day"
    adverb = (
        rf"(?:(?:also|then|later|once|often|now|first|again|recently|never|just|even|still|always|simply|only"
        rf"|\p{{Ll}}+ly|{time})\ )"
    )
    auxiliary = (
        r"(?:(?:has|had|have|would|will|could|can|did|was|is|were|are|has\ been|had\ been"
        r"|was\ quoted\ as|is\ quoted\ as|was\ heard|could\ be\ heard)\ )"
    )
    return rf"(?<verb>{adverb}{{0,2}}{auxiliary}?{adverb}{{0,2}}{verb})\b"


@cache
def narration_patterns() -> Patterns:
    """Return the patterns, compiled at first use."""
    verb, name, aside = _any("say_verb"), _name(), _aside()
    spoken = _spoken(verb)
    first = _first()
    human = rf"(?i:{_any('person_noun')})"
    person = rf"(?i:{_any('person_noun')}|{_any('text_noun')})"
    pronoun = r"(?<pronoun>(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Yy]ou)\b)"
    # "GOP strategist Keith Hale", "the mayor's partner, Ann Lee": the name after the role is the speaker's.
    role = (
        rf"(?<role>(?!(?i:{_STOP}))"
        rf"(?:(?:{_WORD}\ ){{0,7}}?{human}|{first}\ (?:{_WORD}\ ){{0,4}}?{human}(?<apposed>,))\ )(?=\p{{Lu}})"
    )
    # "Officials", "city police" at the beginning of a clause.
    clause = rf"(?<=^|[,;.\n{HIDDEN}]\ ?|\n|\b(?:and|but|that|as|when|while|what|which)\ )"
    bare = rf"{clause}(?<nominal>(?:(?!(?i:{_STOP}|the|an?|\p{{Ll}}+ed|heard|saw|told|made|let)\b)[\p{{L}}-]+\ )?{person})\b"
    outside = r"(?<![\p{L}\d])"
    # A description before its verb reaches up to it.
    described = rf"{first}(?:\ (?!{verb}\b|{_BREAK}|{_INNER}){_WORD}){{1,9}}?"
    source = (
        rf"{outside}(?:{pronoun}|{role}(?<name>{name})(?(apposed),?)|(?<nominal>[Ss]ome(?:one|body))\ who|(?<nominal>{described}){_NOT_LAST}"
        rf"|(?<name>{name})|{bare})"
    )
    # After its verb it ends where another phrase begins; any small words may lead to a name there: "former state
    # senator Ann Lee".
    word = rf"(?!{_STOP}|{verb}\b){_WORD}"
    led = rf"(?<role>(?:{word}\ ){{0,7}}?(?!{_STOP}|{verb}\b|of\b)(?:(?:\d+-)?\p{{Ll}}[\p{{L}}-]*|{person},)\ )(?!{_TIME})"
    ending = rf"{first}(?:\ (?!{_STOP}|{_TIME}){_WORD}){{1,8}}+"
    inverted = (
        rf"(?:{pronoun}|{led}(?<name>{name}){_ENDS}|(?<name>{name})|(?<nominal>{ending})"
        rf"|(?<nominal>(?:{word}\ ){{0,3}}?{person}){_ENDS})"
    )
    # "residents", "angry older drivers" right after a quote
    many = rf"(?<nominal>(?!{_STOP}|{verb}\b)(?:\p{{Ll}}[\p{{L}}-]*\ ){{0,2}}?\p{{Ll}}[\p{{L}}-]*(?:s|men|people|children))"
    # The first words of a sentence that can be its subject.
    one = _tree(word for word in lists()["person_noun"] - lists()["body_noun"] if not word.endswith("s"))
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
    segment = rf"(?:{first}|who\b|whose\b|which\b|(?:\p{{Ll}}[\p{{L}}-]*\ ){{0,3}}?{human}\b)[^,;:{HIDDEN}\n]{{0,120}}?"
    loose = rf"(?:,\ (?:\p{{Ll}}[\p{{L}}-]*\ ){{0,3}}?{human}\ (?:of|for|at|in|with)(?:\ (?!{_BREAK}){_WORD}){{1,14}}?)"
    sources = {
        # "...," Silva said / the mayor, a farmer's son, said
        "after_subject": rf"[\s,]*(?:(?:and|but|as|as\ if)\ )?(?:{source}|{many})(?:{aside}{{1,2}}|{place}|{loose})?,?\ {spoken}",
        # "...," the agency quoted her as saying
        "quoted": rf"[\s,]*(?:it|{name}|{first}(?:\ {_WORD}){{1,4}}?)\ (?:has\ |had\ )?(?<verb>quoted|cited|reported)"
        rf"\ (?:(?<pronoun>him|her)|{role}(?<name>{name})|(?<name>{name})|(?<nominal>{first}(?:\ {_WORD}){{1,4}}?))\ as\b",
        # "...," said Silva / said the mayor of the town
        "after_verb": rf"[\s,]*{spoken}\ {no_object}{inverted}",
        # "...," she marvelled / chimed Silva: whatever the verb
        "after_any": rf"[\s,]*(?:(?!it\b){pronoun}|{role}(?<name>{name})|(?<nominal>{short})|(?<name>{name}))\ {some}",
        "any_after": rf"[\s,]*{some}\ (?:(?!it\b){pronoun}|(?<name>{name})|(?<nominal>{short})\b)",
        # Silva said: "..." / Silva, who came late, told the crowd
        "before": rf"{source}(?:{aside}{{1,2}}|{place})?\ {spoken}",
        "verb_first": rf"\b{spoken}\ {no_object}{inverted}",
        # the neighbours came to her door to say: "..." / Silva rose and said: "..."
        "linking": rf"\b(?:(?<to>to)\ {verb}|and\ {verb}\b[^,.:;{HIDDEN}]{{0,40}})[:,]?\s*$",
        "linked": rf"{actor}(?:\ (?!{verb}\b){_WORD}){{1,9}}?\ (?:to|and)\ (?<verb>{verb})\b",
        # He felt like saying, "Enough." -- as if to say, "Enough."
        "unsaid": rf"\b(?:as\ (?:much\ as|if|though)\ to\ {verb}|(?:felt|feel|feels)\ like\ \p{{Ll}}+ing"
        rf"|(?:wanted|longed|wished|tempted|yearned|easy|tongue)\ to\ {verb}|(?:didn['’]t|did\ not)\ {verb})[,:]?\s+$",
        # and said again, "Yes."
        "leading": rf"\b{_any('say_only')}(?:\ \p{{Ll}}+){{0,3}}[,:]\s+$",
        # a banner that read: "..."
        "relative": rf"\b(?<nominal>(?:{first}\ (?:\p{{Ll}}[\p{{L}}-]*\ )?)?\p{{Ll}}[\p{{L}}-]*)"
        rf"\ (?:who|that|which)\ {spoken}[,:]?\s*$",
        # a letter saying: "..." / a resolution accusing them of "misuse": not the words of the sentence's subject
        "thing": rf"(?<!\b(?:issued|released|sent|published|posted|wrote)\ )\b(?<nominal>(?:an?|the|another)\ (?:\p{{Ll}}[\p{{L}}-]*\ ){{0,2}}?(?!{human}\b|{_STOP})\p{{Ll}}[\p{{L}}-]*(?<!ing|ed))"
        r"\ (?<verb>\p{Ll}+ing):?\s*$",
        # a ward branded "a mess": by whom?
        "passive": rf"\b(?:(?:was|were|is|are|been|being)\ (?:\p{{Ll}}+\ )?|(?:an?|the|its|their)\ (?:\p{{Ll}}[\p{{L}}-]*\ ){{0,2}}?(?!{human}\b|{_STOP})\p{{Ll}}[\p{{L}}-]*\ )"
        rf"(?:called|dubbed|described\ as|labell?ed|branded|deemed|considered|hailed\ as)(?:\ the|\ an?)?\s+$",
        # with Silva calling it a "shame"
        "absolute": rf"(?:\bwith|[–—-]|\band)\ (?:{role}(?<name>{name})|(?<name>{name})|(?<nominal>(?:{first}\ )?(?:\p{{Ll}}[\p{{L}}-]*\ ){{0,3}}?{human}))"
        rf"\ (?:\p{{Ll}}+ly\ )?(?<verb>\p{{Ll}}+ing):?\s*$",
        # Silva, a friend of the mayor's, who was her chief, said
        "loosely": rf"[\s{HIDDEN},]*(?<name>{name}){loose}\ {spoken}",
        "apposed": rf"\s*(?:{role})?(?<name>{name}),\ {segment}(?:,\ {segment}){{0,3}}?,\ {spoken}",
        # Silva, Northern Works Director, said
        "posted": rf"\s*(?<name>{name}),\ (?:(?:\p{{Lu}}[\p{{L}}'’&-]*|of|and|for|the)\ ){{0,7}}?(?:{human}|{_any('title')})"
        rf"(?:,\ [^,;:{HIDDEN}\n]{{1,60}})?,?\ {spoken}",
        # by a man who left, calling it "a shame"
        "who": rf"(?<=\b(?:by|to|with|from|at)\ )(?<nominal>{first}\ (?:\p{{Ll}}[\p{{L}}-]*\ ){{0,3}}?{human})\ who\b[^,;.]*,?\ ?[^,;.]*$",
        # Eva Lund issued the following statement:
        "issued": rf"{source}(?:{aside}|{place})?\ {auxiliary}{issued}",
        "according": rf"(?<verb>\b[Aa]ccording\ to|\b[Ii]n\ the\ words\ of|\b[Aa]s\ quoted\ by|\b[Qq]uoth)\ {inverted}",
        # The guard said: somebody without a name as the subject of a sentence
        "described": rf"(?:[.?!,{HIDDEN}]\s+|\n|^)(?<nominal>{first}\ (?:[\p{{L}}’'-]+\ ){{0,4}}?{one})\ "
        rf"(?:\p{{Ll}}+ly\ |also\ |then\ )?{verb}\b",
        "source": subject,
        "name": name,
        # Eva Lund (Labour): "..."
        "label": rf"(?<name>{name})(?:\ \([^)\n]{{1,40}}\))?:\s*$",
        # "..." — Eva Lund / -- Norland coach Eva Lund on her team
        "signed": rf"[\s.]{{0,3}}[-–—―]{{1,2}}\ ?(?:(?:{_WORD}\ ){{0,4}}?{person}\ )?(?<name>{name})(?=[,.]|\ *(?:\n|$)|\ \p{{Ll}})",
        # her book, "The Long Way" / the network's "Late Hour"
        "work": rf"(?:\b{_any('work')},?|['’]s?)\s$",
        # they called her "Lady Luck", referred to her as "Lady Luck"
        "epithet": rf"\b{_any('calling')}\b(?:\ [\p{{L}}'’.,-]+){{0,6}}?\s$",
        "stance": rf"\b{_tree(frozenset().union(*inflected('report')))}\b",
        # a box marked "tools"
        "naming": rf"\b{_any('naming')}\s$",
        # "Bridge Falls Into River," by Eva Lund
        "byline": r",?\ by\ (?:the\ )?\p{Lu}",
        "verb": rf"\b{verb}\b",
        "reporting": r"\b(?:said|says|told|added|wrote|noted|explained|stated|insisted|claimed|argued|admitted)$",
        "issuing": rf"\b{_any('issue_verb')}\b",
        "form": rf"\b{_any('say_form')}\b",
    }
    return {key: regex.compile(pattern) for key, pattern in sources.items()}
