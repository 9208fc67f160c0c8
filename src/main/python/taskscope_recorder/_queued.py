"""Tasks that were queued: by `add_task`, or built by hand and put on a queue later.

add_task ──► task.queued
BackgroundTask(...) ──► waits until we know its queue: BackgroundTasks([...]),
Response(background=...), its start, or the end of the request
"""

from __future__ import annotations

import functools
import sys
import types
from typing import Any, Callable, Dict, List, NamedTuple, Tuple

from taskscope_recorder import _fingerprints, _ids
from taskscope_recorder._arguments import Parameters, arguments_of, parameters_of
from taskscope_recorder._code import code_of, mode_of, name_of
from taskscope_recorder._context import request_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._fits import why_it_cannot_be_called
from taskscope_recorder._guard import failed, guarded
from taskscope_recorder._location import location, users_frame
from taskscope_recorder._weak import WeakNumbers

# A call site has one line; an application has few that queue.
_MOST_CALL_SITES = 5_000

_call_sites: Dict[Tuple[Any, ...], Tuple[str, Parameters]] = {}
# Called with each task that was queued, its number and the bytes of its arguments.
when_queued: List[Callable[[Any, int, int], None]] = []
_tasks = WeakNumbers()
_queues = WeakNumbers()


class _Built(NamedTuple):
    """A task that was built by hand; on which queue it will stand is not known yet."""

    request: int
    tail: str


_built: Dict[int, _Built] = {}


def begin_again() -> None:
    """Forget what was seen: in a forked child, or before another recording."""
    _built.clear()
    _call_sites.clear()
    _fingerprints.forget_fingerprints()


def queue_id(queue: Any) -> int:
    """Number of a queue; a single task is a queue of one."""
    return _queues.of(queue)


def task_number(task: Any) -> int:
    """Number of a task that is about to start."""
    number = _tasks.of(task)
    if number in _built:
        # Whoever runs it holds the queue: the frame that called our wrapper.
        holder = sys._getframe(3).f_locals.get("self")  # noqa: SLF001 - the one way to see it, and rare
        _tell_built(number, queue_id(holder if hasattr(holder, "tasks") else task))
    return number


@guarded("task.queued")
def attach(queue: Any) -> None:
    """Tell of the tasks that were built by hand and now stand on this queue."""
    if _built:
        for task in getattr(queue, "tasks", None) or (queue,):
            _tell_built(_tasks.find(task), queue_id(queue))


def added(queue: Any) -> None:
    """Tell of the task that was just put on this queue."""
    try:
        task = queue.tasks[-1]
        number = _tasks.of(task)
        emit("task.queued", f',"queue":{queue_id(queue)}{_description(task, number)}', task=number)
    except Exception:  # noqa: BLE001 - a queue of another making
        failed("task.queued")


@guarded("task.queued")
def built(task: Any) -> None:
    """Remember a task that was built by hand."""
    number = _tasks.of(task)
    _built[number] = _Built(request_id(), _description(task, number))


def tell_what_was_built(request: int) -> None:
    """Tell at the end of a request of the tasks that stand on no queue."""
    if not _built:
        return
    for task in [task for task, waiting in _built.items() if waiting.request == request]:
        _tell_built(task, 0)


def _tell_built(task: int, queue: int) -> None:
    waiting = _built.pop(task, None)
    if waiting is not None:
        on = f',"queue":{queue}' if queue else ""
        emit("task.queued", on + waiting.tail, request=waiting.request, task=task)


def _description(task: Any, number: int) -> str:
    func = task.func
    function = _ids.function_id(func)
    frame = users_frame()
    caller = _ids.function_id(frame.f_code) if frame is not None else 0
    # A bound method and a partial fill parameters of the same function differently, and so does a wrapper.
    outer = id(func.__code__) if type(func) is types.FunctionType else 0
    line = frame.f_lineno if frame is not None else 0
    place = (function, outer, type(func), task.is_async, caller, line, len(task.args), *task.kwargs)
    known = _call_sites.get(place)
    if known is None:
        known = _describe_call_site(task, function, frame, caller)
        if function and len(_call_sites) < _MOST_CALL_SITES and type(func) is not functools.partial:
            _call_sites[place] = known
    fixed, parameters = known
    arguments, size = arguments_of(task, parameters)
    _fingerprints.remember(task, number)
    for tell in when_queued:
        tell(task, number, size)
    return f'{fixed},"arguments":[{arguments}]'


def _describe_call_site(task: Any, function: int, frame: Any, caller: int) -> Tuple[str, Parameters]:
    tail = f',"name":{quote(name_of(task.func))}'
    if function:
        tail += f',"function":{function}'
    tail += f',"mode":"{"async" if task.is_async else "sync"}"'
    if frame is not None:
        tail += f'{location(frame)},"caller":{caller}'
    return tail + _what_is_wrong(task), parameters_of(task.func)


def _what_is_wrong(task: Any) -> str:
    if not callable(task.func):
        return ',"callable":false'
    why = why_it_cannot_be_called(task.func, len(task.args), tuple(task.kwargs))
    tail = f',"fits":false,"why":{quote(why)}' if why else ""
    code = code_of(task.func)
    is_hidden = code is not None and not task.is_async and mode_of(code) == "async"
    return tail + (',"unwrapped":"async"' if is_hidden else "")
