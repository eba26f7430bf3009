"""What stands beside a name, and what that says of it."""

from __future__ import annotations

from functools import cache

from rhetoric.voices import signs
from rhetoric.voices.folded import HIDDEN, Narration
from rhetoric.voices.patterns import PREPOSED, patterns
from rhetoric.voices.persons import deeds
from rhetoric.voices.words import lists

__all__ = ["is_credit", "is_heading", "is_placed", "is_preposed", "is_shown", "is_speaking"]

_LINE_ENDS = f".?!…:;,-–—){HIDDEN}"
_LONGEST_HEADING = 100  # characters
_ROLE = 60  # characters that a preposition and a role before a name may have
_REACH = 1500  # characters that a line may go on after a name


@cache
def _deeds() -> frozenset[str]:
    """Return the words that show what they stand beside to be a person: verbs of speaking, and roles."""
    return deeds() | lists()["person_noun"]


@cache
def _roles() -> frozenset[str]:
    return lists()["person_noun"] | lists()["title"]


def is_placed(narration: Narration, start: int) -> bool:
    """Tell whether a name stands where a place would: ``in Oslo``, ``across nearby Oslo``."""
    return signs.PLACED.match(narration.read, start) is not None


def is_shown(narration: Narration, start: int, end: int) -> bool:
    """Tell whether a person's age, verb or role stands beside a name."""
    text = narration.text
    after = patterns["beside"].match(narration.read, end)
    if after and (after[1] is None or text[slice(*after.span(1))] in _deeds()):
        return True
    before = text[max(0, start - 24) : start].rstrip(" ").rpartition(" ")[2]
    return before.strip(",").lower() in lists()["person_noun"]


def is_speaking(narration: Narration, start: int, end: int) -> bool:
    """Tell whether a verb of speaking stands right before or after a name."""
    known = lists()["say_verb"]
    after = signs.FOLLOWING.match(narration.read, end)
    if after and narration.text[slice(*after.span(1))] in known:
        return True
    return narration.text[max(0, start - 24) : start].rstrip(" ").rpartition(" ")[2] in known


def is_preposed(narration: Narration, start: int, end: int) -> bool:
    """Tell whether a name follows a preposition, depends on a clause or owns something, so is no subject."""
    text, read = narration.text, narration.read
    if text.endswith(("'s", "’s"), start, end):
        return True
    if patterns["dependent"].search(read, max(0, start - 18), start):
        return True
    if PREPOSED.match(read, start):
        # but "Member of Parliament Ann Lund"
        return text[start:end].partition(" ")[0].lower() not in lists()["office"]
    # "by the senior coroner Ann Lund"
    far = max(0, start - _ROLE)
    if text[max(far, text.rfind(" ", far, max(far, start - 1)) + 1) : start - 1].lower() not in _roles():
        return False
    return signs.WITH_ROLE.search(read, far, start) is not None


def is_credit(narration: Narration, start: int) -> bool:
    """Tell whether a name is that of a picture's or article's maker: ``Picture: Jon Berg``."""
    return patterns["credit"].search(narration.read, max(0, start - 16), start) is not None


def is_heading(narration: Narration, start: int, offset: int) -> bool:
    """Tell whether the line that a name stands in ends, before a place, without a stop."""
    text = narration.text
    end = text.find("\n", start, min(offset, start + _REACH))
    if end < 0 or text[start - 1 : end].rstrip()[-1] in _LINE_ENDS:
        return False
    return end - text.rfind("\n", max(0, start - _LONGEST_HEADING), start) <= _LONGEST_HEADING
