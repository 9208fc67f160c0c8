"""Uploads that tasks read in time, and those that were closed before."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import fastapi
import pytest

from asgi import Events, call, record

pytest.importorskip("multipart")

import asyncio
import contextlib

from apps.files import app

BODY = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n'
FORM = [(b"content-type", b"multipart/form-data; boundary=b"), (b"host", b"test")]
VERSION = tuple(map(int, fastapi.__version__.split(".")[:2]))
CLOSES_BEFORE_THE_TASK = (0, 106) <= VERSION < (0, 118)


def _post(path: Path, where: str) -> Events:
    async def post() -> None:
        # What a task raises is in the events.
        with contextlib.suppress(ValueError):
            await call(app, where, body=BODY, method="POST", headers=FORM)
        await asyncio.sleep(0.3)

    with record(path, "requests", "tasks", "uploads", "exceptions") as events:
        asyncio.run(post())
    return events


def _uploads(events: Events) -> list[tuple[Any, ...]]:
    """Kind, which of the tasks by the order in which they started, and whether it failed."""
    tasks = [event["task"] for event in events.of("task.started")]
    return [
        (event["e"], tasks.index(event["task"]) + 1 if "task" in event else None, "exception" in event)
        for event in events
        if event["e"].startswith("upload.")
    ]


def test_an_upload_that_is_read_in_time_is_opened_and_closed(trace: Path) -> None:
    events = _post(trace, "/in-time")
    assert _uploads(events) == [("upload.opened", None, False), ("upload.closed", None, False)]
    opened = events.one("upload.opened")
    assert (opened["upload"], opened["bytes"], opened["inMemory"]) == (1, 5, True)


@pytest.mark.skipif(CLOSES_BEFORE_THE_TASK, reason="this FastAPI closes the form before the response")
def test_an_argument_has_the_number_of_the_upload_that_the_task_reads(trace: Path) -> None:
    events = _post(trace, "/tasks")
    arguments = [event["arguments"][0] for event in events.of("task.queued")]
    assert [(argument["name"], argument["is"], argument["upload"]) for argument in arguments] == [
        ("upload", "upload", events.one("upload.opened")["upload"]),
    ] * 2
    # The first successful read of a task tells everything.
    assert _uploads(events) == [
        ("upload.opened", None, False),
        ("upload.read", 1, False),
        ("upload.read", 2, False),
        ("upload.closed", None, False),
    ]


@pytest.mark.skipif(not CLOSES_BEFORE_THE_TASK, reason="this FastAPI keeps the form open")
def test_where_the_form_is_closed_first_the_task_fails_with_the_upload_closed(trace: Path) -> None:
    events = _post(trace, "/tasks")
    assert _uploads(events) == [
        ("upload.opened", None, False),
        ("upload.closed", None, False),
        ("upload.read", 1, True),
    ]
    assert events.one("task.failed")["exception"] == events.one("upload.read")["exception"]


def test_whatever_an_asyncio_task_does_with_a_closed_upload_is_told(trace: Path) -> None:
    events = _post(trace, "/asyncio")
    assert _uploads(events) == [
        ("upload.opened", None, False),
        ("upload.closed", None, False),
        *[("upload.read", None, True)] * 3,
        # Iterating fails later than `iter`, and out of our sight.
        ("upload.read", None, False),
    ]
    frames = events.exception(events.of("upload.read")[1]["exception"])["frames"]
    assert {frame[2] for frame in frames} >= {"later"}


def test_every_line_about_uploads_is_valid(trace: Path) -> None:
    complaints = pytest.importorskip("test_schema")._complaints
    for where in ("/tasks", "/asyncio"):
        _post(trace, where)
        assert complaints(trace) == []


def test_a_thread_that_reads_too_late_is_told_of(trace: Path) -> None:
    assert _uploads(_post(trace, "/thread"))[1:] == [("upload.closed", None, False), ("upload.read", None, True)]


def test_temporary_files_are_what_they_were_when_recording_has_stopped(trace: Path) -> None:
    before = dict(vars(tempfile.SpooledTemporaryFile))
    _post(trace, "/in-time")
    assert dict(vars(tempfile.SpooledTemporaryFile)) == before


def test_a_temporary_file_of_nobodys_is_not_told_of(trace: Path) -> None:
    with record(trace, "requests", "uploads") as events, tempfile.SpooledTemporaryFile() as file:
        file.write(b"x")
        file.seek(0)
        assert file.read() == b"x"
    assert events.kinds("upload") == []
