"""A metric of one's own from one TOML file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, get_args

from attrs import frozen

from rhetoric.errors import LexiconError
from rhetoric.lexicon import Lexicon, load_lexicon
from rhetoric.metrics import METRICS
from rhetoric.metrics.base import Fraction, Kind, Lexical, Metric
from rhetoric.pipeline import examples_that_fail, grammar_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["OwnMetric", "load_metric"]

_METRIC = {"name", "counted", "fraction"}
_FRACTION = {"name", "above", "below", "kind"}
_KINDS = tuple(kind for kind in get_args(Kind) if kind != "mean")


@frozen
class OwnMetric:
    """
    A metric that a lexicon file defines, to be given to ``analyze(..., metrics=[...])``.

    .. versionadded:: 0.1
    """

    metric: Metric
    """The metric."""
    lexicon: Lexicon
    """Where its cues come from."""


def load_metric(path: str | Path) -> OwnMetric:
    """
    Load a metric of your own from one TOML file.

    Parameters
    ----------
    path
        A lexicon file (see `rhetoric.lexicon`) with a table ``[metric]``: its ``name``, optionally the labels that
        are ``counted`` (by default all), and one ``[[metric.fraction]]`` or more with ``name``, ``above`` (labels),
        ``below`` (labels, or ``"words"`` or ``"sentences"``) and ``kind`` (``"rate"`` per 1,000 words, ``"share"``,
        ``"ratio"``, ``"log_ratio"`` or ``"count"``). Cues may use all word categories of the shipped lexicons.

    Returns
    -------
    OwnMetric
        Give it to ``analyze(text, metrics=[metric])``; ``profile["name"]`` is then its `Measure`.

    Raises
    ------
    LexiconError
        If the file is missing, breaks the format, or a cue fails one of its own examples.

    Examples
    --------
    >>> import rhetoric, tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp(), "hedging.toml")
    >>> _ = file.write_text('''
    ... [lexicon]
    ... format = 1
    ... id = "en.hedging"
    ... version = "1"
    ... licence = "CC0-1.0"
    ... language = "en"
    ... sources = ["project"]
    ... [metric]
    ... name = "hedging"
    ... fraction = [{name = "rate", above = ["hedge"], below = "words", kind = "rate"}]
    ... [[cue]]
    ... id = "adverb"
    ... label = "hedge"
    ... pattern = "(perhaps | maybe)"
    ... source = "project"
    ... yes = ["Perhaps they came."]
    ... no = ["They came."]
    ... ''')
    >>> hedging = rhetoric.load_metric(file)
    >>> report = rhetoric.analyze("Maybe we should wait.", form="speech", metrics=[hedging])
    >>> report["speaker"]["hedging"].value
    250.0

    .. versionadded:: 0.1
    """
    lexicon = load_lexicon(path)
    where = os.path.basename(path)  # noqa: PTH119 - pathlib is slow to import
    name = lexicon.metric.get("name")
    if not isinstance(name, str) or not name.isidentifier():
        raise LexiconError(f"{where}, [metric]: needs a 'name' that is an identifier, got {name!r}.")
    if unknown := sorted(set(lexicon.metric) - _METRIC):
        raise LexiconError(f"{where}, [metric]: unknown key {unknown[0]!r}; known are: {', '.join(sorted(_METRIC))}.")
    if name in {metric.id for metric in METRICS}:
        raise LexiconError(f"{where}, [metric]: {name!r} is a metric of the library; choose another name.")
    labels = tuple(dict.fromkeys(cue.label for cue in lexicon.cues))
    if not labels:
        raise LexiconError(f"{where}: has no [[cue]]; a metric needs at least one.")
    fractions = tuple(_fraction(table, labels, where) for table in lexicon.metric.get("fraction", ()))
    fractions = fractions or (Fraction("rate", labels, "words", "rate"),)
    counted = _labels(lexicon.metric.get("counted", list(labels)), labels, f"{where}, [metric], 'counted'")
    try:
        grammar = grammar_of(lexicon)
        failures = examples_that_fail(lexicon, grammar)
    except LexiconError as error:
        raise LexiconError(f"{where}: {error}") from None
    if failures:
        raise LexiconError(f"{where}: {failures[0]} Mend the pattern or the example.")
    return OwnMetric(Metric(name, lexicon.id, labels, counted, fractions, Lexical(lexicon.id)), lexicon)


def _labels(value: Any, known: tuple[str, ...], where: str) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(label in known for label in value):
        return tuple(value)
    raise LexiconError(f"{where}: needs labels of the file's cues ({', '.join(known)}), got {value!r}.")


def _fraction(table: Any, labels: tuple[str, ...], where: str) -> Fraction:
    entry = f"{where}, fraction {table.get('name') if isinstance(table, dict) else table!r}"
    if not isinstance(table, dict) or set(table) - _FRACTION or not {"name", "above"} <= set(table):
        raise LexiconError(f"{entry}: needs 'name' and 'above', and may have 'below' and 'kind'.")
    kind, below = table.get("kind", "rate"), table.get("below", "words")
    if kind not in _KINDS:
        raise LexiconError(f"{entry}: unknown kind {kind!r}; use one of: {', '.join(_KINDS)}.")
    if kind == "count":
        below = ()
    elif below not in ("words", "sentences"):
        below = _labels(below, labels, entry + ", 'below'")
    above = _labels(table["above"], labels, entry + ", 'above'")
    if kind == "share" and below != "sentences" and not set(above) <= set(below):
        raise LexiconError(f"{entry}: a share needs the labels of 'above' in 'below' too; add them, or use a ratio.")
    if (kind == "rate") != (below == "words"):
        raise LexiconError(f"{entry}: a rate is over \"words\", and only a rate is; got {kind!r} over {below!r}.")
    return Fraction(table["name"], above, below, kind)
