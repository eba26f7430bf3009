"""``{cue-table} en.blame_shifting``: the cues of a shipped lexicon as a table, straight from the data file."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from rhetoric.lexicon import Lexicon, shipped_lexicon


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
            f"`{cue.id}`", cue.label, f"{cue.score:.2f}", cue.yes[0], cue.no[0], ", ".join(cue.veto) or "–", cue.source
        ]  # fmt: skip
        rows.append("| " + " | ".join(map(_cell, cells)) + " |")
    if lexicon.vetoes:
        rows += ["", "| veto | takes a hit back because |", "|---|---|"]
        rows += [f"| `{veto.id}` | {_cell(veto.reason)} |" for veto in lexicon.vetoes]
    return rows


class CueTable(SphinxDirective):
    """The directive."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Parse the generated table as part of the page."""
        language, name = self.arguments[0].split(".", 1)
        lexicon = shipped_lexicon(name, language)
        self.env.note_dependency(__file__)
        return self.parse_text_to_nodes("\n".join(_rows(lexicon)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("cue-table", CueTable)
    return {"parallel_read_safe": True}


