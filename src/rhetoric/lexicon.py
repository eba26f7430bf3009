"""
Lexicons: words, phrases, cues and vetoes as checked and versioned TOML.

A lexicon file has a header, word categories, named phrases, cues and vetoes::

    [lexicon]
    format = 1
    id = "en.hedging"
    version = "2026.1"
    licence = "CC0-1.0"
    language = "en"
    sources = ["project"]

    [words]
    hedge_adverb = "perhaps maybe possibly"

    [[cue]]
    id = "adverb"
    label = "hedge"
    pattern = "{hedge_adverb}"
    source = "project"
    yes = ["Perhaps they came."]
    no = ["They came."]

The examples of a cue are its tests: every ``yes`` must be found by this cue, no ``no`` may be.
The pattern language is described in `rhetoric.grammar.pattern`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from rhetoric.errors import LexiconError, OptionError
from rhetoric.files import shipped
from rhetoric.spans import Record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Cue", "Lexicon", "Veto", "load_lexicon", "parse_lexicon", "shipped_lexicon"]

FORMAT = 1
_HEADER = {"format", "id", "version", "licence", "language", "sources"}
_TOP = {"lexicon", "words", "phrases", "cue", "veto", "metric"}
_CUE = {"id", "label", "pattern", "source", "score", "veto", "yes", "no", "detail"}
_VETO = {"id", "pattern", "reason", "scope"}
_SCOPES = ("touch", "before", "sentence")


@frozen
class Veto:
    """A pattern that takes back a hit: it touches or overlaps the hit, leads up to it, or stands in its sentence."""

    id: str
    pattern: str
    reason: str
    scope: str = "touch"


@frozen
class Cue:
    """A pattern over words with what it is counted as, and examples that are its tests."""

    id: str
    """Stable name, unique in its lexicon; evidence carries it after the lexicon's id."""
    label: str
    """What a hit is counted as."""
    pattern: str
    """The pattern, in the language of `rhetoric.grammar.pattern`."""
    source: str
    """Key of the publication that the cue follows, or ``"project"``."""
    yes: tuple[str, ...]
    """Sentences that the cue must find."""
    no: tuple[str, ...]
    """Sentences that the cue must leave alone."""
    score: float = 1.0
    """How sure a hit is, 0..1."""
    veto: tuple[str, ...] = ()
    """Ids of the vetoes that can take a hit back."""
    detail: Mapping[str, Any] = field(factory=dict, eq=False)
    """Further values, copied into the evidence (``strength = 4``)."""


@frozen
class Lexicon:
    """
    A checked lexicon file.

    .. versionadded:: 0.1
    """

    id: str
    version: str
    licence: str
    language: str
    sources: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]] = field(eq=False)
    phrases: Mapping[str, str] = field(eq=False)
    cues: tuple[Cue, ...] = field(eq=False)
    vetoes: tuple[Veto, ...] = field(eq=False)
    metric: Mapping[str, Any] = field(eq=False)
    data: bytes = field(repr=False)
    """The file."""

    @property
    def sha256(self) -> str:
        """Fingerprint of the file: two results with the same one were made with the same rules."""
        return _fingerprint(self.data)

    def __str__(self) -> str:
        return f"{self.id}@{self.version}#{self.sha256[:12]}"


@cache
def _fingerprint(data: bytes) -> str:
    import hashlib  # slow to import

    return hashlib.sha256(data).hexdigest()


class _Reader:
    """Takes a parsed TOML file apart; every complaint names the file and the entry."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fail(self, entry: str, problem: str) -> LexiconError:
        return LexiconError(f"{self.name}, {entry}: {problem}")

    def keys(self, table: Mapping[str, Any], known: set[str], needed: set[str], entry: str) -> None:
        if unknown := sorted(table.keys() - known):
            raise self.fail(entry, f"unknown key {unknown[0]!r}; known are: {', '.join(sorted(known))}.")
        if missing := sorted(needed - table.keys()):
            raise self.fail(entry, f"{missing[0]!r} is missing; add it.")

    def strings(self, value: object, entry: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise self.fail(entry, f"needs a list of strings, got {value!r:.60}.")

    def cue(self, table: Mapping[str, Any]) -> Cue:
        entry = f"cue {table.get('id', '(without id)')!r}"
        self.keys(table, _CUE, {"id", "label", "pattern", "source", "yes", "no"}, entry)
        score = table.get("score", 1.0)
        if not isinstance(score, int | float) or not 0 < score <= 1:
            raise self.fail(entry, f"'score' must lie in (0, 1], got {score!r}.")
        yes, no = self.strings(table["yes"], entry + ", 'yes'"), self.strings(table["no"], entry + ", 'no'")
        if not yes or not no:
            raise self.fail(entry, "needs at least one 'yes' and one 'no' example.")
        return Cue(
            id=table["id"], label=table["label"], pattern=table["pattern"], source=table["source"],
            yes=yes, no=no, score=float(score),
            veto=self.strings(table.get("veto", []), entry + ", 'veto'"),
            detail=Record(dict(table.get("detail", {}))),
        )  # fmt: skip

    def veto(self, table: Mapping[str, Any]) -> Veto:
        entry = f"veto {table.get('id', '(without id)')!r}"
        self.keys(table, _VETO, {"id", "pattern", "reason"}, entry)
        veto = Veto(**table)
        if veto.scope not in _SCOPES:
            raise self.fail(entry, f"unknown scope {veto.scope!r}; use one of: {', '.join(_SCOPES)}.")
        return veto


def parse_lexicon(data: bytes, name: str) -> Lexicon:
    """Check the bytes of a lexicon file and return the `Lexicon`; `name` is used in messages."""
    import tomllib  # slow to import, and only needed where a lexicon is read

    reader = _Reader(name)
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}: not a TOML file in UTF-8 ({error}).") from None
    reader.keys(tables, _TOP, {"lexicon"}, "top level")
    header = tables["lexicon"]
    reader.keys(header, _HEADER, _HEADER, "[lexicon]")
    if header["format"] != FORMAT:
        raise reader.fail("[lexicon]", f"format {header['format']!r} is not known; this version reads {FORMAT}.")
    words = {}
    for category, listed in tables.get("words", {}).items():
        if not isinstance(listed, str):
            raise reader.fail(f"category {category!r}", "needs one string of words separated by spaces.")
        words[category] = tuple(dict.fromkeys(listed.split()))
    cues = tuple(map(reader.cue, tables.get("cue", [])))
    vetoes = tuple(map(reader.veto, tables.get("veto", [])))
    for what, ids in (("cue", [cue.id for cue in cues]), ("veto", [veto.id for veto in vetoes])):
        if twice := [one for one in ids if ids.count(one) > 1]:
            raise reader.fail(f"{what} {twice[0]!r}", "this id is used twice; ids are unique in a file.")
    known = {veto.id for veto in vetoes}
    for cue in cues:
        if unknown := sorted(set(cue.veto) - known):
            raise reader.fail(f"cue {cue.id!r}", f"unknown veto {unknown[0]!r}; known are: {sorted(known)}.")
    return Lexicon(
        id=header["id"], version=header["version"], licence=header["licence"], language=header["language"],
        sources=reader.strings(header["sources"], "[lexicon], 'sources'"),
        words=Record(words), phrases=Record(dict(tables.get("phrases", {}))),
        cues=cues, vetoes=vetoes, metric=Record(tables.get("metric", {})),
        data=data,
    )  # fmt: skip


def load_lexicon(path: str | Path) -> Lexicon:
    """
    Read and check a lexicon file.

    Parameters
    ----------
    path
        A TOML file in the format that this module describes.

    Raises
    ------
    LexiconError
        If the file is missing or breaks the format; the message names file, entry and remedy.
    """
    from pathlib import Path

    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"no lexicon can be read at {str(path)!r} ({error.strerror}): check the path.") from None
    return parse_lexicon(data, path.name)


@cache
def shipped_lexicon(name: str, language: str = "en") -> Lexicon:
    """Return a lexicon that comes with the library, such as ``"us_vs_them"``."""
    try:
        data = shipped(f"data/{language}/{name}.toml")
    except OSError:
        from importlib.resources import files  # slow to import

        known = sorted(entry.name.removesuffix(".toml") for entry in files("rhetoric").joinpath("data", "en").iterdir())
        raise OptionError(
            f"no lexicon {name!r} for language {language!r}; English has: {', '.join(known)}."
        ) from None
    return parse_lexicon(data.encode(), f"{language}/{name}.toml")
