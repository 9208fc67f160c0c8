"""The watchdog of one event loop: a thread that wakes only when a beat is missing."""

from __future__ import annotations

import _thread
from typing import Any, Callable, Dict, Optional

from taskscope_recorder._guard import guarded
from taskscope_recorder._held import perf_counter_ns
from taskscope_recorder._loop_alarm import Alarm, new_alarm
from taskscope_recorder._loop_events import LIMIT_NANOS, Beat, Where, last_sign
from taskscope_recorder._loop_stall import Stall
from taskscope_recorder._open import watched_loops

_MILLI = 1_000_000

# Under load every round of the loop is a short stall. Looking at each would make it longer: each time
# that it was not worth it the watchdog becomes more patient, and impatient again as beats come in time.
_MOST_PATIENCE_NANOS = 40 * _MILLI
_NOT_WORTH_IT_NANOS = 50 * _MILLI
_PATIENCE_FADES = 256
# A thread and a timer that nobody needs are given back after this.
_RETIRE_NANOS = 2_000 * _MILLI
# What a stall did takes a millisecond to write.
_TELLING_SECONDS = 0.5


class Watchdog:
    """Hears the beats of a loop and follows what happens when one does not come."""

    def __init__(self, loop: Callable[[], Any], where: Where) -> None:
        """Watch this loop, held by a weak reference; asleep at first."""
        self.beat = Beat(0, 0, 0, 0)
        # What `base_of` says of the loop; 0 before the first beat.
        self.base = 0
        self.is_awake = False
        self._loop = loop
        self._where = where
        self._period = 0
        self._patience = LIMIT_NANOS
        self._stopped = False
        # Number of the beat before the missing one -> the stall. Whoever pops it finishes the stall.
        self._followed: Dict[int, Stall] = {}
        # The same for stalls that are over: whoever pops it tells of it.
        self._ended: Dict[int, Stall] = {}
        self._telling = _thread.allocate_lock()
        self._alarm: Optional[Alarm] = None
        # Held by the thread as long as it runs; None while there is none.
        self._running: Any = None
        # The same of a thread that needs only a moment more.
        self._leaving: Any = None
        self._changing = _thread.allocate_lock()

    def wake(self) -> None:
        """Expect beats from now on."""
        with self._changing:
            self.is_awake = not self._stopped
            if self._running is None and self.is_awake:
                self._alarm = new_alarm()
                self._running = _thread.allocate_lock()
                self._running.acquire()
                # Below `threading`, where no `enumerate()` of the application shows it.
                _thread.start_new_thread(self._run, (self._alarm, self._running))

    def sleep(self) -> None:
        """Expect nothing until the next `wake`."""
        self._rest()
        self._put_off(_RETIRE_NANOS)

    def finish(self) -> None:
        """Tell of the stall that a loop ended with: perhaps no beat comes, perhaps the process ends first."""
        loop = self._loop()
        if loop is not None and loop.is_running():
            return
        for number in list(self._followed):
            stall = self._followed.pop(number, None)
            if stall is not None:
                self.sleep()
                stall.end = last_sign(self._where, self.beat)
                self._ended[number] = stall
        # 0 is nobody's number: where the watchdog is telling already, this waits for it.
        for number in [*self._ended, 0]:
            self._tell(number)

    def stop(self) -> None:
        """End the thread, from any thread."""
        self._stopped = True
        self._rest()
        running = self._running or self._leaving
        if running is not None:
            self._put_off(1)
            running.acquire(timeout=1.0)
            self._leaving = None

    def expect_within(self, nanos: int) -> None:
        """Bark if the next beat is later than that, and than patience allows."""
        self._period = nanos
        self._put_off(nanos + self._patience)

    def hear(self, beat: Beat) -> bool:
        """Take a beat; True if it ends a stall that was followed."""
        before, self.beat = self.beat, beat
        self._patience = max(LIMIT_NANOS, self._patience - self._patience // _PATIENCE_FADES)
        stall = self._followed.pop(before.number, None)
        if stall is not None:
            stall.end = beat
            self._ended[before.number] = stall
        return stall is not None

    def _put_off(self, nanos: int) -> None:
        alarm = self._alarm
        if alarm is not None:
            try:
                alarm.put_off(nanos)
            except OSError:
                self._lose(alarm)

    def _lose(self, alarm: Alarm) -> None:
        """Go without an alarm that the application closed; what is awaited next has a new one."""
        with self._changing:
            if self._alarm is alarm:
                self._leaving = self._running
                self._alarm = self._running = None
                self._rest()

    def _rest(self) -> None:
        self.is_awake = False
        watched_loops.discard(self._where.loop)

    def _run(self, alarm: Alarm, running: Any) -> None:
        while True:
            try:
                alarm.wait()
            except OSError:
                self._lose(alarm)
            if self._alarm is not alarm:
                break
            if self.is_awake:
                self._missed()
            if self._retires():
                break
        alarm.close()
        running.release()

    def _retires(self) -> bool:
        """Leave when nothing has been open for a while; whatever begins later has a new thread."""
        with self._changing:
            if self.is_awake:
                return False
            loop = self._loop()
            long_ago = perf_counter_ns() - self.beat.at >= _RETIRE_NANOS
            if self._stopped or long_ago or loop is None or loop.is_closed():
                self._leaving = self._running
                self._running = self._alarm = None
                return True
        return False

    @guarded("watchdog")
    def _missed(self) -> None:
        last = self.beat
        if self._running_loop() is None:
            self.sleep()
            return
        early = last.at + self._period + self._patience - perf_counter_ns()
        if early > 0:
            # A beat came after all, or patience has grown since the alarm was set: nobody else would set it again.
            self._put_off(early)
            return
        stall = Stall(self._where, last, self.base)
        self._followed[last.number] = stall
        if self.beat is not last and self._followed.pop(last.number, None) is not None:
            # The beat came while we began, and has told of the stall itself.
            return
        stall.follow(self._running_loop)
        if stall.end is None:
            self.finish()
            self._followed.pop(last.number, None)
            self.sleep()
            return
        self._tell(last.number)
        if stall.end.at - last.at < _NOT_WORTH_IT_NANOS:
            self._patience = min(self._patience * 2, _MOST_PATIENCE_NANOS)

    def _tell(self, number: int) -> None:
        # Whoever comes second waits: the process may end as soon as `finish` returns.
        if self._telling.acquire(timeout=_TELLING_SECONDS):
            try:
                stall = self._ended.pop(number, None)
                if stall is not None:
                    stall.tell()
            finally:
                self._telling.release()

    def _running_loop(self) -> Any:
        """Give the loop while it lives, runs and is watched."""
        loop = self._loop()
        return loop if loop is not None and loop.is_running() and not self._stopped else None
