"""analyze(): the whole pipeline, from a text to a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast, get_args

from rhetoric.errors import InputError, OptionError, a_text, one_of
from rhetoric.lexicon import shipped_lexicon
from rhetoric.measures import Measure
from rhetoric.metrics import METRICS, Metric
from rhetoric.own import OwnMetric
from rhetoric.parties import Names, Parties
from rhetoric.pipeline import Options, grammar_of, measure_speeches
from rhetoric.report import Form, Profile, Provenance, Report, library_version
from rhetoric.spans import NOTHING, Record
from rhetoric.voices import Attribution, Quote, Speech, Turn, join_turns, plain, quotes_of, read_transcript, speeches

__all__ = ["Analyst", "Metrics", "Turns", "analyze"]

Turns = Sequence[tuple[str, str]]
Metrics = Sequence[str | Metric | OwnMetric]

_LOOSENESS: tuple[Attribution, ...] = ("explicit", "description", "pronoun", "carried")


def chosen_metrics(metrics: Metrics | None) -> tuple[tuple[Metric, ...], tuple[OwnMetric, ...]]:
    """Return what to measure, and which of it needs a lexicon of the caller's."""
    if metrics is None:
        return METRICS, ()
    if isinstance(metrics, str) or not isinstance(metrics, Sequence) or not metrics:
        raise OptionError(f"analyze() takes a list of one or more metrics, got {metrics!r}: leave it out for all four.")
    known = {metric.id: metric for metric in METRICS}
    chosen, own = [], []
    for metric in metrics:
        if isinstance(metric, OwnMetric):
            own.append(metric)
            chosen.append(metric.metric)
        elif isinstance(metric, Metric):
            chosen.append(metric)
        else:
            chosen.append(known[one_of(metric, known, "metric", "analyze()")])
    ids = [metric.id for metric in chosen]
    if twice := [one for one in ids if ids.count(one) > 1]:
        raise OptionError(f"analyze(): metric {twice[0]!r} is given twice; give each once.")
    return tuple(chosen), tuple(own)


_Voices = tuple[str, tuple[Quote, ...], tuple[Turn, ...], list[Speech]]


class Analyst:
    """The options of a call, checked once, and what is done with them for each batch of texts."""

    def __init__(
        self,
        form: str = "article",
        speaker: str | None = None,
        in_group: Names = (),
        out_group: Names = (),
        parties: Parties | Mapping[str, Names] | None = None,
        speaker_group: str | Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
        attribution: str | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self.form = cast(Form, one_of(form, get_args(Form), "form", "analyze()"))
        self.loosest = (
            None if attribution is None else one_of(attribution, _LOOSENESS, "attribution", "analyze()")
        )
        self.speaker = None if speaker is None else a_text(speaker, "analyze(), speaker").strip() or None
        if aliases is not None and not isinstance(aliases, Mapping):
            raise InputError(f"analyze(), aliases takes a mapping of name to name, got {aliases!r:.60}.")
        self.aliases = {a_text(one, "aliases"): a_text(name, "aliases") for one, name in (aliases or {}).items()}
        self.folded = {one.casefold(): name for one, name in self.aliases.items()}
        chosen, own = chosen_metrics(metrics)
        lexicons = tuple(one.lexicon for one in own)
        sides = Parties.of(parties, speaker_group)
        self.options = Options(chosen, in_group, out_group, lexicons, sides, dialogue=form == "transcript")
        given = {
            "form": form, "speaker": speaker, "in_group": list(self.options.in_group),
            "out_group": list(self.options.out_group), "parties": sides.to_dict(), "aliases": self.aliases,
            "attribution": attribution, "metrics": [metric.id for metric in chosen],
        }  # fmt: skip
        beside = (shipped_lexicon("language"), shipped_lexicon("voices"))
        read = (*beside, *grammar_of().lexicons, *lexicons)
        self.provenance = Provenance(library_version(), tuple(map(str, read)), Record(given))

    def read(self, texts: Sequence[str | Turns], wheres: Sequence[str]) -> list[_Voices]:
        """Find the voices of texts; the prose of articles is read together."""
        if self.form != "article":
            return [self._read(text, where) for text, where in zip(texts, wheres, strict=True)]
        articles = [a_text(text, where) for text, where in zip(texts, wheres, strict=True)]
        return [
            (text, quotes, (), _last_nameless(speeches(text, [self._loose(quote) for quote in quotes])))
            for text, quotes in zip(articles, quotes_of(articles, self.aliases), strict=True)
        ]

    def _read(self, text: str | Turns, where: str) -> _Voices:
        if self.form == "transcript":
            if isinstance(text, str):
                turns = read_transcript(text)
            else:
                try:
                    text, turns = join_turns(text)
                except InputError as error:
                    raise InputError(f"{where}: {error}") from None
            turns = tuple(Turn(self._alias(turn.speaker), turn.start, turn.end) for turn in turns)
            return text, (), turns, _last_nameless(speeches(text, turns))
        text = a_text(text, where)
        return text, (), (), [plain(text, self.speaker)]

    def _alias(self, name: str | None) -> str | None:
        return None if name is None else self.folded.get(name.casefold(), name)

    def _loose(self, quote: Quote) -> Quote:
        """Take the speaker from a quote that was attributed more loosely than the caller accepts."""
        if self.loosest is None or quote.attribution is None:
            return quote
        if _LOOSENESS.index(quote.attribution) <= _LOOSENESS.index(cast(Attribution, self.loosest)):
            return quote
        return Quote(quote.text, quote.start, quote.end, kind=quote.kind, nested=quote.nested, closed=quote.closed)

    def reports(self, texts: Sequence[str | Turns], names: Sequence[str | None], wheres: Sequence[str]) -> list[Report]:
        """Return the reports on a batch of texts."""
        read = self.read(texts, wheres)
        results = measure_speeches([voices for *_, voices in read], self.options)
        result = []
        for (text, quotes, turns, voices), measures, name in zip(read, results, names, strict=True):
            kept = tuple(map(self._loose, quotes))
            own: dict[str | None, list[Quote]] = {}
            for quote in kept:
                own.setdefault(quote.speaker, []).append(quote)
            profiles = [
                _profile(voice, measured, own.get(voice.speaker, ()))
                for voice, measured in zip(voices, measures, strict=True)
            ]
            nameless = self.form == "speech" and self.speaker is None
            speakers = {profile.speaker or "speaker": profile for profile in profiles if profile.speaker or nameless}
            rest = next((profile for profile in profiles if profile.speaker is None and not nameless), None)
            result.append(Report(text, self.form, Record(speakers), rest, kept, turns, self.provenance, name))
        return result

    def failed(self, text: object, name: str | None, error: Exception) -> Report:
        """Return the report on a text that could not be analyzed: nobody speaks, and it says why."""
        said = f"{type(error).__name__}: {error}"
        given = text if isinstance(text, str) else ""
        return Report(given, self.form, NOTHING, None, (), (), self.provenance, name, said)


def _profile(voice: Speech, measures: Mapping[str, Measure], quotes: Sequence[Quote]) -> Profile:
    one = next(iter(measures.values()))
    return Profile(voice.speaker, Record(measures), one.words, one.sentences, voice, tuple(quotes))


def _last_nameless(voices: Mapping[str | None, Speech]) -> list[Speech]:
    """Return the voices in order of appearance, the one without a name last."""
    return sorted(voices.values(), key=lambda voice: voice.speaker is None)


def analyze(
    text: str | Turns,
    *,
    form: Form = "article",
    speaker: str | None = None,
    in_group: Names = (),
    out_group: Names = (),
    parties: Parties | Mapping[str, Names] | None = None,
    speaker_group: str | Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
    attribution: Attribution | None = None,
    metrics: Metrics | None = None,
    name: str | None = None,
) -> Report:
    """
    Tell who says what in a text, and measure how each speaker argues.

    Parameters
    ----------
    text
        The text. A transcript may also be a list of ``(speaker, words)`` pairs.
    form
        ``"article"``: quotes in somebody else's prose, attributed to their speakers; only quoted words are
        measured. ``"speech"``: all words are one speaker's, but for what that speaker quotes.
        ``"transcript"``: lines that begin with ``NAME:``.
    speaker
        Who gives a speech; without it the only key of ``report.speakers`` is ``"speaker"``.
    in_group, out_group
        Names that count beside *we* and *they* and as agents of blame: ``out_group=["Norland", "the company"]``.
        Case matters.
    parties
        Where speakers stand on different sides: what each party is called, as ``{"Norland": ["Norland", "Osthafen"],
        "Sudria": "Sudria"}`` or what `rhetoric.load_parties` returns.
    speaker_group
        Which party each speaker stands for, as ``{"Silva": "Norland"}``; one name for a speech. The names of the
        own party count as *us*, those of all others as *them*. Without ``parties`` it is the name of the own side.
    aliases
        Names to replace by others: ``{"the palace": "Queen Nora"}``.
    attribution
        The loosest way of finding a quote's speaker that is accepted: ``"explicit"``, ``"description"``,
        ``"pronoun"`` or ``"carried"``. What is looser counts as unattributed. By default all are accepted.
    metrics
        Names of metrics, or what `rhetoric.load_metric` returns. By default all four.
    name
        What to call the text in rows and tables.

    Returns
    -------
    Report
        With a `Profile` for each speaker. An empty text, or an article without quotes, has no speakers.

    Raises
    ------
    InputError
        If the text is not a ``str`` (or turns, for a transcript).
    OptionError
        If the form, a metric, the attribution or a speaker's party does not exist, or a name stands on both sides.

    Examples
    --------
    >>> import rhetoric
    >>> report = rhetoric.analyze('"They broke our treaty," Minister Ana Silva said. "What did they expect?"')
    >>> list(report.speakers)
    ['Ana Silva']
    >>> dict(report["Silva"].us_vs_them.counts)["them"]
    2

    .. versionadded:: 0.1
    """
    analyst = Analyst(form, speaker, in_group, out_group, parties, speaker_group, aliases, attribution, metrics)
    return analyst.reports([text], [name], ["analyze()"])[0]
