"""Tasks that fail, are cancelled, or are forgotten: everything that ends in a log or a warning."""

import asyncio
import logging
import traceback

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, StreamingResponse

app = FastAPI()
log = logging.getLogger("shop")


def thing():
    try:
        yield 1
    except ValueError:
        log.exception("the dependency saw it")
        raise


async def async_thing(one=Depends(thing)):
    yield one


def sync_fails(x):
    raise ValueError("sync " + x)


async def async_fails(x):
    try:
        {}[x]
    except KeyError as error:
        raise ValueError("async " + x) from error


async def logs_itself():
    try:
        await async_fails("itself")
    except ValueError:
        log.exception("caught in the task")
        log.warning("from here", stack_info=True)
        traceback.print_exc()


@app.middleware("http")
async def pass_through(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        log.exception("the middleware saw it")
        raise


@app.get("/sync")
async def sync(tasks: BackgroundTasks, one=Depends(async_thing)):
    tasks.add_task(sync_fails, "a")


@app.get("/async")
def asynchronous(tasks: BackgroundTasks, one=Depends(thing)):
    tasks.add_task(async_fails, "b")
    tasks.add_task(sync_fails, "never")


@app.get("/route")
async def route(tasks: BackgroundTasks, one=Depends(async_thing)):
    tasks.add_task(async_fails, "never")
    raise ValueError("in the route")


@app.get("/http")
def http(tasks: BackgroundTasks):
    raise HTTPException(418)


@app.get("/handled")
def handled(tasks: BackgroundTasks):
    def raises():
        raise HTTPException(418)

    tasks.add_task(raises)


@app.get("/own")
def own():
    return JSONResponse({}, background=BackgroundTask(async_fails, "own"))


@app.get("/itself")
def itself(tasks: BackgroundTasks):
    tasks.add_task(logs_itself)


@app.get("/stream")
def stream():
    async def parts():
        yield b"1"
        raise ValueError("in the stream")

    return StreamingResponse(parts())


@app.get("/wrong")
def wrong(tasks: BackgroundTasks):
    tasks.add_task(sync_fails)


@app.get("/none")
def none(tasks: BackgroundTasks):
    tasks.add_task(None)


@app.get("/forgotten")
async def forgotten(tasks: BackgroundTasks):
    tasks.add_task(lambda: async_fails("forgotten"))


@app.get("/dropped")
async def dropped():
    async_fails("dropped")


@app.get("/lost")
async def lost():
    task = asyncio.get_running_loop().create_task(async_fails("lost"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
