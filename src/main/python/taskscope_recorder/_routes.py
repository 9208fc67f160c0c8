"""The route function of a request: entered, left, with which exception."""

from __future__ import annotations

from typing import Any, Awaitable, Callable

from taskscope_recorder import _ids, _install
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import failed
from taskscope_recorder._tracebacks import hide_our_frame

Endpoint = Callable[..., Awaitable[Any]]


def install(hooks: _install.Hooks) -> None:
    """Look in at FastAPI's one place that calls route functions."""
    hooks.when_imported("fastapi.routing", lambda module: hooks.wrap(module, "run_endpoint_function", _run))


def _run(original: Endpoint) -> Endpoint:
    async def run_endpoint_function(**kwargs: Any) -> Any:
        _started(kwargs.get("dependant"))
        try:
            result = await original(**kwargs)
        except BaseException as passing:
            _ended(passing)
            hide_our_frame(passing)
            raise
        emit("route.ended")
        return result

    return run_endpoint_function


def _started(dependant: Any) -> None:
    try:
        function = _ids.function_id(dependant.call)
        tail = f',"function":{function}' if function else ""
        template = getattr(dependant, "path", None)
        if template:
            tail += f',"template":{quote(template)}'
        emit("route.started", tail)
    except Exception:  # noqa: BLE001 - a route of another making
        failed("route.started")


def _ended(exception: BaseException) -> None:
    emit("route.ended", f',"exception":{_ids.exception_id(exception)}')
