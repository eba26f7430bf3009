"""Every cue finds its ``yes`` examples and leaves its ``no`` examples alone."""

from pathlib import Path

import numpy as np
import pytest

import rhetoric
from rhetoric.grammar import Pieces, Present, Stream
from rhetoric.metrics import METRICS
from rhetoric.pipeline import examples_that_fail, grammar_of
from rhetoric.spans import Span
from rhetoric.text import Text

LEXICONS = {lexicon.id: lexicon for lexicon in grammar_of().lexicons}


@pytest.mark.parametrize("name", [metric.lexicon for metric in METRICS])
def test_cue_examples(name: str) -> None:
    """No example of a shipped lexicon fails; a failure names the cue and the sentence."""
    assert examples_that_fail(LEXICONS[name], grammar_of()) == []


@pytest.mark.parametrize("name", [metric.lexicon for metric in METRICS])
def test_cue_examples_as_quotes(name: str) -> None:
    """A sentence is found as well where news puts a comma inside the marks: "They started it, not us," she said."""
    examples = [text.strip() for cue in LEXICONS[name].cues for text in cue.yes]
    sentences = [text for text in examples if text.endswith(".") and not set(text) & set('"“\n')]
    metric = name.removeprefix("en.")
    plain = rhetoric.analyze_many([f"“{text}”" for text in sentences], metrics=[metric])
    news = rhetoric.analyze_many([f"“{text[:-1]},” Ana Silva said." for text in sentences], metrics=[metric])
    differ = [
        text
        for text, one, other in zip(sentences, plain, news, strict=True)
        if one.unattributed and other.speakers and one.unattributed[metric].counts != other["Silva"][metric].counts
    ]
    assert differ == []


def test_needs_lose_nothing() -> None:
    """A rule that is tried everywhere finds what it finds where its needs are met."""
    grammar = grammar_of()
    examples = [text for lexicon in LEXICONS.values() for cue in lexicon.cues for text in (*cue.yes, *cue.no)]
    text = "\n\n".join(examples)
    stream = Stream(Text(text), Pieces.of([[Span(0, len(text))]]), grammar.alphabet)
    everywhere = stream.segment_starts.size
    for lexicon in LEXICONS:
        rules, present = grammar.rules(lexicon)[0], grammar.present(stream, lexicon)
        for number, rule in enumerate(rules.rules):
            segments = np.arange(everywhere)
            tried = rules.find(stream, present.where(present.rules == number))
            untried = rules.find(stream, Present(np.full(everywhere, number), segments))
            places, others = ([match.start(1) + shift for *_, shift, match in hits] for hits in (tried, untried))
            assert places == others, rule.rule.id


def test_a_lexicon_of_ones_own_changes_no_other_count(tmp_path: Path) -> None:
    """What it lists stays an unknown name to the shipped metrics, and the words of two of them may share a name."""
    head = '[lexicon]\nformat = 1\nid = "en.{0}"\nversion = "1"\nlicence = "CC0-1.0"\nlanguage = "en"\n'
    metric = 'sources = ["project"]\n[metric]\nname = "{0}"\n'
    metric += 'fraction = [{{name = "rate", above = ["{0}"], below = "words", kind = "rate"}}]\n'
    cue = '[words]\nlisted = "norland sudria moreno"\n[[cue]]\nid = "one"\nlabel = "{0}"\npattern = "{{listed}}"\n'
    rest = 'source = "project"\nyes = ["Norland lost."]\nno = ["We lost."]\n'
    own = []
    for name in ("places", "people"):
        (tmp_path / f"{name}.toml").write_text((head + metric + cue + rest).format(name), "utf-8")
        own.append(rhetoric.load_metric(tmp_path / f"{name}.toml"))
    text = "We did not start this. Norland lied to us, and Moreno is to blame for the war. Sudria attacked our towns."
    reports = [rhetoric.analyze(text, form="speech", metrics=metrics) for metrics in (METRICS, [*METRICS, *own])]
    alone, with_own = (report["speaker"] for report in reports)
    for one in METRICS:
        assert with_own[one.id] == alone[one.id]
    assert alone.blame_shifting.counts["attribution"] > 0
    assert dict(with_own["places"].counts) == {"places": 3}
