"""
Measure how people argue in quoted speech, with the words behind every number.

>>> import rhetoric
>>> report = rhetoric.analyze('''
... "They broke our treaty, and we are not the ones who fired first," Minister Ana Silva said.
... "You must withdraw immediately. What did they expect?"
... ''')
>>> silva = report["Silva"]
>>> silva.us_vs_them.value, dict(silva.us_vs_them.counts)["us"]
(1.0, 2)
>>> [evidence.text for evidence in silva.rhetorical_questions.evidence]
['What did they expect?']

Start with `analyze`; every number is a `Measure` and carries its `Evidence`.
"""

from rhetoric.analysis import analyze
from rhetoric.comparing import Comparison, compare
from rhetoric.corpus import analyze_many
from rhetoric.display import cite, kwic, table, to_html
from rhetoric.errors import InputError, LexiconError, OptionError, RhetoricError, SpeakerError
from rhetoric.functions import blame_shifting, demand_urgency, rhetorical_questions, us_vs_them
from rhetoric.intervals import Interval
from rhetoric.measures import Measure, Value
from rhetoric.metrics import METRICS, Fraction, Metric
from rhetoric.own import OwnMetric, load_metric
from rhetoric.parties import Parties, load_parties
from rhetoric.pooling import Pool, pool
from rhetoric.readability import readability
from rhetoric.report import Profile, Provenance, Report
from rhetoric.spans import Evidence, Span
from rhetoric.sums import from_sums
from rhetoric.voices import Indirect, Quote, Speech, Turn, find_indirect, find_quotes

__all__ = [
    "METRICS",
    "Comparison",
    "Evidence",
    "Fraction",
    "Indirect",
    "InputError",
    "Interval",
    "LexiconError",
    "Measure",
    "Metric",
    "OptionError",
    "OwnMetric",
    "Parties",
    "Pool",
    "Profile",
    "Provenance",
    "Quote",
    "Report",
    "RhetoricError",
    "Span",
    "SpeakerError",
    "Speech",
    "Turn",
    "Value",
    "analyze",
    "analyze_many",
    "blame_shifting",
    "cite",
    "compare",
    "demand_urgency",
    "find_indirect",
    "find_quotes",
    "from_sums",
    "kwic",
    "load_metric",
    "load_parties",
    "pool",
    "readability",
    "rhetorical_questions",
    "table",
    "to_html",
    "us_vs_them",
]
