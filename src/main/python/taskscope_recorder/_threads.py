"""Worker threads: how many of AnyIO's tokens are out, and who waits for one.

    run_sync ──► token.waiting ··· (every token is out) ··· _work on a worker thread ──► token.acquired

Every `def` route, `def` dependency and `def` task takes one token of the same default limiter.
"""

from __future__ import annotations

from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Optional, Tuple

from taskscope_recorder._context import owner_frame, request_id, task_id
from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._lost_context import tell_lost
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# A busy pool changes thousands of times a second; a picture of it does not need more points.
_SHORTEST_NANOS = 5_000_000
# Written for a limiter without a limit, whose total is infinite.
_ENDLESS = 1 << 31


class _Told:
    """What was written last, and what came too soon after it to be written."""

    tail: str = ""
    at: int = 0
    is_queue: bool = False
    later: Optional[Tuple[int, float, int, int]] = None


def install(hooks: Hooks) -> None:
    """Look in where work goes to a thread."""
    hooks.when_imported("anyio.to_thread", lambda module: _look(hooks, module))
    hooks.every_tick(_tell_later)
    hooks.on_stop(_forget)
    hooks.after_fork_in_child(_forget)


def _look(hooks: Hooks, module: Any) -> None:
    hooks.wrap(module, "run_sync", lambda original: _run(original, module))


def _run(original: Callable[..., Awaitable[Any]], module: Any) -> Callable[..., Awaitable[Any]]:
    async def run_sync(func: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_recording():
            return await original(func, *args, **kwargs)
        limiter = _default_limiter(module) if kwargs.get("limiter") is None else None
        began = _asked(limiter) or 0
        try:
            return await original(_work, request_id(), task_id(), began, func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        finally:
            _sample(limiter)

    return run_sync


@owner_frame
def _work(
    taskscope_request: int,  # noqa: ARG001 - read by owner_of
    taskscope_task: int,  # noqa: ARG001 - read by owner_of
    began: int,
    func: Callable[..., Any],
    *args: Any,
) -> Any:
    if began:
        emit("token.acquired", f',"waitedNanos":{now() - began}')
    before = copy_context()
    try:
        return func(*args)
    except BaseException as passing:
        hide_our_frame(passing)
        raise
    finally:
        tell_lost(before, func)


@guarded("threads")
def _default_limiter(module: Any) -> Any:
    return module.current_default_thread_limiter()


@guarded("token.waiting")
def _asked(limiter: Any) -> int:
    """Somebody asks for a token; gives the time if there is none left."""
    if limiter is None:
        return 0
    if limiter.borrowed_tokens < limiter.total_tokens:
        _sample(limiter, borrowing=1)
        return 0
    emit("token.waiting", at_once=True)
    _sample(limiter, waiting=1)
    return now()


@guarded("token.sampled")
def _sample(limiter: Any, borrowing: int = 0, waiting: int = 0) -> None:
    """See how many tokens are out, together with the one that is being asked for."""
    if limiter is None:
        return
    borrowed, total = limiter.borrowed_tokens + borrowing, limiter.total_tokens
    # The statistics name every borrower: only worth their cost when somebody can be waiting at all.
    if borrowed >= total and not borrowing:
        waiting += limiter.statistics().tasks_waiting
    at = now()
    if at - _Told.at < _SHORTEST_NANOS and (waiting > 0) == _Told.is_queue:
        _Told.later = (borrowed, total, waiting, at)
    else:
        _write(borrowed, total, waiting, at)


def _tell_later() -> None:
    later = _Told.later
    if later is not None:
        _write(*later)


def _write(borrowed: int, total: float, waiting: int, at: int) -> None:
    _Told.later = None
    _Told.at, _Told.is_queue = at, waiting > 0
    tail = f',"borrowed":{borrowed},"total":{int(min(total, _ENDLESS))},"waiting":{waiting}'
    if tail != _Told.tail:
        _Told.tail = tail
        emit("token.sampled", tail, at=at, request=0, task=0, thread=0)


def _forget() -> None:
    _Told.later = None
    _Told.tail = ""
    _Told.at, _Told.is_queue = 0, False
