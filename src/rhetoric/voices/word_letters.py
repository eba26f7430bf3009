"""
The reporter's own words as a string of letters, one letter a word.

A quoted string becomes one letter, whatever stands between its marks, so a rule about clauses is a short
regular expression over letters. The alphabet:

| words | | signs | |
|---|---|---|---|
| `C` capitalised | `T` title | `Q` quoted string | `P` paragraph |
| `n` person or body | `h` he, she, they, I, we | `.` stop | `,` comma |
| `d` determiner | `p` preposition, `o` of, `t` to | `:` colon, semicolon | `-` dash |
| `v` verb of saying, `g` its ing-form | `V` verb of stance, `G` its ing-form | `(` `)` brackets | `#` number |
| `a` auxiliary | `r` adverb, `D` time | `s` possessive | |
| `k` that, `w` who, which, what | `c` and, or; `b` but, if, when | | |
| `m` him, them | `N` claim, view | `A` according | `x` anything else |
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from rhetoric.spans import Span
from rhetoric.voices.marks import Pair
from rhetoric.voices.words import inflected, lists

__all__ = ["WordLetters"]

_TOKEN = r"""
    (?P<para>\s*[\n\r\N{PARAGRAPH SEPARATOR}]\s*)
  | (?P<word>
        (?:\p{L}\.){2,}(?:\p{L}\b)?                       # U.S.
      | (?:%s)\.(?=\s)                                    # Mr.
      | \p{Lu}\.(?=\s*\p{Lu})                             # an initial
      | \p{L}[\p{L}\p{M}]*+(?:[&-][\p{L}\p{N}]+|['’](?!s\b)\p{L}+)*+
    )
  | (?P<poss>['’]s\b|(?<=s)['’](?!\w))
  | (?P<num>[$€£]?\d[\d.,:%%]*(?<![.,:])[\p{L}]*)
  | (?P<sign>[.?!…]+|[,;:()\[\]]|—|–|--+|-(?=\s))
"""
_SHORT = (
    "Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt Prof Rev St Jr Sr Inc Corp Co Ltd No vs Jan Feb Aug Sept Oct Nov Dec"
)
_SIGNS = {",": ",", ";": ":", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")"}
_KINDS = {"para": "P", "poss": "s", "num": "#"}
_OPENERS = ".P:-(Q"


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(_TOKEN % _SHORT.replace(" ", "|"), regex.VERBOSE)


@cache
def _alphabet() -> dict[str, str]:
    """Word -> letter; what stands later in the list wins."""
    known = lists()
    table: dict[str, str] = {}
    for letter, group in (
        ("n", known["person_noun"]), ("N", known["claim"]),
        ("V", inflected("stance")[0]), ("G", inflected("stance")[1]),
        ("v", inflected("report")[0]), ("g", inflected("report")[1]),
        ("r", known["adverb"]), ("D", known["time"]), ("p", known["preposition"]), ("b", known["clause"]),
        ("d", known["determiner"]), ("a", known["auxiliary"]), ("m", known["object"]), ("h", known["subject"]),
        ("c", frozenset({"and", "or", "nor"})), ("w", frozenset({"who", "which", "whom", "whose", "what"})),
        ("o", frozenset({"of"})), ("t", frozenset({"to"})), ("k", frozenset({"that"})), ("A", frozenset({"according"})),
    ):  # fmt: skip
        table |= dict.fromkeys(group, letter)
    return table


class WordLetters:
    """
    The words outside of the quoted strings `pairs`, as letters with offsets.

    ``letters[i]`` stands for ``text[starts[i]:ends[i]]``.
    """

    def __init__(self, text: str, pairs: Sequence[Pair]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        letters: list[str] = []
        at = 0
        for pair in [*pairs, None]:
            left = len(text) if pair is None else pair.start - pair.opening
            self._read(at, left, letters)
            if pair is not None:
                at = pair.end + pair.closing
                letters.append("Q")
                self.starts.append(left)
                self.ends.append(at)
        self.letters = "".join(letters)

    def _read(self, start: int, end: int, letters: list[str]) -> None:
        table = _alphabet()
        for match in _token().finditer(self.text, start, end):
            kind, token = match.lastgroup, match.group()
            if kind == "word":
                letter = table.get(token) or _shape(token, letters[-1] if letters else "P")
            elif kind == "sign":
                letter = _SIGNS.get(token) or ("-" if token[0] in "-–—" else ".")
            else:
                letter = _KINDS[kind or ""]
            letters.append(letter)
            self.starts.append(match.start())
            self.ends.append(match.end())

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens ``first`` to ``last``, exclusive, stand."""
        return Span(self.starts[first], self.ends[last - 1])

    def words(self, first: int, last: int) -> str:
        """Return the text of the tokens ``first`` to ``last``, exclusive."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _shape(token: str, before: str) -> str:
    """Return the letter of a word that is not listed as it stands."""
    if not token[0].isupper():
        return "r" if token.endswith("ly") else "x"
    lower = token.lower()
    if before in _OPENERS and lower in _alphabet():
        return _alphabet()[lower]
    if lower in lists()["time"]:
        return "D"
    return "T" if lower.rstrip(".") in lists()["title"] else "C"
