"""Whose code held the loop where no frame of the request is on the stack: child tasks of middleware, loose tasks."""

from __future__ import annotations

import time
from typing import Any

import pytest

from serving import HERE, events, free_port, recorded, serving

MILLI = 1_000_000


@pytest.fixture(scope="module", params=["asyncio", "uvloop"])
def stalls(request: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Longest stall after each request, by path."""
    port = free_port()
    trace = tmp_path_factory.mktemp("owner") / "trace.jsonl"
    words = [*recorded(trace), "uvicorn", "loose:app", "--port", str(port), "--loop", request.param]
    with serving(words, port, HERE / "apps") as server:
        for path in ("/ping", "/route", "/task", "/late"):
            server.get(path, expect=200)
            time.sleep(0.4)
    found = events(trace)
    begun = [event for event in found if event["e"] == "request.started"]
    by_path: dict[str, Any] = {}
    for stall in [event for event in found if event["e"] == "stall.ended" and event["durationNanos"] > 140 * MILLI]:
        path = max((event for event in begun if event["t"] < stall["t"]), key=lambda event: event["t"])["path"]
        by_path[path] = stall
    return by_path


def test_a_route_behind_base_http_middleware(stalls: dict[str, Any]) -> None:
    stall = stalls["/route"]
    assert (stall["owner"], stall.get("task")) == ("request", None)
    assert "hold" in [frame[2] for frame in stall["samples"][0]["frames"]]


def test_a_task_behind_base_http_middleware(stalls: dict[str, Any]) -> None:
    stall = stalls["/task"]
    assert (stall["owner"], stall["coroutine"]) == ("task", "nap")
    assert stall["task"]


def test_work_that_outlived_its_request_is_asyncios(stalls: dict[str, Any]) -> None:
    stall = stalls["/late"]
    assert (stall["owner"], stall["coroutine"]) == ("asyncio", "late")
    assert stall["request"]
