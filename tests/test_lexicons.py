"""Every cue finds its ``yes`` examples and leaves its ``no`` examples alone."""

import numpy as np
import pytest

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
