"""What to write in a paper."""

from __future__ import annotations

from rhetoric.errors import wrong
from rhetoric.parties import Parties
from rhetoric.pooling import Pool
from rhetoric.report import Report, library_version

__all__ = ["cite"]

_BIBTEX = """@software{{rhetoric_metrics,
  title   = {{rhetoric: measuring how people argue in quoted speech}},
  author  = {{{{The rhetoric developers}}}},
  version = {{{version}}},
  year    = {{2026}},
  note    = {{Python package rhetoric-metrics}}
}}"""


def cite(report: Report | Pool | None = None) -> str:
    """
    Return a BibTeX entry and, for a report, a methods sentence with all versions.

    Parameters
    ----------
    report
        The report or pool whose provenance is to be named; without it only the BibTeX entry is returned.

    Examples
    --------
    >>> import rhetoric
    >>> print(rhetoric.cite(rhetoric.analyze("We won.", form="speech")).splitlines()[-1][:43])
    Rhetorical measures were computed with rhet

    .. versionadded:: 0.1
    """
    if report is not None and not isinstance(report, Report | Pool):
        raise wrong(report, "cite()", "a report or a pool", "pass what analyze() or pool() gives")
    entry = _BIBTEX.format(version=library_version() if report is None else report.provenance.version)
    if report is None:
        return entry
    made = report.provenance
    left_out = {"metrics"} if made.options["parties"] != Parties().to_dict() else {"metrics", "parties"}
    given = {name: value for name, value in made.options.items() if value and name not in left_out}
    options = ", ".join(f"{name} = {value!r}" for name, value in given.items())
    return (
        f"{entry}\n\nRhetorical measures were computed with rhetoric-metrics {made.version} "
        f"(lexicons {', '.join(made.lexicons)}; {options}; metrics {', '.join(made.options['metrics'])}; "
        f"Python {made.python}, Unicode {made.unicode})."
    )
