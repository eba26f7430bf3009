r"""
Demand urgency: what a speaker wants others to do, how strongly, and how hard time presses.

A *demand* is a directive: an attempt to get somebody to do something [1]_. It needs somebody who can act and
something that is still to be done, so what is reported, past, hypothetical, denied, an offer, or the speaker's
own duty or promise is none; where it has the form of one, it is vetoed, with the reason kept. Its strength is a rung
of a ladder after [2]_ and [3]_:

1. suggestion: *let's, you could, I suggest*
2. request, appeal: *please, could you, I ask, we need help, imagine*
3. urging, obligation: *should, have to, I call on, it is time to*
4. command, prohibition: a bare imperative, *must, we demand, there can be no more*
5. any of these with a threat in the same or the next sentence

Time *pressure* counts only in the clause of a demand or beside it: 0 none, 1 soft (*soon*), 2 immediacy (*now,
without delay*), 3 a deadline or a closing window (*by Friday, last chance*). An *ultimatum* is a demand, a time
limit and a threat [4]_, in up to three sentences.

.. math:: \text{urgency} = \frac{\sum_i \text{strength}_i \cdot \text{pressure}_i}{15 \cdot \text{demands}}

Known failures: imperatives of words that are mostly nouns (*Share prices with us*); demands without any of the
forms (*The door is over there*); *should* that expects instead of demanding (*Results should arrive soon*);
irony. Contexts never cross a paragraph.

Examples
--------
>>> import rhetoric
>>> measure = rhetoric.demand_urgency("You should open the gates, right now. They must be tired.")
>>> hit = measure.evidence[0]
>>> hit.text, hit.detail["strength"], hit.detail["pressure"], hit.detail["addressee"]
('You should open the gates, right now', 3, 2, 'you')
>>> measure.count, measure.value  # 3 times 2 of 15
(1, 0.4)
>>> dict(rhetoric.demand_urgency("Leave by noon. If you do not, we will attack.").counts)
{'demand': 1, 'threat': 1, 'ultimatum': 1, 'pressure': 1}

References
----------
.. [1] J. R. Searle (1976), A classification of illocutionary acts, Language in Society 5.
.. [2] S. Blum-Kulka, J. House, G. Kasper (1989), Cross-cultural Pragmatics.
.. [3] F. R. Palmer (2001), Mood and Modality, 2nd ed.
.. [4] A. L. George (1991), Forceful Persuasion: coercive diplomacy as an alternative to war.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from rhetoric.grammar import Match, Stream
from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.metrics.clauses import aside, clause_end, clause_rest, interrupted, subject
from rhetoric.spans import Record

__all__ = ["DEMAND_URGENCY"]

LEXICON = "en.demand_urgency"
THREATENED = 5  # strength of a demand with a threat beside it
TIME_LIMIT = 2  # pressure from which on a demand with a threat is an ultimatum
NOUN_SUBJECT = {"thing-must", "thing-should", "must-set-apart", "should-set-apart"}
LONGEST_POINTS = 15  # strength 5 under pressure 3


@define
class _Found:
    """A demand or threat in the making."""

    match: Match
    start: int
    end: int
    times: list[Match] = field(factory=list)
    threat: _Found | None = None

    @property
    def pressure(self) -> int:
        return max((int(time.cue.detail["pressure"]) for time in self.times), default=0)


class _Sentence:
    """What was found in a sentence, by label, and the voice and paragraph that it stands in."""

    def __init__(self, segment: int, stream: Stream) -> None:
        self.place = stream.voice.item(segment), stream.paragraph.item(segment)
        self.demands: list[_Found] = []
        self.threats: list[_Found] = []
        self.times: list[Match] = []


def find(reading: Reading) -> Iterable[Hit]:
    """Return demands with strength and pressure, threats, ultimatums, and the words of time pressure."""
    stream = reading.stream
    sentences: dict[int, _Sentence] = {}
    vetoed: list[tuple[Match, str]] = []
    rest = clause_rest(reading.grammar)
    for match in sorted(reading.matches(LEXICON), key=lambda match: match.place):
        veto = match.veto or interrupted(match, stream)
        if veto:
            vetoed.append((match, veto))
            continue
        number = stream.sentence.item(match.segment)
        if number not in sentences:
            sentences[number] = _Sentence(match.segment, stream)
        sentence = sentences[number]
        if match.cue.label == "pressure":
            sentence.times.append(match)
        else:
            own = sentence.demands if match.cue.label == "demand" else sentence.threats
            start, end = match.place
            if match.cue.detail.get("form") == "modal":
                start = subject(start, reading)
            if own and start < own[-1].end and own[-1].match.segment == match.segment:
                continue  # a word counts once
            own.append(_Found(match, start, clause_end(end, rest, stream)))
    used: set[int] = set()
    in_order = sorted(sentences)
    for number in in_order:
        if sentences[number].demands or sentences[number].threats:
            yield from _judge(number, sentences, reading, used)
    for number in in_order:
        yield from _times(number, sentences, reading, used)
    for match, veto in vetoed:
        yield reading.hit(match, LEXICON)._replace(veto=veto)


def _judge(number: int, sentences: Mapping[int, _Sentence], reading: Reading, used: set[int]) -> Iterator[Hit]:
    """Put pressure and threat to the demands of a sentence, and note which words of time they use."""
    stream, own = reading.stream, sentences[number]
    near = _near(number, sentences)
    after = near.get(number + 1)
    threats = own.threats + (after.threats if after else [])
    beside = [time for one in near.values() if not one.demands for time in one.times if _presses(time, stream)]
    if threats and after and not own.threats:  # the limit may be set after the threat
        limits = _near(number + 1, sentences).get(number + 2)
        beside += [time for time in (limits.times if limits and not limits.demands else ()) if _presses(time, stream)]
    for place, demand in enumerate(own.demands):
        if demand.match.cue.detail.get("needs") == "threat" and not own.threats:
            yield reading.hit(demand.match, LEXICON)._replace(veto="no-threat")
            continue
        first = own.demands[place - 1].end if place else 0
        last = own.demands[place + 1].start if place + 1 < len(own.demands) else len(stream.letters)
        window = slice(
            bisect_left(own.times, first, key=lambda time: time.place[0]),
            bisect_left(own.times, last, key=lambda time: time.place[0]),
        )
        _press(demand, own.times[window], reading)
        demand.times += beside
        demand.threat = threats[0] if threats else None
        used.update(id(time) for time in demand.times)
        yield from _hits(demand, reading)
    for threat in own.threats:
        first, last = stream.offsets(threat.start, threat.end)
        yield reading.hit(threat.match, LEXICON)._replace(start=first, end=last)


def _times(number: int, sentences: Mapping[int, _Sentence], reading: Reading, used: set[int]) -> Iterator[Hit]:
    """Yield the words of time of a sentence; they count where they press on a demand."""
    own = sentences[number]
    near = _near(number, sentences) if own.times and not own.demands else {}
    demanded = any(one.demands for one in near.values())
    for time in own.times:
        counts = id(time) in used or (demanded and _presses(time, reading.stream))
        yield reading.hit(time, LEXICON)._replace(veto=None if counts else "no-demand")


def _near(number: int, sentences: Mapping[int, _Sentence]) -> dict[int, _Sentence]:
    """Return the next sentence and the one before, where something was found in them and the same voice goes on."""
    place = sentences[number].place
    return {at: sentences[at] for at in (number + 1, number - 1) if at in sentences and sentences[at].place == place}


def _press(demand: _Found, times: Iterable[Match], reading: Reading) -> None:
    """Take the pressure in the clause of a demand, and beside it with nothing but punctuation between."""
    stream, sidelong = reading.stream, aside(reading.grammar)
    for time in times:
        start, end = time.place
        clause = max(demand.match.place[1], stream.letters.rfind(",", demand.match.place[1], start) + 1)
        if time.segment != demand.match.segment or sidelong.search(stream.letters, clause, start):
            continue
        between = stream.letters[demand.end : start] if start >= demand.end else stream.letters[end : demand.start]
        if start < demand.end and end > demand.start:
            demand.times.append(time)
            demand.end = max(demand.end, end)
        elif all(letter in ",;:~-" for letter in between):
            demand.times.append(time)
            demand.start, demand.end = min(demand.start, start), max(demand.end, end)
        elif time.cue.detail["pressure"] == 3 and time.cue.id != "clock":
            demand.times.append(time)


def _presses(time: Match, stream: Stream) -> bool:
    """Tell whether pressure reaches the sentence beside it: a closing window, or what its own sentence is about."""
    size = int(stream.segment_ends[time.segment] - stream.segment_starts[time.segment])
    start, end = time.place
    return time.cue.id == "closing-window" or 2 * (end - start) >= size - 1


def _hits(demand: _Found, reading: Reading) -> Iterator[Hit]:
    hit = reading.hit(demand.match, LEXICON)
    first, last = reading.stream.offsets(demand.start, demand.end)
    times = sorted(demand.times, key=lambda time: time.place)
    strength = THREATENED if demand.threat else int(hit.detail["strength"])
    detail: dict[str, Any] = {
        **hit.detail,
        "strength": strength,
        "pressure": demand.pressure,
        "points": strength * demand.pressure,
        "urgent": int(demand.pressure >= TIME_LIMIT),
        "addressee": _addressee(demand, reading),
        "time": ", ".join(reading.words(*time.place) for time in times),
    }
    hit = hit._replace(start=first, end=last, detail=Record(detail))
    yield hit
    if demand.threat and demand.pressure >= TIME_LIMIT:
        start, end = reading.stream.offsets(demand.threat.start, demand.threat.end)
        yield hit._replace(
            start=min(first, start), end=max(last, end), label="ultimatum", cue=f"{LEXICON}/ultimatum",
            score=hit.score * demand.threat.match.cue.score,
        )  # fmt: skip


def _addressee(demand: _Found, reading: Reading) -> str:
    """Return who is to act: *I urge you* and *you are to go* are addressed to you, *visitors must pay* to them."""
    classes, letters = reading.grammar.alphabet.classes, reading.stream.letters
    detail = demand.match.cue.detail
    start, end = demand.match.place
    if detail["form"] == "performative":  # the one asked stands before what is asked for
        for letter in letters[end : end + 3]:
            for category, addressee in (("you_form", "you"), ("we_form", "we")):
                if letter in classes(category):
                    return addressee
            if letter in classes("=to"):
                break
    elif letters[start] in classes("you_form"):
        return "you"
    elif demand.match.cue.id in NOUN_SUBJECT and letters[end] not in classes("be") | classes("d_happens"):
        return "they"  # "must send": somebody acts; "must be sent", "must stop": nobody in particular
    return str(detail["addressee"])


DEMAND_URGENCY = Metric(
    id="demand_urgency",
    lexicon=LEXICON,
    labels=("demand", "threat", "ultimatum", "pressure"),
    counted=("demand",),
    fractions=(
        Fraction("urgency", ("demand",), ("demand",), "mean", weight="points", scale=LONGEST_POINTS),
        Fraction("demands", ("demand",), "words", "rate"),
        Fraction("urgent_share", ("demand",), ("demand",), "share", weight="urgent"),
        Fraction("threats", ("threat",), (), "count"),
        Fraction("ultimatums", ("ultimatum",), (), "count"),
    ),
    find=find,
)
"""The metric, as `rhetoric.demand_urgency` and the reports use it."""
