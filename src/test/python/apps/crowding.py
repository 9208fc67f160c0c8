"""An application whose `def` tasks take every worker thread there is."""

import contextlib
import logging
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def rest():
    time.sleep(1)


def fail():
    return int("not a number")


def helper_that_catches_its_own():
    try:
        return {}["missing"]
    except KeyError:
        return None


async def swallows():
    try:
        fail()
    except ValueError:
        helper_that_catches_its_own()


def swallows_in_a_thread():
    try:
        fail()
    except ValueError as error:
        logging.getLogger("shop").error("it failed", exc_info=error)


async def lets_through():
    try:
        try:
            fail()
        finally:
            time.sleep(0)
    except KeyError:
        pass


async def raises_another():
    try:
        fail()
    except ValueError as error:
        raise RuntimeError("because of that") from error


async def suppresses():
    with contextlib.suppress(ValueError):
        fail()
    for _ in iter([1]):
        pass


@app.get("/crowd/{count}")
async def crowd(count: int, tasks: BackgroundTasks):
    tasks.add_task(rest)
    return count


@app.get("/sync")
def sync():
    return 1


@app.get("/task/{name}")
async def queue(name: str, tasks: BackgroundTasks):
    tasks.add_task(globals()[name])
    return 1


@app.get("/route")
async def route():
    await swallows()
    return 1
