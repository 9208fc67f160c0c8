"""Worker threads: how many of AnyIO's tokens are out, and who waits for one.

    run_sync ──► token.waiting ··· (every token is out) ··· _work on a worker thread ──► token.acquired

Every `def` route, `def` dependency and `def` task takes one token of the same default limiter.
"""

from __future__ import annotations

import weakref
from asyncio import _get_running_loop
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Awaitable, Callable, List, Tuple

from taskscope_recorder._context import owner_frame, request_id, task_id
from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import guarded, own_work
from taskscope_recorder._lost_context import tell_lost
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# A busy pool changes thousands of times a second; a picture of it does not need more points.
_SHORTEST_NANOS = 5_000_000
# Written for a limiter without a limit, whose total is infinite.
_ENDLESS = 1 << 31


class _Told:
    """What was written last, and the limiter that changed too soon after it to be written."""

    tail: str = ""
    at: int = 0
    is_queue: bool = False
    later: Any = None


# The loop that was asked for last, and its limiter: a loop keeps the one that it has. Weak references.
_last: List[Tuple[Callable[[], Any], Callable[[], Any]]] = [(object, object)]


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
        limiter = _default_limiter(module) if not kwargs or kwargs.get("limiter") is None else None
        began = _asked(limiter) or 0
        try:
            return await original(_work, request_id(), task_id(), began, func, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        finally:
            _seen(limiter)

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


def _default_limiter(module: Any) -> Any:
    """Find the limiter of the loop that runs here; AnyIO's own way to it costs more than all else here."""
    loop = _get_running_loop()
    known_loop, known_limiter = _last[0]
    limiter = known_limiter() if known_loop() is loop else None
    return limiter if limiter is not None else _meet_limiter(loop, module)


# No work of the sensor's: where nobody has asked before, AnyIO imports what the application is about to need.
@guarded("limiter")
def _meet_limiter(loop: Any, module: Any) -> Any:
    limiter = module.current_default_thread_limiter()
    if loop is not None:
        # One assignment: two loops may run on two threads.
        _last[0] = weakref.ref(loop), weakref.ref(limiter)
    return limiter


@own_work("token.sampled")
def _seen(limiter: Any) -> None:
    """Look at the tokens, in full only where that is due; else the next tick does."""
    if limiter is None:
        return
    if not _Told.is_queue and now() - _Told.at < _SHORTEST_NANOS:
        _Told.later = limiter
    else:
        _sample(limiter)


@guarded("token.waiting")
def _asked(limiter: Any) -> int:
    """Somebody asks for a token; gives the time if there is none left."""
    if limiter is None:
        return 0
    if limiter.borrowed_tokens < limiter.total_tokens:
        if _Told.is_queue or now() - _Told.at >= _SHORTEST_NANOS:
            _sample(limiter, borrowing=1)
        else:
            _Told.later = limiter
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
        _Told.later = limiter
    else:
        _write(borrowed, total, waiting, at)


def _tell_later() -> None:
    limiter, _Told.later = _Told.later, None
    if limiter is not None:
        waiting = limiter.statistics().tasks_waiting if _Told.is_queue else 0
        _write(limiter.borrowed_tokens, limiter.total_tokens, waiting, now())


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
