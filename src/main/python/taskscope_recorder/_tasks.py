"""Sensor `tasks`: queued where and with what, started, ended or failed.

    add_task ──► task.queued                BackgroundTask(...) ──► waits until we know its queue:
                                              BackgroundTasks([...]), Response(background=...),
                                              its start, or the end of the request
    BackgroundTask.__call__ ──► task.started ... task.ended | task.failed | task.cancelled
"""

from __future__ import annotations

import functools
import sys
from asyncio import CancelledError
from typing import Any, Awaitable, Callable, Dict, NamedTuple, Tuple

from taskscope_recorder import _ids, _install, _requests
from taskscope_recorder._arguments import Parameters, arguments_of, parameters_of
from taskscope_recorder._code import name_of
from taskscope_recorder._context import current_task, owner_frame, request_id, task_id
from taskscope_recorder._describe import type_name
from taskscope_recorder._emit import emit, is_recording, quote
from taskscope_recorder._guard import failed, guarded
from taskscope_recorder._location import location, users_frame
from taskscope_recorder._tracebacks import hide_our_frame
from taskscope_recorder._weak import WeakNumbers

Run = Callable[[Any], Awaitable[None]]

# A call site has one line; an application has few that queue.
_MOST_CALL_SITES = 5_000

_call_sites: Dict[Tuple[int, type, bool, int, int], Tuple[str, Parameters]] = {}
_names: Dict[int, str] = {}
_tasks = WeakNumbers()
_queues = WeakNumbers()


class _Built(NamedTuple):
    """A task that was built by hand; on which queue it will stand is not known yet."""

    request: int
    tail: str


_built: Dict[int, _Built] = {}
# Task -> type name of what its sync function returned.
_returned: Dict[int, str] = {}


def install(hooks: _install.Hooks) -> None:
    """Look in at Starlette's two classes; FastAPI's own queue builds on them."""
    hooks.when_imported("starlette.background", lambda module: _look(hooks, module))
    _requests.when_ended.append(_tell_what_was_built)
    hooks.on_stop(lambda: _requests.when_ended.remove(_tell_what_was_built))
    hooks.after_fork_in_child(_begin_again)
    _begin_again()


def _begin_again() -> None:
    for known in (_built, _returned, _call_sites, _names):
        known.clear()


def _look(hooks: _install.Hooks, module: Any) -> None:
    queue = module.BackgroundTasks
    adds = queue.add_task.__code__
    hooks.wrap(queue, "add_task", _add)
    hooks.wrap(queue, "__init__", _fill)
    hooks.wrap(module.BackgroundTask, "__init__", lambda original: _build(original, adds))
    hooks.wrap(module.BackgroundTask, "__call__", _run)
    hooks.wrap(module, "run_in_threadpool", _run_in_threadpool)


def queue_id(queue: Any) -> int:
    """Number of a queue; a single task is a queue of one."""
    return _queues.of(queue)


def attach(queue: Any) -> None:
    """Tell of the tasks that were built by hand and now stand on this queue."""
    if _built:
        for task in getattr(queue, "tasks", None) or (queue,):
            _tell_built(_tasks.find(task), queue_id(queue))


def _add(original: Callable[..., None]) -> Callable[..., None]:
    def add_task(self: Any, func: Any, *args: Any, **kwargs: Any) -> None:
        try:
            original(self, func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if is_recording():
            _added(self)

    return add_task


def _fill(original: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it replaces one
        original(self, *args, **kwargs)
        if _built:
            guarded("task.queued")(attach)(self)

    return __init__


def _build(original: Callable[..., None], adds: Any) -> Callable[..., None]:
    def __init__(self: Any, func: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it replaces one
        try:
            original(self, func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if sys._getframe(1).f_code is not adds and is_recording():  # noqa: SLF001 - the cheap way
            _remember_built(self)

    return __init__


def _run(original: Run) -> Run:
    @owner_frame
    async def run(self: Any) -> None:
        if not is_recording():
            await original(self)
            return
        taskscope_request = request_id()  # noqa: F841 - read by owner_of
        taskscope_task = _started(self)
        before = current_task.set(taskscope_task)
        try:
            await original(self)
        except BaseException as passing:
            _failed(passing)
            hide_our_frame(passing)
            raise
        else:
            _ended(taskscope_task)
        finally:
            try:
                current_task.reset(before)
            except ValueError:
                # Closed from another context: nothing to put back there.
                failed("context")

    return run


def _run_in_threadpool(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def run_in_threadpool(func: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            result = await original(func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if is_recording():
            _returned[task_id()] = type_name(type(result))
        return result

    return run_in_threadpool


def _added(queue: Any) -> None:
    try:
        task = queue.tasks[-1]
        emit("task.queued", f',"queue":{queue_id(queue)}{_description(task)}', task=_tasks.of(task))
    except Exception:  # noqa: BLE001 - a queue of another making
        failed("task.queued")


@guarded("task.queued")
def _remember_built(task: Any) -> None:
    _built[_tasks.of(task)] = _Built(request_id(), _description(task))


def _tell_what_was_built(request: int) -> None:
    if not _built:
        return
    for task in [task for task, built in _built.items() if built.request == request]:
        _tell_built(task, 0)


def _tell_built(task: int, queue: int) -> None:
    built = _built.pop(task, None)
    if built is not None:
        on = f',"queue":{queue}' if queue else ""
        emit("task.queued", on + built.tail, request=built.request, task=task)


def _description(task: Any) -> str:
    func = task.func
    function = _ids.function_id(func)
    frame = users_frame()
    caller = _ids.function_id(frame.f_code) if frame is not None else 0
    # A bound method and a partial fill parameters of the same function differently.
    place = (function, type(func), task.is_async, caller, frame.f_lineno if frame is not None else 0)
    known = _call_sites.get(place)
    if known is None:
        known = _describe_call_site(task, function, frame, caller)
        if function and len(_call_sites) < _MOST_CALL_SITES and type(func) is not functools.partial:
            _call_sites[place] = known
    fixed, parameters = known
    return f'{fixed},"arguments":[{arguments_of(task, parameters)}]'


def _describe_call_site(task: Any, function: int, frame: Any, caller: int) -> Tuple[str, Parameters]:
    tail = f',"name":{quote(name_of(task.func))}'
    if function:
        tail += f',"function":{function}'
    tail += f',"mode":"{"async" if task.is_async else "sync"}"'
    if frame is not None:
        tail += f'{location(frame)},"caller":{caller}'
    return tail, parameters_of(task.func)


def _started(task: Any) -> int:
    try:
        number = _tasks.of(task)
        if number in _built:
            # Whoever runs it holds the queue: the frame that called our wrapper.
            holder = sys._getframe(2).f_locals.get("self")  # noqa: SLF001 - rare path
            _tell_built(number, queue_id(holder if hasattr(holder, "tasks") else task))
        emit("task.started", _named(task.func), at_once=True, task=number)
    except Exception:  # noqa: BLE001 - a task of another shape
        failed("task.started")
        return 0
    return number


def _named(func: Any) -> str:
    function = _ids.function_id(func)
    text = _names.get(function)
    if text is None:
        text = f',"name":{quote(name_of(func))}'
        if function:
            _names[function] = text
    return text


@guarded("task.failed")
def _failed(exception: BaseException) -> None:
    ended = "task.cancelled" if isinstance(exception, (CancelledError, GeneratorExit)) else "task.failed"
    emit(ended, f',"exception":{_ids.exception_id(exception)}')
    _returned.pop(task_id(), None)


def _ended(task: int) -> None:
    returned = _returned.pop(task, None)
    emit("task.ended", f',"returned":{quote(returned)}' if returned else "")
