"""A route that holds the event loop while a task of another request only waits."""

import asyncio
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


async def wait_politely():
    await asyncio.sleep(0.8)


@app.post("/task")
async def start_task(background_tasks: BackgroundTasks):
    background_tasks.add_task(wait_politely)
    return {"begun": True}


@app.get("/slow")
async def slow_route():
    time.sleep(0.3)
    return {"slow": True}
