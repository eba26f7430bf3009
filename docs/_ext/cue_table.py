"""
Tables straight from the data files of shipped lexicons.

``{cue-table} en.blame_shifting`` shows the cues, ``{category-table} en.common`` the word categories.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from rhetoric.lexicon import Lexicon, shipped_lexicon

SHOWN = 30  # words of a category


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _rows(lexicon: Lexicon) -> list[str]:
    rows = [
        f"Lexicon `{lexicon.id}`, version {lexicon.version}, licence {lexicon.licence}, "
        f"SHA-256 `{lexicon.sha256[:12]}…`: {len(lexicon.cues)} cues.",
        "",
        "| cue | label | reliability | finds | leaves alone | vetoes | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for cue in lexicon.cues:
        cells = [
            f"`{cue.id}`", cue.label, f"{cue.score:.2f}", cue.yes[0], cue.no[0], ", ".join(cue.veto) or "–"
        ]  # fmt: skip
        rows.append("| " + " | ".join([*map(_cell, cells), f"[{cue.source}](#{cue.source})"]) + " |")
    if lexicon.vetoes:
        rows += ["", "| veto | takes a hit back because |", "|---|---|"]
        rows += [f"| `{veto.id}` | {_cell(veto.reason)} |" for veto in lexicon.vetoes]
    return rows


def _categories(lexicon: Lexicon) -> list[str]:
    rows = [f"Lexicon `{lexicon.id}`, version {lexicon.version}.", "", "| category | words |", "|---|---|"]
    for name, words in lexicon.words.items():
        more = f" … ({len(words)} words)" if len(words) > SHOWN else ""
        rows.append(f"| `{{{name}}}` | {_cell(' '.join(words[:SHOWN]))}{more} |")
    return rows


class CueTable(SphinxDirective):
    """The directive."""

    required_arguments: ClassVar[int] = 1
    rows = staticmethod(_rows)

    def run(self) -> list[nodes.Node]:
        """Parse the generated table as part of the page."""
        language, name = self.arguments[0].split(".", 1)
        lexicon = shipped_lexicon(name, language)
        self.env.note_dependency(__file__)
        return self.parse_text_to_nodes("\n".join(self.rows(lexicon)))


class CategoryTable(CueTable):
    """The other directive."""

    rows = staticmethod(_categories)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("cue-table", CueTable)
    app.add_directive("category-table", CategoryTable)
    return {"parallel_read_safe": True}


