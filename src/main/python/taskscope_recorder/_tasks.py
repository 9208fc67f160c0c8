"""Sensor `tasks`: queued, started, ended or failed.

The user's own function is never wrapped: Starlette finds out by looking at it whether it is asynchronous.
"""

from __future__ import annotations

import sys
from asyncio import CancelledError
from typing import Any, Awaitable, Callable, Dict

from taskscope_recorder import _ids, _install, _queued, _queues, _requests
from taskscope_recorder._code import name_of
from taskscope_recorder._context import current_task, owner_frame, request_id, task_id
from taskscope_recorder._describe import type_name
from taskscope_recorder._emit import emit, is_recording, quote
from taskscope_recorder._exceptions import users_frames
from taskscope_recorder._fingerprints import changed
from taskscope_recorder._guard import failed, guarded, own_work
from taskscope_recorder._open import open_tasks
from taskscope_recorder._tracebacks import hide_our_frame

Run = Callable[[Any], Awaitable[None]]

# An application queues fewer functions than this.
_MOST_NAMES = 5_000

# By type, not by `isinstance`: that asks the exception's own `__class__`.
_CANCELLED = (CancelledError, GeneratorExit)

# Function -> the member that names it.
_names: Dict[int, str] = {}
# Task -> type name of what its sync function returned.
_returned: Dict[int, str] = {}


def install(hooks: _install.Hooks) -> None:
    """Look in at Starlette's two classes; FastAPI's own queue builds on them."""
    hooks.when_imported("starlette.background", lambda module: _look(hooks, module))
    _requests.when_ended.append(_queued.tell_what_was_built)
    hooks.on_stop(lambda: _requests.when_ended.remove(_queued.tell_what_was_built))
    hooks.after_fork_in_child(_begin_again)
    _begin_again()


def _begin_again() -> None:
    _queued.begin_again()
    open_tasks.clear()
    _names.clear()
    _returned.clear()


def _look(hooks: _install.Hooks, module: Any) -> None:
    queue = module.BackgroundTasks
    adds = queue.add_task.__code__
    hooks.wrap(queue, "add_task", _add)
    hooks.wrap(queue, "__init__", _fill)
    hooks.wrap(module.BackgroundTask, "__init__", lambda original: _build(original, adds))
    hooks.wrap(module.BackgroundTask, "__call__", _run)
    hooks.wrap(module, "run_in_threadpool", _run_in_threadpool)


def _add(original: Callable[..., None]) -> Callable[..., None]:
    def add_task(self: Any, func: Any, *args: Any, **kwargs: Any) -> None:
        try:
            original(self, func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if is_recording():
            _queued.added(self)

    return add_task


def _fill(original: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it replaces one
        original(self, *args, **kwargs)
        if args or kwargs:
            _queued.attach(self)
        elif is_recording():
            _queues.made(self, sys._getframe(1).f_code)  # noqa: SLF001 - the cheap way

    return __init__


def _build(original: Callable[..., None], adds: Any) -> Callable[..., None]:
    def __init__(self: Any, func: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it replaces one
        try:
            original(self, func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if sys._getframe(1).f_code is not adds and is_recording():  # noqa: SLF001 - the cheap way
            _queued.built(self)

    return __init__


def _run(original: Run) -> Run:
    @owner_frame
    async def run(self: Any) -> None:
        if not is_recording():
            await original(self)
            return
        taskscope_request = request_id()  # noqa: F841 - read by owner_of
        taskscope_task = _started(self)
        open_tasks.add(taskscope_task)
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
            open_tasks.discard(taskscope_task)
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


@own_work("task.started")
def _started(task: Any) -> int:
    try:
        number = _queued.task_number(task)
        emit("task.started", _named(task.func) + changed(task, number), at_once=True, task=number)
    except Exception:  # noqa: BLE001 - a task of another shape
        failed("task.started")
        return 0
    return number


def _named(func: Any) -> str:
    function = _ids.function_id(func)
    text = _names.get(function)
    if text is None:
        text = f',"name":{quote(name_of(func))}'
        if function and len(_names) < _MOST_NAMES:
            _names[function] = text
    return text


@guarded("task.failed")
def _failed(exception: BaseException) -> None:
    tail = f',"exception":{_ids.exception_id(exception)}'
    if issubclass(type(exception), _CANCELLED):
        emit("task.cancelled", tail + users_frames(exception))
    else:
        emit("task.failed", tail)
    _returned.pop(task_id(), None)


@own_work("task.ended")
def _ended(task: int) -> None:
    returned = _returned.pop(task, None)
    emit("task.ended", f',"returned":{quote(returned)}' if returned else "")
