"""Parties of a quarrel: what each is called, and which one a speaker stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from typing import Any

from attrs import frozen

from rhetoric.errors import InputError, OptionError, one_of, wrong
from rhetoric.spans import NOTHING, Record

__all__ = ["Names", "Parties", "load_parties", "names"]

Names = str | Iterable[str]


def names(value: object) -> tuple[str, ...]:
    """Accept one name or several."""
    given = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Iterable) else None
    if given is None or not all(isinstance(name, str) and name.strip() for name in given):
        raise InputError(
            f"in_group, out_group, parties, speaker_group take a name or several, got {value!r:.60}: pass str values."
        )
    return given


@frozen
class Parties:
    """
    The parties of a quarrel and who speaks for them; made by `rhetoric.load_parties` or from two mappings.

    Examples
    --------
    >>> import rhetoric
    >>> names = {"Norland": ["Norland", "Norlanders"], "Sudria": "Sudria"}
    >>> parties = rhetoric.Parties.of(names, {"Ana Silva": "Norland"})
    >>> parties.sides("Ana Silva")
    (('Norland', 'Norlanders'), ('Sudria',))
    >>> report = rhetoric.analyze('"Norland never shot first. Sudria did," Minister Ana Silva said.', parties=parties)
    >>> dict(report["Silva"].us_vs_them.counts)["us"]
    1

    .. versionadded:: 0.1
    """

    names: Mapping[str, tuple[str, ...]] = NOTHING
    """What each party is called in the text, its own name not included unless it stands here. Case matters."""
    speakers: Mapping[str, str] | str = NOTHING
    """Which party each speaker stands for; a ``str`` where all words are spoken for one party."""

    @classmethod
    def of(
        cls, parties: Parties | Mapping[str, Names] | None, speakers: str | Mapping[str, str] | None = None
    ) -> Parties:
        """
        Make them from what a caller gave.

        Raises
        ------
        InputError
            If ``parties`` is no mapping of party to names.
        OptionError
            If a speaker stands for a party that is not among them, a party has no names, or a name two parties.
        """
        if isinstance(parties, Parties):
            return parties if speakers is None else cls.of(parties.names, speakers)
        if parties is not None and not isinstance(parties, Mapping):
            raise InputError(f"parties takes a mapping of party to names, got {parties!r:.60}.")
        known = {party: names(own) for party, own in (parties or {}).items()}
        _check(known)
        if speakers is not None and not isinstance(speakers, str | Mapping):
            raise InputError(f"speaker_group takes a party, or a mapping of speaker to party, got {speakers!r:.60}.")
        if speakers is None:
            return cls(Record(known))
        if isinstance(speakers, str):
            if not speakers.strip():
                raise OptionError(f"speaker_group takes the name of a party, got {speakers!r}: leave it out for none.")
            known = known or {speakers: (speakers,)}  # a party that is called by its name
            return cls(Record(known), one_of(speakers, known, "party", "speaker_group"))
        for listed in speakers:
            names(listed)  # one without words would fit everybody
        if speakers and not known:
            raise OptionError("speaker_group says who stands for which party, but there are none: give parties= too.")
        given = {str(one): one_of(party, known, "party", f"the party of {one!r}") for one, party in speakers.items()}
        return cls(Record(known), Record(given))

    def party_of(self, speaker: str | None) -> str | None:
        """
        Return the party that a speaker stands for, or None.

        A speaker may be listed by the whole name or by any words of it, in any case; the longest that fits decides.
        """
        if isinstance(self.speakers, str):
            return self.speakers
        words = set((speaker or "").casefold().split())
        fits = [listed for listed in self.speakers if set(listed.casefold().split()) <= words]
        return self.speakers[max(fits, key=len)] if fits else None

    def sides(self, speaker: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what the own party and what all others are called; nothing where the speaker's party is not known."""
        own = self.party_of(speaker)
        if own is None:
            return (), ()
        others = (name for party, called in self.names.items() if party != own for name in called)
        return self.names[own], tuple(others)

    def to_dict(self) -> dict[str, Any]:
        """Return them as plain values."""
        speakers = self.speakers if isinstance(self.speakers, str) else dict(self.speakers)
        return {"names": {party: list(own) for party, own in self.names.items()}, "speakers": speakers}


def _check(parties: Mapping[str, Sequence[str]]) -> None:
    """Refuse a party without names, and a name that two parties share: nobody could tell whose it is."""
    owner: dict[str, str] = {}
    for party, own in parties.items():
        if not own:
            raise OptionError(f"party {party!r} has no names: give at least what it is called in the text.")
        for name in own:
            if owner.setdefault(name, party) != party:
                raise OptionError(f"parties: {name!r} stands for {owner[name]!r} and {party!r}; leave it to one.")


def load_parties(path: str | PathLike[str]) -> Parties:
    r"""
    Read parties from a small TOML file.

    The table ``[parties]`` gives what each party is called, ``[speakers]`` who speaks for it::

        [parties]
        Norland = ["Norland", "Norlanders", "Osthafen"]
        Sudria = ["Sudria", "the southern government"]

        [speakers]
        "Ana Silva" = "Norland"
        "Jon Berg" = "Sudria"

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Parties
        For the ``parties=`` of `rhetoric.analyze`.

    Raises
    ------
    InputError
        If there is no such file, or it does not have this form.
    OptionError
        If a speaker stands for a party that is not in the file.

    Examples
    --------
    >>> import pathlib, tempfile, rhetoric
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "parties.toml"
    >>> _ = file.write_text('[parties]\nNorland = "Norland"\n[speakers]\n"Ana Silva" = "Norland"')
    >>> rhetoric.load_parties(file).party_of("Minister Ana Silva")
    'Norland'

    .. versionadded:: 0.1
    """
    if not isinstance(path, str | PathLike):
        raise wrong(path, "load_parties()", "a path", "pass the name of a TOML file")
    import tomllib  # slow to import, as is pathlib
    from pathlib import Path

    try:
        data = tomllib.loads(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        problem = error.strerror or "unknown reason"
        raise InputError(f"load_parties() cannot read {fspath(path)!r} ({problem}): check the path.") from None
    except ValueError as error:
        raise InputError(f"load_parties(): {fspath(path)!r} is no TOML file in UTF-8 ({error}): mend it.") from None
    unknown = data.keys() - {"parties", "speakers"}
    if unknown or "parties" not in data:
        got = ", ".join(data) or "none"
        raise InputError(f"{fspath(path)!r}: give the tables [parties] and [speakers], got: {got}.")
    try:
        return Parties.of(data["parties"], data.get("speakers", {}))
    except (InputError, OptionError) as error:
        raise type(error)(f"{fspath(path)!r}: {error}") from None
