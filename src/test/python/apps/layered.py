"""A stack of middleware of every kind, custom routes, slots, and tasks that ask for the request."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, Callable

from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

LIMITS = "max_concurrency" in inspect.signature(Depends).parameters


class Inner:
    """Nothing but ASGI."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


class Secretive:
    """Keeps what it wraps under a name of its own."""

    def __init__(self, app: Any) -> None:
        self.inside = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.inside(scope, receive, send)


class Own(BaseHTTPMiddleware):
    """Has a dispatch of its own."""

    async def dispatch(self, request: Request, call_next: Any) -> Any:
        return await call_next(request)


async def timed(request: Request, call_next: Any) -> Any:
    return await call_next(request)


class Rebuilding(APIRoute):
    """Puts another response in the place of FastAPI's, without its tasks."""

    def get_route_handler(self) -> Callable[..., Any]:
        handler = super().get_route_handler()

        async def rebuild(request: Request) -> Any:
            response = await handler(request)
            return JSONResponse({"body": response.body.decode()})

        return rebuild


class PassingOn(APIRoute):
    """Looks at the response and leaves it as it is."""

    def get_route_handler(self) -> Callable[..., Any]:
        handler = super().get_route_handler()

        async def pass_on(request: Request) -> Any:
            return await handler(request)

        return pass_on


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


plain = Starlette(routes=[Route("/", hello)], middleware=[Middleware(Secretive)])
layers = [Middleware(Inner), Middleware(Own), Middleware(BaseHTTPMiddleware, dispatch=timed)]
stacked = FastAPI(middleware=layers)
app = FastAPI()
app.mount("/plain", plain)
app.mount("/stacked", stacked)


@stacked.get("/")
async def of_stacked() -> None:
    pass


@stacked.get("/late")
async def late(tasks: BackgroundTasks) -> None:
    tasks.add_task(lasting)


async def nothing() -> None:
    pass


async def lasting() -> None:
    await asyncio.sleep(0.3)


async def reading(request: Request) -> None:
    await request.body()


async def asking(request: Request) -> None:
    await request.is_disconnected()


async def queue(tasks: BackgroundTasks) -> None:
    tasks.add_task(nothing)


app.add_api_route("/usual", queue)
app.router.add_api_route("/rebuilt", queue, route_class_override=Rebuilding)
app.router.add_api_route("/passed", queue, route_class_override=PassingOn)


class Impatient:
    """Ends what it wraps after a while, tasks and all."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await asyncio.wait_for(self.app(scope, receive, send), 0.1)
        except asyncio.TimeoutError:
            return


async def tasked(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello", background=BackgroundTask(lasting))


async def added(request: Request, call_next: Any) -> Any:
    response = await call_next(request)
    response.background = BackgroundTask(nothing)
    return response


hurried = Starlette(routes=[Route("/", tasked)], middleware=[Middleware(Impatient)])
adding = Starlette(routes=[Route("/", hello)], middleware=[Middleware(BaseHTTPMiddleware, dispatch=added)])
app.mount("/hurried", hurried)
app.mount("/adding", adding)


@app.get("/reads")
async def reads(request: Request, tasks: BackgroundTasks) -> None:
    tasks.add_task(reading, request)


@app.get("/asks")
async def asks(request: Request, tasks: BackgroundTasks) -> None:
    tasks.add_task(asking, request)


@app.get("/cached")
async def cached(request: Request, tasks: BackgroundTasks) -> None:
    await request.body()
    tasks.add_task(reading, request)


@app.get("/stream")
async def stream(tasks: BackgroundTasks) -> StreamingResponse:
    async def pieces() -> Any:
        for _ in range(3):
            yield b"x"
            await asyncio.sleep(0.01)

    tasks.add_task(nothing)
    return StreamingResponse(pieces())


if LIMITS:

    async def narrow() -> Any:
        yield

    async def brief() -> None:
        await asyncio.sleep(0.1)

    @app.get("/narrow")
    async def through(tasks: BackgroundTasks, _: Any = Depends(narrow, max_concurrency=1)) -> None:
        tasks.add_task(lasting)

    @app.get("/brief")
    async def briefly(_: Any = Depends(brief, max_concurrency=1)) -> None:
        pass
