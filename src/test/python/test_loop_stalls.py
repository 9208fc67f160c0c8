"""What held the event loop, and for whom: on real uvicorn, with asyncio and with uvloop."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Iterator

import pytest

from serving import HERE, Server, events, free_port, recorded, serving

MILLI = 1_000_000
CULPRITS = {"sleeps": "doze", "listens": "listen", "computes": "compute", "queries": "query"}


class Stalls:
    """A recorded server, and the stalls that each path brought."""

    def __init__(self, trace: Path, server: Server) -> None:
        """Ask this server, look there."""
        self._trace = trace
        self._server = server
        self.all: list[Any] = []
        self.paths: dict[int, str] = {}
        self.tasks: dict[int, str] = {}

    def ask(self) -> None:
        """Send every request, one after the other, each with time to end."""
        for path in [*[f"/task/{name}" for name in (*CULPRITS, "many_pieces", "polite")], "/route", "/collect"]:
            self._server.get(path, expect=200)
            time.sleep(0.35)
        for _ in range(3):
            self._server.get("/task/busy", expect=200)
        for _ in range(8):
            self._server.get("/ping", expect=200)
            time.sleep(0.05)

    def look(self) -> None:
        """Read what was recorded."""
        found = events(self._trace)
        self.all = [event for event in found if event["e"].startswith("stall")]
        self.paths = {event["request"]: event["path"] for event in found if event["e"] == "request.started"}
        self.tasks = {event["task"]: event["name"].split(".")[-1] for event in found if event["e"] == "task.started"}

    def ended(self, path: str) -> list[Any]:
        """Ends of the stalls that a request's code brought."""
        return [one for one in self.all if one["e"] == "stall.ended" and self.paths.get(one.get("request")) == path]


@pytest.fixture(scope="module", params=["asyncio", "uvloop"])
def stalls(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stalls]:
    port = free_port()
    trace = tmp_path_factory.mktemp("stalls") / "trace.jsonl"
    words = [*recorded(trace), "uvicorn", "stalling:app", "--port", str(port), "--loop", request.param]
    with serving(words, port, HERE / "apps") as server:
        served = Stalls(trace, server)
        served.ask()
        server.stop()
        served.look()
        yield served


@pytest.mark.parametrize("task", CULPRITS)
def test_the_culprit_two_calls_below_a_task_is_seen_at_its_line(stalls: Stalls, task: str) -> None:
    longest = max(stalls.ended(f"/task/{task}"), key=lambda stall: stall["durationNanos"])
    assert longest["owner"] == "task"
    assert stalls.tasks[longest["task"]] == longest["coroutine"] == task
    assert longest["durationNanos"] > 100 * MILLI
    # One look may come when the culprit has just returned and the next callback runs.
    assert longest["callbacks"] <= 2
    most = longest["samples"][0]
    assert most["count"] >= 2
    users = [frame[2] for frame in most["frames"] if frame[4]]
    assert users == [task, "step_into", CULPRITS[task]]
    line = (HERE / "apps" / "stalling.py").read_text().splitlines()[most["frames"][-1][1] - 1]
    assert most["frames"][-1][3] == line.strip()


def test_processor_time_tells_waiting_from_computing(stalls: Stalls) -> None:
    used = {}
    for task in CULPRITS:
        stall = max(stalls.ended(f"/task/{task}"), key=lambda one: one["durationNanos"])
        used[task] = stall["cpuNanos"]
        assert stall["cpuNanos"] <= stall["processCpuNanos"] + MILLI
    # Not its part of the duration: on a busy machine that which computes does not get the processor.
    assert min(used["computes"], used["queries"]) > 4 * max(used["sleeps"], used["listens"])


def test_every_stall_begins_at_once_and_lasts_what_it_says(stalls: Stalls) -> None:
    begun = {event["stall"]: event for event in stalls.all if event["e"] == "stall.started"}
    for stall in [event for event in stalls.all if event["e"] == "stall.ended"]:
        assert stall["t"] - begun[stall["stall"]]["t"] == stall["durationNanos"]
        assert begun[stall["stall"]]["loop"]
    assert len(begun) == len([event for event in stalls.all if event["e"] == "stall.ended"])


def test_a_stall_of_a_route_is_not_given_to_a_task(stalls: Stalls) -> None:
    stall = max(stalls.ended("/route"), key=lambda one: one["durationNanos"])
    assert (stall["owner"], stall["coroutine"]) == ("request", "hold")
    assert "task" not in stall
    assert stall["samples"][0]["frames"][-1][2] == "doze"


def test_many_small_pieces_are_told_from_one_long_callback(stalls: Stalls) -> None:
    stall = max(stalls.ended("/task/many_pieces"), key=lambda one: one["durationNanos"])
    assert stall["callbacks"] > 1
    assert (stall["owner"], stalls.tasks[stall["task"]]) == ("task", "many_pieces")
    assert stall["coroutine"] == "piece"


def test_a_task_that_awaits_brings_no_stall(stalls: Stalls) -> None:
    assert [one for one in stalls.ended("/task/polite") if one["durationNanos"] > 50 * MILLI] == []


def test_the_collector_is_named_when_it_was_the_collector(stalls: Stalls) -> None:
    stall = max(stalls.ended("/collect"), key=lambda one: one["durationNanos"])
    assert stall["owner"] in ("gc", "request")
    assert stall["cpuNanos"] > 50 * MILLI


def test_threads_that_keep_the_interpreter_are_named(stalls: Stalls) -> None:
    starved = [one for one in stalls.all if one.get("busyThreads")]
    assert starved
    busy = [thread for stall in starved for thread in stall["busyThreads"]]
    assert {stalls.tasks[thread["task"]] for thread in busy} == {"busy"}
    assert all(1 <= thread["cpuPercent"] <= 110 for thread in busy)
    assert {thread["frames"][-1][2] for thread in busy} <= {"compute", "busy"}
