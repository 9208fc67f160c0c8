"""The flight recorder: nothing is written while all is well, and everything of the last minutes when it is not."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, Callable

import pytest
from jsonschema import Draft202012Validator

import taskscope_recorder
from serving import HERE, events, free_port, recorded, serving
from taskscope_recorder import _flight, _lifecycle
from taskscope_recorder._emit import emit
from taskscope_recorder._flight import Flight
from taskscope_recorder._ids import function_id

SCHEMA = json.loads((HERE.parent.parent / "main/resources/recording.schema.json").read_text(encoding="utf-8"))
PATIENCE_SECONDS = 10
MINUTE = 60_000_000_000


def _complaints(path: Path) -> list[str]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for part, instances in (("header", lines[:1]), ("event", lines[1:])):
        validator = Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})
        found += [f"{error.message} in {one}" for one in instances for error in validator.iter_errors(one)]
    return found


def _kinds(trace: Path) -> list[str]:
    return [event["e"] for event in events(trace)]


def _until(trace: Path, is_there: Callable[[list[dict]], Any]) -> list[dict]:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        # The last line may be half written.
        lines = trace.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
        found = [json.loads(line) for line in lines if line.endswith("\n")]
        if is_there(found):
            return found
        time.sleep(0.05)
    raise AssertionError([event["e"] for event in found])


def _has(kind: str) -> Callable[[list[dict]], bool]:
    return lambda found: any(event["e"] == kind for event in found)


def _is_numbered_without_gap(found: list[dict]) -> bool:
    for process in {event["p"] for event in found}:
        numbers = [event["n"] for event in found if event["p"] == process]
        if numbers != list(range(1, len(numbers) + 1)):
            return False
    return True


def test_while_all_is_well_nothing_is_written_but_begin_and_end(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5):
        emit("task.queued", ',"name":"mail"', at_once=True, task=1)
        emit("task.ended", task=1)
        _lifecycle.current().writer.flush(patience=5)
        assert _kinds(trace) == ["process.started"]
    assert _kinds(trace) == ["process.started", "process.ended", "recorder.cost"]
    assert _complaints(trace) == []
    assert json.loads(trace.read_text().splitlines()[0])["flight"] == 5
    assert events(trace)[-1]["failures"] == {}


def test_a_task_that_fails_writes_what_came_before_and_a_moment_of_what_comes_after(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5):
        number = function_id(_kinds)
        emit("test.before", f',"function":{number}')
        emit("task.failed", ',"exception":1', task=1)
        emit("test.after")
        _lifecycle.current().writer.flush(patience=5)
        written = _kinds(trace)
    assert written[-3:] == ["test.before", "task.failed", "test.after"]
    assert set(written[:-3]) == {"process.started", "thread.seen", "function.seen"}
    assert _is_numbered_without_gap(events(trace))


def test_a_call_writes_everything_and_then_it_goes_on(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5) as started:
        emit("test.first")
        taskscope_recorder.write_now()
        assert _kinds(trace)[-1] == "test.first"
        # The moment after it is over.
        started._recorder.writer._flight._write_until = 0
        emit("test.second")
        _lifecycle.current().writer.flush(patience=5)
        assert _kinds(trace)[-1] == "test.first"
        taskscope_recorder.write_now()
        assert _kinds(trace)[-1] == "test.second"
    assert _is_numbered_without_gap(events(trace))
    assert _kinds(trace).count("thread.seen") == 1


def test_a_call_where_nothing_is_recorded_does_nothing() -> None:
    assert _lifecycle.current() is None
    taskscope_recorder.write_now()


def test_a_call_without_a_flight_recorder_writes_what_waits(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}):
        emit("test.said")
        taskscope_recorder.write_now()
        assert "test.said" in _kinds(trace)


@pytest.mark.parametrize(("seconds", "is_written"), [(0.9, False), (1.1, True)])
def test_a_stall_of_more_than_a_second_is_a_reason(seconds: float, is_written: bool) -> None:
    flight = Flight(1)
    stall = _event("stall.ended", 0, f',"stall":1,"durationNanos":{int(seconds * 1e9)},"callbacks":1')
    assert flight.through([stall]) == ([stall] if is_written else [])


def _event(kind: str, minutes_ago: float, tail: str = "", *, request: int = 0, task: int = 0) -> tuple:
    return (time.perf_counter_ns() - int(minutes_ago * MINUTE), kind, request, task, 0, tail)


def _asked(flight: Flight) -> list[str]:
    flight.ask()
    return [event[1] for event in flight.through([])]


def test_what_is_older_is_forgotten() -> None:
    flight = Flight(1)
    flight.through([_event("test.old", 2), _event("test.new", 0.5)])
    assert _asked(flight) == ["test.new"]


def test_more_than_the_stated_number_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_flight, "MOST_EVENTS", 10)
    flight = Flight(1)
    flight.through([_event(f"test.{number}", 0) for number in range(25)])
    assert _asked(flight) == [f"test.{number}" for number in range(15, 25)]


def test_more_than_the_stated_bytes_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_flight, "_MOST_BYTES", 10_000)
    flight = Flight(1)
    flight.through([_event("test.large", 0, "x" * 6_000), _event("test.last", 0, "x" * 6_000)])
    assert _asked(flight) == ["test.last"]


def test_what_is_still_open_keeps_its_begin() -> None:
    flight = Flight(1)
    flight.through(
        [
            _event("request.started", 5, request=1),
            _event("request.started", 4, request=2),
            _event("task.queued", 4, request=2, task=1),
            _event("task.started", 4, request=2, task=1),
            _event("connection.checkedout", 4, ',"connection":1,"pool":1'),
            _event("request.ended", 3, request=1),
            _event("statement.ran", 3, request=2, task=1),
            _event("task.ended", 0, request=2, task=1),
        ]
    )
    kept = ["request.started", "task.queued", "task.started", "connection.checkedout"]
    assert _asked(flight) == [*kept, "task.ended"]


def test_what_was_begun_in_the_file_is_ended_there_although_it_ended_long_ago(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5) as started:
        flight = started._recorder.writer._flight
        emit("request.started", ',"protocol":"http","path":"/"', request=7)
        taskscope_recorder.write_now()
        flight._write_until = 0
        emit("request.started", ',"protocol":"http","path":"/"', request=8)
        emit("request.ended", request=8)
        emit("request.ended", request=7)
        _lifecycle.current().writer.flush(patience=5)
        flight._nanos = 0
        _lifecycle.current().writer.flush(patience=5)
    requests = [(event["e"], event["request"]) for event in events(trace) if event["e"].startswith("request.")]
    assert requests == [("request.started", 7), ("request.ended", 7)]
    assert _kinds(trace)[-2:] == ["process.ended", "recorder.cost"]
    assert _is_numbered_without_gap(events(trace))


def test_what_was_introduced_long_ago_is_introduced_when_it_is_named(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5) as started:
        first, second = function_id(_kinds), function_id(_until)
        _lifecycle.current().writer.flush(patience=5)
        started._recorder.writer._flight._nanos = 0
        for number in (first, second):
            emit("task.failed", f',"exception":1,"function":{number}', task=1)
            _lifecycle.current().writer.flush(patience=5)
            started._recorder.writer._flight._write_until = 0
    found = events(trace)
    told = [event["function"] for event in found if "function" in event]
    assert told == [first, first, second, second]
    assert [event["t"] for event in found] == sorted(event["t"] for event in found)


def test_a_forked_child_does_not_write_what_its_parent_holds(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5):
        emit("test.parents")
        child = os.fork()
        if child == 0:
            try:
                emit("test.childs")
                taskscope_recorder.write_now()
                _lifecycle.current().end(0)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        taskscope_recorder.write_now()
    whose = {event["e"]: event["p"] for event in events(trace) if event["e"].startswith("test.")}
    assert whose == {"test.parents": os.getpid(), "test.childs": child}
    assert _is_numbered_without_gap(events(trace))


def test_the_signal_writes_and_the_applications_handler_is_the_one_that_is_seen(trace: Path) -> None:
    heard: list[int] = []

    def theirs(number: int, _: object) -> None:
        heard.append(number)

    before = signal.getsignal(signal.SIGUSR2)
    with taskscope_recorder.recording(trace, {}, flight=5):
        assert signal.getsignal(signal.SIGUSR2) is before
        assert signal.signal(signal.SIGUSR2, theirs) is before
        assert signal.getsignal(signal.SIGUSR2) is theirs
        with pytest.raises(TypeError):
            signal.signal(signal.SIGUSR2, "nothing")
        emit("test.said")
        os.kill(os.getpid(), signal.SIGUSR2)
        _until(trace, _has("test.said"))
        assert signal.signal(signal.SIGUSR2, signal.SIG_DFL) is theirs
        # Would end the process if it were the handler.
        os.kill(os.getpid(), signal.SIGUSR2)
        assert signal.getsignal(signal.SIGUSR2) is signal.SIG_DFL
        signal.signal(signal.SIGUSR2, theirs)
    assert heard == [signal.SIGUSR2]
    assert signal.getsignal(signal.SIGUSR2) is theirs
    signal.signal(signal.SIGUSR2, before)


def test_what_the_applications_handler_raises_is_raised_without_our_frame(trace: Path) -> None:
    def theirs(_: int, __: object) -> None:
        raise LookupError("theirs")

    with taskscope_recorder.recording(trace, {}, flight=5):
        before = signal.signal(signal.SIGUSR2, theirs)
        with pytest.raises(LookupError, match="theirs"):
            os.kill(os.getpid(), signal.SIGUSR2)
        signal.signal(signal.SIGUSR2, before)


def test_a_handler_of_an_event_loop_hears_the_signal_too(trace: Path) -> None:
    async def work() -> None:
        loop, heard = asyncio.get_running_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGUSR2, heard.set)
        emit("test.said")
        os.kill(os.getpid(), signal.SIGUSR2)
        await asyncio.wait_for(heard.wait(), PATIENCE_SECONDS)
        assert loop.remove_signal_handler(signal.SIGUSR2)

    before = signal.getsignal(signal.SIGUSR2)
    with taskscope_recorder.recording(trace, {}, flight=5):
        asyncio.run(work())
        _until(trace, _has("test.said"))
    assert signal.getsignal(signal.SIGUSR2) is signal.SIG_DFL
    signal.signal(signal.SIGUSR2, before)


def test_outside_of_the_main_thread_it_steps_aside_from_the_signal(trace: Path) -> None:
    before = signal.getsignal(signal.SIGUSR2)

    def record() -> None:
        with taskscope_recorder.recording(trace, {}, flight=5):
            emit("test.said")
            taskscope_recorder.write_now()

    thread = threading.Thread(target=record)
    thread.start()
    thread.join()
    (aside,) = [event for event in events(trace) if event["e"] == "recorder.stepped_aside"]
    assert aside["sensor"] == "flight"
    assert signal.getsignal(signal.SIGUSR2) is before


def _flying(trace: Path, *options: str) -> tuple[list[str], int]:
    port = free_port()
    return [*recorded(trace, "--flight", "5", *options), "uvicorn", "flying:app", "--port", str(port)], port


def test_a_server_in_which_nothing_fails_writes_nothing(trace: Path) -> None:
    words, port = _flying(trace)
    with serving(words, port, HERE / "apps") as server:
        for _ in range(3):
            server.get("/well", expect=200)
        assert _kinds(trace) == ["process.started"]
    assert _kinds(trace) == ["process.started", "process.ended", "recorder.cost"]


def test_a_server_in_which_a_task_fails_writes_all_of_it(trace: Path) -> None:
    words, port = _flying(trace)
    with serving(words, port, HERE / "apps") as server:
        server.get("/well", expect=200)
        server.get("/fails")
        found = _until(trace, lambda found: _has("log.written")(found) and _has("task.failed")(found))
        server.get("/well", expect=200)
    assert [event["path"] for event in found if event["e"] == "request.started"] == ["/well", "/fails"]
    assert [event["e"] for event in found if event["e"] == "request.ended"] == ["request.ended"] * 2
    introduced = {event["name"]: event["function"] for event in found if event["e"] == "function.seen"}
    assert {"flying.mail", "flying.fail", "flying.well", "flying.fails"} <= introduced.keys()
    failed = next(event for event in found if event["e"] == "task.failed")
    assert failed["exception"] in [event["exception"] for event in found if event["e"] == "exception.seen"]
    assert _is_numbered_without_gap(events(trace))
    assert _complaints(trace) == []


def test_a_server_that_was_held_for_more_than_a_second_writes_all_of_it(trace: Path) -> None:
    words, port = _flying(trace)
    with serving(words, port, HERE / "apps") as server:
        server.get("/holds", expect=200)
        found = _until(trace, _has("stall.ended"))
    assert [event["path"] for event in found if event["e"] == "request.started"] == ["/holds"]


def test_a_server_is_told_by_a_signal_and_its_own_handler_hears_it_too(trace: Path) -> None:
    words, port = _flying(trace)
    with serving(words, port, HERE / "apps") as server:
        server.get("/well", expect=200)
        server.process.send_signal(signal.SIGUSR2)
        _until(trace, _has("request.ended"))
        _, body = server.get("/heard", expect=200)
    told = json.loads(body)
    assert told == {"heard": [signal.SIGUSR2], "before": True, "now": "<lambda>"}
    assert server.said.code in (0, -signal.SIGTERM)
    assert _complaints(trace) == []


def test_each_worker_writes_for_itself(trace: Path) -> None:
    words, port = _flying(trace)
    with serving([*words, "--workers", "2"], port, HERE / "apps") as server:
        server.get("/fails")
        found = _until(trace, _has("task.failed"))
        (worker,) = {event["p"] for event in found if event["e"] == "task.failed"}
        for _ in range(20):
            server.get("/well", expect=200)
    others = [event["e"] for event in events(trace) if event["p"] != worker]
    assert set(others) == {"process.started", "process.ended", "recorder.cost"}
    assert _is_numbered_without_gap(events(trace))
    assert _complaints(trace) == []


def test_it_can_rotate_too(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, flight=5, rotate="1MB"):
        for _ in range(1_500):
            emit("test.filled", f',"note":"{"x" * 900}"')
        taskscope_recorder.write_now()
        emit("test.last")
    later = events(trace.parent / "trace.2.jsonl")
    assert later[0]["e"] == "process.started"
    assert later[0]["again"]
    assert "test.last" in [event["e"] for event in later]
    assert _is_numbered_without_gap(events(trace) + later)
