"""How long the garbage collector stopped everything, and on which thread."""

from __future__ import annotations

import gc
from collections import deque
from threading import get_ident
from typing import TYPE_CHECKING, Deque, Dict, Tuple

from taskscope_recorder._held import perf_counter_ns

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# Shorter ones cannot make a stall; most collections take microseconds.
_SHORTEST_NANOS = 1_000_000

_began = [0]
_pauses: Deque[Tuple[int, int, int]] = deque(maxlen=50)


def install(hooks: Hooks) -> None:
    """Time every collection from now on."""
    gc.callbacks.append(_collecting)
    hooks.on_stop(lambda: gc.callbacks.remove(_collecting))


def collected_nanos(thread: int, began: int, ended: int) -> int:
    """How long this thread collected garbage between two instants."""
    return sum(max(0, min(ended, end) - max(began, begin)) for whose, begin, end in list(_pauses) if whose == thread)


def _collecting(phase: str, _: Dict[str, int]) -> None:
    # The collector runs under the interpreter's lock: there is one collection at a time.
    if phase == "start":
        _began[0] = perf_counter_ns()
    elif perf_counter_ns() - _began[0] >= _SHORTEST_NANOS:
        _pauses.append((get_ident(), _began[0], perf_counter_ns()))
