"""Dependencies with `yield`: entered, left, with what, and in which order on this FastAPI."""

from __future__ import annotations

from pathlib import Path

import fastapi
import pytest
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException

from asgi import Events, record, request

VERSION = tuple(int(part) for part in fastapi.__version__.split(".")[:2])
# Where the exit of a dependency stood before the tasks, as runs of each of these versions showed.
LEAVES_BEFORE_THE_TASK = (0, 106) <= VERSION < (0, 118)

app = FastAPI()


def outer() -> object:
    yield "outer"


async def inner(one: object = Depends(outer)) -> object:
    try:
        yield one
    except ValueError:
        raise KeyError("instead") from None


def never() -> object:
    raise HTTPException(503)
    yield


def task() -> None:
    pass


def failing() -> None:
    raise ValueError("broken")


@app.get("/")
def route(tasks: BackgroundTasks, one: object = Depends(inner)) -> None:
    tasks.add_task(task)


@app.get("/raises")
def raises(one: object = Depends(inner)) -> None:
    raise ValueError("in the route")


@app.get("/not-entered")
def not_entered(one: object = Depends(never)) -> None:
    pass


def _recorded(path: Path, where: str = "/", application: FastAPI = app) -> Events:
    with record(path, "requests", "dependencies", "tasks", "exceptions") as events:
        request(application, where)
    return events


def test_they_are_entered_outside_in_and_left_inside_out(trace: Path) -> None:
    events = _recorded(trace)
    names = {event["function"]: event["name"].split(".")[1] for event in events.of("function.seen")}
    which = {event["dependency"]: names[event["function"]] for event in events.of("dependency.entering")}
    told = [(event["e"].split(".")[1], which[event["dependency"]]) for event in events if "dependency" in event]
    assert told == [
        ("entering", "outer"),
        ("entered", "outer"),
        ("entering", "inner"),
        ("entered", "inner"),
        ("exiting", "inner"),
        ("exited", "inner"),
        ("exiting", "outer"),
        ("exited", "outer"),
    ]


def test_the_order_of_exit_and_task_is_the_one_that_this_version_has(trace: Path) -> None:
    kinds = _recorded(trace).kinds("dependency", "task", "response")
    assert (kinds.index("dependency.exited") < kinds.index("task.started")) == LEAVES_BEFORE_THE_TASK
    assert kinds.index("response.ended") < kinds.index("task.started")


def test_an_exception_is_seen_on_its_way_in_and_out(trace: Path) -> None:
    with record(trace, "requests", "dependencies", "exceptions") as events, pytest.raises(KeyError):
        request(app, "/raises")
    exiting, exited = events.of("dependency.exiting")[0], events.of("dependency.exited")[0]
    assert events.exception(exiting["exception"])["type"] == "ValueError"
    assert events.exception(exited["exception"])["type"] == "KeyError"
    assert events.one("request.ended")["exception"] == exited["exception"]


def test_one_that_fails_to_be_entered_is_never_left(trace: Path) -> None:
    events = _recorded(trace, "/not-entered")
    assert events.kinds("dependency") == ["dependency.entering", "dependency.entered"]
    assert events.exception(events.one("dependency.entered")["exception"])["type"] == "fastapi.exceptions.HTTPException"


def test_a_scope_is_told_where_fastapi_knows_one(trace: Path) -> None:
    scope = _recorded(trace).of("dependency.entering")[0].get("scope")
    assert scope == ("request" if VERSION >= (0, 121) else None)


@pytest.mark.skipif(VERSION < (0, 121), reason="this FastAPI has no scopes")
def test_a_dependency_of_the_function_is_left_before_the_task(trace: Path) -> None:
    application = FastAPI()

    @application.get("/")
    def scoped(tasks: BackgroundTasks, one: object = Depends(outer, scope="function")) -> None:
        tasks.add_task(task)

    events = _recorded(trace, "/", application)
    assert events.one("dependency.entering")["scope"] == "function"
    assert events.kinds("dependency", "task")[3:5] == ["dependency.exiting", "dependency.exited"]


@pytest.mark.skipif(LEAVES_BEFORE_THE_TASK, reason="here the dependency is left before the task fails")
def test_the_exception_of_a_task_reaches_the_dependency(trace: Path) -> None:
    application = FastAPI()

    @application.get("/")
    def fails(tasks: BackgroundTasks, one: object = Depends(outer)) -> None:
        tasks.add_task(failing)

    with record(trace, "requests", "dependencies", "tasks", "exceptions") as events, pytest.raises(ValueError):
        request(application)
    assert events.one("task.failed")["exception"] == events.one("dependency.exiting")["exception"]


def test_an_override_is_the_one_that_is_told_of(trace: Path) -> None:
    def instead() -> object:
        yield 1

    app.dependency_overrides[inner] = instead
    try:
        events = _recorded(trace)
    finally:
        app.dependency_overrides.clear()
    assert events.one("dependency.entering")["function"] in {
        event["function"] for event in events.of("function.seen") if event["name"].endswith("instead")
    }
