"""Sensor `asyncio`: asyncio tasks that the user's code creates, and how they end.

    asyncio.create_task, ensure_future, gather, TaskGroup, AnyIO ──► loop.create_task ──► here

The loop's method is wrapped rather than its task factory set: that one is the application's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from taskscope_recorder import _asyncio_open, _ids, _lifespan
from taskscope_recorder._asyncio_whose import Whose, caller, code_of, whose
from taskscope_recorder._context import current_request, current_task
from taskscope_recorder._emit import emit, is_recording, now, quote
from taskscope_recorder._guard import failed
from taskscope_recorder._location import location
from taskscope_recorder._tracebacks import hide_our_frame, without_our_entries

if TYPE_CHECKING:
    from taskscope_recorder import _install


def install(hooks: _install.Hooks) -> None:
    """Look in where loops create asyncio tasks, and where their `repr` is made."""
    _asyncio_open.begin_again()
    hooks.after_fork_in_child(_asyncio_open.begin_again)
    hooks.when_imported("asyncio.base_futures", lambda module: hooks.wrap(module, "_future_repr_info", _repr))
    hooks.when_imported("asyncio.base_events", lambda module: hooks.wrap(module.BaseEventLoop, "create_task", _create))
    hooks.when_imported("uvloop", lambda module: hooks.wrap_inherited(module.Loop, "create_task", _create))


def _create(original: Callable[..., Any]) -> Callable[..., Any]:
    def create_task(self: Any, coro: Any, *args: Any, **kwargs: Any) -> Any:
        known = _look(coro)
        began = now()
        try:
            task = original(self, coro, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if known is not None:
            _created(task, known, began, kwargs.get("context"))
        if self.get_debug():
            # In debug mode an asyncio task keeps the place where it was created, and logs it.
            without_our_entries(getattr(task, "_source_traceback", None))
        return task

    return create_task


def _look(coro: Any) -> Any:
    if not is_recording():
        return None
    try:
        known = whose(coro, caller(2))
        return None if known is None else (known, _described(known))
    except Exception:  # noqa: BLE001 - anything can be awaited
        failed("asyncio.created")
        return None


def _described(known: Whose) -> str:
    coroutine = known.coroutine
    code = code_of(coroutine)
    frame = getattr(coroutine, "cr_frame", None)
    module = frame.f_globals.get("__name__") if frame is not None else None
    name = getattr(coroutine, "__qualname__", None) or type(coroutine).__qualname__
    tail = f',"name":{quote(f"{module}.{name}" if module else str(name))}'
    function = _ids.function_id(coroutine) if code is not None else 0
    if function:
        tail += f',"function":{function}'
    tail += f',"via":{quote(known.via)}'
    if known.frame is not None:
        tail += location(known.frame)
    phase = _lifespan.phase()
    return f'{tail},"phase":"{phase}"' if phase else tail


def _created(task: Any, known: Any, began: int, context: Any) -> None:
    try:
        request, of_task = current_request.get(), current_task.get()
        if context is not None:
            request, of_task = context.get(current_request, 0), context.get(current_task, 0)

        def tell(number: int) -> None:
            tail = f',"asyncioTask":{number}{known[1]}'
            emit("asyncio.created", tail, at=began, at_once=True, request=request, task=of_task)

        _asyncio_open.follow(task, request, of_task, tell)
    except Exception:  # noqa: BLE001 - a task factory may give anything
        failed("asyncio.created")


class _Shown:
    """An asyncio task as its `repr` shows it without us."""

    def __init__(self, future: Any, callbacks: Any) -> None:
        self._future = future
        self._callbacks = callbacks

    def __getattr__(self, name: str) -> Any:
        return getattr(self._future, name)


def _repr(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def _future_repr_info(future: Any) -> Any:
        callbacks = future._callbacks  # noqa: SLF001 - as the original does
        if callbacks and any(type(each[0]) is _asyncio_open.Done for each in callbacks):
            others = [each for each in callbacks if type(each[0]) is not _asyncio_open.Done]
            return original(_Shown(future, others))
        return original(future)

    return _future_repr_info
