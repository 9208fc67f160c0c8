"""The buffer and the file: what is written, what is dropped, and how the reader can tell."""

from __future__ import annotations

import gzip
import json
import os
import threading
import time
from pathlib import Path

import pytest

import taskscope_recorder
from asgi import record
from taskscope_recorder import _emit
from taskscope_recorder._emit import emit
from taskscope_recorder._sink import sink_for
from taskscope_recorder._writer import Writer


def _numbers(path: Path) -> list[int]:
    return [json.loads(line)["n"] for line in path.read_text().splitlines()]


def _event(number: int = 0) -> _emit.Event:
    return (number, "request.ended", 1, 0, 1, "")


def _writer(path: Path) -> Writer:
    return Writer(sink_for(str(path)), 0, lambda: None)


def test_lines_have_the_keys_in_their_order(trace: Path) -> None:
    writer = _writer(trace)
    writer.waiting.extend([(5, "task.started", 1, 2, 3, ',"name":"x"'), (6, "task.ended", 0, 2, 0, "")])
    writer.close()
    process = os.getpid()
    assert trace.read_text() == (
        f'{{"t":5,"p":{process},"n":1,"e":"task.started","request":1,"task":2,"thread":3,"name":"x"}}\n'
        f'{{"t":6,"p":{process},"n":2,"e":"task.ended","task":2}}\n'
    )


def test_what_was_dropped_shows_as_a_gap(trace: Path) -> None:
    writer = _writer(trace)
    writer.waiting.extend([_event(), _event()])
    writer.dropped += 3
    writer.flush()
    writer.waiting.append(_event())
    writer.close()
    assert _numbers(trace) == [1, 2, 6]


def test_whoever_writes_goes_on_although_others_leave_it_more_and_more(trace: Path) -> None:
    writer = _writer(trace)
    write = writer._sink.write
    writes: list[bytes] = []

    def slow_write(lines: bytes) -> None:
        write(lines)
        writes.append(lines)
        if len(writes) < 50:
            # As another thread does while the disk is slow.
            writer.waiting.append(_event())
            writer.flush_now()

    writer._sink.write = slow_write  # type: ignore[method-assign]
    writer.waiting.append(_event())
    writer.flush_now()
    assert len(writes) == 2
    assert len(writer.waiting) == 1
    writer.close()
    assert _numbers(trace) == [*range(1, len(writes) + 1)]


def test_a_full_buffer_drops_and_counts(trace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_emit, "MOST_WAITING", 50)
    with record(trace, "requests") as events:
        for _ in range(1000):
            emit("request.ended")
    cost = events.one("recorder.cost")
    assert cost["dropped"] > 0
    assert cost["dropped"] + len(events.of("request.ended")) == 1000
    assert events[-1]["n"] == len(events) + cost["dropped"]


def test_every_thread_is_heard_and_no_number_is_used_twice(trace: Path) -> None:
    def work() -> None:
        for _ in range(500):
            emit("task.started", at_once=True)

    with record(trace, "requests") as events:
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [event["n"] for event in events] == list(range(1, len(events) + 1))
    assert len(events.of("task.started")) == 4000
    assert {event["thread"] for event in events.of("task.started")} == {
        event["thread"] for event in events.of("thread.seen")
    }


def test_a_beginning_is_in_the_file_at_once(trace: Path) -> None:
    started = taskscope_recorder.start(trace, {})
    try:
        time.sleep(0.01)
        emit("task.started", ',"name":"at once"', at_once=True)
        assert '"at once"' in trace.read_text()
    finally:
        started.stop()


def test_everything_else_is_in_the_file_soon(trace: Path) -> None:
    started = taskscope_recorder.start(trace, {})
    try:
        emit("task.ended", ',"later":1')
        until = time.monotonic() + 5
        while '"later"' not in trace.read_text() and time.monotonic() < until:
            time.sleep(0.01)
        assert '"later"' in trace.read_text()
    finally:
        started.stop()


def test_each_flush_of_a_compressed_recording_is_a_whole_member(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl.gz"
    writer = _writer(path)
    for number in range(3):
        writer.waiting.append(_event(number))
        writer.flush()
    first_members = path.read_bytes()
    writer.close()
    assert len(gzip.decompress(first_members).splitlines()) == 3


def test_a_line_that_was_cut_off_is_the_only_one_lost(trace: Path) -> None:
    sink = sink_for(str(trace))
    sink.write(b'{"cut of')
    sink._broken_line = True
    sink.write(b'{"n":2}\n')
    sink.close()
    assert trace.read_text().splitlines() == ['{"cut of', '{"n":2}']


def test_a_descriptor_that_was_closed_and_used_again_is_not_written_to(trace: Path, tmp_path: Path) -> None:
    sink = sink_for(str(trace))
    sink.write(b"first\n")
    os.close(sink._descriptor)
    theirs = os.open(tmp_path / "theirs", os.O_WRONLY | os.O_CREAT)
    assert theirs == sink._descriptor
    sink.write(b"second\n")
    sink.close()
    os.close(theirs)
    assert trace.read_text() == "first\nsecond\n"
    assert (tmp_path / "theirs").read_bytes() == b""


def test_text_that_is_no_unicode_is_still_a_line(trace: Path) -> None:
    with record(trace, "requests") as events:
        emit("request.ended", f',"path":{_emit.quote(chr(0xDC80))}')
    assert events.one("request.ended")["path"] == "?"


def test_a_long_queue_is_written_in_pieces_and_the_gap_comes_behind_them(trace: Path) -> None:
    writer = _writer(trace)
    writer.waiting.extend(_event() for _ in range(2_500))
    writer.dropped += 3
    writer.flush()
    writer.waiting.append(_event())
    writer.close()
    assert _numbers(trace) == [*range(1, 2_501), 2_504]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_what_a_full_disk_does_not_take_is_counted_to_the_last_piece() -> None:
    writer = _writer(Path("/dev/full"))
    writer.waiting.extend(_event() for _ in range(2_500))
    writer.dropped += 3
    writer.flush()
    assert (writer.events, writer.dropped) == (0, 2_503)
    assert writer._number == 2_503
