"""The text of a report with its speakers and its evidence, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from attrs import frozen

from rhetoric.display.explain import because
from rhetoric.display.tables import title_of
from rhetoric.metrics import METRICS
from rhetoric.report import Profile, Report
from rhetoric.spans import Evidence

__all__ = ["Voice", "chip", "key", "marked"]

_SHIPPED = {metric.id for metric in METRICS}
_COLOURS = 10  # the next ten speakers have them on white, then they repeat: the number tells who it is
_BY_STYLE = {"us", "them", "conflict"}  # shown by their style alone: a label at each would hide the text
_WIDE = {"both", "shift"}  # cover half a sentence: what else is found there is what a reader points at

_MAY_BREAK = "<wbr>"  # after a long chip: else a narrow page breaks the first word inside
_SHIFTS = "blame_shifting"
_OTHERS = {  # whose words those are that are not a speaker's own
    "article": {"told": "the reporter", "nested": "a voice inside a quote"},
    "transcript": {"told": "nobody: labels, stage directions", "nested": "a voice that a speaker quotes"},
    "speech": {"nested": "a voice that the speaker quotes"},
}

_Found = tuple[Evidence, str]  # and its metric


@frozen
class Voice:
    """A speaker of the page."""

    number: int
    name: str
    profile: Profile


def chip(voice: Voice, note: str = "") -> str:
    """Return the sign of a speaker: number and name."""
    number = str(voice.number or "?")
    turn, colour = divmod(voice.number - 1, _COLOURS) if voice.number else (0, -1)
    light = " light" if turn % 2 else ""
    return f'<span class="who s{colour + 1}{light}">{number} {escape(voice.name)}{escape(note)}</span>'


def key(report: Report, voices: Sequence[Voice]) -> str:
    """Return what the styles mean, with a box for each metric that hides its evidence."""
    boxes = []
    for metric in dict.fromkeys(metric for voice in voices for metric in voice.profile.measures):
        css = _class(metric)
        sample = f'<span class="swatch {css}">{escape(title_of(metric))}</span>'
        if metric == "us_vs_them":
            sample = (
                '<span class="us">us</span> / <span class="them">them</span>, <span class="conflict">conflict</span>'
            )
        elif metric == _SHIFTS:
            sample += ' <span class="shift">in a shift</span>'
        boxes.append(f'<label><input type="checkbox" class="show-{css}" checked> {sample}</label>')
    boxes += [f'<span class="{css}">{words}</span>' for css, words in _OTHERS[report.form].items()]
    boxes.append('<span class="hint">point at the words to see the rule</span>')
    return f'<div class="key">{"".join(boxes)}</div>'


def marked(report: Report, voices: Sequence[Voice]) -> str:
    """Cut the text wherever something begins or ends, and mark each piece with all that covers it."""
    found: list[_Found] = [
        (evidence, metric)
        for voice in voices
        for metric, measure in voice.profile.measures.items()
        for evidence in measure.evidence
    ]
    own = [(span.start, span.end) for voice in voices if (speech := voice.profile.speech) for span in speech.spans]
    nested = _nested(report)
    begins = _beginnings(report, voices)
    shifts = _joined((one.start, one.end) for one, metric in found if metric == _SHIFTS and one.label == "shift")
    opening, closing = {start for start, _ in shifts}, {end for _, end in shifts}
    cuts = {0, len(report.text), *begins}
    cuts.update(edge for span in own + nested for edge in span)
    cuts.update(edge for evidence, _ in found for edge in (evidence.start, evidence.end))
    ends: dict[int, list[_Found]] = {}
    starts: dict[int, list[_Found]] = {}
    for one in found:
        starts.setdefault(one[0].start, []).append(one)
        ends.setdefault(one[0].end, []).append(one)
    spoken, inside = _Cover(own), _Cover(nested)
    active: list[_Found] = []
    pieces = []
    order = sorted(cuts)
    for start, end in zip(order, [*order[1:], len(report.text)], strict=True):
        pieces += [_label(evidence, metric) for evidence, metric in ends.get(start, ())]
        active = [one for one in active if one[0].end > start] + starts.get(start, [])
        pieces.append("</span>" if start in closing else "")
        pieces.append(begins.get(start, ""))
        pieces.append('<span class="shift">' if start in opening else "")
        words = escape(report.text[start:end], quote=False)
        if active:
            words = _evident(words, active)
        elif words and not spoken.covers(start):
            words = f'<span class="{"nested" if inside.covers(start) else "told"}">{words}</span>'
        pieces.append(words)
    return "".join(pieces)


def _nested(report: Report) -> list[tuple[int, int]]:
    """Return where words that are not the speaker's own are somebody's whom that speaker quotes."""
    if report.form == "article":
        return [(inner.start, inner.end) for quote in report.quotes for inner in quote.nested]
    return [(0, len(report.text))] if report.form == "speech" else [(turn.start, turn.end) for turn in report.turns]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches that overlap, so that each can be one element."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


class _Cover:
    """Tells whether an offset lies in one of some stretches, asked in rising order."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.at = 0

    def covers(self, offset: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= offset:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= offset


def _beginnings(report: Report, voices: Sequence[Voice]) -> dict[int, str]:
    """Return the chip that names the speaker, for each place where one begins to speak."""
    of_name = {voice.profile.speaker: voice for voice in voices}
    chips = {}
    for quote in report.quotes:
        if quote.speaker in of_name:
            how = f" · {quote.attribution}" if quote.attribution not in (None, "explicit") else ""
            chips[quote.start] = chip(of_name[quote.speaker], how) + _MAY_BREAK
    for turn in report.turns:
        if turn.speaker in of_name:
            chips[turn.start] = chip(of_name[turn.speaker]) + _MAY_BREAK
    return chips


def _class(metric: str) -> str:
    return metric if metric in _SHIPPED else "own"


def _evident(words: str, active: Sequence[_Found]) -> str:
    narrow = [(evidence, metric) for evidence, metric in active if evidence.label not in _WIDE]
    classes = dict.fromkeys(_class(metric) for _, metric in narrow)
    classes |= dict.fromkeys(evidence.label for evidence, _ in narrow if evidence.label in _BY_STYLE)
    tips = "\n".join(because(one) for one, _ in sorted(active, key=lambda found: found[0].label in _WIDE))
    reach = ' tabindex="0"' if narrow else ""  # by keyboard
    return f'<span class="{" ".join(["ev", *classes])}"{reach} data-tip="{escape(tips)}">{words}</span>'


def _label(evidence: Evidence, metric: str) -> str:
    if evidence.label in _BY_STYLE | _WIDE:
        return ""
    return f'<sup class="of-{_class(metric)}">{escape(evidence.label)}</sup>'
