"""An application that starts a job when it starts."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
KEPT = set()


async def heartbeat() -> None:
    while True:
        await asyncio.sleep(3600)


@app.on_event("startup")
async def start() -> None:
    KEPT.add(asyncio.create_task(heartbeat()))
