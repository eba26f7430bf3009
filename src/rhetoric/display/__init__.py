"""Showing: tables, keyword in context, highlighted HTML, citations. Strings out, nothing printed."""

from rhetoric.display.cite import cite
from rhetoric.display.html import to_html
from rhetoric.display.tables import kwic, table

__all__ = ["cite", "kwic", "table", "to_html"]
