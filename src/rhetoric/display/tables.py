"""A report as text for a terminal: the table of measures, and keyword in context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rhetoric.errors import OptionError, one_of, wrong
from rhetoric.intervals import Interval
from rhetoric.measures import Measure, Value
from rhetoric.pooling import Pool
from rhetoric.report import Profile, Report
from rhetoric.spans import Evidence

_LONGEST = 40  # characters of a piece of evidence on a line; a report has the whole
_USUAL = 16  # characters after which evidence takes from the context that follows, so that labels stay in reach

__all__ = ["counts_line", "interval_text", "kwic", "nobody", "number", "plural", "table", "title_of"]


def number(value: float | None) -> str:
    """Return a value with three significant digits, an en dash for None."""
    if value is None:
        return "–"
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def interval_text(interval: Interval | None) -> str:
    """Return an interval as ``[low, high]``; an empty string for None."""
    return "" if interval is None else f"[{number(interval.low)}, {number(interval.high)}]".replace("inf", "∞")


def plural(count: int, noun: str) -> str:
    """Return the count with the noun in the right number."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def title_of(metric: str) -> str:
    """Return the name of a metric as people write it."""
    known = {"us_vs_them": "Us vs. them", "blame_shifting": "Blame-shifting"}
    return known.get(metric, metric.replace("_", " ").capitalize())


def counts_line(counts: Mapping[str, int]) -> str:
    """Return the labels that occur with their counts."""
    return ", ".join(f"{label} {count}" for label, count in counts.items() if count) or "nothing found"


def nobody(report: Report) -> str:
    """Return why nobody speaks in a report, and what to do."""
    if report.error is not None:
        return report.error
    if report.form == "transcript":
        return "No turns found. A turn begins with a line 'NAME: text'; or pass (speaker, words) pairs."
    return "No quoted words found. For a speech pass form='speech', for 'NAME: text' lines form='transcript'."


def _who(profile: Profile, name: str) -> str:
    size = [plural(profile.words, "word"), plural(profile.sentences, "sentence")]
    if profile.quotes:
        size.insert(0, plural(len(profile.quotes), "quote"))
    return f"{name} ({', '.join(size)})"


def _rows(profile: Profile) -> Iterator[tuple[str, str, str, str, str]]:
    for metric, measure in profile.measures.items():
        first: Value = next(iter(measure.fractions.values()))
        name = "" if first.unit == "count" else f"{first.name} ({first.unit})".replace("share (share of ", "share (of ")
        counts = counts_line(measure.counts)
        yield title_of(metric), number(first.value), name or "count", interval_text(first.ci()), counts


def table(report: Report | Pool) -> str:
    """
    Return the headline measures of all speakers as a text table.

    Parameters
    ----------
    report
        What `rhetoric.analyze` or `rhetoric.pool` returns.

    Returns
    -------
    str
        A heading for each speaker and a line for each metric: value, what it is, 95 % interval, counts.

    Examples
    --------
    >>> import rhetoric
    >>> print(rhetoric.table(rhetoric.analyze("We won. They lost.", form="speech", metrics=["us_vs_them"])))
    speaker (4 words, 2 sentences)
      Us vs. them  1  ratio (us : them)  [0.104, 9.58]  us 1, them 1

    .. versionadded:: 0.1
    """
    if not isinstance(report, Report | Pool):
        raise wrong(report, "table()", "a report or a pool", "pass what analyze() or pool() gives")
    sections = [(name, profile) for name, profile in report.speakers.items()]
    if isinstance(report, Pool):
        sections += [("(all together)", report.total)] if len(sections) > 1 else []
    elif report.unattributed is not None:
        sections.append(("(speaker not found)", report.unattributed))
    if isinstance(report, Report) and (not sections or report.error is not None):
        return nobody(report)
    rows = [(name, profile, list(_rows(profile))) for name, profile in sections]
    widths = [max(len(row[column]) for *_, own in rows for row in own) for column in range(4)]
    lines = []
    for name, profile, own in rows:
        lines.append(_who(profile, name))
        for row in own:
            cells = [row[0].ljust(widths[0]), row[1].rjust(widths[1]), row[2].ljust(widths[2]), row[3].ljust(widths[3])]
            lines.append("  " + "  ".join([*cells, row[4]]).rstrip())
        lines.append("")
    return "\n".join(lines[:-1])


def kwic(
    what: Report | Pool | Profile | Measure,
    metric: str | None = None,
    *,
    speaker: str | None = None,
    width: int = 32,
    vetoed: bool = False,
) -> str:
    """
    Return each piece of evidence as a line with its context: keyword in context.

    Parameters
    ----------
    what
        A report, a pool, a profile or a single measure.
    metric
        Which metric; by default all. Not needed for a measure.
    speaker
        Of a report or a pool, whose words; by default everybody's.
    width
        Characters of context on each side; fewer follow long evidence, of which the middle is left out.
    vetoed
        Whether to list also what a rule took back, with the reason.

    Returns
    -------
    str
        Lines of start offset, context, the words, context, label and cue, for pooled texts with the name of the text
        before them; or one that says that nothing was found.

    Raises
    ------
    InputError
        If there is nothing to list evidence of.
    OptionError
        If the metric was not measured, or a speaker is asked for where there is but one.
    SpeakerError
        If nobody of that name speaks.

    Examples
    --------
    >>> import rhetoric
    >>> print(rhetoric.kwic(rhetoric.rhetorical_questions("At last he said so. Who knew?"), width=10))
    20  said so. | Who knew? |   rhetorical  en.rhetorical_questions/rhetorical

    .. versionadded:: 0.1
    """
    if not isinstance(what, Report | Pool | Profile | Measure):
        raise wrong(what, "kwic()", "a report, a pool, a profile or a measure", "pass what analyze() or pool() gives")
    if speaker is not None and not isinstance(what, Report | Pool):
        raise OptionError(f"kwic(): speaker={speaker!r} is for a report or a pool, got the words of one: leave it out.")
    if isinstance(what, Measure):
        if metric is not None:
            one_of(metric, [what.metric.id], "metric", "kwic()")
        measures: Iterable[Measure] = [what]
    else:
        if isinstance(what, Profile):
            profiles = [what]
        else:
            profiles = list(what.profiles()) if speaker is None else [what[speaker]]
        # Of a report they are known even when nobody speaks in it.
        known = what.measures if isinstance(what, Profile) else what.provenance.options["metrics"]
        wanted = known if metric is None else {one_of(metric, sorted(known), "metric", "kwic()")}
        measures = [own for profile in profiles for name, own in profile.measures.items() if name in wanted]
    if not isinstance(width, int) or width < 0:
        raise OptionError(f"kwic(): width is a number of characters from 0 on, got {width!r}.")
    leaves = [leaf for measure in measures for leaf in measure.leaves()]
    order: dict[tuple[str | None, str], int] = {}
    for leaf in leaves:
        order.setdefault((leaf.name, leaf.text), len(order))
    found = [(order[leaf.name, leaf.text], evidence.start, evidence, leaf) for leaf in leaves
             for evidence in (*leaf.evidence, *(leaf.vetoed if vetoed else ()))]  # fmt: skip
    found.sort(key=lambda one: one[:2])
    rows = [_context(evidence, leaf.text, width) for *_, evidence, leaf in found]
    if not rows:
        return "Nothing found." if measures else "Nothing found: there are no speakers."
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    names = [leaf.name or "" for *_, leaf in found]
    longest = max(map(len, names))
    names = [f"{name.ljust(longest)}  " if longest else "" for name in names]
    return "\n".join(
        f"{name}{at.ljust(wide[0])}  {left.rjust(wide[1])} | {right.ljust(wide[2])}  {label.ljust(wide[3])}  {cue}"
        for name, (at, left, right, label, cue) in zip(names, rows, strict=True)
    )


def _context(evidence: Evidence, text: str, width: int) -> tuple[str, str, str, str, str]:
    def line(start: int, end: int) -> str:
        return " ".join(text[max(0, start) : end].split())

    cue = evidence.cue + (f"  [{evidence.veto}]" if evidence.veto else "")
    words = line(evidence.start, evidence.end)
    if len(words) > _LONGEST:
        half = _LONGEST // 2 - 1
        words = f"{words[:half].rstrip()} … {words[1 - half :].lstrip()}"
    after = max(0, width - max(0, len(words) - _USUAL))
    words = f"{words} | {line(evidence.end, evidence.end + after)}"
    return str(evidence.start), line(evidence.start - width, evidence.start), words, evidence.label, cue
