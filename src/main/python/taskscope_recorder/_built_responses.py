"""What FastAPI's own handler returned, where a custom route class may put another response in its place."""

from __future__ import annotations

from typing import Any, Awaitable, Callable

from taskscope_recorder import _install, _queued
from taskscope_recorder._describe import type_name
from taskscope_recorder._emit import emit, is_recording, quote
from taskscope_recorder._guard import guarded
from taskscope_recorder._tracebacks import hide_our_frame

Handler = Callable[[Any], Awaitable[Any]]


def install(hooks: _install.Hooks) -> None:
    """Look in at the method that such classes override; a route of FastAPI's own class stays as it is."""

    def look(module: Any) -> None:
        plain = module.APIRoute

        def make(original: Callable[[Any], Handler]) -> Callable[[Any], Handler]:
            def get_route_handler(self: Any) -> Handler:
                try:
                    handler = original(self)
                except BaseException as passing:
                    hide_our_frame(passing)
                    raise
                if type(self).get_route_handler is plain.get_route_handler:
                    return handler
                telling = _telling(handler)
                _install.look_like(telling, handler)
                return telling

            return get_route_handler

        hooks.wrap(plain, "get_route_handler", make)

    hooks.when_imported("fastapi.routing", look)


def _telling(handler: Handler) -> Handler:
    async def app(request: Any) -> Any:
        try:
            response = await handler(request)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if is_recording():
            _tell(response)
        return response

    return app


@guarded("response.built")
def _tell(response: Any) -> None:
    queue = getattr(response, "background", None)
    tail = f',"queue":{_queued.queue_id(queue)}' if queue is not None else ""
    emit("response.built", f'{tail},"response":{quote(type_name(type(response)))}')
