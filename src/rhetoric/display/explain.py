"""What each label means, in a sentence that a reader of a page can check against the words."""

from __future__ import annotations

from types import MappingProxyType

from rhetoric.measures import Measure, Value
from rhetoric.spans import Evidence

__all__ = ["because", "formula"]

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


def formula(measure: Measure, value: Value) -> str:
    """Return the calculation of a value with its numbers, as ``12 us / 4 them``."""
    fraction = next(one for one in measure.metric.fractions if one.name == value.name)
    above = f"{value.above} {' + '.join(fraction.above)}"
    if fraction.kind == "count":
        return above
    below = f"{value.below} {fraction.below if isinstance(fraction.below, str) else ' + '.join(fraction.below)}"
    if fraction.kind == "log_ratio":
        few = " (needs more mentions)" if value.value is None else ""
        return f"log2(({above} + ½) / ({below} + ½)){few}"
    if fraction.kind == "mean":
        return f"sum of {fraction.weight} {value.above} / ({fraction.scale} × {below})"
    return f"{'1,000 × ' if fraction.kind == 'rate' else ''}{above} / {below}"
