"""
What can go wrong, as classes that a caller may handle.

Every message says four things: what was asked, where, what was given, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["InputError", "LexiconError", "OptionError", "RhetoricError", "SpeakerError"]


class RhetoricError(Exception):
    """The base of all errors of this library; never raised itself."""


class InputError(RhetoricError, TypeError):
    """A text that is not a ``str``, or turns that are not pairs of ``str``."""


class OptionError(RhetoricError, ValueError):
    """An option with a value that does not exist: a form, a metric, a level, a language."""


class LexiconError(RhetoricError, ValueError):
    """A lexicon file that is missing or does not follow the format."""


class SpeakerError(RhetoricError, LookupError):
    """A speaker that is not in the report, or a name that fits more than one."""


def wrong(value: object, where: str, what: str, do: str) -> InputError:
    """Return the error of a value of the wrong type: what was asked, where, what was given, and what to do."""
    shown = " ".join(repr(value).split())  # a data frame has lines
    return InputError(f"{where} takes {what}, got {type(value).__name__} ({shown:.40}): {do}.")


def a_text(value: object, where: str) -> str:
    """Return `value` if it is a ``str``, else raise `InputError` saying what to do."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray):
        do = "decode it first, for example data.decode('utf-8')"
    elif value is None:
        do = "leave out missing texts, or pass '' for an empty one"
    else:
        do = "pass the text itself"
    raise wrong(value, where, "a str", do)


def one_of(value: object, choices: Iterable[str], what: str, where: str) -> str:
    """Return `value` if it is among `choices`, else raise `OptionError` naming them."""
    known = tuple(choices)
    if isinstance(value, str) and value in known:
        return value
    raise OptionError(f"{where}: unknown {what} {value!r}; use one of: {', '.join(known)}.")
