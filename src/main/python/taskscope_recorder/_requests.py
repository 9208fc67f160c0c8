"""Sensor `requests`: what came in, what was really sent, who left.

server ──► recorded(scope, receive, send) ──► the application
                      ▲         ▲
                disconnects   status, bytes: written after the server's own `send` has returned
"""

from __future__ import annotations

import functools
import weakref
from asyncio import _get_running_loop
from itertools import count
from typing import Any, Awaitable, Callable, Dict, List, MutableMapping, Tuple

from taskscope_recorder import _emit, _exceptions, _ids, _install
from taskscope_recorder._answer import Answer
from taskscope_recorder._capture import Captured, of_request
from taskscope_recorder._context import current_request, current_task, owner_frame, request_id, task_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._lifespan import is_inside_lifespan, recorded_lifespan
from taskscope_recorder._open import open_requests as open_requests  # noqa: PLC0414 - others ask here
from taskscope_recorder._open import watched_loops
from taskscope_recorder._tracebacks import hide_our_frame

Scope = MutableMapping[str, Any]
Serve = Callable[[Any, Scope, Any, Any], Awaitable[None]]

# Open request -> address of its client.
clients: Dict[int, Any] = {}
# Called with the running loop when a request has begun on one that is not watched already.
when_started: List[Callable[[Any], None]] = []
# Called with the request's id when it has ended.
when_ended: List[Callable[[int], None]] = []
# Called with the request's id and its client when an exception has left the application.
when_failed: List[Callable[[int, Any], None]] = []

_PORT_OF_HTTPX = 123

_numbers = count(1)
# The loop of the last request, and how it is told of.
_no_loop: Callable[[], Any] = object
_last_loop: Tuple[Callable[[], Any], str, int] = (_no_loop, "", 0)


def install(hooks: _install.Hooks) -> None:
    """Look in where servers load the application, and at Starlette for those that we do not know."""
    hooks.when_imported("uvicorn.config", lambda module: hooks.wrap(module.Config, "load", _load))
    hooks.when_imported("hypercorn.app_wrappers", lambda module: hooks.wrap(module.ASGIWrapper, "__init__", _hold))
    hooks.when_imported("starlette.applications", lambda module: hooks.wrap(module.Starlette, "__call__", recorded))
    hooks.after_fork_in_child(_begin_again)
    hooks.on_stop(_forget_loop)


def recorded(serve: Serve) -> Serve:
    """Make a recording way to serve of the application's own."""

    @owner_frame
    async def call(self: Any, scope: Scope, receive: Any, send: Any) -> None:
        if request_id() in open_requests or scope["type"] == "lifespan" or not _emit.is_recording():
            try:
                if scope["type"] == "lifespan" and not is_inside_lifespan() and _emit.is_recording():
                    await recorded_lifespan(functools.partial(serve, self), scope, receive, send)
                else:
                    # A wrapper further out does the recording.
                    await serve(self, scope, receive, send)
            except BaseException as passing:
                hide_our_frame(passing)
                raise
            return
        taskscope_request = next(_numbers)
        in_request = current_request.set(taskscope_request)
        # Work that a task left behind may serve requests of its own.
        in_no_task = current_task.set(0) if task_id() else None
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


@own_work("request.started")
def _started(number: int, scope: Scope) -> None:
    try:
        if not open_requests:
            _exceptions.forget_exceptions()
        open_requests.add(number)
        clients[number] = scope.get("client")
        # None under trio, which has no loop of asyncio's.
        loop = _get_running_loop()
        known, on_loop, loop_number = _last_loop
        if known() is not loop:
            on_loop, loop_number = _meet_loop(loop)
        emit("request.started", f"{_described(scope)}{on_loop}", at_once=True, request=number, task=0)
        if loop is not None and loop_number not in watched_loops:
            for tell in when_started:
                tell(loop)
    except Exception:  # noqa: BLE001 - a scope of another shape
        failed("request.started")


def _meet_loop(loop: Any) -> Tuple[str, int]:
    global _last_loop  # noqa: PLW0603 - nearly always the same again
    if loop is None:
        return "", 0
    number = _ids.loop_id(loop)
    tail = f',"loop":{number}'
    _last_loop = (weakref.ref(loop), tail, number)
    return tail, number


def _described(scope: Scope) -> str:
    method = scope.get("method")
    client = scope.get("client")
    how = f',"method":{quote(method)}' if method else ""
    who = f',"client":{quote(f"{client[0]}:{client[1]}")}{_transport(client)}' if client else ""
    more = of_request(scope) if Captured.headers or Captured.query else ""
    return f',"protocol":"{scope["type"]}"{how},"path":{quote(scope.get("path", ""))}{who}{more}'


def _transport(client: Any) -> str:
    """Name what stands in for a server in tests, by the client's address that it makes up."""
    if client[0] == "testclient":
        return ',"transport":"testclient"'
    # No client on a network has this port: it is the server's of a time protocol.
    return ',"transport":"asgi"' if client[1] == _PORT_OF_HTTPX and client[0] == "127.0.0.1" else ""


@own_work("request.ended")
def _ended(number: int, exception: Any) -> None:
    try:
        for tell in when_ended:
            tell(number)
        open_requests.discard(number)
        client = clients.pop(number, None)
        if exception is not None:
            for broke in when_failed:
                broke(number, client)
        emit("request.ended", "" if exception is None else f',"exception":{_ids.exception_id(exception)}')
    except Exception:  # noqa: BLE001 - an exception of another shape
        failed("request.ended")


def _leave(in_request: Any, in_no_task: Any) -> None:
    try:
        if in_no_task is not None:
            current_task.reset(in_no_task)
        current_request.reset(in_request)
    except ValueError:
        # The application was closed from another context: nothing to put back there.
        failed("context")


def _begin_again() -> None:
    global _numbers  # noqa: PLW0603 - ids are per process
    _numbers = count(1)
    _forget_loop()
    open_requests.clear()
    clients.clear()


def _forget_loop() -> None:
    global _last_loop  # noqa: PLW0603 - its number is this recording's
    _last_loop = (_no_loop, "", 0)
