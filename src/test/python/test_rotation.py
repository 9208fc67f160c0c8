"""Rotation: what a full file is followed by, and that nothing is lost on the way."""

from __future__ import annotations

import gzip
import json
import os
import signal
import threading
import time
from collections import defaultdict
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import taskscope_recorder
from serving import HERE, PYTHON, RECORDER, free_port, recorded, run, serving
from taskscope_recorder import CannotRecord, _guard, _lifecycle
from taskscope_recorder._emit import emit
from taskscope_recorder._ids import exception_id, function_id
from taskscope_recorder._options import parse

SCHEMA = json.loads((HERE.parent.parent / "main/resources/recording.schema.json").read_text(encoding="utf-8"))
LONG = f',"note":"{"x" * 900}"'


def _part(first: Path, number: int) -> Path:
    return first if number == 1 else first.parent / first.name.replace("trace.", f"trace.{number}.")


def _parts(first: Path) -> list[int]:
    return [number for number in range(1, 500) if _part(first, number).exists()]


def _lines(path: Path) -> list[str]:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()


def _events(path: Path) -> list[dict]:
    return [json.loads(line) for line in _lines(path)[1:]]


def _all(first: Path) -> list[dict]:
    return [event for number in _parts(first) for event in _events(_part(first, number))]


def _numbers(events: list[dict]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for event in events:
        found[event["p"]].append(event["n"])
    return found


def _complaints(path: Path) -> list[str]:
    header, *lines = map(json.loads, _lines(path))
    found = []
    for part, instances in (("header", [header]), ("event", lines)):
        validator = Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]})
        found += [f"{error.message} in {one}" for one in instances for error in validator.iter_errors(one)]
    return found


def _named_but_not_introduced(events: list[dict]) -> set[tuple[int, str, int]]:
    known: set[tuple[int, str, int]] = set()
    missing: set[tuple[int, str, int]] = set()
    for event in events:
        introduced = event["e"].split(".")[0] if event["e"].endswith(".seen") else ""
        for key, what in (("thread", "thread"), ("function", "function"), ("caller", "function")):
            if key in event:
                name = (event["p"], what, event[key])
                (known if what == introduced else missing if name not in known else known).add(name)
    return missing


def _fill(parts: int) -> None:
    def work() -> None:
        number = function_id(_fill)
        for _ in range(parts * 1_000):
            emit("test.filled", f',"function":{number}{LONG}', at_once=True)

    thread = threading.Thread(target=work, name="filler")
    thread.start()
    thread.join()
    _lifecycle.current().writer.flush(patience=10)


@pytest.mark.parametrize("name", ["trace.jsonl", "trace.jsonl.gz"])
def test_each_file_can_be_read_alone_and_all_together_have_every_number(tmp_path: Path, name: str) -> None:
    trace = tmp_path / name
    size = 1_000_000
    with taskscope_recorder.recording(trace, {}, rotate=size) as started:
        # What packs well would fill no file.
        if name.endswith(".gz"):
            started._recorder.writer._rotation._size = started._recorder.writer._rotation._limit = 5_000
        _fill(6)
    parts = _parts(trace)
    assert len(parts) >= 4
    events = _all(trace)
    assert [event["n"] for event in events] == list(range(1, len(events) + 1))
    headers = [json.loads(_lines(_part(trace, number))[0]) for number in parts]
    assert [header.get("part", 1) for header in headers] == parts
    assert len({header["run"] for header in headers}) == 1
    for number in parts:
        alone = _events(_part(trace, number))
        assert _complaints(_part(trace, number)) == []
        assert alone[0]["e"] == "process.started"
        assert not _named_but_not_introduced(alone)
        if number != parts[-1]:
            assert alone[-1]["e"] == "recorder.rotated"
            assert alone[-1]["file"] == _part(trace, number + 1).name
    again = [event for event in events if event.get("again")]
    assert {event["e"] for event in again} == {"process.started", "thread.seen", "function.seen"}
    assert events[-1]["failures"] == {}


def test_times_do_not_go_back_where_something_is_introduced_again(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, rotate="1MB"):
        _fill(4)
    times = [event["t"] for event in _all(trace)]
    assert max(max(times[:place]) - times[place] for place in range(1, len(times))) < 100_000_000


def test_an_exception_is_told_of_again_with_its_cause(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, rotate="1MB"):
        error = ValueError("outer")
        error.__cause__ = KeyError("inner")
        number = exception_id(error)
        _fill(2)
        emit("task.failed", f',"exception":{number}', task=1)
    files = [_events(_part(trace, number)) for number in _parts(trace)]
    (last,) = [events for events in files[1:] if any(event["e"] == "task.failed" for event in events)]
    told = [event for event in last if event["e"] == "exception.seen"]
    assert [event["type"] for event in told] == ["KeyError", "ValueError"]
    assert told[0]["exception"] == told[1]["cause"]


def test_only_the_newest_files_are_kept(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, rotate="1MB", keep=2):
        _fill(7)
    first, second = _parts(trace)
    assert second == first + 1
    assert first > 2
    numbers = [event["n"] for event in _all(trace)]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_parts_of_an_older_recording_are_not_taken_for_this_one(trace: Path) -> None:
    for _ in range(2):
        with taskscope_recorder.recording(trace, {}, rotate="1MB") as started:
            _fill(2)
            run_id = started._recorder.run.id
    assert {json.loads(_lines(_part(trace, number))[0])["run"] for number in _parts(trace)} == {run_id}


@pytest.mark.parametrize("text", ["mine\n", "[]\n", '{"taskscope":1,"run":"of its own"}\n', "\x1f\x8b"])
def test_a_file_that_only_has_the_name_of_a_later_part_is_not_touched_nor_is_the_first(trace: Path, text: str) -> None:
    trace.write_text('{"taskscope":1}\n')
    later = _part(trace, 2)
    later.write_bytes(text.encode("latin-1"))
    with pytest.raises(CannotRecord, match="is no later part of a recording"):
        taskscope_recorder.start(trace, {}, rotate="1MB")
    assert later.read_bytes() == text.encode("latin-1")
    assert trace.read_text() == '{"taskscope":1}\n'


def test_a_process_that_joins_late_begins_in_the_newest_file(trace: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "from taskscope_recorder._emit import emit\n"
        "from taskscope_recorder._lifecycle import current\n"
        "for _ in range(9000): emit('test.filled', ',\"note\":\"' + 'x' * 900 + '\"', at_once=True)\n"
        # What still waits here would fill two more files after the child, and its own would be deleted.
        "current().writer.flush(patience=20)\n"
        "late = 'from taskscope_recorder._emit import emit; emit(\"task.ended\", task=1)'\n"
        "subprocess.run([sys.executable, '-c', late])\n"
    )
    (trace.parent / "late.py").write_text(code)
    environment = {"PYTHONPATH": str(RECORDER.parent)}
    words = [*recorded(trace, "--rotate", "1MB", "--keep", "2"), PYTHON, "late.py"]
    assert run(words, trace.parent, **environment).code == 0
    assert 1 not in _parts(trace)
    late = [event for event in _all(trace) if event["e"] == "task.ended"]
    assert [event["n"] for event in _all(trace) if event["p"] == late[0]["p"]][:2] == [1, 2]


def test_a_process_that_slept_through_several_files_finds_the_newest(trace: Path) -> None:
    read, write = os.pipe()
    with taskscope_recorder.recording(trace, {}, rotate="1MB", keep=2):
        emit("test.said", ',"name":"parent"', task=1)
        child = os.fork()
        if child == 0:
            try:
                emit("test.said", ',"name":"before"', at_once=True, task=1)
                os.read(read, 1)
                emit("test.said", ',"name":"after"', task=1)
                _lifecycle.current().end(0)
            finally:
                os._exit(0)
        _fill(6)
        os.write(write, b"1")
        os.waitpid(child, 0)
    of_child = [event for event in _all(trace) if event["p"] == child]
    assert [event["e"] for event in of_child[:3]] == ["process.started", "thread.seen", "test.said"]
    assert of_child[2]["name"] == "after"
    assert all(event.get("again") for event in of_child[:2])


def test_where_the_next_file_cannot_be_made_the_old_one_goes_on(trace: Path) -> None:
    with taskscope_recorder.recording(trace, {}, rotate="1MB"):
        # A name that cannot be opened, nor be taken for a file with a header.
        _part(trace, 2).symlink_to(trace.parent / "nowhere" / "at all")
        _fill(3)
    events = _events(trace)
    assert [event["n"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["failures"]["rotation"] >= 1
    # They are counted for the process, in which other tests count none.
    _guard.failures.clear()


def test_two_workers_under_load_and_one_killed_lose_nothing_but_its_last_moment(trace: Path) -> None:
    port = free_port()
    server_words = ["uvicorn", "plain:app", "--port", str(port), "--workers", "2", "--no-access-log"]
    words = [*recorded(trace, "--rotate", "1MB"), *server_words]
    with serving(words, port, HERE / "apps") as server:
        _load(server, until=lambda: len(_parts(trace)) >= 3)
        victim = next(event["p"] for event in _all(trace) if event["e"] == "request.started")
        os.kill(victim, signal.SIGKILL)
        files = len(_parts(trace))
        _load(server, until=lambda: len(_parts(trace)) >= files + 2)
    events = _all(trace)
    for process, numbers in _numbers(events).items():
        assert numbers == list(range(1, len(numbers) + 1)), process
    ended = {event["p"] for event in events if event["e"] == "process.ended"}
    workers = {event["p"] for event in events if event["e"] == "request.started"}
    assert victim in workers - ended
    assert len(workers & ended) >= 1
    for number in _parts(trace):
        assert _complaints(_part(trace, number)) == []
        assert not _named_but_not_introduced(_events(_part(trace, number)))
        assert json.loads(_lines(_part(trace, number))[0]).get("part", 1) == number
    rotated = [event["file"] for event in events if event["e"] == "recorder.rotated"]
    assert rotated == [_part(trace, number).name for number in _parts(trace)[1:]]


def _load(server: object, until: object) -> None:
    end = time.monotonic() + 60
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            server.get("/")
            # Nobody is there, but what was asked for is in the recording.
            server.get("/" + "x" * 10_000)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    while not until() and time.monotonic() < end:
        time.sleep(0.05)
    stop.set()
    for thread in threads:
        thread.join()
    assert until()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--rotate", "200"], "--rotate takes a size"),
        (["--rotate", "10KB"], "--rotate takes a size of 1MB or more"),
        (["--rotate", "2MB", "--keep", "1"], "--keep takes the number"),
        (["--keep", "3"], "it needs --rotate"),
        (["--flight", "0"], "--flight takes minutes"),
        (["--flight", "nan"], "--flight takes minutes"),
        (["--flight", "soon"], "--flight takes minutes"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(words: list[str], reason: str) -> None:
    with pytest.raises(CannotRecord, match=reason):
        parse([*words, "uvicorn"])


def test_sizes_are_decimal() -> None:
    kept = parse(["--rotate=1.5GB", "--keep", "4", "--flight=0.5", "uvicorn"]).keeping
    assert kept == (1_500_000_000, 4, 0.5)
