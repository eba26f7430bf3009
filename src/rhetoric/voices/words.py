"""The word lists by which speech is attributed, and the patterns built from them, once."""

from __future__ import annotations

from functools import cache

import regex

__all__ = ["HE", "SHE", "THEY", "Lists", "lists", "narration_patterns"]

HE, SHE, THEY = "he", "she", "they"


class Lists(dict[str, frozenset[str]]):
    """Category -> words."""


@cache
def lists(language: str = "en") -> Lists:
    """Return the word lists of a language."""
    import tomllib  # slow to import
    from importlib.resources import files

    data = tomllib.loads(files("rhetoric").joinpath("data", language, "voices.toml").read_text("utf-8"))
    return Lists({name: frozenset(words.split()) for name, words in data["words"].items()})


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(map(regex.escape, words), key=lambda word: (-len(word), word)))


@cache
def narration_patterns() -> dict[str, regex.Pattern[str]]:
    """Return the patterns for reporting clauses, compiled at first use."""
    known = lists()
    verb = rf"(?:{_any(known['say_verb'])})"
    # "Sen. Ana M. de la Cruz Jr.": no other word of a name ends with a full stop.
    short = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|Pres|Supt|Atty|St|Mt|Jr|Sr)\."
    word = r"\p{Lu}[\p{L}\p{M}'’-]*+"
    initial = r"(?:\p{Lu}\.)++"
    particle = r"(?:(?:de|la|le|van|von|der|den|del|della|di|da|bin|al|el|ibn)[ -])"
    part = rf"(?:{short}|{initial}|{word})"
    name = rf"(?<![\p{{L}}\d])(?=\p{{Lu}}){part}(?:[ -]{particle}{{0,2}}{part}| [“\"'‘]\p{{Lu}}\p{{Ll}}+[”\"'’])*+"
    noun = r"(?:[\p{L}\d][\p{L}\d'’.-]*+)"
    nominal = (
        rf"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Ss]ome|[Mm]any|[Oo]ther|[Aa]nother|[Tt]his|[Tt]hat|[Ss]everal)"
        rf"(?: (?!{verb}\b){noun}){{1,7}}?"
    )
    pronoun = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Yy]ou)\b"
    # "GOP strategist Keith Hale", "the mayor's partner, Ann Lee": the name after the role is the speaker's.
    role = rf"(?:[\p{{L}}\d$][\p{{L}}\d'’.$-]* ){{0,7}}?(?:(?i:{_any(known['person_noun'])})),? (?=\p{{Lu}})"
    source = rf"(?:(?<pronoun>{pronoun})|(?:{role})(?<name>{name})|(?<nominal>{nominal})|(?<name>{name}))"
    # Not ", Levine, who gave money,": a name between commas is another subject.
    party = r"[RDI]-[\p{L}.]+(?: [\p{L}.]+)?"
    aside = rf"(?:, {party},|,? \([^)\n]{{1,80}}\)|, (?!\p{{Lu}}[\p{{L}}. ]*,)[^,.;:!?\uE000\n]{{1,120}},|,(?! \p{{Lu}})[^.;:!?\uE000\n]{{1,160}}?,)"
    adverb = r"(?:(?:also|then|later|once|often|now|first|again|recently|never|just|even|still|always|simply|only|\p{Ll}+ly|[Oo]n \p{Lu}\p{Ll}+day|\p{Lu}\p{Ll}+day) )"
    auxiliary = r"(?:(?:has|had|have|would|will|could|can|did|was|is|were|are|has been|had been|was quoted as|is quoted as|was heard|could be heard) )"
    spoken = rf"(?<verb>(?:{adverb}){{0,2}}(?:{auxiliary})?(?:{adverb}){{0,2}}{verb})\b"
    return {
        # "...," Putin said / the mayor, a farmer's son, said
        "after_subject": regex.compile(rf"[\s,]*(?:(?:and|but|as|as if) )?{source}{aside}? {spoken}"),
        # "...," said Putin / said the mayor of the town
        "after_verb": regex.compile(rf"[\s,]*{spoken} (?!(?:to|that|in|on|at|of|by|with|about|for) ){source}"),
        # Putin said: "..." / Putin, who came late, told the crowd
        "before": regex.compile(rf"{source}(?:{aside}|(?: of| from| for| with| at| in)(?: [\p{{L}}'’.-]+){{1,6}},?)? {spoken}"),
        "verb_first": regex.compile(rf"\b{spoken} (?!(?:to|that|in|on|at|of|by|with|about|for|it|him|them|us) ){source}"),
        "according": regex.compile(rf"(?<verb>\b[Aa]ccording to|\b[Ii]n the words of|\b[Aa]s quoted by|\b[Qq]uoth) {source}"),
        "wrote_in": regex.compile(rf"^{source}"),
        "source": regex.compile(source),
        "verb": regex.compile(rf"\b{verb}\b"),
        "form": regex.compile(rf"\b(?:{_any(known['say_form'])})\b"),
        "noun": regex.compile(rf"\b(?:{_any(known['say_noun'])})\b", regex.IGNORECASE),
        "name": regex.compile(name),
        "label": regex.compile(rf"(?<name>{name})(?: \([^)\n]{{1,40}}\))?:\s*$"),
        "signed": regex.compile(rf"[\s.]{{0,3}}[-–—―]{{1,2}} ?(?<name>{name})(?=[,.\n]|$)"),
    }
