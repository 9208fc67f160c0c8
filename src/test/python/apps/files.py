"""Uploads and temporary files that are used in time, and too late."""

from __future__ import annotations

import asyncio
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, List

from fastapi import BackgroundTasks, FastAPI, UploadFile

app = FastAPI()
_kept: List[Any] = []


def reads(upload: Any) -> None:
    upload.file.seek(0)
    upload.file.read(2)
    upload.file.read(2)


async def reads_async(upload: Any) -> None:
    await upload.read()


def opens(path: Any) -> None:
    open(path).close()


def fails_otherwise(path: Any) -> None:
    raise KeyError(path)


@app.post("/in-time")
async def in_time(file: UploadFile) -> int:
    return len(await file.read())


@app.post("/tasks")
async def tasks(file: UploadFile, tasks: BackgroundTasks) -> None:
    tasks.add_task(reads, file)
    tasks.add_task(reads_async, upload=file)


@app.post("/asyncio")
async def by_asyncio(file: UploadFile) -> None:
    async def later() -> None:
        await asyncio.sleep(0.1)
        for use in (lambda: file.file.seek(0), file.file.read, lambda: file.file.write(b""), lambda: iter(file.file)):
            try:
                use()
            except ValueError:
                pass

    _kept.append(asyncio.create_task(later()))


@app.post("/thread")
def by_thread(file: UploadFile) -> None:
    def later() -> None:
        time.sleep(0.1)
        try:
            file.file.read()
        except ValueError:
            pass

    _kept.append(threading.Thread(target=later))
    _kept[-1].start()


@app.get("/directory")
def directory(tasks: BackgroundTasks) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "inside" / "report.txt"
        path.parent.mkdir()
        path.write_text("x")
        tasks.add_task(opens, str(path))


@app.get("/named")
def named(tasks: BackgroundTasks) -> None:
    with tempfile.NamedTemporaryFile() as file:
        tasks.add_task(opens, file.name)


@app.get("/path")
def path(tasks: BackgroundTasks) -> None:
    made = Path(tempfile.mkdtemp()) / "report.txt"
    made.write_text("x")
    tasks.add_task(opens, made)
    made.unlink()
    made.parent.rmdir()


@app.get("/never-there")
def never_there(tasks: BackgroundTasks) -> None:
    tasks.add_task(opens, "/nowhere/at/all")


@app.get("/cleans-up")
def cleans_up(tasks: BackgroundTasks) -> None:
    number, name = tempfile.mkstemp()
    os.close(number)
    tasks.add_task(os.remove, name)
