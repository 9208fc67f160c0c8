"""What the rules about the queue stand on is in the recording of a real application."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse

from asgi import Events, record, request

app = FastAPI()
shared = BackgroundTasks()


def task(number: object = None) -> None:
    pass


def leaves() -> None:
    sys.exit(3)


async def is_cancelled() -> None:
    waiting = asyncio.ensure_future(asyncio.sleep(5))
    waiting.cancel()
    await waiting


@app.get("/shared")
def in_shared() -> JSONResponse:
    shared.add_task(task, 1)
    return JSONResponse({}, background=shared)


@app.get("/default")
def by_default(tasks: Any = BackgroundTasks) -> None:
    tasks.add_task(task, 1)


@app.get("/keyword")
def by_keyword(tasks: BackgroundTasks) -> None:
    tasks.add_task(task, func=1)  # type: ignore[misc]


@app.get("/leaves")
def queues_one_that_leaves(tasks: BackgroundTasks) -> None:
    tasks.add_task(leaves)
    tasks.add_task(task)


@app.get("/cancelled")
def queues_one_that_is_cancelled(tasks: BackgroundTasks) -> None:
    tasks.add_task(is_cancelled)
    tasks.add_task(task)


def _get(path: Path, *where: str) -> Events:
    with record(path, "requests", "tasks", "exceptions") as events:
        for one in where:
            try:
                request(app, one)
            except BaseException as left:
                if isinstance(left, KeyboardInterrupt):
                    raise
    return events


def test_a_shared_queue_starts_a_task_once_more_in_each_request(trace: Path) -> None:
    events = _get(trace, "/shared", "/shared")
    first, second = (event["task"] for event in events.of("task.queued"))
    assert [event["task"] for event in events.of("task.started")] == [first, first, second]
    assert len({event["queue"] for event in events.of("task.queued")}) == 1
    assert len({event["request"] for event in events.of("task.started") if event["task"] == first}) == 2


@pytest.mark.parametrize("where", ["/default", "/keyword"])
def test_an_add_task_that_raises_is_the_routes_exception(trace: Path, where: str) -> None:
    events = _get(trace, where)
    exception = events.exception(events.one("route.ended")["exception"])
    assert exception["type"] in ("TypeError", "AttributeError")
    assert any("tasks.add_task(" in frame[3] for frame in exception["frames"])
    assert events.of("task.queued") == []


@pytest.mark.parametrize(
    ("where", "kind", "exception"),
    [
        ("/leaves", "task.failed", "SystemExit"),
        ("/cancelled", "task.cancelled", "asyncio.exceptions.CancelledError"),
    ],
)
def test_an_exception_that_is_no_error_ends_the_queue_too(trace: Path, where: str, kind: str, exception: str) -> None:
    events = _get(trace, where)
    failed = events.one(kind)
    assert events.exception(failed["exception"])["type"] == exception
    assert (len(events.of("task.queued")), len(events.of("task.started"))) == (2, 1)
    assert events.one("request.ended")["exception"] == failed["exception"]
