"""The watch over a loop costs nothing once nothing is open, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
import weakref
from pathlib import Path
from typing import Any, Callable

import pytest
import uvloop

from recordings import recorded_here
from taskscope_recorder import _loop, _loop_gc, _requests
from taskscope_recorder._open import watched_loops
from taskscope_recorder._weak import weakly

if sys.platform != "linux":
    pytest.skip("threads are counted in /proc", allow_module_level=True)


def _threads_and_files() -> tuple[int, int]:
    return len(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd"))


def _until(reached: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not reached() and time.monotonic() < until:
        time.sleep(0.02)
    return reached()


async def _open_request(seconds: float) -> Any:
    """Be a request as the watch sees one."""
    _requests.open_requests.add(1)
    _loop.watch(asyncio.get_running_loop())
    await asyncio.sleep(seconds)
    _requests.open_requests.discard(1)
    return asyncio.get_running_loop()


def test_a_closed_loop_takes_thread_and_timer_with_it(tmp_path: Path) -> None:
    with recorded_here(tmp_path / "trace.jsonl", "loop", "stacks"):
        asyncio.run(_open_request(0.05))
        before = _threads_and_files()
        for _ in range(20):
            asyncio.run(_open_request(0.01))
        assert _until(lambda: _threads_and_files() <= before)


def test_beats_end_when_nothing_is_open_and_begin_again(tmp_path: Path) -> None:
    async def beats() -> list[int]:
        loop = await _open_request(0.1)
        dog = _loop._watches[loop]._dog
        counts = []
        for _ in range(2):
            await asyncio.sleep(0.8)
            counts.append(dog.beat.number)
        await _open_request(0.1)
        return [*counts, dog.beat.number]

    with recorded_here(tmp_path / "trace.jsonl", "loop", "stacks"):
        after_a_while, later, again = asyncio.run(beats())
    assert 0 < after_a_while == later < again


def test_the_next_request_wakes_a_watch_that_slowed_down_or_rests(tmp_path: Path) -> None:
    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        await asyncio.sleep(0)

    async def paces() -> None:
        serve = _requests.RecordedApp(app)
        await serve({"type": "http"}, None, None)
        watch = _loop._watches[asyncio.get_running_loop()]
        assert watched_loops == {watch._where.loop}
        full_pace = watch._period
        # A request that only sleeps.
        _requests.open_requests.add(1_000)
        while watch._period == full_pace:
            await asyncio.sleep(0.01)
        assert not watched_loops
        await serve({"type": "http"}, None, None)
        assert (watch._period, watched_loops) == (full_pace, {watch._where.loop})
        _requests.open_requests.discard(1_000)
        while watch._dog.is_awake:
            await asyncio.sleep(0.01)
        assert not watched_loops
        await serve({"type": "http"}, None, None)
        assert watch._dog.is_awake
        assert watched_loops == {watch._where.loop}

    with recorded_here(tmp_path / "trace.jsonl", "loop", "requests"):
        asyncio.run(asyncio.wait_for(paces(), 20))
    assert not watched_loops


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_a_loop_that_is_over_is_collected_and_does_not_hide_the_next_recordings_first(
    tmp_path: Path, new_loop: Callable[[], Any]
) -> None:
    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        time.sleep(0.1)

    async def serve() -> weakref.ref[Any]:
        await _requests.RecordedApp(app)({"type": "http"}, None, None)
        await asyncio.sleep(0.02)
        return weakref.ref(asyncio.get_running_loop())

    for name in ("first", "second"):
        with recorded_here(tmp_path / f"{name}.jsonl", "loop", "requests") as events:
            loop = new_loop()
            over = loop.run_until_complete(serve())
            loop.close()
            del loop
            # The watchdog may be looking at it at this moment.
            assert _until(lambda over=over: gc.collect() >= 0 and over() is None)
        # More than one where the machine is busy with other things, too.
        assert {event["loop"] for event in events.of("stall.started")} == {1}


def test_a_timer_that_takes_no_weak_reference_is_held_instead() -> None:
    class Timer:
        __slots__ = ()

    assert type(weakly(Timer())()) is Timer
    event = threading.Event()
    reference = weakly(event)
    assert reference() is event
    del event
    assert reference() is None


def test_a_stall_that_the_loop_ends_with_is_told(tmp_path: Path) -> None:
    async def hold_it_to_the_end() -> None:
        await _open_request(0.05)
        time.sleep(0.3)

    with recorded_here(tmp_path / "trace.jsonl", "loop", "stacks") as events:
        asyncio.run(hold_it_to_the_end())
    (stall,) = [event for event in events.of("stall.ended") if event["durationNanos"] > 200_000_000]
    assert [event["stall"] for event in events.of("stall.started")].count(stall["stall"]) == 1
    assert any("time.sleep(0.3)" in frame[3] for sample in stall["samples"] for frame in sample["frames"])
    assert events.kinds()[-2:] == ["process.ended", "recorder.cost"]


def test_a_watchdog_that_grew_patient_meanwhile_still_looks(tmp_path: Path) -> None:
    async def hold_it_after_many_short_stalls() -> None:
        loop = await _open_request(0.1)
        # As after a short stall whose end was told when the next beat's alarm was set already.
        _loop._watches[loop].dog._patience = 40_000_000
        time.sleep(0.3)
        await asyncio.sleep(0.1)

    with recorded_here(tmp_path / "trace.jsonl", "loop", "stacks") as events:
        asyncio.run(hold_it_after_many_short_stalls())
    (stall,) = [event for event in events.of("stall.ended") if event["durationNanos"] > 200_000_000]
    assert any("time.sleep(0.3)" in frame[3] for sample in stall["samples"] for frame in sample["frames"])


def test_a_beat_holds_no_context_of_a_request(tmp_path: Path) -> None:
    class Heavy:
        pass

    import contextvars  # noqa: PLC0415 - beside its use
    import weakref  # noqa: PLC0415 - beside its use

    variable: contextvars.ContextVar[Any] = contextvars.ContextVar("heavy")

    async def carry() -> Any:
        heavy = Heavy()
        variable.set(heavy)
        await _open_request(0.02)
        return weakref.ref(heavy)

    async def main() -> bool:
        reference = await asyncio.ensure_future(carry())
        # The step that woke this coroutine still has the other's context.
        await asyncio.sleep(0)
        gc.collect()
        return reference() is None

    with recorded_here(tmp_path / "trace.jsonl", "loop", "stacks"):
        assert asyncio.run(main())


def test_a_loop_that_merely_stops_running_has_not_stalled(tmp_path: Path) -> None:
    with recorded_here(tmp_path / "trace.jsonl", "loop", "stacks") as found:
        loop = asyncio.new_event_loop()
        loop.run_until_complete(_open_request(0.05))
        time.sleep(0.15)
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
    assert not [stall for stall in found.of("stall.ended") if stall["durationNanos"] > 100_000_000]


def test_without_stacks_a_stall_is_told_without_samples(tmp_path: Path) -> None:
    async def hold() -> None:
        opened = asyncio.ensure_future(_open_request(0.2))
        await asyncio.sleep(0.02)
        time.sleep(0.1)
        await opened

    with recorded_here(tmp_path / "trace.jsonl", "loop") as found:
        asyncio.run(hold())
    longest = max(found.of("stall.ended"), key=lambda stall: stall["durationNanos"])
    assert longest["durationNanos"] >= 100_000_000
    assert "samples" not in longest
    assert longest["owner"] == "unknown"


def test_stopping_takes_the_collectors_callback_away(tmp_path: Path) -> None:
    with recorded_here(tmp_path / "trace.jsonl", "loop"):
        assert _loop_gc._collecting in gc.callbacks
    assert _loop_gc._collecting not in gc.callbacks
    assert not _requests.when_started
