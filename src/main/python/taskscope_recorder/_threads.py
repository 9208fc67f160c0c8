"""Worker threads: how many of AnyIO's tokens are out, and who waits for one.

    run_sync ──► token.waiting ··· (every token is out) ··· _work on a worker thread ──► token.acquired

Every `def` route, `def` dependency and `def` task takes one token of the same default limiter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Awaitable, Callable, NamedTuple, Optional

from taskscope_recorder._context import owner_frame, request_id, task_id
from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# A busy pool changes thousands of times a second; a picture of it does not need more points.
_SHORTEST_NANOS = 5_000_000


class _Tokens(NamedTuple):
    borrowed: int
    total: int
    waiting: int


class _Told:
    """What was written last, and what came too soon after it to be written."""

    tokens: Optional[_Tokens] = None
    at: int = 0
    later: Optional[_Tokens] = None
    later_at: int = 0


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
        began = _must_wait(limiter) or 0
        try:
            return await original(_work, request_id(), task_id(), began, limiter, func, *args, **kwargs)
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
    limiter: Any,
    func: Callable[..., Any],
    *args: Any,
) -> Any:
    if began:
        emit("token.acquired", f',"waitedNanos":{now() - began}')
    _sample(limiter)
    try:
        return func(*args)
    except BaseException as passing:
        hide_our_frame(passing)
        raise


@guarded("threads")
def _default_limiter(module: Any) -> Any:
    return module.current_default_thread_limiter()


@guarded("token.waiting")
def _must_wait(limiter: Any) -> int:
    if limiter is None or limiter.borrowed_tokens < limiter.total_tokens:
        return 0
    emit("token.waiting", at_once=True)
    _sample(limiter, one_more=1)
    return now()


@guarded("token.sampled")
def _sample(limiter: Any, one_more: int = 0) -> None:
    if limiter is None:
        return
    borrowed, total = limiter.borrowed_tokens, limiter.total_tokens
    # The statistics name every borrower: only worth their cost when somebody can be waiting at all.
    waiting = limiter.statistics().tasks_waiting + one_more if borrowed >= total else 0
    _told(_Tokens(borrowed, int(min(total, 1 << 31)), waiting), now())


def _told(tokens: _Tokens, at: int) -> None:
    before = _Told.tokens
    _Told.later = None
    if tokens == before:
        return
    queue_began_or_ended = (tokens.waiting > 0) != (before is not None and before.waiting > 0)
    if at - _Told.at >= _SHORTEST_NANOS or queue_began_or_ended:
        _write(tokens, at)
    else:
        _Told.later, _Told.later_at = tokens, at


def _tell_later() -> None:
    tokens = _Told.later
    if tokens is not None:
        _Told.later = None
        _write(tokens, _Told.later_at)


def _write(tokens: _Tokens, at: int) -> None:
    _Told.tokens, _Told.at = tokens, at
    tail = f',"borrowed":{tokens.borrowed},"total":{tokens.total},"waiting":{tokens.waiting}'
    emit("token.sampled", tail, at=at, request=0, task=0, thread=0)


def _forget() -> None:
    _Told.tokens = _Told.later = None
    _Told.at = 0
