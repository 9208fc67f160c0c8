"""Tasks of real FastAPI applications: queued where, with what, and what became of them."""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
import sys
import warnings
import weakref
from pathlib import Path
from typing import Any, Dict

import pytest
import starlette
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, WebSocket
from starlette.background import BackgroundTask
from starlette.background import BackgroundTasks as StarletteTasks
from starlette.responses import JSONResponse

from asgi import App, Events, call, record, request

app = FastAPI()
HERE = Path(__file__).name


def dependency() -> int:
    return 1


def sync_task(number: int, text: str = "", thing: object = Depends(dependency)) -> None:
    pass


async def async_task(number: int) -> None:
    pass


def generator_task() -> object:
    yield 1


def failing_task() -> None:
    raise ValueError("broken")


class Callable:
    async def __call__(self, order: object) -> None:
        pass

    def method(self, order: object) -> None:
        pass


@app.get("/two")
async def two(tasks: BackgroundTasks) -> None:
    tasks.add_task(sync_task, 1, text="x")
    tasks.add_task(async_task, number=[1, 2])


@app.get("/odd")
def odd(tasks: BackgroundTasks) -> None:
    tasks.add_task(Callable(), {"a": 1})
    tasks.add_task(Callable().method, "order")
    tasks.add_task(functools.partial(functools.partial(sync_task, 1), text="y"))
    tasks.add_task(print, end="")


@app.get("/nothing-ran")
def nothing_ran(tasks: BackgroundTasks) -> None:
    tasks.add_task(lambda: async_task(1))
    tasks.add_task(generator_task)


@app.get("/fails")
def fails(tasks: BackgroundTasks) -> None:
    tasks.add_task(failing_task)
    tasks.add_task(async_task, 1)


@app.get("/own")
def own(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(async_task, 1)
    return JSONResponse({}, background=BackgroundTask(async_task, 2))


@app.get("/list")
def listed() -> JSONResponse:
    return JSONResponse({}, background=StarletteTasks([BackgroundTask(async_task, 1), BackgroundTask(sync_task, 2)]))


@app.get("/handmade")
def handmade() -> None:
    BackgroundTasks().add_task(async_task, 1)
    BackgroundTask(async_task, 1)


@app.get("/raises")
def raises(tasks: BackgroundTasks) -> None:
    tasks.add_task(async_task, 1)
    raise HTTPException(401)


@app.websocket("/ws")
async def ws(socket: WebSocket, tasks: BackgroundTasks) -> None:
    tasks.add_task(async_task, 1)


def _recorded(path: Path, where: str, application: App = app) -> Events:
    with record(path, "requests", "tasks", "exceptions") as events:
        request(application, where)
    return events


def _line(text: str, function: object) -> int:
    lines, first = inspect.getsourcelines(function)
    return first + next(at for at, line in enumerate(lines) if text in line)


def _function(functions: Dict[int, Any], name: str) -> int:
    return next(number for number, seen in functions.items() if seen["name"] == name)


def test_a_task_says_where_it_was_queued_and_with_what(trace: Path) -> None:
    events = _recorded(trace, "/two")
    first, second = events.of("task.queued")
    functions = {event["function"]: event for event in events.of("function.seen")}
    assert first["name"] == "test_tasks.sync_task"
    assert first["at"]["file"].endswith(HERE)
    assert (first["at"]["line"], first["at"]["function"]) == (_line("sync_task", two), "two")
    assert functions[first["caller"]]["name"] == "test_tasks.two"
    assert functions[first["function"]]["source"][0].startswith("def sync_task(")
    assert first["arguments"] == [
        {"name": "number", "type": "int"},
        {"name": "text", "type": "str", "bytes": sys.getsizeof("x")},
        {
            "name": "thing",
            "type": "fastapi.params.Depends",
            "is": "depends",
            "function": _function(functions, "test_tasks.dependency"),
            "default": True,
        },
    ]
    assert (first["mode"], second["mode"]) == ("sync", "async")
    assert second["arguments"][0]["name"] == "number"


def test_tasks_run_one_after_the_other_on_the_queue_that_the_response_carries(trace: Path) -> None:
    events = _recorded(trace, "/two")
    first, second = events.of("task.queued")
    carried = events.one("response.queue")
    assert first["queue"] == second["queue"] == carried["queue"] == carried["injected"]
    assert [(event["e"], event["task"]) for event in events.of("task.started", "task.ended")] == [
        ("task.started", first["task"]),
        ("task.ended", first["task"]),
        ("task.started", second["task"]),
        ("task.ended", second["task"]),
    ]
    assert {event["request"] for event in events if event["e"].startswith(("task.", "response."))} == {first["request"]}


def test_callables_of_every_shape_have_their_names(trace: Path) -> None:
    queued = _recorded(trace, "/odd").of("task.queued")
    assert [(event["name"], event["mode"]) for event in queued] == [
        ("test_tasks.Callable.__call__", "async"),
        ("test_tasks.Callable.method", "sync"),
        ("test_tasks.sync_task", "sync"),
        ("print", "sync"),
    ]
    assert [argument["name"] for event in queued for argument in event["arguments"]] == [
        "order",
        "order",
        "number",
        "text",
        "thing",
        "end",
    ]
    assert "function" not in queued[3]


def test_what_a_sync_task_returned_is_told(trace: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        events = _recorded(trace, "/nothing-ran")
        gc.collect()
    assert [event["returned"] for event in events.of("task.ended")] == ["coroutine", "generator"]


def test_a_failure_stops_the_queue_and_leaves_the_request(trace: Path) -> None:
    with record(trace, "requests", "tasks", "exceptions") as events, pytest.raises(ValueError, match="broken"):
        request(app, "/fails")
    failed = events.one("task.failed")
    assert failed["exception"] == events.one("request.ended")["exception"]
    assert events.exception(failed["exception"])["frames"][-1][2:4] == ["failing_task", 'raise ValueError("broken")']
    assert len(events.of("task.started")) == 1
    assert len(events.of("task.queued")) == 2


def test_a_response_with_a_task_of_its_own_carries_another_queue(trace: Path) -> None:
    events = _recorded(trace, "/own")
    injected, own_task = events.of("task.queued")
    carried = events.one("response.queue")
    assert carried["injected"] == injected["queue"]
    assert carried["queue"] == own_task["queue"] != injected["queue"]
    assert events.one("task.started")["task"] == own_task["task"]
    assert own_task["at"]["line"] == _line("background=", own)


def test_tasks_given_as_a_list_stand_on_that_queue(trace: Path) -> None:
    events = _recorded(trace, "/list")
    assert [event["queue"] for event in events.of("task.queued")] == [events.one("response.queue")["queue"]] * 2
    assert len(events.of("task.ended")) == 2


def test_tasks_on_no_response_are_told_of_too(trace: Path) -> None:
    events = _recorded(trace, "/handmade")
    queued = events.of("task.queued")
    assert len(queued) == 2
    assert "queue" not in events.one("response.queue")
    assert "queue" not in queued[1]
    assert events.of("task.started") == []


def test_a_route_that_raises_answers_without_a_queue(trace: Path) -> None:
    events = _recorded(trace, "/raises")
    carried = events.one("response.queue")
    assert "queue" not in carried
    assert carried["injected"] == events.one("task.queued")["queue"]
    assert events.one("route.ended")["exception"]
    assert events.one("response.started")["status"] == 401


def test_a_websocket_route_queues_for_nobody(trace: Path) -> None:
    async def receive() -> dict:
        return {"type": "websocket.connect"}

    async def send(message: dict) -> None:
        pass

    with record(trace, "requests", "tasks") as events:
        asyncio.run(app({"type": "websocket", "path": "/ws", "headers": [], "query_string": b""}, receive, send))
    assert events.one("request.started")["protocol"] == "websocket"
    assert events.one("task.queued")["request"] == events.one("request.started")["request"]
    assert events.of("task.started") == []


def test_a_queue_that_is_used_again_runs_the_same_task_again(trace: Path) -> None:
    shared = BackgroundTasks()
    application = FastAPI()

    @application.get("/")
    def route() -> JSONResponse:
        if not shared.tasks:
            shared.add_task(async_task, 1)
        return JSONResponse({}, background=shared)

    with record(trace, "requests", "tasks") as events:
        request(application)
        request(application)
    assert [event["task"] for event in events.of("task.started")] == [events.one("task.queued")["task"]] * 2


def test_a_cancelled_task_is_no_failure(trace: Path) -> None:
    application = FastAPI()

    @application.get("/")
    def route(tasks: BackgroundTasks) -> None:
        tasks.add_task(asyncio.sleep, 10)

    async def main() -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(call(application), 0.2)

    with record(trace, "requests", "tasks", "exceptions") as events:
        asyncio.run(main())
    assert events.exception(events.one("task.cancelled")["exception"])["type"].endswith("CancelledError")


def test_ten_thousand_tasks_are_ten_thousand_events(trace: Path) -> None:
    application = FastAPI()

    @application.get("/")
    def route(tasks: BackgroundTasks) -> None:
        for number in range(10_000):
            tasks.add_task(async_task, number)

    events = _recorded(trace, "/", application)
    for kind in ("task.queued", "task.started", "task.ended"):
        assert [event["task"] for event in events.of(kind)] == list(
            range(events.of(kind)[0]["task"], events.of(kind)[0]["task"] + 10_000)
        )
    assert [event["n"] for event in events] == list(range(1, len(events) + 1))


def test_nothing_of_a_request_is_kept_alive(trace: Path) -> None:
    class Order:
        pass

    application = FastAPI()
    orders: list[weakref.ref] = []
    queues: list[weakref.ref] = []

    @application.get("/")
    def route(tasks: BackgroundTasks) -> None:
        order = Order()
        orders.append(weakref.ref(order))
        queues.append(weakref.ref(tasks))
        tasks.add_task(async_task, order)

    with record(trace, "requests", "tasks", "exceptions"):
        request(application)
        gc.collect()
        assert orders[0]() is None
        assert queues[0]() is None


def test_asynchronous_functions_stay_asynchronous_and_look_as_before(trace: Path) -> None:
    names = ("add_task", "__init__", "__call__")
    owners = (StarletteTasks, BackgroundTask)
    before = {(owner, name): _look(vars(owner).get(name)) for owner in owners for name in names}
    with record(trace):
        after = {(owner, name): _look(vars(owner).get(name)) for owner in owners for name in names}
        assert starlette.background.BackgroundTask(async_task).is_async
    assert after == before


def _look(thing: object) -> tuple:
    if thing is None:
        return ()
    return (
        thing.__name__,
        thing.__qualname__,
        thing.__module__,
        thing.__doc__,
        inspect.signature(thing),
        inspect.iscoroutinefunction(thing),
        hasattr(thing, "__wrapped__"),
    )


def test_the_response_of_a_middleware_is_not_taken_for_the_answer(trace: Path) -> None:
    application = FastAPI()

    @application.middleware("http")
    async def pass_through(incoming: object, call_next: object) -> object:
        return await call_next(incoming)

    @application.get("/")
    def route(tasks: BackgroundTasks) -> None:
        tasks.add_task(sync_task, 1)

    events = _recorded(trace, "/", application)
    assert events.one("response.queue")["queue"] == events.one("task.queued")["queue"]
    assert len(events.of("request.started")) == 1
