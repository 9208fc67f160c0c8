"""The recorder says what it costs, and what it remembers does not grow with the requests it has seen."""

from __future__ import annotations

import asyncio
import pkgutil
from collections import Counter, deque
from importlib import import_module
from pathlib import Path
from typing import Any, AsyncIterator, Iterator
from weakref import WeakKeyDictionary

from fastapi import BackgroundTasks, Depends, FastAPI
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse

import taskscope_recorder
from asgi import call, record, request
from taskscope_recorder import _cost, _emit, _guard
from taskscope_recorder._weak import WeakNumbers

REQUESTS = 20_000
# A table may keep what is dead until its next sweep, or texts up to its limit; it may not keep every request.
MOST = 2_000

app = FastAPI()


class Refused(Exception):
    """What a task raises."""


async def work(number: int) -> None:
    """Do nothing, in most cases."""
    if number % 10 == 0:
        raise Refused(number)


def work_on_a_thread(text: str) -> int:
    return len(text)


async def dependency() -> AsyncIterator[int]:
    yield 1


@app.get("/async/{number}")
async def asynchronous(number: int, tasks: BackgroundTasks, _: int = Depends(dependency)) -> None:
    tasks.add_task(work, number)


@app.get("/sync/{number}")
def synchronous(number: int, tasks: BackgroundTasks) -> None:
    tasks.add_task(work_on_a_thread, str(number))


@app.get("/hand/{number}")
async def by_hand(number: int) -> JSONResponse:
    BackgroundTask(work, number)
    return JSONResponse(number, background=BackgroundTask(lambda: number))


def test_the_events_of_each_sensor_are_counted_exactly(trace: Path) -> None:
    with record(trace) as events:
        for number in range(1, 5):
            request(app, f"/async/{number}")
            request(app, f"/sync/{number}")
    cost = events.one("recorder.cost")
    before = events[: events.index(cost)]
    kinds = Counter(event["e"].split(".")[0] for event in before)
    carried = len(events.of("response.queue"))
    told = {name: of["events"] for name, of in cost["sensors"].items()}
    assert told["requests"] == sum(kinds[word] for word in ("request", "route", "response", "application")) - carried
    assert told["tasks"] == kinds["task"] + carried
    assert told["dependencies"] == kinds["dependency"]
    assert told.get("threads", 0) == kinds["token"]
    assert cost["events"] == len(before)


def test_a_sensor_that_wrote_something_took_time(trace: Path) -> None:
    with record(trace, "requests", "tasks") as events:
        request(app, "/async/1")
    sensors = events.one("recorder.cost")["sensors"]
    assert set(sensors) == {"requests", "tasks"}
    assert all(of["nanos"] > of["events"] * 100 for of in sensors.values())


def test_hooks_are_timed_twice_at_the_beginning_and_then_after_each_rest(trace: Path) -> None:
    with record(trace, "requests", "tasks"):
        receiver: Any = _emit._receiver
        writer = receiver.writer
        receiver._costs.stop_timing()
        costs = _cost.Costs(writer)
        costs.start_timing()
        timed = []
        for tick in range(1, 41):
            writer.events += 1_000
            costs.tick()
            timed += [tick] if costs._is_timing else []
        costs.stop_timing()
        writer.events -= 40_000
    assert timed == [1, 18, 35]


def test_what_is_timed_while_a_task_built_by_hand_starts_is_still_told_right(trace: Path) -> None:
    with record(trace, "requests", "tasks") as events:
        request(app, "/hand/1")
    stands, lies_about = sorted(events.of("task.queued"), key=lambda event: "queue" not in event)
    assert stands["queue"] == events.one("response.queue")["queue"]
    assert "queue" not in lies_about


def test_every_function_is_its_own_again_when_recording_has_stopped(trace: Path) -> None:
    with record(trace):
        request(app, "/async/1")
    for work_of_ours in _guard.own_works:
        function: Any = work_of_ours.function
        named = function.__globals__.get(function.__name__)
        assert getattr(named, "__wrapped__", named) is function or "." in function.__qualname__


def _tables() -> Iterator[tuple[str, Any]]:
    for module in pkgutil.iter_modules(taskscope_recorder.__path__):
        if module.name not in ("__main__", "_boot"):
            for name, value in vars(import_module(f"taskscope_recorder.{module.name}")).items():
                if isinstance(value, (dict, list, set, deque, WeakNumbers, WeakKeyDictionary)) and name[:2] != "__":
                    yield f"{module.name}.{name}", value


async def _serve(requests: int) -> None:
    for number in range(requests):
        try:
            await call(app, f"/{('async', 'sync', 'async', 'hand')[number % 4]}/{number}")
        except Refused:
            pass


def test_twenty_thousand_requests_leave_no_more_behind_than_two_thousand(trace: Path) -> None:
    # A task that was built outside of every request, and never run, has nobody who takes it back.
    with record(trace):
        for number in range(5_000):
            BackgroundTask(work, number)
        asyncio.run(_serve(REQUESTS))
        sizes = {name: len(table) for name, table in _tables()}
    assert sizes["_queued._tasks"] > 0
    assert {name: size for name, size in sizes.items() if size > MOST} == {}
