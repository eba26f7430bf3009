"""Every cue finds its ``yes`` examples and leaves its ``no`` examples alone."""

import pytest

from rhetoric.metrics import METRICS
from rhetoric.pipeline import examples_that_fail, grammar_of

LEXICONS = {lexicon.id: lexicon for lexicon in grammar_of().lexicons}


@pytest.mark.parametrize("name", [metric.lexicon for metric in METRICS])
def test_cue_examples(name: str) -> None:
    """No example of a shipped lexicon fails; a failure names the cue and the sentence."""
    assert examples_that_fail(LEXICONS[name], grammar_of()) == []
