"""Requests that uvicorn answers with 503 because of `--limit-concurrency`, before the application sees them.

What counts against the limit are connections and calls of the application, and such a call lasts
until its background tasks have ended.
"""

from __future__ import annotations

from typing import Any, Awaitable, Callable

from taskscope_recorder import _install
from taskscope_recorder._emit import emit, is_recording, quote
from taskscope_recorder._guard import guarded
from taskscope_recorder._open import open_tasks
from taskscope_recorder._tracebacks import hide_our_frame

Serve = Callable[[Any, Any, Any], Awaitable[None]]

_MODULES = ("uvicorn.protocols.http.h11_impl", "uvicorn.protocols.http.httptools_impl")


def install(hooks: _install.Hooks) -> None:
    """Look in at the little application that stands in for the refused one."""
    for name in _MODULES:
        hooks.when_imported(name, lambda module: hooks.wrap(module, "service_unavailable", _refuse))


def _refuse(original: Serve) -> Serve:
    async def service_unavailable(scope: Any, receive: Any, send: Any) -> None:
        if is_recording():
            _tell(scope.get("client"), receive)
        try:
            await original(scope, receive, send)
        except BaseException as passing:
            hide_our_frame(passing)
            raise

    return service_unavailable


@guarded("limit.refused")
def _tell(client: Any, receive: Any) -> None:
    # The bound method of the request's cycle, which holds one of the connection's protocol.
    protocol = receive.__self__.on_response.__self__
    who = f',"client":{quote(f"{client[0]}:{client[1]}")}' if client else ""
    counts = f',"limit":{int(protocol.limit_concurrency)},"connections":{len(protocol.connections)}'
    tasks = f',"tasks":{len(open_tasks)}' if _install.is_on("tasks") else ""
    emit("limit.refused", who + counts + tasks, request=0, task=0)
