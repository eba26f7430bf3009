"""The four metrics as functions of a speaker's words."""

from __future__ import annotations

from rhetoric.errors import a_text
from rhetoric.measures import Measure
from rhetoric.metrics import Metric
from rhetoric.metrics.blame_shifting import BLAME_SHIFTING
from rhetoric.metrics.demand_urgency import DEMAND_URGENCY
from rhetoric.metrics.rhetorical_questions import RHETORICAL_QUESTIONS
from rhetoric.metrics.us_vs_them import US_VS_THEM
from rhetoric.parties import Names
from rhetoric.pipeline import Options, measure_speeches
from rhetoric.voices import Speech, plain

__all__ = ["blame_shifting", "demand_urgency", "rhetorical_questions", "us_vs_them"]


def _measure(words: str | Speech, metric: Metric, in_group: Names = (), out_group: Names = ()) -> Measure:
    if not isinstance(words, Speech):
        words = plain(a_text(words, f"{metric.id}()"))
    return measure_speeches([[words]], Options((metric,), in_group, out_group))[0][0][metric.id]


def us_vs_them(words: str | Speech, *, in_group: Names = (), out_group: Names = ()) -> Measure:
    """
    Count who is *us* and who is *them*.

    Parameters
    ----------
    words
        The speaker's words, or a `rhetoric.Speech`. What the words quote from others, four words or more in quotation
        marks, is another voice and not measured.
    in_group, out_group
        Names of the speaker's side and of the others, which count beside the pronouns.

    Returns
    -------
    Measure
        ``value`` is us : them, a number from 0 on, None where there is no *them*, as in an empty text. Rates among the
        ``fractions`` are per 1,000 words.

    Raises
    ------
    InputError
        If ``words`` is neither a ``str`` nor a `rhetoric.Speech`, or a name is not a ``str``.

    Notes
    -----
    Definition, formulas and sources: :doc:`/metrics/us_vs_them`.

    Examples
    --------
    >>> import rhetoric
    >>> measure = rhetoric.us_vs_them("They lied to us. NATO kept its word.", in_group="NATO")
    >>> measure.value, measure.counts["us"], measure.counts["them"]
    (2.0, 2, 1)

    .. versionadded:: 0.1
    """
    return _measure(words, US_VS_THEM, in_group, out_group)


def blame_shifting(words: str | Speech, *, in_group: Names = (), out_group: Names = ()) -> Measure:
    """
    Count how blame is shifted: own responsibility lowered and another party charged.

    Parameters
    ----------
    words
        The speaker's words, or a `rhetoric.Speech`. What the words quote from others, four words or more in quotation
        marks, is another voice and not measured.
    in_group, out_group
        Names of the speaker's side and of the others, which can be charged as agents, or not.

    Returns
    -------
    Measure
        ``value`` is the share of sentences that take part in a shift, 0..1, None for an empty text; ``targets`` tells
        who is blamed. Rates among the ``fractions`` are per 1,000 words.

    Raises
    ------
    InputError
        If ``words`` is neither a ``str`` nor a `rhetoric.Speech`, or a name is not a ``str``.

    Notes
    -----
    Definition, strategies and sources: :doc:`/metrics/blame_shifting`.

    Examples
    --------
    >>> import rhetoric
    >>> measure = rhetoric.blame_shifting("We are not the ones who broke the deal. They broke it.")
    >>> measure.value, measure.counts["denial"]
    (1.0, 1)

    .. versionadded:: 0.1
    """
    return _measure(words, BLAME_SHIFTING, in_group, out_group)


def demand_urgency(words: str | Speech) -> Measure:
    """
    Count demands, and how hard they press.

    Parameters
    ----------
    words
        The speaker's words, or a `rhetoric.Speech`. What the words quote from others, four words or more in quotation
        marks, is another voice and not measured.

    Returns
    -------
    Measure
        ``value`` is the sum of strength (1..5) times pressure (0..3) over 15 times the demands, 0..1; None where there
        is no demand, as in an empty text.

    Raises
    ------
    InputError
        If ``words`` is neither a ``str`` nor a `rhetoric.Speech`.

    Notes
    -----
    Ladder, formula and sources: :doc:`/metrics/demand_urgency`.

    Examples
    --------
    >>> import rhetoric
    >>> measure = rhetoric.demand_urgency("You must leave by Friday.")
    >>> measure.value, measure.evidence[0].detail["strength"], measure.evidence[0].detail["pressure"]
    (0.8, 4, 3)

    .. versionadded:: 0.1
    """
    return _measure(words, DEMAND_URGENCY)


def rhetorical_questions(words: str | Speech) -> Measure:
    """
    Count questions that assert instead of asking.

    Parameters
    ----------
    words
        The speaker's words, or a `rhetoric.Speech`. What the words quote from others, four words or more in quotation
        marks, is another voice and not measured.

    Returns
    -------
    Measure
        ``value`` is the count of rhetorical questions, questions the speaker answers, and tags: 0 for an empty text.
        Genuine questions are counted apart.

    Raises
    ------
    InputError
        If ``words`` is neither a ``str`` nor a `rhetoric.Speech`.

    Notes
    -----
    Definition, score and sources: :doc:`/metrics/rhetorical_questions`.

    Examples
    --------
    >>> import rhetoric
    >>> measure = rhetoric.rhetorical_questions("Who cares? When does the train leave?")
    >>> measure.value, measure.counts["genuine"]
    (1.0, 1)

    .. versionadded:: 0.1
    """
    return _measure(words, RHETORICAL_QUESTIONS)
