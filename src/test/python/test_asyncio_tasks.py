"""Asyncio tasks of the user: who created them, on whose behalf, and how they ended."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from recordings import Recorded
from serving import HERE, PYTHON, events, free_port, recorded, run, serving
from test_schema import _complaints

PATHS = ["kept", "fails", "collected", "pending", "gather", "anyio", "queue", "order", "long"]


@pytest.fixture(scope="module", params=["asyncio", "uvloop"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    trace = tmp_path_factory.mktemp("asyncio") / "trace.jsonl"
    port = free_port()
    words = [*recorded(trace), "uvicorn", "spawning:app", "--port", str(port), "--loop", request.param]
    with serving(words, port, HERE / "apps") as server:
        for path in PATHS:
            server.get("/" + path, expect=200)
            time.sleep(0.05)
        server.stop()
    assert _complaints(trace) == []
    found = Recorded(events(trace))
    assert not found.of("recorder.stepped_aside")
    assert found.of("recorder.cost")[-1]["failures"] == {}
    return found


def _of(served: Recorded, function: str) -> list[tuple[dict[str, Any], list[str]]]:
    """Asyncio tasks that were created in this function, each with what came of it."""
    made = [each for each in served.of("asyncio.created") if each.get("at", {}).get("function") == function]
    return [
        (each, [other["e"] for other in served if other.get("asyncioTask") == each["asyncioTask"]][1:]) for each in made
    ]


def _request(served: Recorded, path: str) -> int:
    return next(each["request"] for each in served.of("request.started") if each["path"] == path)


@pytest.mark.parametrize(
    ("function", "name", "via", "came"),
    [
        ("kept", "nothing", "create_task", "asyncio.ended"),
        ("never_retrieved", "fails", "ensure_future", "asyncio.failed"),
        ("collected", "waits_for_ever", "loop.create_task", "asyncio.destroyed"),
        ("pending", "waits_for_ever", "create_task", "asyncio.cancelled"),
        ("any_group", "nothing", "anyio.start_soon", "asyncio.ended"),
    ],
)
def test_an_asyncio_task_is_known_from_its_creation_to_its_end(
    served: Recorded, function: str, name: str, via: str, came: str
) -> None:
    ((created, ends),) = _of(served, function)
    assert created["name"] == f"spawning.{name}"
    # AnyIO 3 starts by another function than AnyIO 4.
    assert created["via"].startswith(via.partition(".")[0])
    assert created["request"]
    assert "phase" not in created
    assert ends == [came]


def test_both_halves_of_a_gather_are_told_apart(served: Recorded) -> None:
    assert [(each["via"], ends) for each, ends in _of(served, "gathered")] == [("gather", ["asyncio.ended"])] * 2


def test_one_that_a_background_task_creates_belongs_to_it(served: Recorded) -> None:
    ((created, _),) = _of(served, "spawns")
    assert created["request"] == _request(served, "/queue")
    assert created["task"] == served.of("task.queued")[0]["task"]


def test_its_end_keeps_the_request_that_has_long_ended(served: Recorded) -> None:
    ((created, ends),) = _of(served, "outlives")
    assert created["request"] == _request(served, "/long")
    assert ends == []


def test_nothing_of_the_server_or_the_framework_is_recorded(served: Recorded) -> None:
    assert {each["name"].partition(".")[0] for each in served.of("asyncio.created")} == {"spawning"}


def test_what_is_still_running_is_said_at_the_signal_and_at_the_end(served: Recorded) -> None:
    number = _of(served, "outlives")[0][0]["asyncioTask"]
    for kind in ("process.signal", "process.ended"):
        assert number in served.of(kind)[-1]["open"]["asyncioTasks"]
    assert "tasks" not in served.of("process.ended")[-1]["open"]


def test_work_of_the_lifespan_names_its_phase(served: Recorded) -> None:
    phases = [each.get("phase") for each, _ in _of(served, "lifespan")]
    assert phases in (["startup", "shutdown"], [])


def test_every_worker_tells_of_its_own_startup_job(trace: Path) -> None:
    port = free_port()
    words = [*recorded(trace), "uvicorn", "starting:app", "--port", str(port), "--workers", "2"]
    with serving(words, port, HERE / "apps") as server:
        until = time.monotonic() + 15
        while len([each for each in events(trace) if each.get("phase") == "complete"]) < 2:
            assert time.monotonic() < until
            time.sleep(0.1)
        server.stop()
    jobs = [each for each in events(trace) if each["e"] == "asyncio.created"]
    assert [(each["name"], each["phase"]) for each in jobs] == [("starting.heartbeat", "startup")] * 2
    assert len({each["p"] for each in jobs}) == 2


SCRIPT = """
import asyncio
async def work(): await asyncio.sleep(0)
async def main():
    first = asyncio.create_task(work())
    print(first.get_name(), [type(each).__name__ for each in asyncio.all_tasks()])
    await first
FACTORY
loop = asyncio.new_event_loop()
later = loop.create_task(work())
loop.run_until_complete(main())
loop.run_until_complete(later)
loop.close()
"""


def test_a_script_of_its_own_has_its_asyncio_tasks_and_their_names(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(SCRIPT.replace("FACTORY", ""))
    said = run([*recorded(tmp_path / "trace.jsonl"), "python", "main.py"], tmp_path)
    assert said == run([PYTHON, "main.py"], tmp_path)
    made = [each for each in events(tmp_path / "trace.jsonl") if each["e"] == "asyncio.created"]
    assert [(each["name"], each["at"]["line"]) for each in made] == [("__main__.work", 10), ("__main__.work", 5)]


def test_a_task_group_is_named(trace: Path, tmp_path: Path) -> None:
    if run([PYTHON, "-c", "import asyncio; asyncio.TaskGroup"], tmp_path).code:
        pytest.skip("TaskGroup came with Python 3.11")
    port = free_port()
    with serving([*recorded(trace), "uvicorn", "spawning:app", "--port", str(port)], port, HERE / "apps") as server:
        server.get("/group", expect=500)
    found = Recorded(events(trace))
    assert [(each["via"], ends) for each, ends in _of(found, "group")] == [("TaskGroup", ["asyncio.failed"])] * 2
    assert re.fullmatch(r"(Base)?ExceptionGroup", found.of("exception.seen")[-1]["type"])
