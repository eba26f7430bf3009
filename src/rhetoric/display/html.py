"""The text with its evidence, as one self-contained HTML page: no script, no network, nothing to install."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from attrs import frozen

from rhetoric.display.cite import cite
from rhetoric.display.explain import because, formula
from rhetoric.display.tables import interval_text, number, plural, title_of
from rhetoric.measures import Measure, Value
from rhetoric.metrics import METRICS
from rhetoric.report import Profile, Report
from rhetoric.spans import Evidence

__all__ = ["to_html"]

_SHIPPED = {metric.id for metric in METRICS}
_CONTEXT = 30  # characters around the words in the table of evidence
_COLOURS = 5  # speakers are told apart by number and name; colours repeat after these
_QUIET = {"us", "them", "both", "conflict", "shift"}  # shown by their style alone: a label at each would hide the text


@frozen
class _Voice:
    """A speaker of the page."""

    number: int
    name: str
    profile: Profile


@cache
def _style() -> str:
    from importlib.resources import files  # slow to import

    return files("rhetoric.display").joinpath("page.css").read_text("utf-8")


def to_html(report: Report, *, page: bool = True) -> str:
    """
    Return a report as HTML: the measures, the text with every piece of evidence, and what each one is.

    Parameters
    ----------
    report
        What `rhetoric.analyze` returns.
    page
        True for a whole page to be written to a file, False for a part to stand in another page.

    Returns
    -------
    str
        HTML with its style inside; it needs neither scripts nor a network, and prints well.

    Examples
    --------
    >>> import rhetoric
    >>> html = rhetoric.to_html(rhetoric.analyze("They lied to us.", form="speech"))
    >>> html.count("<script"), "data-tip" in html
    (0, True)

    .. versionadded:: 0.1
    """
    voices = [_Voice(at, name, profile) for at, (name, profile) in enumerate(report.speakers.items(), 1)]
    if report.unattributed is not None:
        voices.append(_Voice(0, "speaker not found", report.unattributed))
    anchor = f"r{zlib.crc32(report.text.encode('utf-8', 'surrogatepass')):08x}"
    title = report.name or "Who argues how"
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            f'<div class="size">{_summary(report)}</div>',
            "<h2>Measures</h2>",
            *(_measures(voice, anchor) for voice in voices),
            "<h2>Text</h2>",
            _key(voices),
            f'<div class="text">{_text(report, voices)}</div>',
            "<h2>Evidence</h2>",
            *(_evidence(voice, anchor) for voice in voices),
            f"<footer><h2>How this was made</h2><p>{escape(cite(report)).replace(chr(10), '<br>')}</p></footer>",
        ]
    )
    part = f'<div class="rhetoric"><style>{_style()}</style>\n{body}\n</div>'
    if not page:
        return part
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }}"
        f"</style></head>\n<body>\n{part}\n</body></html>\n"
    )


def _summary(report: Report) -> str:
    parts = [f"read as {'an' if report.form == 'article' else 'a'} {report.form}"]
    if report.form == "article":
        parts.append(plural(len(report.quotes), "quote"))
        parts.append("only quoted words are measured, the reporter's own never")
    parts.append(plural(len(report.speakers), "speaker"))
    return escape(" · ".join(parts))


def _chip(voice: _Voice, note: str = "") -> str:
    number = str(voice.number or "?")
    colour = 0 if voice.number == 0 else (voice.number - 1) % _COLOURS + 1
    return f'<span class="who s{colour}">{number} {escape(voice.name)}{escape(note)}</span>'


def _measures(voice: _Voice, anchor: str) -> str:
    profile = voice.profile
    rows = []
    for metric, measure in profile.measures.items():
        for at, value in enumerate(measure.fractions.values()):
            name = title_of(metric) if at == 0 else ""
            rows.append(
                f'<tr{"" if at == 0 else " class=more"}><td>{escape(name)}</td>'
                f'<td class="n{" big" if at == 0 else ""}">{number(value.value)}</td>'
                f"<td>{_what(value)}</td>"
                f'<td class="n">{interval_text(value.ci())}</td><td>{escape(formula(measure, value))}</td>'
                f"<td>{_counts(measure, voice, anchor) if at == 0 else ''}</td></tr>"
            )
    size = f"{plural(profile.words, 'word')}, {plural(profile.sentences, 'sentence')}"
    return (
        f'<h3>{_chip(voice)} <span class="size">{size}</span></h3><table><thead><tr><th>Metric</th>'
        '<th class="n">Value</th><th>What it is</th><th class="n">95 % interval</th><th>Calculation</th>'
        f"<th>Counts</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _what(value: Value) -> str:
    """Return the name of a fraction and its unit, without saying a word twice."""
    name = value.name.replace("_", " ")
    if value.unit.startswith(name):
        return escape(value.unit)
    return f"{escape(name)} <span class=size>{escape(value.unit)}</span>"


def _counts(measure: Measure, voice: _Voice, anchor: str) -> str:
    target = f"#{anchor}-{voice.number}-{measure.metric.id}"
    shown = [f'<a href="{target}">{escape(label)} {count}</a>' for label, count in measure.counts.items() if count]
    return ", ".join(shown) or "nothing found"


def _key(voices: Sequence[_Voice]) -> str:
    metrics = dict.fromkeys(metric for voice in voices for metric in voice.profile.measures)
    boxes = []
    for metric in metrics:
        css = metric if metric in _SHIPPED else "own"
        sample = (
            '<span class="us">us</span> / <span class="them">them</span>'
            if metric == "us_vs_them"
            else f'<span class="swatch {css}">{escape(title_of(metric))}</span>'
        )
        boxes.append(f'<label><input type="checkbox" class="show-{css}" checked> {sample}</label>')
    return (
        f'<div class="key">{"".join(boxes)}<span class="told">the reporter</span>'
        '<span class="nested">a voice inside a quote</span><span>point at the words to see the rule</span></div>'
    )


def _text(report: Report, voices: Sequence[_Voice]) -> str:
    """Cut the text wherever something begins or ends, and mark each piece with all that covers it."""
    found: list[tuple[Evidence, str]] = [
        (evidence, metric)
        for voice in voices
        for metric, measure in voice.profile.measures.items()
        for evidence in measure.evidence
    ]
    own = [(span.start, span.end) for voice in voices if (speech := voice.profile.speech) for span in speech.spans]
    nested = [(inner.start, inner.end) for quote in report.quotes for inner in quote.nested]
    begins = _beginnings(report, voices)
    cuts = {0, len(report.text), *begins}
    cuts.update(edge for span in own + nested for edge in span)
    cuts.update(edge for evidence, _ in found for edge in (evidence.start, evidence.end))
    ends: dict[int, list[tuple[Evidence, str]]] = {}
    starts: dict[int, list[tuple[Evidence, str]]] = {}
    for one in found:
        starts.setdefault(one[0].start, []).append(one)
        ends.setdefault(one[0].end, []).append(one)
    spoken, inside = _Cover(own), _Cover(nested)
    active: list[tuple[Evidence, str]] = []
    pieces = []
    order = sorted(cuts)
    for start, end in zip(order, [*order[1:], len(report.text)], strict=True):
        pieces += [_label(evidence, metric) for evidence, metric in ends.get(start, ())]
        active = [one for one in active if one[0].end > start] + starts.get(start, [])
        pieces.append(begins.get(start, ""))
        words = escape(report.text[start:end], quote=False)
        if active:
            words = _marked(words, active)
        elif inside.covers(start):
            words = f'<span class="nested">{words}</span>'
        elif not spoken.covers(start) and words:
            words = f'<span class="told">{words}</span>'
        pieces.append(words)
    return "".join(pieces)


class _Cover:
    """Tells whether an offset lies in one of some stretches, asked in rising order."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.at = 0

    def covers(self, offset: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= offset:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= offset


def _beginnings(report: Report, voices: Sequence[_Voice]) -> dict[int, str]:
    """Return the chip that names the speaker, for each place where one begins to speak."""
    of_name = {voice.profile.speaker: voice for voice in voices}
    chips = {}
    for quote in report.quotes:
        if quote.speaker in of_name:
            how = f" · {quote.attribution}" if quote.attribution not in (None, "explicit") else ""
            chips[quote.start] = _chip(of_name[quote.speaker], how)
    for turn in report.turns:
        if turn.speaker in of_name:
            chips[turn.start] = _chip(of_name[turn.speaker])
    return chips


def _marked(words: str, active: Sequence[tuple[Evidence, str]]) -> str:
    classes = dict.fromkeys(metric if metric in _SHIPPED else "own" for _, metric in active)
    classes |= dict.fromkeys(evidence.label for evidence, _ in active if evidence.label in ("us", "them"))
    tips = "\n".join(because(evidence) for evidence, _ in active)
    return f'<span class="ev {" ".join(classes)}" tabindex="0" data-tip="{escape(tips)}">{words}</span>'


def _label(evidence: Evidence, metric: str) -> str:
    if evidence.label in _QUIET:
        return ""
    return f'<sup class="of-{metric if metric in _SHIPPED else "own"}">{escape(evidence.label)}</sup>'


def _in_context(evidence: Evidence, text: str) -> str:
    before = text[max(0, evidence.start - _CONTEXT) : evidence.start]
    after = text[evidence.end : evidence.end + _CONTEXT]
    around = "<span class=told>{}</span>".format
    return f"{around(escape(before))}<b>{escape(evidence.text)}</b>{around(escape(after))}"


def _evidence(voice: _Voice, anchor: str) -> str:
    return f"<h3>{_chip(voice)}</h3>" + "".join(_evidence_of(voice, anchor))


def _evidence_of(voice: _Voice, anchor: str) -> Iterator[str]:
    for metric, measure in voice.profile.measures.items():
        for kind, found in (("counted", measure.evidence), ("seen and not counted", measure.vetoed)):
            if not found:
                continue
            rows = "".join(
                f'<tr><td class="n">{evidence.start}</td><td>{_in_context(evidence, measure.text)}</td>'
                f"<td>{escape(evidence.label)}</td><td>{escape(because(evidence))}</td></tr>"
                for evidence in found
            )
            name = f' id="{anchor}-{voice.number}-{metric}" open' if kind == "counted" else ""
            yield (
                f"<details{name}><summary>{escape(title_of(metric))}: {len(found)} {kind}</summary><table><thead><tr>"
                f'<th class="n">Offset</th><th>Words</th><th>Label</th><th>Why</th></tr></thead><tbody>{rows}</tbody>'
                "</table></details>"
            )
