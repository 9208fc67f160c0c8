"""Watches one event loop: the beats on the loop, and the watchdog thread that misses them."""

from __future__ import annotations

import _thread
import sys
import weakref
from contextvars import Context
from time import perf_counter_ns, process_time_ns, thread_time_ns
from typing import Any, Dict, Optional, Tuple

from taskscope_recorder._emit import is_recording
from taskscope_recorder._guard import failed, guarded
from taskscope_recorder._ids import loop_id, thread_id
from taskscope_recorder._loop_alarm import Alarm, new_alarm
from taskscope_recorder._loop_busy import busy_threads, threads_at_work
from taskscope_recorder._loop_stall import Beat, Stall, Where, tell_unseen
from taskscope_recorder._requests import open_requests
from taskscope_recorder._stacks import taken

_MILLI = 1_000_000

# A loop that is silent for longer has stalled; shorter is below what a sleeping process is woken with.
LIMIT_NANOS = 5 * _MILLI
# A beat that has to wake an idle process costs 60 to 150 us, most of it the kernel's and the cold caches':
# up to 3 % of a processor at this rate, a quarter of that once nothing happens on the loop (a web socket,
# a task that sleeps). On a loop that is awake anyway it costs 5 us.
_BEAT_NANOS = 5 * _MILLI
_SLOWEST_BEAT_NANOS = 20 * _MILLI
# A loop thread that used less than a tenth of the time between two beats had little else to do.
_BUSY_PART = 10
_IDLE_BEATS_BEFORE_SLOWER = 50
# Work that a request left behind on the loop shows within this time.
_LINGER_NANOS = 500 * _MILLI
# Under load every round of the loop is a short stall. Looking at each would make it longer: each time
# that it was not worth it the watchdog becomes more patient, and impatient again as beats come in time.
_MOST_PATIENCE_NANOS = 40 * _MILLI
_NOT_WORTH_IT_NANOS = 50 * _MILLI
_PATIENCE_FADES = 256
# A thread and a timer that nobody needs are given back after this.
_RETIRE_NANOS = 2_000 * _MILLI
# Looking at forty threads takes a third of a millisecond.
_AGAIN_NANOS, _OLDEST_NANOS = 50 * _MILLI, 500 * _MILLI


class Watch:
    """The watch over one loop."""

    def __init__(self, loop: Any) -> None:
        """Made on the loop's own thread, while it runs."""
        self._loop = weakref.ref(loop)
        self._where = Where(loop_id(loop), thread_id(), _thread.get_ident())
        # Identity of the frame that runs a loop without Python frames of its own (uvloop).
        self._base = 0
        self._beat = Beat(0, 0, 0, 0)
        self._patience = LIMIT_NANOS
        self._period = _BEAT_NANOS
        self._idle_beats = 0
        self._busy_until = 0
        self._beating = False
        self._stopped = False
        self._timer: Any = None
        # Number of the beat that was missed -> the stall it began. Whoever pops it finishes the stall.
        self._claims: Dict[int, Stall] = {}
        # Threads at work when the loop was last found waiting for the interpreter's lock, and when that was.
        self._others: Tuple[Dict[int, Any], int] = ({}, 0)
        self._alarm: Optional[Alarm] = None
        # Held by the watchdog's thread; None while there is none.
        self._dog: Any = None
        self._changing = _thread.allocate_lock()

    def wake(self) -> None:
        """Something has begun on this loop: beat, if it does not yet."""
        self._idle_beats = 0
        if self._beating and self._period == _BEAT_NANOS:
            return
        with self._changing:
            self._beating = True
            self._start_dog()
        self._period = _BEAT_NANOS
        if self._timer is not None:
            self._timer.cancel()
        self._finish(self._beat, self._lived(perf_counter_ns()))
        self._schedule()

    def stop(self) -> None:
        """End the watchdog's thread and the beats."""
        self._stopped = True
        self._beating = False
        dog, alarm = self._dog, self._alarm
        if dog is not None and alarm is not None:
            alarm.put_off(1)
            dog.acquire(timeout=1.0)

    def _running_loop(self) -> Any:
        """Give the loop while it lives, runs and is watched."""
        loop = self._loop()
        return loop if loop is not None and loop.is_running() and not self._stopped else None

    def _schedule(self) -> None:
        loop = self._loop()
        if loop is not None:
            # An empty context: the timer must not keep the values of somebody's request alive.
            self._timer = loop.call_later(self._period / 1e9, self._on_beat, context=Context())
            self._put_off(self._period + self._patience)

    def _on_beat(self) -> None:
        if self._stopped or not self._beating:
            return
        try:
            self._live()
        except Exception:  # noqa: BLE001 - the application's loop must not see it
            failed("beat")
            self._beating = False

    def _live(self) -> None:
        if not self._base:
            self._base = _running_frame()
        before, period = self._beat, self._period
        now = perf_counter_ns()
        beat = self._lived(now)
        if not self._finish(before, beat) and now - before.at - period >= LIMIT_NANOS:
            tell_unseen(self._where, before, beat, self._busy(before, beat))
        self._patience = max(LIMIT_NANOS, self._patience - self._patience // _PATIENCE_FADES)
        self._choose_period(beat.cpu_nanos - before.cpu_nanos)
        if self._is_needed(now):
            self._schedule()
        else:
            self._beating = False
            self._put_off(_RETIRE_NANOS)

    def _finish(self, before: Beat, beat: Beat) -> bool:
        """End the stall that the watchdog follows, if it follows one."""
        stall = self._claims.pop(before.number, None)
        if stall is not None:
            stall.end = beat
        return stall is not None

    def _busy(self, before: Beat, beat: Beat) -> str:
        """Tell which threads kept the interpreter's lock, when it was them and not the loop."""
        others, since = self._others
        if not taken[0] or beat.others_nanos_since(before) * 2 < beat.at - before.at:
            return ""
        age = beat.at - since
        busy = busy_threads(others, since) if age < _OLDEST_NANOS else ""
        if age > _AGAIN_NANOS:
            self._others = threads_at_work(self._where.ident), beat.at
        return busy

    def _lived(self, now: int) -> Beat:
        beat = self._beat = Beat(self._beat.number + 1, now, thread_time_ns(), process_time_ns())
        return beat

    def _choose_period(self, cpu_nanos: int) -> None:
        if cpu_nanos * _BUSY_PART > self._period:
            self._idle_beats, self._period = 0, _BEAT_NANOS
            return
        self._idle_beats += 1
        if self._idle_beats % _IDLE_BEATS_BEFORE_SLOWER == 0:
            self._period = min(self._period * 2, _SLOWEST_BEAT_NANOS)

    def _is_needed(self, now: int) -> bool:
        if not is_recording():
            return False
        if open_requests:
            self._busy_until = now + _LINGER_NANOS
        return now < self._busy_until

    def _put_off(self, nanos: int) -> None:
        if self._alarm is not None:
            self._alarm.put_off(nanos)

    def _start_dog(self) -> None:
        if self._dog is not None:
            return
        self._alarm = new_alarm()
        self._dog = _thread.allocate_lock()
        self._dog.acquire()
        # Below `threading`, where no `enumerate()` of the application shows it.
        _thread.start_new_thread(self._watchdog, (self._alarm, self._dog))

    def _watchdog(self, alarm: Alarm, ended: Any) -> None:
        while True:
            alarm.wait()
            if self._beating and not self._stopped:
                self._missed(alarm)
            if self._retires():
                break
        alarm.close()
        ended.release()

    def _retires(self) -> bool:
        """Leave when nothing has been open for a while; whatever begins later has a new thread."""
        with self._changing:
            if self._beating and not self._stopped:
                return False
            loop = self._loop()
            long_ago = perf_counter_ns() - self._beat.at > _RETIRE_NANOS
            if self._stopped or loop is None or loop.is_closed() or long_ago:
                self._dog = None
                return True
        return False

    @guarded("watchdog")
    def _missed(self, alarm: Alarm) -> None:
        missed = self._beat
        if self._running_loop() is None:
            self._beating = False
            alarm.put_off(_RETIRE_NANOS)
            return
        if perf_counter_ns() - missed.at < self._patience:
            return
        stall = Stall(self._where, missed, self._base)
        self._claims[missed.number] = stall
        if self._beat is not missed and self._claims.pop(missed.number, None) is not None:
            # The beat came while we claimed it, and has told of the stall itself.
            return
        stall.follow(self._running_loop)
        if stall.end is None:
            self._claims.pop(missed.number, None)
            self._beating = False
            alarm.put_off(_RETIRE_NANOS)
            return
        stall.tell()
        if stall.end.at - missed.at < _NOT_WORTH_IT_NANOS:
            self._patience = min(self._patience * 2, _MOST_PATIENCE_NANOS)


def _running_frame() -> int:
    """Identity of the frame below a loop's callbacks: the one that called uvloop, or asyncio's own."""
    frame: Any = sys._getframe(2)  # noqa: SLF001 - the documented cheap way
    while frame is not None and frame.f_code.co_filename.startswith(_OUR_DIRECTORY):
        frame = frame.f_back
    return id(frame)


_OUR_DIRECTORY = __file__[: -len("_loop_watch.py")]
