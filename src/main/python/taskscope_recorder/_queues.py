"""Which queue of tasks the response carries, and which one FastAPI made for the request."""

from __future__ import annotations

import os
from types import AsyncGeneratorType, CodeType
from typing import Any, Awaitable, Callable, Dict, List

from taskscope_recorder import _install, _queued, _requests
from taskscope_recorder._code import code_of
from taskscope_recorder._context import request_id
from taskscope_recorder._describe import quoted_type_name
from taskscope_recorder._emit import emit
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._tracebacks import hide_our_frame

Call = Callable[..., Awaitable[Any]]

_MIDDLEWARE = os.path.join("starlette", "middleware", "base.py")

# Where FastAPI makes the queue that it injects; one element, once it is known.
_makers: List[CodeType] = []
# Request -> queue that FastAPI injects into route and dependencies.
_injected: Dict[int, int] = {}


def install(hooks: _install.Hooks) -> None:
    """Look in where FastAPI has solved the dependencies, and where a response is sent."""
    hooks.when_imported("fastapi.dependencies.utils", lambda module: _look_at_solver(hooks, module))
    hooks.when_imported("starlette.responses", lambda module: _look_at_responses(hooks, module))
    hooks.when_imported("starlette.middleware.base", lambda module: _look_at_streams(hooks, module))
    _requests.when_ended.append(_forget)
    hooks.on_stop(lambda: _requests.when_ended.remove(_forget))
    hooks.on_stop(_makers.clear)


def _look_at_streams(hooks: _install.Hooks, module: Any) -> None:
    # PYVERSIONS: Starlette 0.25 passes the body on in its public class, 1.10 in one of the middleware's own.
    stream = getattr(module, "_StreamingResponse", None)
    if stream is not None and "__call__" in vars(stream):
        hooks.wrap(stream, "__call__", _respond)


def _look_at_responses(hooks: _install.Hooks, module: Any) -> None:
    for kind in list(vars(module).values()):
        if isinstance(kind, type) and issubclass(kind, module.Response) and "__call__" in vars(kind):
            hooks.wrap(kind, "__call__", _respond)


def _look_at_solver(hooks: _install.Hooks, module: Any) -> None:
    code = code_of(module.solve_dependencies)
    if code is None or "BackgroundTasks" not in code.co_names:
        hooks.stepped_aside("fastapi.dependencies.utils.solve_dependencies makes no BackgroundTasks")
    else:
        _makers.append(code)


@own_work("response.queue")
def made(queue: Any, by: CodeType) -> None:
    """Remember a queue that was just made, if it was FastAPI that made it for the request."""
    if _makers and by is _makers[0]:
        _injected[request_id()] = _queued.queue_id(queue)


def _respond(original: Call) -> Call:
    async def respond(self: Any, scope: Any, receive: Any, send: Any) -> None:
        _tell(self)
        try:
            await original(self, scope, receive, send)
        except BaseException as passing:
            hide_our_frame(passing)
            raise

    return respond


@own_work("response.queue")
def _tell(response: Any) -> None:
    request = request_id()
    if not request:
        return
    try:
        body = getattr(response, "body_iterator", None)
        if body is not None and _passes_on(response, body):
            return
        queue = getattr(response, "background", None)
        injected = _injected.get(request)
        tail = f',"queue":{_queued.queue_id(queue)}' if queue is not None else ""
        if injected is not None:
            tail += f',"injected":{injected}'
        emit("response.queue", f'{tail},"response":{quoted_type_name(type(response))}')
        if queue is not None and _queued.unplaced:
            _queued.attach(queue)
    except Exception:  # noqa: BLE001 - a response of another making
        failed("response.queue")


def _passes_on(response: Any, body: Any) -> bool:
    """Tell whether this is BaseHTTPMiddleware's own response, which only carries the body of the real one."""
    if getattr(response, "background", None) is not None:
        # A dispatch function has put a task on it.
        return False
    return type(body) is AsyncGeneratorType and body.ag_code.co_filename.endswith(_MIDDLEWARE)


def _forget(request: int) -> None:
    _injected.pop(request, None)
