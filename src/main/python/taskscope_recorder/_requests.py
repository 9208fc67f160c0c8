"""Sensor `requests`: what came in, what was really sent, who left.

    server ──► recorded(scope, receive, send) ──► the application
                          ▲         ▲
                    disconnects   status, bytes: written after the server's own `send` has returned
"""

from __future__ import annotations

from asyncio import get_running_loop
from itertools import count
from typing import Any, Awaitable, Callable, List, MutableMapping, Set

from taskscope_recorder import _emit, _exceptions, _ids, _install
from taskscope_recorder._context import current_request, current_task, owner_frame, request_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import failed, guarded
from taskscope_recorder._lifespan import is_inside_lifespan, recorded_lifespan
from taskscope_recorder._tracebacks import hide_our_frame

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

open_requests: Set[int] = set()
# Called with the running loop when a request has begun.
when_started: List[Callable[[Any], None]] = []
# Called with the request's id when it has ended.
when_ended: List[Callable[[int], None]] = []

_numbers = count(1)


def install(hooks: _install.Hooks) -> None:
    """Look in where servers load the application, and at Starlette for those that we do not know."""
    hooks.when_imported("uvicorn.config", lambda module: hooks.wrap(module.Config, "load", _load))
    hooks.when_imported("hypercorn.app_wrappers", lambda module: hooks.wrap(module.ASGIWrapper, "__init__", _hold))
    hooks.when_imported("starlette.applications", lambda module: hooks.wrap(module.Starlette, "__call__", _call))
    hooks.after_fork_in_child(_begin_again)


class RecordedApp:
    """The outermost application; everything else about it is the one inside."""

    def __init__(self, app: App) -> None:
        """Stand in front of this application."""
        self._app = app

    def __getattr__(self, name: str) -> Any:
        """Let the application inside answer."""
        return getattr(self._app, name)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        try:
            if scope["type"] == "lifespan":
                await recorded_lifespan(self._app, scope, receive, send)
            elif _emit.is_recording():
                await recorded(self._app, scope, receive, send)
            else:
                await self._app(scope, receive, send)
        except BaseException as passing:
            hide_our_frame(passing)
            raise


def _load(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def load(self: Any) -> None:
        try:
            original(self)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        self.loaded_app = RecordedApp(self.loaded_app)

    return load


def _hold(original: Callable[[Any, App], None]) -> Callable[[Any, App], None]:
    def hold(self: Any, app: App) -> None:
        original(self, RecordedApp(app))

    return hold


def _call(original: Callable[[Any, Scope, Receive, Send], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def call(self: Any, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if request_id() in open_requests or is_inside_lifespan() or not _emit.is_recording():
                await original(self, scope, receive, send)
            elif scope["type"] == "lifespan":
                await recorded_lifespan(original.__get__(self), scope, receive, send)
            else:
                await recorded(original.__get__(self), scope, receive, send)
        except BaseException as passing:
            hide_our_frame(passing)
            raise

    return call


@owner_frame
async def recorded(app: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one request and record it."""
    taskscope_request = next(_numbers)
    in_request = current_request.set(taskscope_request)
    in_no_task = current_task.set(0)
    _started(taskscope_request, scope)
    answer = _Answer(receive, send)
    try:
        await app(scope, answer.receive, answer.send)
    except BaseException as passing:
        _ended(taskscope_request, passing)
        hide_our_frame(passing)
        raise
    else:
        _ended(taskscope_request, None)
    finally:
        _leave(in_request, in_no_task)


class _Answer:
    """What went over the wire for one request."""

    __slots__ = ("_bytes", "_ended", "_receive", "_send")

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._bytes = 0
        self._ended = False

    async def receive(self) -> Message:
        try:
            message = await self._receive()
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if message["type"] in ("http.disconnect", "websocket.disconnect") and not self._ended:
            emit("request.disconnected")
        return message

    async def send(self, message: Message) -> None:
        try:
            await self._send(message)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        try:
            self._sent(message)
        except Exception:  # noqa: BLE001 - a message of another shape
            failed("send")

    def _sent(self, message: Message) -> None:
        kind = message["type"]
        if kind == "http.response.body":
            self._bytes += len(message.get("body", b""))
            if not message.get("more_body", False) and not self._ended:
                self._ended = True
                emit("response.ended", f',"bytes":{self._bytes}')
        elif kind == "http.response.start":
            emit("response.started", f',"status":{int(message["status"])}')
        elif kind == "http.response.pathsend":
            self._ended = True
            emit("response.ended")


@guarded("request.started")
def _started(number: int, scope: Scope) -> None:
    if not open_requests:
        _exceptions.forget_exceptions()
    open_requests.add(number)
    tail = f',"protocol":"{scope["type"]}"'
    method = scope.get("method")
    if method:
        tail += f',"method":{quote(method)}'
    tail += f',"path":{quote(str(scope.get("path", "")))}'
    client = scope.get("client")
    if client:
        tail += f',"client":{quote(f"{client[0]}:{client[1]}")}'
    loop = get_running_loop()
    emit("request.started", f'{tail},"loop":{_ids.loop_id(loop)}', at_once=True)
    for tell in when_started:
        tell(loop)


@guarded("request.ended")
def _ended(number: int, exception: Any) -> None:
    for tell in when_ended:
        tell(number)
    open_requests.discard(number)
    emit("request.ended", f',"exception":{_ids.exception_id(exception)}' if exception is not None else "")


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


