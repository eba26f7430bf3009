"""Regular expressions that are compiled at their first use: importing the library stays cheap."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, overload

__all__ = ["late"]

Compiled = TypeVar("Compiled")
_PARTS = ("findall", "finditer", "fullmatch", "match", "pattern", "search", "sub")


class _Late:
    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        """Compile, when a part is asked for that is not there yet."""
        if name not in _PARTS:
            raise AttributeError(name)
        pattern = self._make()
        for part in _PARTS:
            setattr(self, part, getattr(pattern, part))
        return getattr(pattern, name)


@overload
def late(source: str, flags: int = 0) -> re.Pattern[str]: ...


@overload
def late(source: str, flags: int, compiler: Callable[..., Compiled]) -> Compiled: ...


def late(source: str, flags: int = 0, compiler: Callable[..., Any] = re.compile) -> Any:
    """Return a pattern that `compiler` makes when it is first used."""
    return _Late(lambda: compiler(source, flags))
