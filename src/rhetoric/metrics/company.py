"""
What counts as blame-shifting only because of what stands beside it.

A plain negative fact (*I never touched her money*) is a denial, and a plain deed of another (*my brother emptied the
account*) a charge, only where the one is set against the other, or in a quarrel. In a transcript the turns after a
charge or reproach answer it; where the speakers stand for different parties, so do all turns of another party, and
plain deeds charge. A turn of more than `_TURN` sentences is a speech and answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from rhetoric.metrics.base import Hit, Reading

__all__ = ["AROUND", "CHARGING", "LOOSE", "LOWERING", "REPROACH", "Sentences", "in_company"]

LOWERING = frozenset({"denial", "provocation", "reversal"})
CHARGING = frozenset({"attribution", "reversal", "countercharge", "victimhood", "challenge"})

# Labels of cues that count only in company, or only as vetoed.
PLEA, BARE, DENIED, REASON = "plea", "bare", "denied", "reason"  # what could lower the own part
EXCUSE, REBUTTAL = "excuse", "rebuttal"  # the same in answer to a charge
DEED, ECHO, ASKING, ANSWER, WRONG = "deed", "echo", "asking", "answer", "wrong"  # what could charge another
REPROACH, SAID = "reproach", "said"  # what could be answered: "Why did you close it?", "They say that we closed it"
AGENTLESS = "agentless"  # a harm with nobody as its agent: it hides one only where somebody has to answer for it
# What counts only in a quarrel, and as what.
IN_QUARREL = {"faulted": "attribution", "gainsaid": "challenge", "harmed": "victimhood", "omitted": "accountability"}
LOOSE = (
    AGENTLESS, *IN_QUARREL, PLEA, BARE, DENIED, REASON, EXCUSE, REBUTTAL, DEED, ECHO, ASKING, ANSWER, REPROACH, SAID,
    WRONG,
)  # fmt: skip

# Cues of a challenge that say what is not so, and those that say what one is charged with.
_UNTRUE = ("/untrue", "/untrue-here", "/no-truth", "/no-truth-here", "/what-they-call")
_CHARGED_WITH = ("/say-we-did", "/accuse-us", "/call-us", "/we-accused", "/they-claim")
_WHO_IT_WAS = ("/cleft", "/deed-cleft", "/deed-by", "/by-agent", "/on-them", "/their-doing", "/to-blame")
AROUND = 2  # sentences before and after that tell what a speech is about
_NEAR = 3  # sentences within which a charge or a denial makes a quarrel
_EXCHANGE = 8  # the same in a dialogue, whoever speaks
_LONG = 7  # sentences beside another that make a long paragraph
_TURN = 10  # sentences in a turn of an exchange; what is longer is a speech
_TURNS_BACK = 2  # a charge is answered in the next turn, or in the one after a moderator's

Loose = dict[str, list[tuple[int, Hit]]]  # label -> hits, each with its segment


class Sentences:
    """The hits of each sentence, which sentences are one apart, and in a dialogue which turn answers which."""

    def __init__(self, reading: Reading) -> None:
        stream = self.stream = reading.stream
        self.borders = np.flatnonzero(np.diff(stream.sentence)) + 1
        self.hits: dict[int, list[tuple[int, Hit]]] = {}
        self._beside: dict[tuple[int, int], list[int]] = {}
        self.answering: set[int] = set()
        """Turns of a dialogue that answer a charge."""
        self.document = reading.document[stream.voice] if reading.dialogue and stream.voice.size else None
        """For each segment of a dialogue the number of its text."""
        self.talk: set[int] = set()
        """The sentences that are said in turns of a few, in texts in which several voices speak."""
        self.dispute: set[int] = set()
        """Those of them that one says who stands for a party, before another."""
        self.neutral: set[int] = set()
        """The other sentences of such texts: a moderator charges outright or not at all."""
        if self.document is not None:
            new = np.concatenate([[True], np.diff(stream.voice) != 0])
            self.turn = np.cumsum(new) - 1
            self.opens = np.flatnonzero(new)
            sentences = stream.sentence[np.append(self.opens[1:], new.size) - 1] - stream.sentence[self.opens] + 1
            short = (sentences <= _TURN)[self.turn] & (np.bincount(reading.document) > 1)[self.document]
            self.talk = set(stream.sentence[short].tolist())
            self.dispute = set(stream.sentence[short & np.isin(stream.voice, list(reading.opposed))].tolist())
            between = np.isin(self.document, self.document[np.isin(stream.sentence, list(self.dispute))])
            self.neutral = set(stream.sentence[between].tolist()) - self.dispute
            self.text_of = dict(zip(stream.sentence.tolist(), self.document.tolist(), strict=True))

    def add(self, segment: int, hit: Hit) -> None:
        """Note a hit."""
        self.hits.setdefault(hit.sentence, []).append((segment, hit))

    def beside(self, segment: int, reach: int = 1) -> list[int]:
        """Return the sentence of this segment and its neighbours in the same paragraph of one voice."""
        if (segment, reach) in self._beside:
            return self._beside[segment, reach]
        stream = self.stream
        after = int(np.searchsorted(self.borders, segment, "right"))
        near = [segment]
        near += [int(at) - 1 for at in self.borders[max(0, after - reach) : after]]
        near += [int(at) for at in self.borders[after : after + reach]]
        place = stream.voice[segment], stream.paragraph[segment]
        found = [int(stream.sentence[at]) for at in near if (stream.voice[at], stream.paragraph[at]) == place]
        self._beside[segment, reach] = found
        return found

    def best(self, sentences: Iterable[int], labels: AbstractSet[str]) -> float:
        """Return the highest score of a hit with one of these labels in these sentences."""
        return max(
            (hit.score for one in sentences for _, hit in self.hits.get(one, ()) if hit.label in labels),
            default=0.0,
        )

    def told(self, segment: int, edges: bool = False) -> bool:
        """
        Tell whether a sentence stands in a speech, where much is told: not in talk, and among four or more.

        With `edges`, the first and last sentences of a long paragraph do as well.
        """
        if self.document is not None and int(self.stream.sentence[segment]) in self.talk:
            return False
        return len(self.beside(segment, AROUND)) > AROUND + 1 or (
            edges and len(self.beside(segment, _LONG)) > _LONG
        )

    def charged_with(self, sentences: Iterable[int]) -> bool:
        """Tell whether one of these sentences says what the speaker is charged with."""
        return any(hit.cue.endswith(_CHARGED_WITH) for one in sentences for _, hit in self.hits.get(one, ()))

    def heated(self, segment: int) -> bool:
        """Tell whether somebody is charged or defended near a sentence."""
        own = int(self.stream.sentence[segment])
        if self.document is None or own not in self.talk:
            near: Iterable[int] = self.beside(segment, _NEAR)
        else:
            document = self.document[segment]
            near = (one for one in range(own - _EXCHANGE, own + _EXCHANGE + 1) if self.text_of.get(one) == document)
        return bool(self.best((one for one in near if one != own), CHARGING | LOWERING))

    def overlaps(self, hit: Hit, labels: AbstractSet[str]) -> bool:
        """Tell whether a hit with one of these labels that was found otherwise shares words with this one."""
        return any(one.overlaps(hit) for _, one in self.hits.get(hit.sentence, ()) if one.label in labels)

    def answers(self, segment: int) -> bool:
        """Tell whether the turn of a sentence answers a charge."""
        own = int(self.stream.sentence[segment])
        return bool(self.answering) and own not in self.neutral and int(self.turn[segment]) in self.answering

    def note_answers(self, reproaches: Iterable[int]) -> None:
        """Find the turns of a dialogue before which others charge somebody; `reproaches` are segments that do."""
        if self.document is None:
            return
        charging = {int(self.turn[at]) for own in self.hits.values() for at, hit in own if hit.label in CHARGING}
        charging.update(int(self.turn[at]) for at in reproaches)
        dispute = np.isin(self.stream.sentence[self.opens], list(self.dispute))
        voice, document = self.stream.voice[self.opens], self.document[self.opens]
        self.answering = {
            turn + step
            for turn in {*charging, *np.flatnonzero(dispute).tolist()}
            for step in range(1, _TURNS_BACK + 1)
            if turn + step < self.opens.size
            and voice[turn] != voice[turn + step]
            and document[turn] == document[turn + step]
            and int(self.stream.sentence[self.opens[turn + step]]) in self.talk
        }


def in_company(loose: Loose, sentences: Sentences) -> None:
    """Add what counts because of its neighbours to the hits of the sentences."""
    _Company(loose, sentences).count_all()


class _Company:
    """What could count, and what it is set against; what counts is added to the hits of the sentences."""

    def __init__(self, loose: Loose, sentences: Sentences) -> None:
        self.loose, self.sentences = loose, sentences
        self.pleas = [*loose[PLEA], *loose[DENIED], *loose[BARE]]
        self.contrasted = {one for segment, _ in loose[DEED] for one in sentences.beside(segment)}
        to_it = (segment for segment, hit in loose[DEED] if hit.cue.endswith("/deed-to-it"))
        self.outright = {one for segment in to_it for one in sentences.beside(segment)}

    def count(self, segment: int, hit: Hit, label: str) -> None:
        """Count a hit as a strategy."""
        self.sentences.add(segment, hit._replace(label=label))

    def count_all(self) -> None:
        """Count what counts, each kind by what the kinds before it have added."""
        sentences, loose = self.sentences, self.loose
        said = {hit.sentence for _, hit in loose[SAID]}
        self.quarrels(said)
        for segment, hit in loose[DEED]:
            if hit.sentence in sentences.dispute and not sentences.best([hit.sentence], CHARGING):
                self.count(segment, hit, "attribution")
        sentences.note_answers(segment for segment, _ in loose[REPROACH])
        for segment, hit in _refused(sentences, said):
            self.count(segment, hit, "denial")
        # Where several voices quarrel; settled before any other loose hit counts.
        talk = sentences.talk - sentences.neutral
        quarrel = {
            segment
            for label in (PLEA, DENIED, DEED)
            for segment, hit in loose[label]
            if hit.sentence in talk and (sentences.answers(segment) or sentences.heated(segment))
        }
        self.answers()
        self.denials(quarrel)
        self.excuses()
        self.deeds(quarrel)
        _turned_back(sentences)

    def quarrels(self, said: AbstractSet[int]) -> None:
        """Count what a speech says in passing only where somebody is charged or defended beside it."""
        sentences, counted = self.sentences, []
        for label, strategy in IN_QUARREL.items():
            for segment, hit in self.loose[label]:
                near = [one for one in sentences.beside(segment) if one <= hit.sentence]
                told = label == "gainsaid" and (not said.isdisjoint(near) or sentences.charged_with(near))
                beside = sentences.heated(segment) or sentences.best([hit.sentence], CHARGING)
                beside = beside and not (label == "gainsaid" and sentences.told(segment))
                if told or beside or hit.sentence in sentences.talk:
                    counted.append((segment, hit, strategy))
        for segment, hit in self.loose[AGENTLESS]:
            near = sentences.beside(segment, _NEAR)
            if hit.sentence in sentences.talk or sentences.best(near, LOWERING | {"accountability"}):
                counted.append((segment, hit, "masking"))
        for segment, hit, strategy in counted:
            if not sentences.overlaps(hit, {strategy}):
                self.count(segment, hit, strategy)

    def answers(self) -> None:
        """Count the short answers: "They did." after a denial, "The board did." after "Who signed it?"."""
        sentences = self.sentences
        pleading = {hit.sentence for _, hit in self.pleas}
        asked = {hit.sentence for _, hit in self.loose[ASKING]}
        for segment, hit in [*self.loose[ECHO], *self.loose[ANSWER]]:
            before = [one for one in sentences.beside(segment) if one < hit.sentence]
            if hit.label == ECHO and (sentences.best(before, {"denial"}) or pleading.intersection(before)):
                self.count(segment, hit, "reversal")
                self.contrasted.update(before)
            elif hit.label == ANSWER and asked.intersection(before):
                self.count(segment, hit, "attribution")

    def denials(self, quarrel: AbstractSet[int]) -> None:
        """Count negative facts beside a charge or a deed, or in a quarrel, unless the same sentence owns up."""
        sentences = self.sentences
        for segment, hit in self.pleas:
            if hit.label != PLEA and sentences.told(segment):
                continue
            set_against = hit.sentence in self.contrasted and not sentences.told(segment) and (
                hit.label == PLEA or hit.sentence in self.outright or sentences.heated(segment)
            )
            charged = set_against or segment in quarrel or sentences.best(sentences.beside(segment), CHARGING)
            admitted = sentences.best([hit.sentence], {"accountability"})
            if charged and not admitted and not sentences.overlaps(hit, {"denial"}):
                self.count(segment, hit, "denial")

    def excuses(self) -> None:
        """Count reasons in a quarrel, and what explains or contradicts in answer to a charge."""
        sentences = self.sentences
        for segment, hit in self.loose[REASON]:
            if sentences.answers(segment) or sentences.heated(segment):
                self.count(segment, hit, "provocation")
        for label, counted in ((EXCUSE, "provocation"), (REBUTTAL, "denial")):
            for segment, hit in self.loose[label]:
                known = sentences.best([hit.sentence], LOWERING | {"accountability"})
                if sentences.answers(segment) and not known:
                    self.count(segment, hit, counted)

    def deeds(self, quarrel: AbstractSet[int]) -> None:
        """Count what another did beside a denial or a plea of force, or in a quarrel."""
        sentences = self.sentences
        for segment, hit in self.loose[DEED]:
            denied = sentences.best(sentences.beside(segment), {"denial", "provocation"})
            lowered = segment in quarrel or (denied and not sentences.told(segment))
            plain = sentences.best([hit.sentence], CHARGING)  # says it better
            if lowered and not plain and not sentences.overlaps(hit, {"denial"}):
                self.count(segment, hit, "attribution")


def _turned_back(sentences: Sentences) -> None:
    """Call a charge that says who it was a reversal where it answers one: "It was your side that walked out."""
    for own in sentences.hits.values():
        for at, (segment, hit) in enumerate(own):
            named = hit.label == "attribution" and hit.cue.endswith(_WHO_IT_WAS)
            if named and (sentences.answers(segment) or sentences.charged_with([hit.sentence])):
                own[at] = segment, hit._replace(label="reversal")


def _refused(sentences: Sentences, said: AbstractSet[int]) -> list[tuple[int, Hit]]:
    """Return the challenges that deny what the speaker is charged with: "They claim we broke it; that is a lie."""
    found = []
    for own in list(sentences.hits.values()):
        for segment, hit in own:
            if hit.label == "challenge" and hit.cue.endswith(_UNTRUE):
                near = [one for one in sentences.beside(segment) if one <= hit.sentence]
                charged = not said.isdisjoint(near) or sentences.charged_with(near)
                if charged or sentences.answers(segment):
                    found.append((segment, hit))
    return found
