r"""
Blame-shifting: own responsibility lowered, and another party charged.

**Definition.** In the words of one speaker, a *shift* is a sentence, or two sentences side by side in one paragraph,
in which the speaker (i) lowers the responsibility of the own side and (ii) makes another party the agent, cause
or bearer of what is wrong. (i) alone is denial, (ii) alone is attribution; the three are reported apart.

============== ============================================================ =====================
label          what is said                                                 side of a shift
============== ============================================================ =====================
denial         we did not, we are not the ones, not our fault               lowers the own part
provocation    we were forced, had no choice, only responded                lowers the own part
attribution    they did, caused, failed; their crimes; because of them      charges another
reversal       it is the other way round; not we but they                   both: a shift by itself
countercharge  double standards; what about yours; you do the same          charges another
victimhood     they harm us; we are the victims                             charges another
challenge      so-called; they claim; that is a lie                         charges another
accountability own fault admitted                                           apart
masking        a wrong without an agent: mistakes were made                 apart
proximization  they move towards us                                         apart
shift          one hit for each sentence that takes part in a shift         the headline
============== ============================================================ =====================

**Formulas.** shifts = sentences that take part in a shift / sentences; attribution, denial = per 1,000 words;
direction = log2((others charged + ½) / (own fault admitted + ½)); accountability = own fault admitted / (own fault
admitted + others charged).

**Vetoes.** Negated, hypothetical, asked, reported without taking it over, or the own side as the target. A word of
wrong in a sentence that charges nobody is kept among the vetoed: what is criticised without a responsible party is
no blame (guideline of the UN Security Council conflict corpus).

**Scores** are reliabilities: how often hits of the cue lay in sentences that people had marked, see the lexicon.

**Literature.** Benoit 1995 (denial, shifting the blame, provocation); Weaver 1986; Hood 2011; Hansson 2015; Malle et
al. 2014 (agent and cause); Harsey et al. 2017 (deny, attack, reverse victim and offender); Cap 2013 (proximization);
Fowler 1991 (agentless passives); Zaczynska et al. 2024 (conflicts in the UN Security Council). No known
publication measures the denial half.

**Known failures.** Irony; charges that need knowledge of the world (*the plane was shot down*); parties that are
only described; a report of harm read as a charge.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from attrs import evolve

from rhetoric.metrics.base import Fraction, Hit, Metric, Reading

__all__ = ["BLAME_SHIFTING"]

LEXICON = "en.blame_shifting"

LOWERING = frozenset({"denial", "provocation", "reversal"})
CHARGING = frozenset({"attribution", "reversal", "countercharge", "victimhood", "challenge"})
_WRONG = "wrong"  # the label of cues for words of wrong that charge nobody


def find(reading: Reading) -> Iterable[Hit]:
    """Return the strategies, and a hit for each sentence that takes part in a shift."""
    hits: list[Hit] = []
    loose: list[Hit] = []
    places: dict[int, list[tuple[int, Hit]]] = {}
    for match in reading.matches(LEXICON):
        hit = reading.hit(match, LEXICON)
        if hit.label == _WRONG:
            if hit.veto is None:
                loose.append(hit)
            continue
        hits.append(hit)
        if hit.veto is None:
            places.setdefault(hit.sentence, []).append((match.segment, hit))
    return hits + _unassigned(loose, hits) + _shifts(reading, places)


def _unassigned(loose: Iterable[Hit], hits: Iterable[Hit]) -> list[Hit]:
    """Turn words of wrong that no other hit contains to vetoed hits."""
    spoken_for: dict[int, list[Hit]] = {}
    for hit in hits:
        spoken_for.setdefault(hit.sentence, []).append(hit)
    return [
        evolve(hit, label="attribution", veto="nobody is charged")
        for hit in loose
        if not any(one.start < hit.end and hit.start < one.end for one in spoken_for.get(hit.sentence, ()))
    ]


def _shifts(reading: Reading, places: dict[int, list[tuple[int, Hit]]]) -> list[Hit]:
    """Return a hit for each sentence that takes part in a shift, from its first to its last part."""
    stream = reading.stream

    def side_by_side(one: int, other: int) -> bool:
        first, second = places[one][0][0], places[other][0][0]
        same_voice: bool = stream.voice[first] == stream.voice[second]
        return same_voice and bool(stream.paragraph[first] == stream.paragraph[second])

    taking_part: dict[int, float] = {}
    for sentence, own in places.items():
        lowering = max((hit.score for _, hit in own if hit.label in LOWERING), default=0.0)
        if not lowering:
            continue
        for other in (sentence - 1, sentence, sentence + 1):
            if other not in places or not side_by_side(sentence, other):
                continue
            charging = max((hit.score for _, hit in places[other] if hit.label in CHARGING), default=0.0)
            for one in (sentence, other) if charging else ():
                taking_part[one] = max(taking_part.get(one, 0.0), lowering * charging)
    result = []
    for sentence, score in taking_part.items():
        segment = places[sentence][0][0]
        parts = [hit for at, hit in places[sentence] if at == segment and hit.label in LOWERING | CHARGING]
        parts = parts or [hit for _, hit in places[sentence] if hit.label in LOWERING | CHARGING][:1]
        start, end = min(hit.start for hit in parts), max(hit.end for hit in parts)
        strategies = ", ".join(dict.fromkeys(hit.label for hit in parts))
        detail = {"strategies": strategies}
        detail |= {"target": hit.detail["target"] for hit in parts if "target" in hit.detail}
        result.append(
            Hit(start, end, "shift", f"{LEXICON}/shift", parts[0].voice, sentence, score, detail=MappingProxyType(detail))
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
