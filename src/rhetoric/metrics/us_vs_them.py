r"""
Us versus them: who is *we*, and who is *they*.

**Definition.** A mention of *us* is a we-form (we, us, our, ours, ourselves, the *'s* of *let's*) or a
name of the speaker's side (``in_group=``). A mention of *them* is a they-form (they, them, their,
theirs, themselves) that may stand for people, organisations or places, or a name of the other side
(``out_group=``).

Apart, and in no ratio:

``unclear``
    *US* in a text in capitals; *they* whose only antecedent is the speaker's own (*our players ...
    they*).
``thing``
    *They* for which the form, what is said of it, the nouns before it and the *they* before it speak more
    for things or animals than for people (`rhetoric.metrics.antecedents`).
``singular``
    *They* for one person (*someone ... they*, *a student ... their*).
``both``
    A sentence that holds both sides: one hit.
``conflict``
    Words of attack, oppression, charge, deceit or contempt, unless denied or meant otherwise, and mentions of
    others (they-forms, names, groups, not one's own): one hit for each word with a mention at most twelve words
    away in its paragraph, for each mention with such a word in its sentence, for they-forms also in one beside.

**Formulas.** ratio = us : them; share = us / (us + them); log_ratio = log2((us + 1/2) / (them + 1/2)),
from ten mentions on; us_rate, them_rate and conflict per 1,000 words; both = sentences that hold both
sides / sentences.

**Details of evidence.** ``pronoun``; for *us* ``clusivity`` (inclusive, exclusive or open), decided by
words only; for *they* ``basis``: ``contrast`` (a we-form beside it and no kindness, or a word of
contest), ``antecedent`` (a noun it may point to), ``own`` or ``none``; for names ``group``.

**Literature.** Wilson 1990 (pronominal distance); Lappin & Leass 1994 (salience); van Dijk 1998
(ideological square); Tyrkkö 2016; Rehbein & Ruppenhofer 2022 (clusivity). The half added to counts is
Haldane's and Anscombe's, as in Lowe et al. 2011.

**Known failures.** Lists and endings decide what is a thing; an author's *we* and *they* who are cared for
count like any other; `conflict` reads single words, not who does what to whom. Counts of pronouns are deixis,
not hostility.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat

import numpy as np

from rhetoric.metrics.antecedents import REACH, they_forms
from rhetoric.metrics.base import Fraction, Hit, Metric, Reading
from rhetoric.metrics.words import Bools, Ints, Words, after, shifted
from rhetoric.spans import NOTHING, Record

__all__ = ["US_VS_THEM"]

LEXICON = "en.us_vs_them"
_NEAR = 12  # words between a word of conflict and those it is about
_CONFLICT = ("attack_word", "oppression_word", "charge_word", "deceit_word", "contempt_word")
_OTHERS = ("person_plural", "collective", "kind_word", "party_word")
_BESIDE = np.arange(-1, 2)  # sentences before and after a word of conflict in which they-forms count as well


def _cued(reading: Reading) -> tuple[dict[int, str], dict[str, set[int]]]:
    """Return what the cues say of the we-forms in them, and where names, conflict and what is none of it stand."""
    clusivity: dict[int, str] = {}
    places: dict[str, set[int]] = {"name": set(), "conflict": set(), "joined": set(), "peace": set()}
    for match in reading.matches(LEXICON):
        first, end = match.place
        if match.cue.label in places:
            places[match.cue.label].update(range(first, end))
        else:
            clusivity.update(dict.fromkeys(range(first, end), match.cue.label))
        if match.cue.label == "conflict":
            places["joined"].update(range(first + 1, end))
    return clusivity, places


@cache
def _us_detail(pronoun: str, clusivity: str) -> Record:
    return Record(pronoun=pronoun, clusivity=clusivity)


@cache
def _them_detail(pronoun: str, basis: str) -> Record:
    return Record(pronoun=pronoun, basis=basis)


def find(reading: Reading) -> Iterable[Hit]:
    """Return the mentions of us and them, what is counted apart, and the sentences that hold both."""
    if not reading.stream.segment_starts.size:
        return []
    words, (they, labels) = reading.once(Words), reading.once(they_forms)
    clusivity, cued = _cued(reading)
    forms = list(_they_hits(words, they, labels))
    hits = [*_we_hits(words, clusivity, cued["name"]), *forms, *_named(words)]
    both = _both(words, [hit for hit in hits if hit.label in ("us", "them")])
    return [*hits, *_conflicts(words, they[[hit.label not in ("thing", "unclear") for hit in forms]], cued), *both]


def _we_hits(words: Words, clusivity: Mapping[int, str], named: set[int]) -> Iterator[Hit]:
    we = np.flatnonzero(words.has("we_form"))
    named = named | _in_names(words, we)
    we = we[[place not in named for place in we.tolist()]] if named else we
    kinds = [clusivity.get(place, "open") for place in we.tolist()]
    yield from words.hits(we, we + 1, "us", f"{LEXICON}/us", map(_us_detail, words.words(we), kinds))
    let = np.flatnonzero(words.has("let_word") & shifted(words.has("contracted_us"), 1))
    yield from words.hits(let, let + 2, "us", f"{LEXICON}/lets", repeat(_us_detail("'s", "inclusive")))
    loud = np.flatnonzero(words.has("shouted"))
    loud = loud[[word == "us" for word in words.words(loud)]] if loud.size else loud
    yield from words.hits(loud, loud + 1, "unclear", f"{LEXICON}/capitals", repeat(Record(pronoun="us")))


def _they_hits(words: Words, they: Ints, labels: Sequence[tuple[str, str]]) -> Iterator[Hit]:
    details = map(_them_detail, words.words(they), (basis for _, basis in labels))
    for hit, (label, _) in zip(words.hits(they, they + 1, "them", f"{LEXICON}/them", details), labels, strict=True):
        yield hit if label == "them" else hit._replace(label=label)


def _named(words: Words) -> Iterator[Hit]:
    """Yield the names that the caller gave."""
    text = words.stream.text.text
    for label, side in (("us", "in_group"), ("them", "out_group")):
        mask = words.has(side)
        firsts, lasts = (np.flatnonzero(mask & ~shifted(mask, by)) for by in (-1, 1))
        for hit in words.hits(firsts, lasts + 1, label, f"{LEXICON}/{side}"):
            yield hit._replace(detail=Record(group=text[hit.start : hit.end]))


def _conflicts(words: Words, they: Ints, cued: Mapping[str, set[int]]) -> Iterator[Hit]:
    """Yield the words of conflict near mentions of others, and the mentions; they-forms of sentences beside, too."""
    has = words.has
    joined, peace = _mask(words, cued["joined"]), _mask(words, cued["peace"])
    hostile = (has(*_CONFLICT) | _mask(words, cued["conflict"])) & ~peace
    if not hostile.any():
        return
    forms, nouns = np.zeros(words.size, np.bool_), has(*_OTHERS) & ~has("no_side")
    forms[they] = True
    names = has("proper", "out_group") | (nouns & ~words.opens & words.stream.text.capital[words.stream.token])
    own = (after(has("own_possessive")) & ~has("rival")) | shifted(has("in_group"), -1)
    others = (nouns | has("proper")) & ~own | has("out_group") | (has("foe_word") & ~peace) | forms
    joined |= names & shifted(names, -1)  # a name of several words is one mention
    hostile, others = hostile & ~joined, others & ~joined
    kept = np.zeros(words.size, np.bool_)
    for mask, other, stretch in ((hostile, others, words.block), (others, hostile, words.sentence)):
        places = np.flatnonzero(mask)
        kept[places[words.near(places, other, _NEAR, stretch)]] = True
    stretch = words.sentence + words.block  # the last sentence of a paragraph is not beside the first of the next
    kept[they[np.isin(stretch[they], np.unique(stretch[hostile])[:, None] + _BESIDE)]] = True
    places = np.flatnonzero(kept & ~joined)
    ends = np.flatnonzero(~shifted(joined, 1))
    yield from words.hits(places, ends[ends.searchsorted(places)] + 1, "conflict", f"{LEXICON}/conflict")


def _mask(words: Words, places: set[int]) -> Bools:
    mask = np.zeros(words.size, np.bool_)
    mask[list(places)] = True
    return mask


def _both(words: Words, mentions: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the sentences that hold both sides, from the first mention to the last."""
    sides: dict[int, dict[str, list[Hit]]] = {}
    for hit in mentions:
        sides.setdefault(hit.sentence, {}).setdefault(hit.label, []).append(hit)
    stream = words.stream
    begins = stream.text.starts[stream.token[stream.segment_starts]].tolist()
    for own in sides.values():
        if len(own) == 2:
            found = own["us"] + own["them"]
            start, end = min(hit.start for hit in found), max(hit.end for hit in found)
            if bisect_right(begins, start) != bisect_left(begins, end):  # a narrator speaks in between
                start, end = own["us"][0][:2]
            yield own["us"][0]._replace(start=start, end=end, label="both", cue=f"{LEXICON}/both", detail=NOTHING)


def _in_names(words: Words, places: Ints) -> set[int]:
    """Return those we-forms with a capital letter that stand inside a name: "Shop at Brides Of Us"."""
    stream, capital = words.stream, words.stream.text.capital
    inside = set()
    for place in places[~words.opens[places] & capital[stream.token[places]]].tolist():
        before, after = (int(stream.token[at]) for at in (place - 1, min(place + 1, words.size - 1)))
        if before >= 0 and (capital[before] or (after >= 0 and capital[after])):
            segment = stream.segment_of[place]
            low = max(int(stream.segment_starts[segment]), place - REACH)
            tokens = stream.token[low : min(int(stream.segment_ends[segment]), place + REACH)]
            if capital[tokens].mean() < 0.5:  # in a headline every word has a capital letter
                inside.add(place)
    return inside


US_VS_THEM = Metric(
    id="us_vs_them",
    lexicon=LEXICON,
    labels=("us", "them", "unclear", "thing", "singular", "both", "conflict"),
    counted=("us", "them"),
    fractions=(
        Fraction("ratio", ("us",), ("them",), "ratio"),
        Fraction("share", ("us",), ("us", "them"), "share"),
        Fraction("log_ratio", ("us",), ("them",), "log_ratio", least=10),
        Fraction("us_rate", ("us",), "words", "rate"),
        Fraction("them_rate", ("them",), "words", "rate"),
        Fraction("both", ("both",), "sentences", "share"),
        Fraction("conflict", ("conflict",), "words", "rate"),
    ),
    find=find,
)
