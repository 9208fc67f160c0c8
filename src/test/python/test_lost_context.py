"""Context variables that were set where nobody else can see them."""

from __future__ import annotations

import contextvars
import decimal
from pathlib import Path
from typing import Any

import pytest
from fastapi import BackgroundTasks, Depends, FastAPI

from asgi import record, request

tenant: contextvars.ContextVar[Any] = contextvars.ContextVar("tenant", default=None)
seen: list[Any] = []
app = FastAPI()


class Loud:
    def __eq__(self, _: object) -> bool:
        raise AssertionError("a line of the application's ran")

    __hash__ = None  # type: ignore[assignment]


def look() -> None:
    seen.append(tenant.get())


def sets() -> None:
    tenant.set("a secret")


@app.get("/route")
def route(tasks: BackgroundTasks) -> None:
    tenant.set(Loud())
    tasks.add_task(look)


@app.get("/dependency")
async def in_dependency(tasks: BackgroundTasks, _: None = Depends(sets)) -> None:
    tasks.add_task(look)


@app.get("/async")
async def async_route(tasks: BackgroundTasks) -> None:
    tenant.set("kept")
    tasks.add_task(look)


@app.get("/reset")
def put_back(tasks: BackgroundTasks) -> None:
    tenant.reset(tenant.set("for a moment"))
    decimal.getcontext()
    tasks.add_task(look)


@pytest.mark.parametrize(
    ("where", "function", "value"),
    [("/route", "route", None), ("/dependency", "sets", None), ("/async", None, "kept"), ("/reset", None, None)],
)
def test_what_is_set_on_a_worker_thread_is_lost(
    trace: Path, where: str, function: str | None, value: str | None
) -> None:
    seen.clear()
    with record(trace, "requests", "tasks", "threads") as events:
        request(app, where)
    assert seen == [value]
    names = {event["function"]: event["name"] for event in events.of("function.seen")}
    lost = [(names[event["function"]], event["names"]) for event in events.of("context.lost")]
    assert lost == ([(f"test_lost_context.{function}", ["tenant"])] if function else [])
    assert events.of("recorder.cost")[-1]["failures"] == {}
