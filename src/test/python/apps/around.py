"""Served to be seen from around the request: its connection, its slots, its middleware."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


class Stamped:
    """A middleware that is nothing but ASGI, and keeps what it wraps under a name of its own."""

    def __init__(self, inside: Any) -> None:
        self.inside = inside

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.inside(scope, receive, send)


class Hidden(Stamped):
    """Another one."""


async def nothing() -> None:
    pass


async def failing() -> None:
    await asyncio.sleep(0.2)
    raise ValueError("broken")


async def lasting() -> None:
    await asyncio.sleep(0.3)


@app.get("/fails")
async def fails(tasks: BackgroundTasks) -> None:
    tasks.add_task(failing)


@app.get("/lasts")
async def lasts(tasks: BackgroundTasks) -> None:
    tasks.add_task(lasting)


@app.get("/slow")
async def slow() -> None:
    await asyncio.sleep(0.6)


@app.get("/quick")
async def quick() -> None:
    pass


@app.get("/raises")
async def raises() -> None:
    raise ValueError("in the route")
