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

**Company.** A plain denial (*I never touched her money*) counts only beside a charge or beside what another did, and
what another did (*my brother emptied the account*) is an attribution only beside a denial or a plea of force;
*They did.* is a reversal after a denial.

**Vetoes.** Negated, hypothetical, asked, a promise, reported without being taken over, literally meant,
or the own side as the target. A word of wrong in a sentence that charges nobody is kept among the
vetoed: what is criticised without a responsible party is no blame (guideline of the UN Security Council
conflict corpus).

**Scores** are reliabilities set by hand, see the head of the lexicon; a shift has the product of its halves.

**Literature.** Benoit 1995 (denial, shifting the blame, provocation); Weaver 1986; Hood 2011; Hansson
2015; Malle et al. 2014 (agent and cause); Harsey et al. 2017 (deny, attack, reverse victim and
offender); Cap 2013 (proximization); Fowler 1991 (agentless passives); Zaczynska et al. 2024 (conflicts
in the UN Security Council). We know of no publication that measures the denial half.

**Known failures.** Irony; charges that need knowledge of the world (*the plane was shot down*); parties
that are only described; history and reports of harm read as charges; masking counts every agentless
harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from rhetoric.grammar import Match
from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.spans import Record

__all__ = ["BLAME_SHIFTING"]

LEXICON = "en.blame_shifting"

LOWERING = frozenset({"denial", "provocation", "reversal"})
CHARGING = frozenset({"attribution", "reversal", "countercharge", "victimhood", "challenge"})

_BOTH = frozenset({"reversal", "provocation"})  # with a target, they lower the own part and charge another

# Labels of cues that count only in company, or only as vetoed.
_PLEA, _BARE, _DEED, _ECHO, _WRONG = "plea", "bare", "deed", "echo", "wrong"

Places = dict[int, list[tuple[int, Hit]]]  # sentence -> its hits, each with its segment


class _Sentences:
    """The hits of each sentence, and which sentences are one apart in the same paragraph of one voice."""

    def __init__(self, reading: Reading) -> None:
        self.stream = reading.stream
        self.borders = np.flatnonzero(np.diff(self.stream.sentence)) + 1
        self.hits: Places = {}

    def add(self, segment: int, hit: Hit) -> None:
        self.hits.setdefault(hit.sentence, []).append((segment, hit))

    def beside(self, segment: int) -> list[int]:
        """Return the sentence of this segment and its neighbours."""
        stream = self.stream
        after = int(np.searchsorted(self.borders, segment, "right"))
        near = [segment]
        if after > 0:
            near.insert(0, int(self.borders[after - 1]) - 1)
        if after < self.borders.size:
            near.append(int(self.borders[after]))
        place = stream.voice[segment], stream.paragraph[segment]
        return [int(stream.sentence[at]) for at in near if (stream.voice[at], stream.paragraph[at]) == place]

    def best(self, sentences: Iterable[int], labels: AbstractSet[str]) -> float:
        """Return the highest score of a hit with one of these labels in these sentences."""
        return max(
            (hit.score for one in sentences for _, hit in self.hits.get(one, ()) if hit.label in labels),
            default=0.0,
        )


def find(reading: Reading) -> Iterable[Hit]:
    """Return the strategies, and a hit for each sentence that takes part in a shift."""
    hits: list[Hit] = []
    sentences = _Sentences(reading)
    loose: dict[str, list[tuple[int, Hit]]] = {_PLEA: [], _BARE: [], _DEED: [], _ECHO: [], _WRONG: []}
    for match in _matches(reading):
        hit = reading.hit(match, LEXICON)
        if hit.label in loose:
            if hit.veto is None:
                loose[hit.label].append((match.segment, hit))
            continue
        hits.append(hit)
        if hit.veto is None:
            sentences.add(match.segment, hit)
    hits += _in_company(loose, sentences)
    return hits + _unassigned((hit for _, hit in loose[_WRONG]), hits) + _shifts(sentences)


def _matches(reading: Reading) -> list[Match]:
    """Return all matches; deeds, which are many, are only looked for beside what they could be set against."""
    grammar, stream = reading.grammar, reading.stream
    present = grammar.present(stream, LEXICON)
    labels = np.array(grammar.labels(LEXICON))[present.rules]
    found = grammar.matches(stream, LEXICON, present.where(labels != _DEED))
    against = LOWERING | {_PLEA, _BARE}
    sentences = {int(stream.sentence[match.segment]) for match in found if match.cue.label in against}
    wanted = np.zeros(int(stream.sentence[-1]) + 3 if stream.sentence.size else 0, np.bool_)
    for sentence in sentences:
        wanted[sentence : sentence + 3] = True  # the one before, itself, the one after
    beside = wanted[stream.sentence[present.segments] + 1]
    return found + grammar.matches(stream, LEXICON, present.where(beside & (labels == _DEED)))


def _in_company(loose: dict[str, list[tuple[int, Hit]]], sentences: _Sentences) -> list[Hit]:
    """
    Return what counts because of its neighbours.

    "I never touched her money" is a denial where a charge or somebody else's deed stands beside it, and "My brother
    emptied the account" a charge where a denial or a plea of force does. "They did." is a reversal after a denial.
    """
    found: list[Hit] = []

    def count(segment: int, hit: Hit, label: str) -> None:
        counted = hit._replace(label=label)
        sentences.add(segment, counted)
        found.append(counted)

    pleas = [*loose[_PLEA], *loose[_BARE]]
    pleading = {hit.sentence for _, hit in pleas}
    contrasted = {one for segment, _ in loose[_DEED] for one in sentences.beside(segment)}
    for segment, hit in loose[_ECHO]:
        before = [one for one in sentences.beside(segment) if one < hit.sentence]
        if sentences.best(before, {"denial"}) or pleading.intersection(before):
            count(segment, hit, "reversal")
            contrasted.update(before)
    for segment, hit in pleas:
        charged = hit.sentence in contrasted or sentences.best(sentences.beside(segment), CHARGING)
        if charged and not _overlaps(hit, sentences):
            count(segment, hit, "denial")
    for segment, hit in loose[_DEED]:
        lowered = sentences.best(sentences.beside(segment), {"denial", "provocation"})
        plain = sentences.best([hit.sentence], CHARGING)  # says it better
        if lowered and not plain and not _overlaps(hit, sentences):
            count(segment, hit, "attribution")
    return found


def _overlaps(hit: Hit, sentences: _Sentences) -> bool:
    """Tell whether a denial that was found otherwise holds this one."""
    own = [one for _, one in sentences.hits.get(hit.sentence, ()) if one.label == "denial"]
    return any(one.start < hit.end and hit.start < one.end for one in own)


def _unassigned(loose: Iterable[Hit], hits: Iterable[Hit]) -> list[Hit]:
    """Turn words of wrong that no other hit contains to vetoed hits."""
    spoken_for: dict[int, list[Hit]] = {}
    for hit in hits:
        spoken_for.setdefault(hit.sentence, []).append(hit)
    return [
        hit._replace(label="attribution", veto="nobody is charged")
        for hit in loose
        if not any(one.start < hit.end and hit.start < one.end for one in spoken_for.get(hit.sentence, ()))
    ]


def _shifts(sentences: _Sentences) -> list[Hit]:
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
