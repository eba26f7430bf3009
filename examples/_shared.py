"""What the examples share: reading a file, and errors as one line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import rhetoric
from rhetoric.voices import read_transcript

_LABELLED = 0.5  # share of the characters of a transcript that stand in turns


def read_text(path: Path, form: str | None = None) -> str:
    """Return a text that is in UTF-8 or, as many old ones, in Latin-1; say so if it looks like another `form`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SystemExit(f"{path}: cannot be read ({error.strerror}): give the path of a text file.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        print(f"{path}: not in UTF-8, read as Latin-1.", file=sys.stderr)
        text = data.decode("cp1252", errors="replace")
    turns = read_transcript(text) if form == "article" else ()
    if len(turns) > 2 and sum(turn.end - turn.start for turn in turns) > _LABELLED * len(text):
        print(f"{path}: looks like a transcript; read it with: --form transcript", file=sys.stderr)
    return text


def table(report: rhetoric.Report) -> str:
    """Return the table of a report, or how else to read a text in which nobody speaks."""
    if any(report.profiles()):
        return str(report)
    if report.form == "transcript":
        return "No turns found. A turn begins with a line 'NAME: text'."
    return "No quoted words found. For a speech add --form speech, for 'NAME: text' lines --form transcript."


def run(main: Callable[[], None]) -> None:
    """Run a script; what a user can mend is said in one line."""
    try:
        main()
    except rhetoric.RhetoricError as error:
        raise SystemExit(str(error)) from None
