"""An application behind a middleware of Starlette's base class, and one with work that outlives its request."""

import asyncio
import time

from fastapi import BackgroundTasks, FastAPI
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
kept = set()


async def nap():
    time.sleep(0.15)


async def late():
    await asyncio.sleep(0.1)
    time.sleep(0.15)


@app.get("/route")
async def hold():
    time.sleep(0.15)
    return 1


@app.get("/task")
async def queue(tasks: BackgroundTasks):
    tasks.add_task(nap)
    return 1


@app.get("/late")
async def leave_behind():
    kept.add(asyncio.ensure_future(late()))
    return 1


@app.get("/ping")
async def ping():
    return 1


async def dispatch(request, call_next):
    return await call_next(request)


app.add_middleware(BaseHTTPMiddleware, dispatch=dispatch)
