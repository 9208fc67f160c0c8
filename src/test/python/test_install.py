"""Patching: looked at first, done once, undone wholly; imports are watched without a trace."""

from __future__ import annotations

import importlib
import json
import logging
import os
import signal
import sys
import warnings
from pathlib import Path

import fastapi.applications
import fastapi.concurrency
import fastapi.dependencies.utils
import fastapi.routing
import pytest
import starlette.applications
import starlette.background
import starlette.responses
import uvicorn.config
import uvicorn.protocols.http.h11_impl
import uvicorn.server

import taskscope_recorder
from asgi import record
from taskscope_recorder import _emit, _guard, _imports, _install
from taskscope_recorder._sensors import SENSORS

PATCHED = [
    fastapi.applications.FastAPI,
    fastapi.concurrency,
    fastapi.routing.APIRoute,
    uvicorn.protocols.http.h11_impl,
    uvicorn.protocols.http.h11_impl.H11Protocol,
    *[vars(fastapi.concurrency)[name] for name in ("_DependencyConcurrency",) if hasattr(fastapi.concurrency, name)],
    fastapi.dependencies.utils,
    fastapi.routing,
    logging.Logger,
    os,
    signal,
    starlette.applications.Starlette,
    starlette.background,
    starlette.background.BackgroundTask,
    starlette.background.BackgroundTasks,
    starlette.responses.Response,
    starlette.responses.StreamingResponse,
    sys,
    uvicorn.config.Config,
    uvicorn.server.Server,
    warnings,
]


def _names() -> list[dict]:
    return [{name: id(value) for name, value in vars(owner).items() if name != "last_value"} for owner in PATCHED]


def test_every_name_is_put_back(trace: Path) -> None:
    before = _names()
    with record(trace):
        during = _names()
    assert before != during
    assert _names() == before
    assert not any(isinstance(finder, _imports._Finder) for finder in sys.meta_path)


def test_patched_twice_is_patched_once() -> None:
    class Owner:
        def method(self) -> int:
            return 1

    def one_more(original: object) -> object:
        def method(self: Owner) -> int:
            return original(self) + 1

        return method

    original = Owner.method
    assert _install.wrap_once(Owner, "method", one_more)
    assert _install.wrap_once(Owner, "method", one_more)
    assert Owner().method() == 2
    _install.uninstall()
    assert Owner.method is original


def test_what_somebody_patched_after_us_stays(trace: Path) -> None:
    class Owner:
        def method(self) -> int:
            return 1

    def theirs(self: Owner) -> int:
        return 3

    _install.wrap_once(Owner, "method", lambda original: lambda self: original(self))
    Owner.method = theirs
    _install.uninstall()
    assert Owner.method is theirs


def test_a_name_that_is_missing_is_said_in_the_recording(trace: Path) -> None:
    with record(trace, "requests") as events:
        assert not _install.Hooks("tasks").wrap(logging.Logger, "no_such_name", lambda original: original)
    aside = events.one("recorder.stepped_aside")
    assert (aside["sensor"], aside["why"]) == ("tasks", "Logger has no no_such_name")


def test_a_module_of_an_unknown_shape_makes_its_sensor_step_aside(trace: Path, tmp_path: Path) -> None:
    (tmp_path / "odd_module.py").write_text("value = 1\n")
    sys.path.insert(0, str(tmp_path))
    try:
        with record(trace, "requests") as events:
            _install.Hooks("tasks").when_imported("odd_module", lambda module: module.no_such_name)
            importlib.import_module("odd_module")
    finally:
        sys.path.remove(str(tmp_path))
        del sys.modules["odd_module"]
    assert events.one("recorder.stepped_aside")["why"].startswith("odd_module: AttributeError")


def test_an_import_is_seen_once_and_leaves_the_real_loader(tmp_path: Path) -> None:
    (tmp_path / "watched_module.py").write_text("value = 1\n")
    sys.path.insert(0, str(tmp_path))
    seen: list[object] = []
    try:
        _imports.when_imported("watched_module", seen.append)
        module = importlib.import_module("watched_module")
        _imports.when_imported("watched_module", seen.append)
        assert seen == [module, module]
        assert type(module.__loader__).__name__ == type(module.__spec__.loader).__name__ == "SourceFileLoader"
    finally:
        _imports.forget_imports()
        sys.path.remove(str(tmp_path))
        del sys.modules["watched_module"]


def test_an_import_that_fails_fails_as_before(tmp_path: Path) -> None:
    (tmp_path / "broken_module.py").write_text("raise ValueError('theirs')\n")
    sys.path.insert(0, str(tmp_path))
    try:
        _imports.when_imported("broken_module", lambda _: None)
        _imports.when_imported("module_that_is_not_there", lambda _: None)
        with pytest.raises(ValueError, match="theirs"):
            importlib.import_module("broken_module")
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("module_that_is_not_there")
    finally:
        _imports.forget_imports()
        sys.path.remove(str(tmp_path))


def test_the_header_tells_the_true_state_of_every_sensor(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {"sql": False, "swallowed": True}):
        pass
    sensors = record_header(trace)["sensors"]
    assert list(sensors) == list(SENSORS)
    assert sensors["sql"] is False
    assert sensors["swallowed"] is (sys.version_info >= (3, 12))


def record_header(path: Path) -> dict:
    return json.loads(path.read_text().splitlines()[0])


def test_a_sensor_nobody_knows_is_refused(trace: Path) -> None:
    with pytest.raises(ValueError, match="there is no sensor 'sqll'"):
        taskscope_recorder.start(trace, {"sqll": True})


def test_two_recordings_at_once_are_refused_and_one_after_the_other_are_fine(trace: Path, tmp_path: Path) -> None:
    first = taskscope_recorder.start(trace)
    with pytest.raises(RuntimeError, match="recorded already"):
        taskscope_recorder.start(tmp_path / "second.jsonl")
    first.stop()
    first.stop()
    assert not _emit.is_recording()
    taskscope_recorder.start(tmp_path / "second.jsonl").stop()


def test_what_fails_in_the_recorder_is_counted_and_not_raised() -> None:
    @_guard.guarded("a test")
    def fails() -> None:
        raise ValueError

    before = _guard.failures.get("a test", 0)
    assert fails() is None
    assert _guard.failures.pop("a test") == before + 1
