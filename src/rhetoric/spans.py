"""Places in a text: the two value types that everything else is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from attrs import field, frozen

__all__ = ["NOTHING", "Evidence", "Record", "Span"]


class Record(dict[str, Any]):
    """A mapping that nobody can change; unlike a mapping proxy it can be pickled and written as JSON."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("results cannot be changed: make a dict of it first.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Record], tuple[dict[str, Any]]]:
        return Record, (dict(self),)


NOTHING = Record()
"""The record without entries."""


def tallied(values: Iterable[str]) -> Record:
    """Count values, the most frequent first; what differs in case only is one value, as it is written most often."""
    spellings: dict[str, Counter[str]] = {}
    for value in values:
        spellings.setdefault(value.lower(), Counter())[value] += 1
    counts = {min(own, key=lambda one: (-own[one], one.swapcase())): own.total() for own in spellings.values()}
    return Record(sorted(counts.items(), key=lambda item: (-item[1], item[0].lower())))


@frozen(order=True)
class Span:
    """
    A half-open stretch of a text, in ``str`` offsets (code points).

    Examples
    --------
    >>> from rhetoric import Span
    >>> "They left."[Span(0, 4).slice]
    'They'

    .. versionadded:: 0.1
    """

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""

    @property
    def slice(self) -> slice:
        """The span as a ``slice``, to index the text with."""
        return slice(self.start, self.end)


@frozen
class Evidence:
    """
    Words of the text that a rule recognised, and as what.

    ``text_of_the_report[e.start:e.end] == e.text`` holds for every piece of evidence.

    Examples
    --------
    >>> import rhetoric
    >>> rhetoric.us_vs_them("They lied to us.").evidence[0]
    Evidence(start=0, end=4, text='They', label='them', cue='en.us_vs_them/them')

    .. versionadded:: 0.1
    """

    start: int
    """Offset of the first character, in code points of the untouched text."""
    end: int
    """Offset after the last character."""
    text: str
    """The words themselves."""
    label: str
    """What they were counted as, such as ``"us"``, ``"denial"`` or ``"demand"``."""
    cue: str
    """The rule that found them, as lexicon id, a slash, and cue id."""
    score: float = field(default=1.0, repr=False)
    """How sure the rule is, from 0 to 1; the documented reliability of the cue, not a probability of the label."""
    speaker: str | None = field(default=None, repr=False)
    """Whose words they are; None where nobody is named."""
    veto: str | None = field(default=None, repr=False)
    """Why the hit was not counted after all; None for evidence that counts."""
    detail: Mapping[str, Any] = field(default=NOTHING, repr=False, hash=False)
    """What a metric adds, such as ``strength`` and ``pressure`` of a demand or ``target`` of a blame."""
