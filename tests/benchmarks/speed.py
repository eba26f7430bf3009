"""
Measure speed as a ratio to ``regex.findall(r"\\w+")`` on the same texts in the same run, and beside other tools.

    python tests/benchmarks/speed.py [--quick] [--long]

Absolute times mean little: machines differ, and this one may be busy. Above 1 is faster than splitting the words,
which is all that the reference does. The texts are made here, from seeds (see ``corpora.py``). ``--quick`` measures a
tenth of them once; ``--long`` adds what takes minutes: 64 MB against 1 MB, and memory over an endless iterator.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import regex
from corpora import articles, speeches

import rhetoric
from rhetoric.lexicon import shipped_lexicon

FIND = regex.compile(r"\w+").findall
SENTENCE = "They broke the treaty, and you must leave by Friday: what did they expect us to do?"


def split(texts: Sequence[str]) -> None:
    """Do the reference: split all words."""
    for text in texts:
        FIND(text)


def analyzed(texts: Sequence[str], form: Any = "speech") -> int:
    """Analyze texts, let each report go, and return how many words were counted."""
    return sum(profile.words for report in rhetoric.analyze_many(texts, form=form) for profile in report.profiles())


def best(*functions: Callable[[], object], rounds: int = 5) -> list[float]:
    """Return the shortest time of each function, in seconds; they take turns, so that a busy spell hits them all."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for own, function in zip(times, functions, strict=True):
            start = time.perf_counter()
            function()
            own.append(time.perf_counter() - start)
    return [min(own) for own in times]


def repeated(function: Callable[[], object], times: int) -> Callable[[], None]:
    """Return a function that calls another so many times, for what is too short to time alone."""

    def run() -> None:
        for _ in range(times):
            function()

    return run


def fresh(program: str) -> float:
    """Return the shortest of several times that a program prints, each in a fresh interpreter; in milliseconds."""
    runs = [subprocess.check_output([sys.executable, "-c", program], text=True) for _ in range(5)]
    return min(map(float, runs)) * 1000


def many(quick: bool) -> None:
    """Print how many times as fast as the reference many texts are read."""
    scale = 10 if quick else 1
    rows: list[tuple[str, list[str], Any]] = [
        ("speeches of 1 kB", list(speeches(10_000 // scale, 1000)), "speech"),
        ("speeches of 500 kB", list(speeches(20 // scale, 500_000)), "speech"),
        ("articles of 4.5 kB, by speaker", list(articles(2000 // scale, 4500)), "article"),
    ]
    print(f"{'analyze_many':34}{'texts':>9}{'MB':>8}{'s':>9}{'MB/s':>8}{'x findall':>11}")
    for name, texts, form in rows:
        size = sum(map(len, texts)) / 1e6
        reference, own = best(partial(split, texts), partial(analyzed, texts, form), rounds=1 if quick else 3)
        print(f"{name:34}{len(texts):9,}{size:8.1f}{own:9.2f}{size / own:8.2f}{reference / own:11.3f}")


def single() -> None:
    """Print what one text costs."""
    [article] = articles(1, 4500, seed=1)
    article = article[:4500]
    reference, own = best(repeated(partial(FIND, article), 50), repeated(partial(rhetoric.analyze, article), 5))
    print(f"\none article of 4.5 kB: {own / 5 * 1000:.2f} ms, {own * 10 / reference:.1f} times findall")
    for function in (
        rhetoric.us_vs_them, rhetoric.blame_shifting, rhetoric.demand_urgency, rhetoric.rhetorical_questions,
    ):  # fmt: skip
        [seconds] = best(repeated(partial(function, SENTENCE), 50))
        print(f"one sentence, {function.__name__ + ':':23}{seconds / 50 * 1e6:7.0f} µs")


def start() -> None:
    """Print what the start costs."""
    clock = "import numpy, time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
    both = fresh(clock.format(f"import rhetoric; rhetoric.us_vs_them({SENTENCE!r})"))
    alone = fresh(clock.format("import rhetoric"))
    print(f"import beyond numpy: {alone:.0f} ms; first call: {both - alone:.0f} ms more")
    report = fresh(clock.format(f"import rhetoric; rhetoric.analyze({SENTENCE!r}, form='speech')"))
    print(f"first report of all four metrics: {report - alone:.0f} ms more\n")


def together(quick: bool) -> None:
    """Print what two workers do in the time of one."""
    texts = list(speeches(400 if quick else 2000, 1000, seed=2))
    halves = [texts[::2], texts[1::2]]

    def spread(pool: Executor) -> None:
        list(pool.map(analyzed, halves))

    print()
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    kinds: list[tuple[str, Executor]] = [
        ("processes", ProcessPoolExecutor(2, mp_context=get_context("spawn"))), ("threads", ThreadPoolExecutor(2)),
    ]  # fmt: skip
    for name, pool in kinds:
        with pool:
            list(pool.map(analyzed, [texts[:10]] * 4))  # the start is not counted
            one, two = best(partial(analyzed, texts), partial(spread, pool), rounds=3)
        print(f"two {name}: {one / two:.2f} times as fast as one (global lock {'on' if locked else 'off'})")


def growth() -> None:
    """Print how time grows with the text."""
    print("\nten times the text takes so many times as long:")
    for unit in ("They lied to us. ", "They lied ", "We did not, they did; ", "If you go, we will sue, ", "a.b. "):
        once, ten = best(*(partial(rhetoric.analyze, unit * times, form="speech") for times in (500, 5000)), rounds=3)
        print(f"{unit!r:36}{ten / once:6.1f}")


def long() -> None:
    """Print how long 64 MB take."""
    [text] = speeches(1, 1_000_000, seed=3)
    [once] = best(partial(analyzed, [text]), rounds=3)
    [all_of_it] = best(partial(analyzed, ["\n\n".join([text] * 64)]), rounds=1)
    print(f"\none text of 64 MB takes {all_of_it / once:.1f} times as long as one of 1 MB ({all_of_it:.0f} s)")


def memory() -> float:
    """
    Return the most memory that a fresh process takes for 20 MB of an endless iterator, in MB.

    A process inherits the mark of the one that starts it, so that this is to be asked before that one grows.
    """
    program = """
import resource, speed
speed.endless(20_000_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
    return float(subprocess.check_output([sys.executable, "-c", program], text=True, cwd=Path(__file__).parent))


def endless(characters: int) -> None:
    """Read so many characters of an iterator that has no end."""
    texts = cycle(list(speeches(1000, 4000, seed=4)))
    deque(islice(rhetoric.analyze_many(texts, form="speech"), characters // 4000), maxlen=0)


def peers(quick: bool) -> None:
    """Print what other tools take to count the words of a list, or all words, in the same texts."""
    texts = list(speeches(200 if quick else 1000, 1000, seed=5))
    lexicons = [shipped_lexicon(name) for name in ("common", *(metric.id for metric in rhetoric.METRICS))]
    words = {word for lexicon in lexicons for category in lexicon.words.values() for word in category}
    listed = sorted(word for word in words if word.isalpha())[:500]
    tools: dict[str, Callable[[], object]] = {"rhetoric, all four metrics, with places": partial(analyzed, texts)}
    for make in (_spacy, _aho_corasick, _textstat, _polars):
        with suppress(ImportError):
            name, function = make(texts, listed)
            tools[name] = function
    reference, *times = best(partial(split, texts), *tools.values(), rounds=1 if quick else 3)
    print(f"\n{f'{len(texts):,} texts of 1 kB, {len(listed)} listed words':50}{'x findall':>11}")
    for name, own in zip(tools, times, strict=True):
        print(f"{name:50}{reference / own:11.3f}")


def _spacy(texts: list[str], words: list[str]) -> tuple[str, Callable[[], object]]:
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("listed", [language.make_doc(word) for word in words])
    return f"spaCy {version('spacy')} PhraseMatcher", lambda: [len(matcher(doc)) for doc in language.pipe(texts)]


def _aho_corasick(texts: list[str], words: list[str]) -> tuple[str, Callable[[], object]]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, len(word))
    automaton.make_automaton()

    def whole_words(text: str) -> Iterator[int]:
        for end, length in automaton.iter(text):
            before, after = text[end - length : end - length + 1], text[end + 1 : end + 2]
            if not before.isalnum() and not after.isalnum():
                yield end

    name = f"Aho-Corasick (pyahocorasick {version('pyahocorasick')}), whole words"
    return name, lambda: [sum(1 for _ in whole_words(f" {text.lower()} ")) for text in texts]


def _textstat(texts: list[str], _: list[str]) -> tuple[str, Callable[[], object]]:
    import textstat

    return f"textstat {version('textstat')}, number of words", lambda: list(map(textstat.lexicon_count, texts))


def _polars(texts: list[str], words: list[str]) -> tuple[str, Callable[[], object]]:
    import polars

    column = polars.Series(texts)
    pattern = rf"(?i)\b(?:{'|'.join(words)})\b"
    return f"Polars {version('polars')} count_matches, all cores", lambda: column.str.count_matches(pattern)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--quick", action="store_true", help="a tenth of the texts, measured once")
    parser.add_argument("--long", action="store_true", help="also what takes minutes")
    options = parser.parse_args()
    made = datetime.now(UTC).date()
    print(f"rhetoric {version('rhetoric-metrics')}, Python {platform.python_version()}, {platform.machine()}, {made}\n")
    if options.long:
        print(f"memory over an endless iterator: {memory():.0f} MB at most")
    start()
    many(options.quick)
    single()
    together(options.quick)
    growth()
    peers(options.quick)
    if options.long:
        long()


if __name__ == "__main__":
    main()
