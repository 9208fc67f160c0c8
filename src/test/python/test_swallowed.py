"""Exceptions that a task caught itself, on real uvicorn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from serving import HERE, PYTHON, events, free_port, recorded, run, serving


def _version() -> tuple[int, ...]:
    said = run([PYTHON, "-c", "import sys; print(*sys.version_info[:2])"], HERE)
    return tuple(map(int, said.out.split()))


if _version() < (3, 12):
    pytest.skip("sys.monitoring came with Python 3.12", allow_module_level=True)

TASKS = ["swallows", "swallows_in_a_thread", "lets_through", "raises_another", "suppresses"]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    port = free_port()
    trace = tmp_path_factory.mktemp("swallowed") / "trace.jsonl"
    words = [*recorded(trace, "--sensor", "swallowed=on"), "uvicorn", "crowding:app", "--port", str(port)]
    with serving(words, port, HERE / "apps") as server:
        for name in TASKS:
            server.get(f"/task/{name}")
        server.get("/route")
    return events(trace)


def _handled(found: list[Any]) -> dict[str, list[Any]]:
    names = {event["task"]: event["name"].split(".")[-1] for event in found if event["e"] == "task.started"}
    handled: dict[str, list[Any]] = {name: [] for name in names.values()}
    for event in found:
        if event["e"] == "exception.handled":
            handled[names[event["task"]]].append(event)
    return handled


def test_a_swallowed_exception_is_named_where_it_was_raised_and_where_it_was_caught(found: list[Any]) -> None:
    own, helpers = _handled(found)["swallows"]
    assert own["type"] == "ValueError"
    assert (own["at"]["function"], own["handledAt"]["function"]) == ("fail", "swallows")
    line = (HERE / "apps" / "crowding.py").read_text().splitlines()[own["handledAt"]["line"] - 1]
    assert line.strip() == "except ValueError:"
    assert (helpers["type"], helpers["handledAt"]["function"]) == ("KeyError", "helper_that_catches_its_own")


def test_one_that_was_logged_carries_the_same_exception_as_the_log(found: list[Any]) -> None:
    (handled,) = _handled(found)["swallows_in_a_thread"]
    assert handled["exception"] in [event.get("exception") for event in found if event["e"] == "log.written"]


@pytest.mark.parametrize("task", ["lets_through", "raises_another", "suppresses"])
def test_what_is_raised_again_or_suppressed_by_a_context_manager_is_not_told(found: list[Any], task: str) -> None:
    assert _handled(found)[task] == []


def test_what_a_route_catches_is_not_told(found: list[Any]) -> None:
    assert all(event.get("task") for event in found if event["e"] == "exception.handled")


def test_another_tool_keeps_its_number(tmp_path: Path) -> None:
    script = (
        "import sys; m = sys.monitoring\n"
        "for tool in (3, 4): m.use_tool_id(tool, 'other')\n"
        f"sys.path.insert(0, {str(HERE.parent.parent / 'main' / 'python')!r})\n"
        "import taskscope_recorder\n"
        "with taskscope_recorder.recording('trace.jsonl', {'swallowed': True}): pass\n"
        "print(m.get_tool(3), m.get_tool(4))\n"
    )
    said = run([PYTHON, "-c", script], tmp_path)
    assert said.out == "other other\n"
    assert "every free number" in (tmp_path / "trace.jsonl").read_text()
