"""Log records and warnings: who carried the exception, and did anybody take it."""

from __future__ import annotations

import gc
import logging
import sys
import traceback
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

import pytest

from asgi import record
from taskscope_recorder import _ids, _tracebacks


@contextmanager
def _logger(handler_level: int | None = None, *, propagate: bool = False) -> Iterator[logging.Logger]:
    logger = logging.getLogger("test_logs")
    logger.propagate = propagate
    handler = logging.NullHandler() if handler_level is not None else None
    if handler is not None:
        handler.setLevel(handler_level)
        logger.addHandler(handler)
    try:
        yield logger
    finally:
        logger.propagate = True
        if handler is not None:
            logger.removeHandler(handler)


def test_a_record_names_the_exception_that_it_carries(trace: Path) -> None:
    with record(trace, "logs", "exceptions") as events, _logger(logging.DEBUG) as logger:
        try:
            raise ValueError("x")
        except ValueError as raised:
            number = _ids.exception_id(raised)
            logger.exception("secret words")
    written = events.one("log.written")
    assert (written["logger"], written["level"], written["exception"], written["reached"]) == (
        "test_logs",
        "ERROR",
        number,
        True,
    )
    assert "secret words" not in trace.read_text()


@pytest.mark.parametrize(
    ("level", "reached"), [(logging.DEBUG, True), (logging.ERROR, True), (logging.CRITICAL, False)]
)
def test_a_handler_that_wants_more_does_not_take_it(trace: Path, level: int, reached: bool) -> None:
    with record(trace, "logs") as events, _logger(level) as logger:
        logger.error("x")
    assert events.one("log.written")["reached"] is reached


def test_without_any_handler_the_last_resort_takes_it(trace: Path, capsys: pytest.CaptureFixture) -> None:
    with record(trace, "logs") as events, _logger() as logger:
        logger.warning("shown by the last resort")
    assert events.one("log.written")["reached"] is True
    assert "shown by the last resort" in capsys.readouterr().err


def test_what_is_neither_a_warning_nor_an_exception_is_left_out(trace: Path) -> None:
    with record(trace, "logs") as events, _logger(logging.DEBUG) as logger:
        logger.setLevel(logging.DEBUG)
        logger.info("x")
        logger.info("x", exc_info=ValueError("y"))
        logger.setLevel(logging.NOTSET)
    assert [event["level"] for event in events.of("log.written")] == ["INFO"]


def test_a_coroutine_that_nobody_awaits_is_seen_and_shown_as_before(trace: Path) -> None:
    async def forgotten() -> None:
        pass

    with record(trace, "logs") as events, warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        forgotten()
        gc.collect()
    seen = events.one("warning.shown")
    assert seen["category"] == "RuntimeWarning"
    assert seen["message"] == str(shown[0].message)
    assert "was never awaited" in seen["message"]
    assert seen["at"]["line"] == shown[0].lineno


def test_a_warning_that_cannot_be_raised_is_seen(trace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def forgotten() -> None:
        pass

    heard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda arguments: heard.append(arguments.exc_type))
    with record(trace, "logs") as events, warnings.catch_warnings():
        warnings.simplefilter("error")
        forgotten()
        gc.collect()
    assert heard == [RuntimeWarning]
    assert events.one("warning.shown")["category"] == "RuntimeWarning"


def test_our_frames_are_cut_out_of_a_finished_traceback() -> None:
    def theirs() -> None:
        raise ValueError("x")

    code = compile("def ours(call):\n    call()\n", _tracebacks.OUR_DIRECTORY + "_wrapper.py", "exec")
    names: dict = {}
    exec(code, names)
    try:
        names["ours"](lambda: names["ours"](theirs))
    except ValueError as raised:
        _tracebacks.cut_out_ours(raised)
        functions = [frame.name for frame in traceback.extract_tb(raised.__traceback__)]
    assert functions == ["test_our_frames_are_cut_out_of_a_finished_traceback", "<lambda>", "theirs"]
