"""Asyncio tasks that are not over yet: known by number, never kept alive.

A done callback tells of the end, a weak reference of one that was collected while it was pending. The
callback never shows in the `repr` of its asyncio task: "Task was destroyed but it is pending!" prints it.
"""

from __future__ import annotations

import contextvars
import weakref
from asyncio import _get_running_loop
from asyncio import current_task as current_asyncio_task
from itertools import count
from typing import Any, Callable, Dict, List, NamedTuple

from taskscope_recorder._context import current_request, current_task
from taskscope_recorder._emit import emit
from taskscope_recorder._exceptions import exception_id
from taskscope_recorder._guard import failed


class _Open(NamedTuple):
    reference: Any
    request: int
    task: int


_open: Dict[int, _Open] = {}
# Identity of an asyncio task -> its number; gone with it.
_numbers: Dict[int, int] = {}
_next = count(1)


class Done:
    """The callback of one asyncio task; holds nothing but its number."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        """Stand for the asyncio task of this number."""
        self.number = number

    def __call__(self, task: Any) -> None:
        """Tell how it ended."""
        _tell_end(self.number, task)


def follow(task: Any, request: int, of_task: int, created: Callable[[int], None]) -> None:
    """Tell that an asyncio task was created, and later how it ended."""
    number = next(_next)
    key = id(task)

    def collected(_: Any) -> None:
        if _numbers.get(key) == number:
            del _numbers[key]
        _tell_collected(number)

    _open[number] = _Open(weakref.ref(task, collected), request, of_task)
    _numbers[key] = number
    created(number)
    if task.done():
        _tell_end(number, task)
    else:
        # A context of its own, with nothing else in it: the creator's would be kept alive.
        context = contextvars.Context()
        context.run(_on_behalf_of, request, of_task)
        task.add_done_callback(Done(number), context=context)


def in_asyncio_task() -> str:
    """JSON tail that names the recorded asyncio task that runs here, empty where there is none."""
    if not _numbers or _get_running_loop() is None:
        return ""
    number = _numbers.get(id(current_asyncio_task()), 0)
    return f',"asyncioTask":{number}' if number else ""


def still_open() -> List[int]:
    """Numbers of those that are not over; those that ended without a turn of their loop are told of now."""
    for number, known in list(_open.items()):
        task = known.reference()
        if task is not None and task.done():
            _tell_end(number, task)
    return list(_open)


def begin_again() -> None:
    """Forget all: in a forked child, or before another recording."""
    global _next  # noqa: PLW0603 - ids are per process
    _next = count(1)
    _open.clear()
    _numbers.clear()


def _on_behalf_of(request: int, of_task: int) -> None:
    current_request.set(request)
    current_task.set(of_task)


def _tell_end(number: int, task: Any) -> None:
    try:
        known = _open.pop(number, None)
        if known is None:
            return
        tail = f',"asyncioTask":{number}'
        kind = "asyncio.ended"
        if task.cancelled():
            kind = "asyncio.cancelled"
        else:
            # Not exception(): it would count as retrieved, and Python would no longer log it.
            exception = task._exception  # noqa: SLF001 - see above
            if exception is not None:
                kind = "asyncio.failed"
                tail += f',"exception":{exception_id(exception)}'
        emit(kind, tail, request=known.request, task=known.task)
    except Exception:  # noqa: BLE001 - an asyncio task of another making
        failed("asyncio.ended")


def _tell_collected(number: int) -> None:
    try:
        known = _open.pop(number, None)
        if known is not None:
            emit("asyncio.destroyed", f',"asyncioTask":{number}', request=known.request, task=known.task)
    except Exception:  # noqa: BLE001 - the interpreter may be ending
        failed("asyncio.destroyed")
