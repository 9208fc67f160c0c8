"""Whose asyncio task a loop is running, where no frame of ours on the stack says it."""

from __future__ import annotations

import gc
import sys
from contextvars import Context
from typing import Any, NamedTuple, Optional

from taskscope_recorder._context import current_request, current_task
from taskscope_recorder._guard import failed


class Running(NamedTuple):
    """The asyncio task that runs: its identity, for which request and task, the name of its coroutine."""

    identity: int
    request: int
    task: int
    coroutine: str


NOTHING = Running(0, 0, 0, "")


def running_on(loop: Any) -> Running:
    """Look at a loop from another thread."""
    try:
        task = sys.modules["asyncio"].current_task(loop)
        if task is None:
            return NOTHING
        context = _context_of(task)
        coroutine = getattr(task.get_coro(), "__qualname__", "")
        if context is None:
            return Running(id(task), 0, 0, coroutine)
        return Running(id(task), context.get(current_request, 0), context.get(current_task, 0), coroutine)
    except Exception:  # noqa: BLE001 - tasks of another making
        failed("current task")
        return NOTHING


def _context_of(task: Any) -> Optional[Context]:
    # PYVERSIONS: Task.get_context() came with 3.12; before, only the collector sees the context.
    if hasattr(task, "get_context"):
        context = task.get_context()
        return context if type(context) is Context else None
    for referent in gc.get_referents(task):
        if type(referent) is Context:
            return referent
    return None
