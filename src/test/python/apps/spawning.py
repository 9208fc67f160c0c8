"""Routes that create asyncio tasks in every way, and lose them in every way."""

import asyncio
import gc
import sys
from contextlib import asynccontextmanager

import anyio
from fastapi import BackgroundTasks, FastAPI

KEPT = set()


async def nothing() -> None:
    await asyncio.sleep(0)


async def fails() -> None:
    await asyncio.sleep(0)
    raise ValueError("nobody asks")


async def fails_at_once() -> None:
    raise KeyError("at once")


async def waits_for_ever() -> None:
    await asyncio.get_running_loop().create_future()


async def works_long() -> None:
    try:
        await asyncio.sleep(3600)
    finally:
        print("cleaned up", flush=True)


async def heartbeat() -> None:
    while True:
        await asyncio.sleep(3600)


@asynccontextmanager
async def lifespan(_app):
    KEPT.add(asyncio.create_task(heartbeat()))
    yield
    print("names", asyncio.create_task(nothing(), name="mine").get_name(), flush=True)


app = FastAPI(lifespan=lifespan) if "lifespan" in FastAPI.__init__.__code__.co_varnames else FastAPI()


@app.get("/kept")
async def kept():
    task = asyncio.create_task(nothing())
    await task
    return repr(task)


@app.get("/fails")
async def never_retrieved():
    asyncio.ensure_future(fails())
    await asyncio.sleep(0.01)
    gc.collect()
    return repr(asyncio.current_task())


@app.get("/collected")
async def collected():
    asyncio.get_running_loop().create_task(waits_for_ever())
    await asyncio.sleep(0.01)
    gc.collect()


@app.get("/pending")
async def pending():
    task = asyncio.create_task(waits_for_ever())
    await asyncio.sleep(0.01)
    shown = repr(task)
    task.add_done_callback(KEPT.discard)
    task.cancel()
    return [shown, repr(task), str(len(task.get_stack()))]


@app.get("/long")
async def outlives():
    KEPT.add(asyncio.create_task(works_long()))


@app.get("/gather")
async def gathered():
    await asyncio.gather(nothing(), nothing())


@app.get("/anyio")
async def any_group():
    async with anyio.create_task_group() as group:
        group.start_soon(nothing)


@app.get("/group")
async def group():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails())
        group.create_task(fails_at_once())


@app.get("/wrong")
async def wrong():
    asyncio.get_running_loop().create_task(3)


@app.get("/order")
async def order():
    said = []

    async def one():
        said.append("ran")

    task = asyncio.create_task(one())
    task.add_done_callback(lambda _: said.append("first"))
    task.add_done_callback(lambda _: said.append("second"))
    asyncio.get_running_loop().call_soon(said.append, "soon")
    await task
    said.append("awaited")
    await asyncio.sleep(0)
    return said


@app.get("/eager")
async def eager():
    loop = asyncio.get_running_loop()
    before = loop.get_task_factory()
    loop.set_task_factory(asyncio.eager_task_factory)
    try:
        tasks = [asyncio.create_task(fails_at_once()), asyncio.create_task(nothing()), asyncio.create_task(fails())]
        shown = [repr(task) for task in tasks]
        await asyncio.sleep(0.01)
        tasks.clear()
        gc.collect()
    finally:
        loop.set_task_factory(before)
    return shown


@app.get("/factory")
async def own_factory():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **more: asyncio.Task(coro, loop=loop, **more))
    try:
        await asyncio.create_task(nothing())
    finally:
        loop.set_task_factory(None)


@app.get("/queue")
async def from_a_task(background: BackgroundTasks):
    async def spawns() -> None:
        await asyncio.create_task(nothing())

    background.add_task(spawns)


@app.get("/names")
async def names():
    return [asyncio.current_task().get_name(), sys.version_info[0]]
