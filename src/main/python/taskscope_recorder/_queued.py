"""Tasks that were queued: by `add_task`, or built by hand and put on a queue later.

add_task ──► task.queued
BackgroundTask(...) ──► waits until we know its queue: BackgroundTasks([...]),
Response(background=...), its start, or the end of the request
"""

from __future__ import annotations

import sys
import types
import weakref
from typing import TYPE_CHECKING, Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from taskscope_recorder import _fingerprints, _ids
from taskscope_recorder._arguments import Parameters, arguments_of, parameters_of
from taskscope_recorder._code import code_of, mode_of, name_of
from taskscope_recorder._context import request_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._fits import why_it_cannot_be_called
from taskscope_recorder._guard import failed, guarded, own_work
from taskscope_recorder._location import location, users_frame
from taskscope_recorder._tracebacks import OUR_DIRECTORY
from taskscope_recorder._weak import WeakNumbers

if TYPE_CHECKING:
    from types import FrameType

# A call site has one line; an application has few that queue.
_MOST_CALL_SITES = 5_000
_MOST_UNPLACED = 1_000
_PLAIN = frozenset((types.FunctionType, types.MethodType))
# From `users_frame` to whoever called what we wrap: frames of ours in between, which need no look.
_PAST_ADD_TASK, _PAST_BUILD = 2, 3


class _CallSite(NamedTuple):
    """What is the same for every task that one line queues."""

    # Weak references: addresses that are used again must not be taken for these.
    code: Any
    caller: Any
    fixed: str
    parameters: Parameters


# By addresses, and by instruction, not by line: that is found by reading the code's table of lines.
_call_sites: Dict[Tuple[Any, ...], _CallSite] = {}
# Called with each task that was queued, its number and the bytes of its arguments.
when_queued: List[Callable[[Any, int, int], None]] = []
_tasks = WeakNumbers()
_queues = WeakNumbers()


class _Built(NamedTuple):
    """A task that was built by hand; on which queue it will stand is not known yet."""

    request: int
    tail: str


# Task -> what is to be told once its queue is known.
unplaced: Dict[int, _Built] = {}


def begin_again() -> None:
    """Forget what was seen: in a forked child, or before another recording."""
    unplaced.clear()
    _call_sites.clear()
    _tasks.sweep()
    _queues.sweep()
    _fingerprints.forget_fingerprints()


def queue_id(queue: Any) -> int:
    """Number of a queue; a single task is a queue of one."""
    return _queues.of(queue)


def task_number(task: Any) -> int:
    """Number of a task that is about to start."""
    number = _tasks.of(task)
    if number in unplaced:
        # Whoever runs it holds the queue: the frame that called our wrapper.
        frame: Optional[FrameType] = sys._getframe(1)  # noqa: SLF001 - the one way to see it, and rare
        while frame is not None and frame.f_code.co_filename.startswith(OUR_DIRECTORY):
            frame = frame.f_back
        holder = frame.f_locals.get("self") if frame is not None else None
        _tell_built(number, queue_id(holder if hasattr(holder, "tasks") else task))
    return number


@guarded("task.queued")
def attach(queue: Any) -> None:
    """Tell of the tasks that were built by hand and now stand on this queue."""
    for task in getattr(queue, "tasks", None) or (queue,):
        _tell_built(_tasks.find(task), queue_id(queue))


@own_work("task.queued")
def added(queue: Any) -> None:
    """Tell of the task that was just put on this queue."""
    try:
        task = queue.tasks[-1]
        number = _tasks.add(task)
        tail = f',"queue":{_queues.of(queue)}{_description(task, number, users_frame(_PAST_ADD_TASK))}'
        emit("task.queued", tail, task=number)
    except Exception:  # noqa: BLE001 - a queue of another making
        failed("task.queued")


@guarded("task.queued")
def built(task: Any) -> None:
    """Remember a task that was built by hand."""
    if len(unplaced) >= _MOST_UNPLACED:
        # Built, never run, and outside of every request: nothing will ever be told of the oldest.
        unplaced.pop(next(iter(unplaced)))
    number = _tasks.of(task)
    unplaced[number] = _Built(request_id(), _description(task, number, users_frame(_PAST_BUILD)))


def tell_what_was_built(request: int) -> None:
    """Tell at the end of a request of the tasks that stand on no queue."""
    if not unplaced:
        return
    for task in [task for task, waiting in unplaced.items() if waiting.request == request]:
        _tell_built(task, 0)


def _tell_built(task: int, queue: int) -> None:
    waiting = unplaced.pop(task, None)
    if waiting is not None:
        on = f',"queue":{queue}' if queue else ""
        emit("task.queued", on + waiting.tail, request=waiting.request, task=task)


def _description(task: Any, number: int, frame: Optional[FrameType]) -> str:
    func = task.func
    kind = type(func)
    if frame is None or kind not in _PLAIN:
        fixed, parameters = _describe_call_site(task, frame), parameters_of(func)
    else:
        # A method has its function's attributes, and fills its parameters differently.
        code, caller = func.__code__, frame.f_code
        place = (id(code), kind, id(caller), frame.f_lasti, len(task.args), *task.kwargs)
        known = _call_sites.get(place)
        if known is None or known.code() is not code or known.caller() is not caller:
            known = _meet_call_site(place, task, frame)
        fixed, parameters = known.fixed, known.parameters
    arguments, size = arguments_of(task, parameters)
    _fingerprints.remember(task, number)
    for tell in when_queued:
        tell(task, number, size)
    return f'{fixed},"arguments":[{arguments}]'


def _meet_call_site(place: Tuple[Any, ...], task: Any, frame: FrameType) -> _CallSite:
    code, caller = weakref.ref(task.func.__code__), weakref.ref(frame.f_code)
    known = _CallSite(code, caller, _describe_call_site(task, frame), parameters_of(task.func))
    if len(_call_sites) >= _MOST_CALL_SITES:
        _call_sites.clear()
    # A decorator's function is the same code for everything that it decorates.
    if not task.func.__dict__:
        _call_sites[place] = known
    return known


def _describe_call_site(task: Any, frame: Optional[FrameType]) -> str:
    function = _ids.function_id(task.func)
    tail = f',"name":{quote(name_of(task.func))}'
    if function:
        tail += f',"function":{function}'
    tail += f',"mode":"{"async" if task.is_async else "sync"}"'
    if frame is not None:
        tail += f'{location(frame)},"caller":{_ids.function_id(frame.f_code)}'
    return tail + _what_is_wrong(task)


def _what_is_wrong(task: Any) -> str:
    if not callable(task.func):
        return ',"callable":false'
    why = why_it_cannot_be_called(task.func, len(task.args), tuple(task.kwargs))
    tail = f',"fits":false,"why":{quote(why)}' if why else ""
    code = code_of(task.func)
    is_hidden = code is not None and not task.is_async and mode_of(code) == "async"
    return tail + (',"unwrapped":"async"' if is_hidden else "")
