"""The text with its evidence, as one self-contained HTML page: no script, no network, nothing to install."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from rhetoric.display.cite import cite
from rhetoric.display.explain import because, formula, what
from rhetoric.display.marked import Voice, chip, key, marked
from rhetoric.display.tables import counts_line, interval_text, nobody, number, plural, title_of
from rhetoric.files import shipped
from rhetoric.measures import Measure
from rhetoric.report import Report
from rhetoric.spans import Evidence

__all__ = ["to_html"]

_CONTEXT = 30  # characters around the words in the table of evidence


@cache
def _style() -> str:
    return shipped("display/page.css")


def to_html(report: Report, *, page: bool = True) -> str:
    """
    Return a report as HTML: the headline values, the text with every piece of evidence, and all measures.

    Below the text each speaker has a part to unfold, with all fractions, how each was calculated, and a list of the
    evidence.

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
    voices = [Voice(at, name, profile) for at, (name, profile) in enumerate(report.speakers.items(), 1)]
    if report.unattributed is not None:
        voices.append(Voice(0, "speaker not found", report.unattributed))
    anchor = f"r{zlib.crc32(report.text.encode('utf-8', 'surrogatepass')):08x}"
    title = report.name or "Who argues how"
    body = [f"<h1>{escape(title)}</h1>", f'<div class="size">{_summary(report)}</div>']
    if voices:
        body += ["<h2>Measures</h2>", _headlines(voices, anchor), "<h2>Text</h2>", key(report, voices)]
    else:
        body += [f"<p>{escape(nobody(report))}</p>", "<h2>Text</h2>"]
    body.append(f'<div class="text">{marked(report, voices)}</div>')
    if voices:
        body += ["<h2>All measures and their evidence</h2>", *(_details(voice, anchor) for voice in voices)]
    body.append(f"<footer><h2>How this was made</h2><p>{escape(cite(report)).replace(chr(10), '<br>')}</p></footer>")
    part = f'<div class="rhetoric"><style>{_style()}</style>\n{chr(10).join(body)}\n</div>'
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


def _size(voice: Voice) -> str:
    return f"{plural(voice.profile.words, 'word')}, {plural(voice.profile.sentences, 'sentence')}"


def _headlines(voices: Sequence[Voice], anchor: str) -> str:
    """Return a row for each speaker with the headline value of each metric."""
    first = voices[0].profile.measures
    heads = "".join(
        f'<th scope="col">{escape(title_of(metric))} <span class="size">{escape(what(measure, value))}</span></th>'
        for metric, measure in first.items()
        for value in [measure.value_of(measure.fraction())]
    )
    rows = []
    for voice in voices:
        cells = [f'<th scope="row">{chip(voice)} <span class="size">{_size(voice)}</span></th>']
        for metric, measure in voice.profile.measures.items():
            value = measure.value_of(measure.fraction())
            target = f"#{anchor}-{voice.number}-{metric}"
            cells.append(
                f'<td><a href="{target}"><span class="big">{number(value.value)}</span></a> '
                f'<span class="size"><span class="ci">{interval_text(value.ci())}</span> '
                f"{escape(formula(measure, value))}</span></td>"
            )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        '<div class="wide" role="region" aria-label="Measures" tabindex="0">'
        f'<table class="headlines" style="min-width: {5.5 * (1 + len(first)):g}rem">'
        f'<thead><tr><th scope="col">Speaker</th>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        '<p class="size">In brackets the 95 % interval, then the calculation; – where a value is not defined. '
        'All measures of each speaker are below the text.</p>'
    )


def _details(voice: Voice, anchor: str) -> str:
    """Return all measures of a speaker and the evidence, folded."""
    groups = "".join(
        f'<tbody id="{anchor}-{voice.number}-{metric}"><tr class="group"><th scope="rowgroup" colspan="4">'
        f'{escape(title_of(metric))} <span class="size">{escape(counts_line(measure.counts))}</span></th></tr>'
        f"{_rows(measure)}</tbody>"
        for metric, measure in voice.profile.measures.items()
    )
    return (
        f'<details class="all"><summary>{chip(voice)} <span class="size">{_size(voice)}</span></summary>'
        '<table class="full"><thead><tr><th scope="col">Measure</th><th scope="col" class="n">Value</th>'
        f'<th scope="col" class="n">95 % interval</th><th scope="col">Calculation</th></tr></thead>{groups}</table>'
        f"{''.join(_evidence_of(voice))}</details>"
    )


def _rows(measure: Measure) -> str:
    return "".join(
        f'<tr><td>{escape(what(measure, value))}</td><td class="n{"" if at else " big"}">{number(value.value)}</td>'
        f'<td class="n">{interval_text(value.ci())}</td><td>{escape(formula(measure, value))}</td></tr>'
        for at, value in enumerate(measure.fractions.values())
    )


def _in_context(evidence: Evidence, text: str) -> str:
    before = text[max(0, evidence.start - _CONTEXT) : evidence.start]
    after = text[evidence.end : evidence.end + _CONTEXT]
    around = "<span class=told>{}</span>".format
    return f"{around(escape(before))}<b>{escape(evidence.text)}</b>{around(escape(after))}"


def _evidence_of(voice: Voice) -> Iterator[str]:
    for metric, measure in voice.profile.measures.items():
        for kind, found in (("counted", measure.evidence), ("seen and not counted", measure.vetoed)):
            if not found:
                continue
            rows = "".join(
                f'<tr><td class="n">{evidence.start}</td><td>{_in_context(evidence, measure.text)}</td>'
                f"<td>{escape(evidence.label)}</td><td>{escape(because(evidence))}</td></tr>"
                for evidence in found
            )
            yield (
                f"<details><summary>{escape(title_of(metric))}: {len(found)} {kind}</summary>"
                '<table class="evidence"><thead><tr><th scope="col" class="n">Offset</th><th scope="col">Words</th>'
                f'<th scope="col">Label</th><th scope="col">Why</th></tr></thead><tbody>{rows}</tbody>'
                "</table></details>"
            )
