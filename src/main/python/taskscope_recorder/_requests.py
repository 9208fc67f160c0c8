"""Sensor `requests`: what came in, what was really sent, who left.

server ──► recorded(scope, receive, send) ──► the application
                      ▲         ▲
                disconnects   status, bytes: written after the server's own `send` has returned
"""

from __future__ import annotations

import functools
from asyncio import _get_running_loop
from itertools import count
from typing import Any, Awaitable, Callable, List, MutableMapping

from taskscope_recorder import _emit, _exceptions, _ids, _install
from taskscope_recorder._answer import Answer
from taskscope_recorder._context import current_request, current_task, owner_frame, request_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import failed
from taskscope_recorder._lifespan import is_inside_lifespan, recorded_lifespan
from taskscope_recorder._open import open_requests as open_requests  # noqa: PLC0414 - others ask here
from taskscope_recorder._tracebacks import hide_our_frame

Scope = MutableMapping[str, Any]
Serve = Callable[[Any, Scope, Any, Any], Awaitable[None]]

# Called with the running loop when a request has begun.
when_started: List[Callable[[Any], None]] = []
# Called with the request's id when it has ended.
when_ended: List[Callable[[int], None]] = []

_numbers = count(1)


def install(hooks: _install.Hooks) -> None:
    """Look in where servers load the application, and at Starlette for those that we do not know."""
    hooks.when_imported("uvicorn.config", lambda module: hooks.wrap(module.Config, "load", _load))
    hooks.when_imported("hypercorn.app_wrappers", lambda module: hooks.wrap(module.ASGIWrapper, "__init__", _hold))
    hooks.when_imported("starlette.applications", lambda module: hooks.wrap(module.Starlette, "__call__", recorded))
    hooks.after_fork_in_child(_begin_again)


def recorded(serve: Serve) -> Serve:
    """Make a recording way to serve of the application's own."""

    @owner_frame
    async def call(self: Any, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan" or request_id() in open_requests or not _emit.is_recording():
            try:
                await _passed_on(serve, self, scope, receive, send)
            except BaseException as passing:
                hide_our_frame(passing)
                raise
            return
        taskscope_request = next(_numbers)
        in_request = current_request.set(taskscope_request)
        in_no_task = current_task.set(0)
        _started(taskscope_request, scope)
        answer = Answer(receive, send)
        try:
            await serve(self, scope, answer.receive, answer.send)
        except BaseException as passing:
            _ended(taskscope_request, passing)
            hide_our_frame(passing)
            raise
        else:
            _ended(taskscope_request, None)
        finally:
            _leave(in_request, in_no_task)

    return call


class RecordedApp:
    """The outermost application; everything else about it is the one inside."""

    def __init__(self, app: Any) -> None:
        """Stand in front of this application."""
        self._app = app

    def __getattr__(self, name: str) -> Any:
        """Let the application inside answer."""
        return getattr(self._app, name)

    @recorded
    def __call__(self, scope: Scope, receive: Any, send: Any) -> Awaitable[None]:
        """Serve one connection."""
        served: Awaitable[None] = self._app(scope, receive, send)
        return served


def _passed_on(serve: Serve, self: Any, scope: Scope, receive: Any, send: Any) -> Awaitable[None]:
    """Let a wrapper further out do the recording, or look at nothing but the lifespan."""
    if scope["type"] == "lifespan" and not is_inside_lifespan() and _emit.is_recording():
        return recorded_lifespan(functools.partial(serve, self), scope, receive, send)
    return serve(self, scope, receive, send)


def _load(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def load(self: Any) -> None:
        try:
            original(self)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        self.loaded_app = RecordedApp(self.loaded_app)

    return load


def _hold(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def hold(self: Any, app: Any) -> None:
        original(self, RecordedApp(app))

    return hold


def _started(number: int, scope: Scope) -> None:
    try:
        if not open_requests:
            _exceptions.forget_exceptions()
        open_requests.add(number)
        # None under trio, which has no loop of asyncio's.
        loop = _get_running_loop()
        on_loop = f',"loop":{_ids.loop_id(loop)}' if loop is not None else ""
        emit("request.started", _described(scope) + on_loop, at_once=True, request=number, task=0)
        if loop is not None:
            for tell in when_started:
                tell(loop)
    except Exception:  # noqa: BLE001 - a scope of another shape
        failed("request.started")


def _described(scope: Scope) -> str:
    method = scope.get("method")
    client = scope.get("client")
    return (
        f',"protocol":"{scope["type"]}"'
        + (f',"method":{quote(method)}' if method else "")
        + f',"path":{quote(scope.get("path", ""))}'
        + (f',"client":{quote(f"{client[0]}:{client[1]}")}' if client else "")
    )


def _ended(number: int, exception: Any) -> None:
    try:
        for tell in when_ended:
            tell(number)
        open_requests.discard(number)
        emit("request.ended", "" if exception is None else f',"exception":{_ids.exception_id(exception)}')
    except Exception:  # noqa: BLE001 - an exception of another shape
        failed("request.ended")


def _leave(in_request: Any, in_no_task: Any) -> None:
    try:
        current_task.reset(in_no_task)
        current_request.reset(in_request)
    except ValueError:
        # The application was closed from another context: nothing to put back there.
        failed("context")


def _begin_again() -> None:
    global _numbers  # noqa: PLW0603 - ids are per process
    _numbers = count(1)
    open_requests.clear()
