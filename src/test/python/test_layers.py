"""What stands around a route: middleware, custom routes, slots, and who reads the request too late."""

from __future__ import annotations

import asyncio
import inspect
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import Depends

from asgi import Events
from recordings import recorded_here
from serving import HERE, events, free_port, recorded, serving

PATHS = ["plain/", "stacked/", "usual", "rebuilt", "passed", "reads", "asks", "cached", "stream", "hurried/", "adding/"]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Events:
    """Everything that one served application did."""
    trace = tmp_path_factory.mktemp("layers") / "trace.jsonl"
    port = free_port()
    words = [*recorded(trace), "uvicorn", "layered:app", "--port", str(port)]
    with serving(words, port, HERE / "apps") as server:
        for path in PATHS:
            server.get("/" + path, expect=200)
        # A client that left would take the end of the answer with it: it stays for longer than the task lasts.
        server.get_and_stay("/stacked/late")
        time.sleep(0.5)
        for path in ("/narrow", "/brief"):
            with ThreadPoolExecutor(2) as clients:
                list(clients.map(server.get, [path] * 2))
    return Events(events(trace))


def _of_path(found: Events, path: str, *kinds: str) -> list[dict]:
    requests = {event["request"] for event in found.of("request.started") if event["path"] == path}
    return [event for event in found.of(*kinds) if event.get("request") in requests]


def _users(found: Events) -> list[list[str]]:
    stacks = [event["middleware"] for event in found.of("application.seen")]
    return [[name for name in stack if "layered" in name or "BaseHTTP" in name] for stack in stacks]


def test_each_application_tells_its_middleware_once_outermost_first(found: Events) -> None:
    own = "layered."
    based = "starlette.middleware.base.BaseHTTPMiddleware(layered.timed)"
    assert _users(found)[:3] == [[], [own + "Secretive"], [own + "Inner", own + "Own", based]]
    for event in found.of("application.seen"):
        assert event["middleware"][0] == "starlette.middleware.errors.ServerErrorMiddleware"
        assert "starlette.middleware.exceptions.ExceptionMiddleware" in event["middleware"]


def test_a_route_class_that_rebuilds_the_response_drops_its_queue(found: Events) -> None:
    (built,) = _of_path(found, "/rebuilt", "response.built")
    (sent,) = _of_path(found, "/rebuilt", "response.queue")
    (queued,) = _of_path(found, "/rebuilt", "task.queued")
    assert built["queue"] == queued["queue"] == sent["injected"]
    assert "queue" not in sent
    assert not _of_path(found, "/rebuilt", "task.started")


def test_a_route_class_that_passes_the_response_on_keeps_its_queue(found: Events) -> None:
    (built,) = _of_path(found, "/passed", "response.built")
    (sent,) = _of_path(found, "/passed", "response.queue")
    assert built["queue"] == sent["queue"]
    assert _of_path(found, "/passed", "task.ended")


def test_a_route_of_the_usual_class_is_left_alone(found: Events) -> None:
    assert _of_path(found, "/usual", "task.ended")
    assert not _of_path(found, "/usual", "response.built")


def test_a_task_that_asks_for_the_request_gets_only_that_the_client_has_gone(found: Events) -> None:
    for path, function in (("/reads", "reading"), ("/asks", "asking")):
        (ended,) = _of_path(found, path, "response.ended")
        (read,) = _of_path(found, path, "request.read")
        assert read["t"] > ended["t"]
        assert read["message"] == "http.disconnect"
        assert read["at"]["function"] == function
        assert read["task"]


def test_neither_a_body_read_in_time_nor_the_framework_that_listens_is_a_late_read(found: Events) -> None:
    for path in ("/cached", "/stream", "/usual", "/stacked/"):
        assert not _of_path(found, path, "request.read")
    assert _of_path(found, "/cached", "task.ended")
    assert _of_path(found, "/stream", "task.ended")


def test_a_slot_is_held_until_the_tasks_have_ended(found: Events) -> None:
    taken = _of_path(found, "/narrow", "slot.acquired")
    if not taken:
        pytest.skip("this FastAPI has no max_concurrency")
    first, second = taken
    (waiting,) = _of_path(found, "/narrow", "slot.waiting")
    released = _of_path(found, "/narrow", "slot.released")[0]
    (ended, *_) = [e for e in _of_path(found, "/narrow", "task.ended") if e["request"] == first["request"]]
    assert waiting["request"] == second["request"] != first["request"] == released["request"]
    assert waiting["t"] < ended["t"] < released["t"] <= second["t"]
    assert first["waitedNanos"] == 0
    assert second["waitedNanos"] >= ended["t"] - waiting["t"]
    (named,) = [e for e in found.of("function.seen") if e["function"] == first["function"]]
    assert (named["name"], first["limit"]) == ("layered.narrow", 1)


def test_a_slot_without_tasks_is_given_back_when_the_dependency_has_returned(found: Events) -> None:
    taken = _of_path(found, "/brief", "slot.acquired")
    if not taken:
        pytest.skip("this FastAPI has no max_concurrency")
    started = {e["request"]: e["t"] for e in _of_path(found, "/brief", "route.started")}
    for released in _of_path(found, "/brief", "slot.released"):
        assert released["t"] < started[released["request"]]


def test_an_answer_that_ends_late_tells_when_it_was_complete(found: Events) -> None:
    (ended,) = _of_path(found, "/stacked/late", "response.ended")
    (began,) = _of_path(found, "/stacked/late", "task.started")
    (over,) = _of_path(found, "/stacked/late", "task.ended")
    if ended["t"] > over["t"]:
        # The fault of BaseHTTPMiddleware in some versions: the empty chunk waits for the task.
        assert ended["lastChunkNanos"] < over["t"]
    else:
        assert "lastChunkNanos" not in ended
        assert began
    (stream,) = _of_path(found, "/stream", "response.ended")
    (sent,) = _of_path(found, "/stream", "response.started")
    assert sent["t"] <= stream["lastChunkNanos"] < stream["t"]
    (usual,) = _of_path(found, "/usual", "response.ended")
    assert "lastChunkNanos" not in usual


def test_a_task_that_is_cancelled_tells_where_it_was(found: Events) -> None:
    (ended,) = _of_path(found, "/hurried/", "response.ended")
    (cancelled,) = _of_path(found, "/hurried/", "task.cancelled")
    assert ended["t"] < cancelled["t"]
    assert [frame[2] for frame in cancelled["frames"]] == ["lasting"]


def test_a_task_that_a_dispatch_function_adds_is_on_the_response(found: Events) -> None:
    (queued,) = _of_path(found, "/adding/", "task.queued")
    assert queued["queue"] in [event.get("queue") for event in _of_path(found, "/adding/", "response.queue")]
    assert _of_path(found, "/adding/", "task.ended")


def test_only_fastapi_itself_is_given_a_stand_in_for_the_semaphore(trace: Path) -> None:
    if "max_concurrency" not in inspect.signature(Depends).parameters:
        pytest.skip("this FastAPI has no max_concurrency")

    async def ask() -> str:
        return type(Depends(max_concurrency=1)._concurrency.get_semaphore()).__module__.split(".")[0]

    with recorded_here(trace, "dependencies"):
        assert asyncio.run(ask()) == "anyio"
