"""The beats of one event loop: timers that say that it is alive, only while something is open."""

from __future__ import annotations

import _thread
import sys
import weakref
from contextvars import Context
from typing import Any, Callable, Dict, Tuple

from taskscope_recorder._emit import is_recording
from taskscope_recorder._guard import failed
from taskscope_recorder._held import perf_counter_ns, process_time_ns, thread_time_ns
from taskscope_recorder._ids import loop_id, thread_id
from taskscope_recorder._loop_busy import busy_threads, threads_at_work
from taskscope_recorder._loop_dog import Watchdog
from taskscope_recorder._loop_events import LIMIT_NANOS, Beat, Where, tell_unseen
from taskscope_recorder._open import open_requests, watched_loops
from taskscope_recorder._stacks import base_of, taken
from taskscope_recorder._weak import weakly

_MILLI = 1_000_000

# A beat that has to wake an idle process costs 60 to 150 us, most of it the kernel's and the cold caches':
# up to 3 % of a processor at this rate, a quarter of that once nothing happens on the loop (a web socket,
# a task that sleeps). On a loop that is awake anyway it costs 5 us.
_BEAT_NANOS = 5 * _MILLI
_SLOWEST_BEAT_NANOS = 20 * _MILLI
# A loop thread that used less than a tenth of the time between two beats had little else to do.
_BUSY_PART = 10
_IDLE_BEATS_BEFORE_SLOWER = 50
# A test suite has one for each test.
_MOST_LOOPS = 1_000
# Work that a request left behind on the loop shows within this time.
_LINGER_NANOS = 500 * _MILLI
# Other threads had the interpreter for a good part of the wait; the machine may have run others too.
_OTHERS_PART = 4
# Looking at forty threads takes a third of a millisecond.
_AGAIN_NANOS, _OLDEST_NANOS = 50 * _MILLI, 500 * _MILLI


class Watch:
    """The watch over one loop; everything here runs on the loop's own thread."""

    def __init__(self, loop: Any) -> None:
        """Made while the loop runs."""
        self._loop = weakref.ref(loop)
        self._where = Where(loop_id(loop), thread_id(), _thread.get_ident())
        self._dog = Watchdog(self._loop, self._where)
        self._period = _BEAT_NANOS
        self._idle_beats = 0
        self._needed_until = 0
        # A weak reference: a timer holds its loop.
        self._timer: Callable[[], Any] = _nothing
        # Threads at work when the loop was last found waiting for the interpreter's lock, and when that was.
        self._others: Tuple[Dict[int, Any], int] = ({}, 0)

    def is_of(self, loop: object) -> bool:
        """Tell whether this loop is the one watched."""
        return self._loop() is loop

    def wake(self) -> None:
        """Something has begun on this loop: beat as often as it takes."""
        if not (self._dog.is_awake and self._period == _BEAT_NANOS):
            self._idle_beats = 0
            self._dog.wake()
            self._period = _BEAT_NANOS
            timer = self._timer()
            if timer is not None:
                timer.cancel()
            self._lived()
            self._schedule()
        if self._dog.is_awake:
            if len(watched_loops) >= _MOST_LOOPS:
                # Of loops that are gone nobody tells.
                watched_loops.clear()
            watched_loops.add(self._where.loop)

    @property
    def dog(self) -> Watchdog:
        """The watchdog, which may outlive the loop and this."""
        return self._dog

    def _schedule(self) -> None:
        loop = self._loop()
        if loop is not None:
            # An empty context: the timer must not keep the values of somebody's request alive.
            self._timer = weakly(loop.call_later(self._period / 1e9, self._on_beat, context=Context()))
            self._dog.expect_within(self._period)

    def _on_beat(self) -> None:
        if not self._dog.is_awake:
            return
        try:
            self._live()
        except Exception:  # noqa: BLE001 - the application's loop must not see it
            failed("beat")
            self._dog.sleep()

    def _live(self) -> None:
        self._dog.base = self._dog.base or base_of(_caller())
        before, period = self._dog.beat, self._period
        was_followed = self._lived()
        beat = self._dog.beat
        if not was_followed and beat.at - before.at - period >= LIMIT_NANOS:
            tell_unseen(self._where, before, beat, self._busy(before, beat))
        self._choose_period(beat.cpu_nanos - before.cpu_nanos)
        if self._is_needed(beat.at):
            self._schedule()
        else:
            self._dog.sleep()

    def _lived(self) -> bool:
        """Tell the watchdog that the loop lives; True if it was following a stall."""
        number = self._dog.beat.number + 1
        return self._dog.hear(Beat(number, perf_counter_ns(), thread_time_ns(), process_time_ns()))

    def _busy(self, before: Beat, beat: Beat) -> str:
        """Tell which threads kept the interpreter's lock, when it was them and not the loop."""
        others, since = self._others
        if not taken[0] or beat.others_nanos_since(before) * _OTHERS_PART < beat.at - before.at:
            return ""
        age = beat.at - since
        busy = busy_threads(others, since) if age < _OLDEST_NANOS else ""
        if age > _AGAIN_NANOS:
            self._others = threads_at_work(self._where.ident), beat.at
        return busy

    def _choose_period(self, cpu_nanos: int) -> None:
        if cpu_nanos * _BUSY_PART > self._period:
            self._idle_beats, self._period = 0, _BEAT_NANOS
            return
        self._idle_beats += 1
        if self._idle_beats % _IDLE_BEATS_BEFORE_SLOWER == 0:
            self._period = min(self._period * 2, _SLOWEST_BEAT_NANOS)
            # The next request shall wake it.
            watched_loops.discard(self._where.loop)

    def _is_needed(self, now: int) -> bool:
        if open_requests:
            self._needed_until = now + _LINGER_NANOS
        return now < self._needed_until and is_recording()


def _nothing() -> None:
    """Be a reference to no timer."""


def _caller() -> Any:
    """Frame that called our callback: asyncio's, or the one that runs uvloop."""
    frame: Any = sys._getframe(1)  # noqa: SLF001 - the documented cheap way
    while frame is not None and frame.f_code.co_filename.startswith(_OUR_DIRECTORY):
        frame = frame.f_back
    return frame


_OUR_DIRECTORY = __file__[: -len("_loop_watch.py")]
