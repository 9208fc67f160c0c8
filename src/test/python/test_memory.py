"""What the arguments of queued tasks hold, and what they are worth, told without asking them."""

from __future__ import annotations

import asyncio
import io
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi import BackgroundTasks, FastAPI, UploadFile
from pydantic import BaseModel

from asgi import Events, call, record
from taskscope_recorder._sizes import size_of

MEGABYTE = 1 << 20

app = FastAPI()


def task(*things: object) -> None:
    pass


def waits(*things: object) -> None:
    time.sleep(0.3)


@app.get("/large")
def large(tasks: BackgroundTasks) -> None:
    tasks.add_task(waits, b"x" * MEGABYTE)
    tasks.add_task(waits, {"pictures": [b"x" * MEGABYTE] * 3})


@app.get("/small")
def small(tasks: BackgroundTasks) -> None:
    for number in range(100):
        tasks.add_task(task, number, "a@example.org")


def _get(path: Path, *where: str) -> Events:
    async def get() -> None:
        await asyncio.gather(*[call(app, one) for one in where])
        await asyncio.sleep(1.5)

    with record(path, "requests", "tasks", "memory") as events:
        asyncio.run(get())
    return events


def test_a_queue_holds_all_its_arguments_until_its_last_task_has_ended(trace: Path) -> None:
    events = _get(trace, "/large")
    held = [event for event in events if event["e"] in ("memory.held", "task.ended", "request.ended")]
    sizes = [event["bytes"] // MEGABYTE for event in events.of("memory.held")]
    assert sizes in ([1, 4, 0, 0], [4, 0, 0])
    assert max(event["tasks"] for event in events.of("memory.held")) == 2
    before_the_last_end = held[: max(at for at, event in enumerate(held) if event["e"] == "task.ended")]
    assert 0 not in [event["bytes"] for event in before_the_last_end if event["e"] == "memory.held"]
    assert all(event["rssBytes"] > MEGABYTE for event in events.of("memory.held"))


def test_requests_at_the_same_time_are_added_up(trace: Path) -> None:
    events = _get(trace, "/large", "/large", "/large")
    assert max(event["bytes"] // MEGABYTE for event in events.of("memory.held")) == 12
    assert events.of("memory.held")[-1]["bytes"] == 0


def test_small_arguments_are_not_told_of(trace: Path) -> None:
    assert _get(trace, "/small").of("memory.held") == []


class Model(BaseModel):
    picture: bytes


class Plain:
    def __init__(self) -> None:
        self.picture = b"x" * MEGABYTE


class Slotted:
    __slots__ = ("picture",)

    def __init__(self) -> None:
        self.picture = b"x" * MEGABYTE


class Loud(dict):
    """Every way to look at it is the application's."""

    def _loud(self, *_: object) -> Any:
        raise AssertionError("a line of the application's ran")

    __sizeof__ = __len__ = __iter__ = __repr__ = __hash__ = __eq__ = __getattribute__ = values = _loud


class Hidden:
    @property
    def __dict__(self) -> Any:
        raise AssertionError("a line of the application's ran")


@pytest.mark.parametrize(
    ("value", "megabytes"),
    [
        (b"x" * MEGABYTE, 1),
        ("x" * MEGABYTE, 1),
        (bytearray(MEGABYTE), 1),
        (memoryview(bytes(MEGABYTE)), 1),
        ([b"x" * MEGABYTE, b"y" * MEGABYTE], 2),
        ([b"x" * MEGABYTE] * 1_000, 1_000),
        ({"a": {"b": b"x" * MEGABYTE}}, 1),
        ({"a": {"b": {"c": b"x" * MEGABYTE}}}, 0),
        (Model(picture=b"x" * MEGABYTE), 1),
        (Plain(), 1),
        (UploadFile(io.BytesIO(b""), filename="x"), 0),
        (Slotted(), 0),
        (Loud(a=b"x" * MEGABYTE), 0),
        (Hidden(), 0),
        (12, 0),
        (None, 0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_size_of_a_value(value: object, megabytes: int) -> None:
    assert size_of(value) // MEGABYTE == megabytes


def test_an_array_is_as_large_as_its_data() -> None:
    numpy = pytest.importorskip("numpy")
    assert size_of(numpy.zeros(MEGABYTE)) == 8 * MEGABYTE


def test_a_small_text_has_its_own_size() -> None:
    assert size_of("x") == sys.getsizeof("x")


def test_a_list_that_contains_itself_ends() -> None:
    ring: list[Any] = []
    ring.extend([ring] * 1_000)
    assert size_of(ring) > 0
