"""The files that come with the library."""

from __future__ import annotations

from pkgutil import get_data  # `importlib.resources` takes many times as long to import

__all__ = ["shipped"]


def shipped(path: str) -> str:
    """Return the text of a file; raises `FileNotFoundError` where there is none."""
    return (get_data("rhetoric", path) or b"").decode("utf-8")
