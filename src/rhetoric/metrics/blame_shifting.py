r"""
Blame-shifting: own responsibility lowered, and another party charged.

**Definition.** In the words of one speaker, a *shift* is a sentence, or two sentences side by side in
one paragraph, in which the speaker (i) lowers the responsibility of the own side and (ii) makes another
party the agent, cause or bearer of what is wrong. (i) alone is denial, (ii) alone is attribution; the
three are reported apart.

============== ===================================================== ==================
label          what is said                                          part in a shift
============== ===================================================== ==================
denial         we did not, we are not the ones, not our fault        lowers the own part
provocation    we were forced, had no choice, only responded         lowers the own part;
                                                                     with a target both
attribution    they did, caused, failed; their crimes; the blame     charges another
               lies with them
reversal       it is the other way round; not we but they            both; with a target a
                                                                     shift by itself
countercharge  double standards; look at your own; they do the same  charges another
victimhood     they harm us; we are the victims                      charges another
challenge      so-called; they claim; that is a lie                  charges another
accountability own fault admitted                                    apart
masking        a wrong without an agent: mistakes were made          apart
proximization  they move towards our borders                         apart
shift          one hit for each sentence that takes part             the headline
============== ===================================================== ==================

**Formulas.** shifts = sentences that take part in a shift / sentences; attribution, denial = per 1,000
words; direction = log2((others charged + 1/2) / (own fault admitted + 1/2)); accountability = own fault
admitted / (own fault admitted + others charged). Others charged = attribution + reversal +
countercharge + victimhood.

**Details of evidence.** ``target``: the words that name who is charged; ``strategies`` of a shift.

**Company.** Plain negative facts (*I never touched her money*) and plain deeds (*my brother emptied the account*) count
only beside each other, beside a charge or a denial, or where speakers answer each other in a transcript; see
`rhetoric.metrics.company`. In a speech a charge needs another word of wrong near it, and a denial a charge.

**Vetoes.** Negated, hypothetical, asked, a promise, reported without being taken over, literally meant,
or the own side as the target. A word of wrong in a sentence that charges nobody is kept among the
vetoed: what is criticised without a responsible party is no blame (guideline of the UN Security Council
conflict corpus).

**Scores** are reliabilities set by hand, see the head of the lexicon; a shift has the product of its halves.

**Literature.** Benoit 1995 (denial, shifting the blame, provocation); Weaver 1986; Hood 2011; Hansson
2015; Malle et al. 2014 (agent and cause); Harsey et al. 2017 (deny, attack, reverse victim and
offender); Cap 2013 (proximization); Fowler 1991 (agentless passives); Zaczynska et al. 2024 (conflicts
in the UN Security Council). We know of no publication that measures the denial half.

**Known failures.** Irony; facts that clear the speaker without a word that denies; charges that need knowledge of the
world (*the plane was shot down*); history and neutral reports of harm read as charges; the own army where the caller
does not name it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rhetoric.grammar import Match
from rhetoric.metrics.antecedents import they_forms
from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.metrics.company import (
    ANSWER,
    AROUND,
    ASKING,
    BARE,
    CHARGING,
    DEED,
    DENIED,
    EXCUSE,
    LOOSE,
    LOWERING,
    PLEA,
    REASON,
    REBUTTAL,
    REPROACH,
    WRONG,
    Sentences,
    in_company,
)
from rhetoric.spans import Record

__all__ = ["BLAME_SHIFTING"]

LEXICON = "en.blame_shifting"

# Cues of a dispute: in a speech they need a charge or a denial beside them, not only a word of wrong.
_ARGUED = (
    "/cleft", "/to-blame", "/fault", "/because-of", "/behind-backs", "/their-doing", "/on-them", "/took-them-long",
    "/broke-word", "/knew-and", "/gainsay", "/pretext", "/they-claim", "/same-thing",
    "/double-standard", "/who-are-they", "/should-have-done", "/not-doing", "/nothing-from-them",
)  # fmt: skip
_LATER = [DEED, ANSWER]  # what is frequent and counts beside something else only
_SIGN = 0.25  # reliability of a word of wrong that tells of a quarrel
_BACK = 2  # sentences before a charge that may tell who its *he* or *she* is
_BOTH = frozenset({"reversal", "provocation"})  # with a target, they lower the own part and charge another


def find(reading: Reading) -> Iterable[Hit]:
    """Return the strategies, and a hit for each sentence that takes part in a shift."""
    vetoed: list[Hit] = []
    sentences = Sentences(reading)
    loose: dict[str, list[tuple[int, Hit]]] = {label: [] for label in LOOSE}
    found = _matches(reading, LEXICON)
    targets = {match.groups["target"][0] for match in found if "target" in match.groups and match.veto is None}
    spared = _not_people(reading, targets) | _of_own_side(reading, targets)
    ours = reading.grammar.alphabet.classes("in_group")
    for match in found:
        hit = reading.hit(_whole(match, reading), LEXICON)
        start, end = match.groups.get("target", (-1, -1))
        if hit.veto is None and (start in spared or not ours.isdisjoint(reading.stream.letters[start:end])):
            hit = hit._replace(veto="things or the own side")
        if hit.label not in loose:
            if hit.veto is None:
                sentences.add(match.segment, hit)
            else:
                vetoed.append(hit)
        elif hit.veto is None:
            loose[hit.label].append((match.segment, hit))
            if hit.label == DEED and _addressed(reading, match):
                loose[REPROACH].append((match.segment, hit))
    in_company(loose, sentences)
    vetoed += _isolated(sentences, loose[WRONG])
    hits = vetoed + [hit for own in sentences.hits.values() for _, hit in own]
    return hits + _unassigned((hit for _, hit in loose[WRONG]), hits) + _shifts(sentences)


def _matches(reading: Reading, lexicon: str) -> list[Match]:
    """Return all matches; what is frequent is only looked for beside what it could be set against."""
    grammar, stream = reading.grammar, reading.stream
    present = grammar.present(stream, lexicon)
    if reading.dialogue:  # anything may be answered
        return grammar.matches(stream, lexicon, present)
    labels = grammar.labels(lexicon)
    later = np.isin(labels, _LATER)[present.rules]
    now = ~np.isin(labels, [*_LATER, REPROACH, EXCUSE, REBUTTAL])[present.rules]
    found = grammar.matches(stream, lexicon, present.where(now))
    against = LOWERING | {PLEA, BARE, DENIED, REASON, ASKING}
    sentences = {int(stream.sentence[match.segment]) for match in found if match.cue.label in against}
    wanted = np.zeros(int(stream.sentence[-1]) + 3 if stream.sentence.size else 0, np.bool_)
    for sentence in sentences:
        wanted[sentence : sentence + 3] = True  # the one before, itself, the one after
    beside = wanted[stream.sentence[present.segments] + 1]
    return found + grammar.matches(stream, lexicon, present.where(beside & later))


def _addressed(reading: Reading, match: Match) -> bool:
    """Tell whether a deed is put to whom the speaker talks to: *you*, or the other party by its name."""
    classes = reading.grammar.alphabet.classes
    return reading.stream.letters[match.groups["target"][0]] in classes("=you") | classes("out_group")


def _whole(match: Match, reading: Reading) -> Match:
    """Take in the word that an article or owner at the end stands before: "who broke the" treaty."""
    classes, letters = reading.grammar.alphabet.classes, reading.stream.letters
    start, end = match.place
    whole = letters[end - 1] in classes("noun_ahead") and letters[end] in classes("any")
    return match._replace(place=(start, end + 1)) if whole else match


def _not_people(reading: Reading, targets: set[int]) -> set[int]:
    """Return where a *they* that is charged stands for things or the own side: "Drugs are all over; they destroy"."""
    they = reading.grammar.alphabet.classes("they_form")
    if not any(reading.stream.letters[place] in they for place in targets):
        return set()
    labels = zip(*reading.once(they_forms), strict=True)
    return targets & {place for place, (label, _) in labels if label in ("thing", "unclear")}


def _of_own_side(reading: Reading, targets: set[int]) -> set[int]:
    """Return where a charged *he* or *she* follows the name of the own side, and no name of the other since."""
    classes, stream = reading.grammar.alphabet.classes, reading.stream
    own, other, he = classes("in_group"), classes("out_group"), classes("he_form")
    spared = set()
    for place in targets:
        if stream.letters[place] not in he:
            continue
        segment = int(stream.segment_of[place])
        first = int(np.searchsorted(stream.sentence, stream.sentence[segment] - _BACK))
        while stream.voice[first] != stream.voice[segment]:
            first += 1
        before = stream.letters[stream.segment_starts[first] : place]
        if max(map(before.rfind, own), default=-1) > max(map(before.rfind, other), default=-1):
            spared.add(place)
    return spared


def _isolated(sentences: Sentences, wrongs: Iterable[tuple[int, Hit]]) -> list[Hit]:
    """Take out, and return as vetoed, what a speech says where it speaks of nothing else that is wrong."""
    signs: dict[int, list[Hit]] = {}
    found = [hit for own in sentences.hits.values() for _, hit in own]
    for sign in (*found, *(hit for _, hit in wrongs if hit.score >= _SIGN)):
        signs.setdefault(sign.sentence, []).append(sign)
    taken = []
    for own in sentences.hits.values():
        kept = []
        for segment, hit in own:
            near = [sign for one in sentences.beside(segment, AROUND) for sign in signs.get(one, ())]
            lowers = hit.label in ("denial", "provocation")
            if lowers or hit.cue.endswith(_ARGUED):
                near = [sign for sign in near if sign.label in (CHARGING if lowers else CHARGING | LOWERING)]
            quiet = hit.label in CHARGING | LOWERING and sentences.told(segment, edges=lowers)
            if quiet and all(sign.overlaps(hit) for sign in near):
                taken.append(hit._replace(veto="nothing else is wrong"))
            else:
                kept.append((segment, hit))
        own[:] = kept
    return taken


def _unassigned(loose: Iterable[Hit], hits: Iterable[Hit]) -> list[Hit]:
    """Turn words of wrong that no other hit contains to vetoed hits."""
    spoken_for: dict[int, list[Hit]] = {}
    for hit in hits:
        spoken_for.setdefault(hit.sentence, []).append(hit)
    return [
        hit._replace(label="attribution", veto="nobody is charged")
        for hit in loose
        if not any(one.overlaps(hit) for one in spoken_for.get(hit.sentence, ()))
    ]


def _shifts(sentences: Sentences) -> list[Hit]:
    """Return a hit for each sentence that takes part in a shift, from its first to its last part."""
    taking_part: dict[int, float] = {}
    for sentence, own in sentences.hits.items():
        lowering = sentences.best([sentence], LOWERING)
        alone = max(
            (hit.score for _, hit in own if hit.label in _BOTH and "target" in hit.detail), default=0.0
        )
        for other in sentences.beside(own[0][0]) if lowering else ():
            charging = sentences.best([other], CHARGING - {"reversal"})
            charging = max(charging, sentences.best([other], {"reversal"}) if other != sentence else alone)
            for one in (sentence, other) if charging else ():
                taking_part[one] = max(taking_part.get(one, 0.0), lowering * charging)
    result = []
    for sentence, score in sorted(taking_part.items()):
        relevant = [(at, hit) for at, hit in sentences.hits[sentence] if hit.label in LOWERING | CHARGING]
        parts = [hit for at, hit in relevant if at == relevant[0][0]]  # what a narrator parts stays apart
        start, end = min(hit.start for hit in parts), max(hit.end for hit in parts)
        detail = {"strategies": ", ".join(sorted({hit.label for hit in parts}))}
        targets = [hit.detail["target"] for hit in parts if "target" in hit.detail]
        detail |= {"target": targets[-1]} if targets else {}
        result.append(
            Hit(
                start,
                end,
                "shift",
                f"{LEXICON}/shift",
                parts[0].voice,
                sentence,
                round(score, 3),
                None,
                Record(detail),
            )
        )
    return result


_CHARGES = ("attribution", "reversal", "countercharge", "victimhood")

BLAME_SHIFTING = Metric(
    id="blame_shifting",
    lexicon=LEXICON,
    labels=(
        "denial", "provocation", "attribution", "reversal", "countercharge", "victimhood", "challenge",
        "accountability", "masking", "proximization", "shift",
    ),
    counted=("shift",),
    fractions=(
        Fraction("shifts", ("shift",), "sentences", "share"),
        Fraction("attribution", ("attribution",), "words", "rate"),
        Fraction("denial", ("denial",), "words", "rate"),
        Fraction("direction", _CHARGES, ("accountability",), "log_ratio"),
        Fraction("accountability", ("accountability",), ("accountability", *_CHARGES), "share"),
    ),
    find=find,
)  # fmt: skip
