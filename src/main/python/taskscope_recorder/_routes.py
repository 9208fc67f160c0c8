"""The route function of a request: entered, left, with which exception."""

from __future__ import annotations

import weakref
from typing import Any, Awaitable, Callable, Dict, Optional, Tuple

from taskscope_recorder import _ids, _install
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._tracebacks import hide_our_frame

Endpoint = Callable[..., Awaitable[Any]]

# An application has hundreds; one that makes routes as it goes must not fill our memory.
_MOST_ROUTES = 5_000

# Address of the function, template -> the function (a weak reference), and what is told of it each time.
_routes: Dict[Tuple[int, Optional[str]], Tuple[Any, str]] = {}


def install(hooks: _install.Hooks) -> None:
    """Look in at FastAPI's one place that calls route functions."""
    hooks.when_imported("fastapi.routing", lambda module: hooks.wrap(module, "run_endpoint_function", _run))
    hooks.on_stop(_routes.clear)
    hooks.after_fork_in_child(_routes.clear)


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


@own_work("route.started")
def _started(dependant: Any) -> None:
    try:
        call = dependant.call
        template = getattr(dependant, "path", None)
        known = _routes.get((id(call), template))
        if known is None or known[0]() is not call:
            known = _meet(call, template)
        emit("route.started", known[1])
    except Exception:  # noqa: BLE001 - a route of another making
        failed("route.started")


def _meet(call: Any, template: Optional[str]) -> Tuple[Any, str]:
    function = _ids.function_id(call)
    tail = f',"function":{function}' if function else ""
    if template:
        tail += f',"template":{quote(template)}'
    try:
        known = (weakref.ref(call), tail)
    except TypeError:
        return call, tail
    if len(_routes) >= _MOST_ROUTES:
        _routes.clear()
    _routes[id(call), template] = known
    return known


@own_work("route.ended")
def _ended(exception: BaseException) -> None:
    emit("route.ended", f',"exception":{_ids.exception_id(exception)}')
