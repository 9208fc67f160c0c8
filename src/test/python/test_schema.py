"""Every line that the recorder writes is what the published schema says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from asgi import record, request
from serving import HERE, free_port, recorded, serving

SCHEMA = json.loads((HERE.parent.parent / "main/resources/recording.schema.json").read_text(encoding="utf-8"))
PATHS = ["sync", "async", "route", "handled", "own", "stream", "none", "forgotten", "dropped", "lost"]


def _validator(part: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})


def _complaints(path: Path) -> list[str]:
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    found = [error.message for error in _validator("header").iter_errors(json.loads(header))]
    event = _validator("event")
    return found + [f"{error.message} in {line}" for line in lines for error in event.iter_errors(json.loads(line))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_served_run_is_valid_line_by_line(trace: Path) -> None:
    port = free_port()
    words = ["uvicorn", "failing:app", "--port", str(port), "--workers", "2"]
    with serving([*recorded(trace), *words], port, HERE / "apps") as server:
        for path in PATHS:
            server.get_and_stay("/" + path)
    assert _complaints(trace) == []


def test_a_run_in_this_process_is_valid_line_by_line(trace: Path) -> None:
    import test_tasks  # noqa: PLC0415 - its application, not its tests

    with record(trace):
        for path in ("/two", "/odd", "/own", "/list", "/handmade", "/raises"):
            request(test_tasks.app, path)
    assert _complaints(trace) == []


def _event(**keys: object) -> dict:
    return {"t": 1, "p": 1, "n": 1, **keys}


@pytest.mark.parametrize(
    "event",
    [
        _event(e="planet.rose", brightness=3),
        _event(e="task.started", task=1, name="main.mail", later="key"),
        _event(e="response.ended", request=1, bytes=0),
    ],
)
def test_what_a_later_recorder_may_write_is_valid(event: dict) -> None:
    assert list(_validator("event").iter_errors(event)) == []


@pytest.mark.parametrize(
    "event",
    [
        {"t": 1, "p": 1, "e": "task.started"},
        _event(e="task.started", name="main.mail"),
        _event(e="task.started", task=0, name="main.mail"),
        _event(e="task.failed", task=1),
        _event(e="response.started", request=1, status="200"),
        _event(e="exception.seen", exception=1, type="X", message="", frames=[["main.py", 1, "f", ""]]),
        _event(e="session.flushed", session=1, rows=[["users", "not a key"]]),
    ],
)
def test_what_nobody_could_read_is_not_valid(event: dict) -> None:
    assert list(_validator("event").iter_errors(event)) != []
