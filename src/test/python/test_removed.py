"""Files that were gone when a task opened them, and removals that hurt nobody."""

from __future__ import annotations

import asyncio
import copy
import functools
import inspect
import os
import pathlib
import pickle
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from apps.files import app
from asgi import Events, call, record


def _get(path: Path, where: str) -> Events:
    async def get() -> None:
        try:
            await call(app, where)
        except FileNotFoundError:
            pass

    with record(path, "requests", "tasks", "uploads", "exceptions") as events:
        asyncio.run(get())
    return events


def _removed_of_those_missing(events: Events) -> list[tuple[Any, ...]]:
    """Which of the missing paths (0: itself) was removed, and where."""
    keys = events.one("file.missing")["keys"]
    return [
        (keys.index(event["key"]), event["directory"], event["at"]["function"])
        for event in events.of("file.removed")
        if event["key"] in keys
    ]


@pytest.mark.parametrize(
    ("where", "removed"),
    [
        ("/directory", [(2, True, "directory")]),
        ("/named", [(0, False, "named")]),
        ("/path", [(0, False, "path"), (1, True, "path")]),
        ("/never-there", []),
    ],
)
def test_what_a_task_misses_is_connected_to_what_was_removed(
    trace: Path, where: str, removed: list[tuple[Any, ...]]
) -> None:
    events = _get(trace, where)
    assert _removed_of_those_missing(events) == removed
    missing = events.one("file.missing")
    assert (missing["task"], missing["at"]["function"]) == (events.one("task.started")["task"], "opens")
    assert missing["exception"] == events.one("task.failed")["exception"]
    assert str(tempfile.gettempdir()) not in "".join(
        str(event) for event in events if event["e"] in ("file.removed", "file.missing")
    )


def test_a_task_that_removes_a_file_keeps_its_name(trace: Path) -> None:
    events = _get(trace, "/cleans-up")
    assert events.one("task.queued")["name"] == "os.remove"
    assert events.one("task.queued")["mode"] == "sync"
    assert events.of("file.removed")[-1]["task"] == events.one("task.queued")["task"]
    assert events.of("file.missing") == []


def test_a_directory_of_thousands_of_files_does_not_fill_the_recording(trace: Path, tmp_path: Path) -> None:
    async def application(scope: Any, receive: Any, send: Any) -> None:
        for number in range(2_000):
            (tmp_path / str(number)).write_text("")
        for number in range(2_000):
            os.unlink(tmp_path / str(number))

    from starlette.applications import Starlette  # noqa: PLC0415 - one look at it

    class Cleaning(Starlette):
        def build_middleware_stack(self) -> Any:
            return application

    with record(trace, "requests", "uploads") as events:
        asyncio.run(call(Cleaning()))
    assert 50 <= len(events.of("file.removed")) <= 1_000


def test_a_function_of_os_can_be_used_as_before_while_it_is_looked_at(trace: Path, tmp_path: Path) -> None:
    class Cleaner:
        remove = os.remove

    for name in ("a", "b", "c", "d"):
        (tmp_path / name).write_text("")
    with record(trace, "uploads", "requests"):
        Cleaner().remove(tmp_path / "a")
        pickle.loads(pickle.dumps(os.remove))(tmp_path / "b")
        copy.deepcopy(os.unlink)(path=tmp_path / "c")
        functools.wraps(os.remove)(lambda path: os.remove(path))(tmp_path / "d")
        assert (os.unlink in os.supports_dir_fd) == (os.name == "posix")
        assert str(inspect.signature(os.rmdir)) == "(path, *, dir_fd=None)"
        assert (os.remove.__name__, callable(os.remove), repr(os.remove)) == (
            "remove",
            True,
            "<built-in function remove>",
        )
        with pytest.raises(FileNotFoundError) as raised:
            os.remove(tmp_path / "a")
        # PYVERSIONS: up to 3.10 a frame cannot be taken out of an exception that is caught right here.
        assert raised.traceback[-1].path == Path(__file__) or sys.version_info < (3, 11)
    assert list(tmp_path.glob("?")) == []


def test_all_is_as_before_when_recording_has_stopped(trace: Path) -> None:
    def everything() -> list[Any]:
        named = vars(tempfile)["_TemporaryFileWrapper"]
        paths = [vars(owner).get(name) for owner in (named, pathlib.Path) for name in ("close", "unlink", "rmdir")]
        return [
            os.unlink,
            os.remove,
            os.rmdir,
            set(os.supports_dir_fd),
            shutil.rmtree,
            vars(named).get("__exit__"),
            paths,
        ]

    before = everything()
    _get(trace, "/directory")
    assert everything() == before
