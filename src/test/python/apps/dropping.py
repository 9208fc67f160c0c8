"""Routes whose tasks are queued and never run, or whose failure is told of as something else."""

from __future__ import annotations

from typing import Any, Dict

from fastapi import BackgroundTasks, FastAPI, HTTPException
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

app = FastAPI()


async def nothing() -> None:
    pass


async def refusing() -> None:
    raise HTTPException(409)


@app.get("/raises")
async def raises(tasks: BackgroundTasks) -> None:
    tasks.add_task(nothing)
    raise HTTPException(401)


@app.get("/invalid", response_model=Dict[str, int])
async def invalid(tasks: BackgroundTasks) -> Any:
    tasks.add_task(nothing)
    return {"one": "not a number"}


@app.get("/file")
async def file() -> FileResponse:
    return FileResponse(__file__, background=BackgroundTask(nothing))


@app.get("/handled")
async def handled(tasks: BackgroundTasks) -> None:
    tasks.add_task(refusing)
