"""
Measure speed as a ratio to ``regex.findall(r"\\w+", text)`` on the same text in the same run.

    python tests/benchmarks/speed.py

Absolute times mean little: machines differ. Above 1 is faster than splitting the words.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import regex

import rhetoric

EXAMPLES = Path(__file__).parents[2] / "examples"
FIND = regex.compile(r"\w+").findall


def best(function: Callable[[], object], times: int = 7) -> float:
    """Return the shortest of several runs, in seconds."""
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        runs.append(time.perf_counter() - start)
    return min(runs)


def import_time() -> float:
    """Return what importing the library costs beyond numpy, in a fresh interpreter."""
    program = "import numpy, time; t = time.perf_counter(); import rhetoric; print(time.perf_counter() - t)"
    runs = [subprocess.check_output([sys.executable, "-c", program], text=True) for _ in range(5)]
    return min(map(float, runs))


def main() -> None:
    article = (EXAMPLES / "press_conference.txt").read_text("utf-8")
    speech = "\n\n".join(path.read_text("utf-8") for path in sorted((EXAMPLES / "speeches").glob("*.txt")))
    long = "\n\n".join([speech] * 100)
    rhetoric.analyze(article)
    print(f"import beyond numpy      {import_time() * 1000:7.1f} ms")
    rows: list[tuple[str, list[str], Callable[[], object]]] = [
        ("analyze, one article", [article], lambda: rhetoric.analyze(article)),
        ("find_quotes, one article", [article], lambda: rhetoric.find_quotes(article)),
        ("analyze, one speech", [speech], lambda: rhetoric.analyze(speech, form="speech")),
        ("analyze, a long speech", [long], lambda: rhetoric.analyze(long, form="speech")),
        ("analyze_many, speeches", [speech] * 300, lambda: list(rhetoric.analyze_many([speech] * 300, form="speech"))),
        ("analyze_many, articles", [article] * 300, lambda: list(rhetoric.analyze_many([article] * 300))),
    ]
    print(f"{'':28}{'characters':>11}{'ms':>9}{'x findall':>11}")
    for name, texts, run in rows:
        reference = best(lambda texts=texts: [FIND(text) for text in texts])  # type: ignore[misc]
        own = best(run)
        print(f"{name:28}{sum(map(len, texts)):11,}{own * 1000:9.2f}{reference / own:11.3f}")

    print("\nten times the text takes so many times as long:")
    for unit in ("They lied to us. ", "They lied ", "We did not, they did; ", "If you go, we will sue, ", "a.b. "):
        once, ten = (best(partial(rhetoric.analyze, unit * times, form="speech"), 3) for times in (500, 5000))
        print(f"{unit!r:36}{ten / once:6.1f}")


if __name__ == "__main__":
    main()
