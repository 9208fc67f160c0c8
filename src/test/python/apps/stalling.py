"""An application that holds its event loop in every way: in a task, in a route, in many small pieces."""

import asyncio
import gc
import socket
import sqlite3
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
near, far = socket.socketpair()
near.settimeout(0.12)
database = sqlite3.connect(":memory:", check_same_thread=False)
COUNT = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1200000) SELECT max(x) FROM n"


def doze():
    time.sleep(0.12)


def listen():
    try:
        near.recv(1)
    except OSError:
        pass


def compute(seconds=0.12):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def query():
    database.execute(COUNT).fetchall()


def step_into(culprit):
    culprit()


async def sleeps():
    step_into(doze)


async def listens():
    step_into(listen)


async def computes():
    step_into(compute)


async def queries():
    step_into(query)


async def piece():
    await asyncio.sleep(0)
    compute(0.002)


async def many_pieces():
    await asyncio.gather(*[piece() for _ in range(50)])


async def polite():
    await asyncio.sleep(0.12)


def busy():
    compute(0.4)


@app.get("/ping")
async def ping():
    return 1


@app.get("/task/{name}")
async def queue(name: str, tasks: BackgroundTasks):
    tasks.add_task(globals()[name])
    return 1


@app.get("/route")
async def hold(tasks: BackgroundTasks):
    doze()
    tasks.add_task(polite)
    return 1


@app.get("/collect")
async def collect():
    held = [[number] for number in range(1_000_000)]
    gc.collect()
    return len(held)
