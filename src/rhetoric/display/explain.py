"""What each label means, in a sentence that a reader of a page can check against the words."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from rhetoric.display.tables import plural
from rhetoric.measures import Measure, Value
from rhetoric.spans import Evidence

__all__ = ["because", "formula", "what"]

MEANING = MappingProxyType(
    {
        "us": "points at the speaker's own group",
        "them": "points at another group",
        "unclear": "may or may not be a pronoun; counted apart",
        "both": "stretch of a sentence that holds both sides",
        "conflict": "a word of conflict, or a mention of others near one",
        "pressure": "puts time pressure on a demand",
        "thing": "they = things; not counted",
        "singular": "they = one person or anybody; not counted",
        "denial": "says that the speaker's side did not do it",
        "provocation": "says that the speaker's side was forced or provoked",
        "attribution": "makes another party the agent or cause",
        "reversal": "turns the accusation round",
        "countercharge": "says that the accusers do the same",
        "victimhood": "makes the speaker's side the victim",
        "challenge": "says that what the others claim is untrue",
        "accountability": "admits a fault of the speaker's own side",
        "masking": "names harm without an agent",
        "proximization": "lets the others close in on the speaker's side",
        "shift": "sentence that takes part in a shift: own responsibility lowered, another party charged",
        "demand": "asks somebody to act",
        "threat": "announces harm, under a condition or not",
        "ultimatum": "demand, time limit and threat together",
        "rhetorical": "question that asserts instead of asks",
        "hypophora": "question that the speaker answers",
        "tag": "question tag that presses for agreement",
        "genuine": "question that asks; counted apart",
    }
)

NAMES = MappingProxyType(
    {
        ("us_vs_them", "ratio"): "us : them",
        ("us_vs_them", "share"): "us as a share of us and them",
        ("us_vs_them", "log_ratio"): "log₂ of us : them",
        ("us_vs_them", "both"): "share of sentences that hold both",
        ("us_vs_them", "us_rate"): "us per 1,000 words",
        ("us_vs_them", "them_rate"): "them per 1,000 words",
        ("blame_shifting", "shifts"): "share of sentences in a shift",
        ("blame_shifting", "direction"): "log₂ of others charged : own fault admitted",
        ("blame_shifting", "accountability"): "own fault admitted as a share of all charges",
        ("demand_urgency", "urgency"): "mean over demands, from 0 to 1",
        ("demand_urgency", "urgent_share"): "share of demands that are urgent",
        ("rhetorical_questions", "count"): "questions that assert",
        ("rhetorical_questions", "rate"): "questions that assert per 1,000 words",
        ("rhetorical_questions", "share"): "share of questions that assert",
    }
)


def because(evidence: Evidence) -> str:
    """Return why these words were found: meaning, details, rule, reliability."""
    parts = [f"{evidence.label}: {MEANING[evidence.label]}" if evidence.label in MEANING else evidence.label]
    for name, value in evidence.detail.items():
        if isinstance(value, list | tuple):
            value = ", ".join(map(str, value))
        elif hasattr(value, "items"):
            value = ", ".join(f"{key} {weight}" for key, weight in value.items())
        if value not in (None, ""):
            parts.append(f"{name.replace('_', ' ')} {value}")
    parts.append(f"rule {evidence.cue}")
    if evidence.score < 1:
        parts.append(f"reliability {evidence.score:.2f}")
    if evidence.veto:
        parts.append(f"not counted: {evidence.veto}")
    return " · ".join(parts)


def what(measure: Measure, value: Value) -> str:
    """Return what a value is, in words that need no other: ``us per 1,000 words``."""
    name = value.name.replace("_", " ")
    known = NAMES.get((measure.metric.id, value.name))
    if known is not None:
        return known
    if value.unit == "count":
        return name
    return f"{name} {value.unit}" if value.unit.startswith("per ") else f"{name} ({value.unit})"


def formula(measure: Measure, value: Value) -> str:
    """Return the calculation of a value with its numbers, as ``6 us / (6 us + 3 them)``."""
    fraction = measure.fraction(value.name)
    if fraction.kind == "mean":
        many = f"{fraction.scale} × {_sum(measure, fraction.below)}"
        below = f"({many})" if fraction.scale > 1 else _sum(measure, fraction.below)
        return f"{value.above} {fraction.weight} / {below}"
    if fraction.weight is not None:
        return f"{value.above} {fraction.weight} / {_sum(measure, fraction.below)}"
    above = _sum(measure, fraction.above, "½" if fraction.kind == "log_ratio" else "")
    if fraction.kind == "count":
        return above if value.above else "none"
    if fraction.kind == "log_ratio":
        few = " (needs more mentions)" if value.value is None else ""
        return f"log₂({_closed(above)} / {_closed(_sum(measure, fraction.below, '½'))}){few}"
    times = "1,000 × " if fraction.kind == "rate" else ""
    return f"{times}{_closed(above)} / {_closed(_sum(measure, fraction.below))}"


def _sum(measure: Measure, labels: Sequence[str] | str, more: str = "") -> str:
    """Return the counts of labels as a sum; of more than two only those that are not zero."""
    if isinstance(labels, str):
        return plural(measure.words if labels == "words" else measure.sentences, labels.removesuffix("s"))
    terms = [f"{measure.counts[label]} {label}" for label in labels if measure.counts[label] or len(labels) <= 2]
    return " + ".join([*(terms or ["0"]), *([more] if more else [])])


def _closed(terms: str) -> str:
    return f"({terms})" if " + " in terms else terms
