"""Up to Python 3.10: our frames are passed by where a traceback is shown without logging.

From 3.11 on the hooks take them off themselves (see `_tracebacks`), and there is nothing to do here.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Iterator

from taskscope_recorder._tracebacks import without_ours

if TYPE_CHECKING:
    from taskscope_recorder import _install

# PYVERSIONS: see _tracebacks.
_FRAMES_STAY = sys.version_info < (3, 11)


def install(hooks: _install.Hooks) -> None:
    """Look in where the standard library and pytest walk a traceback."""
    if _FRAMES_STAY:
        hooks.when_imported("traceback", lambda module: hooks.wrap(module, "walk_tb", _walk_tb))
        hooks.when_imported("_pytest._code.code", lambda module: hooks.wrap(module.Traceback, "__init__", _init))


def _walk_tb(original: Callable[[Any], Iterator[Any]]) -> Callable[[Any], Iterator[Any]]:
    def walk_tb(tb: Any) -> Iterator[Any]:
        return original(_clean(tb))

    return walk_tb


def _init(original: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, tb: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - the original's name
        original(self, _clean(tb), *args, **kwargs)

    return __init__


def _clean(tb: Any) -> Any:
    return without_ours(tb) if type(tb) is TracebackType else tb
