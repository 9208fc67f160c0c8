"""A dead-man's alarm: it goes off unless it is put off again in time.

    event loop   put_off ──► put_off ──► put_off ──►  (silence)
    watchdog     asleep in the kernel ............................ wakes here

The watchdog must not wake while all is well. A thread that wakes every few milliseconds next to a busy
loop waits for the interpreter's lock nearly all the time, and each release of that lock wakes it in
vain: measured on two cores, the loop then does 18 % less work. So the kernel keeps the time.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any, Tuple, Union

from taskscope_recorder._held import close, identity, link_target, perf_counter_ns, read, sleep

_CLOSE_ON_EXEC = 0o2000000
_BILLION = 1_000_000_000


class KernelAlarm:
    """Uses a timer of Linux that a thread can sleep on without the interpreter's lock."""

    def __init__(self) -> None:
        """Make a timer that is not set."""
        self._settime, self._file = _timer()
        self._identity = _look_at(self._file)

    def put_off(self, nanos: int) -> None:
        """Go off so many nanoseconds from now, and not before; 0 is never. Raises OSError as `wait` does."""
        self._settime(self._file, nanos)

    def wait(self) -> None:
        """Sleep until it goes off; raises OSError where the application has closed our descriptor."""
        if not self._is_ours():
            raise OSError("the timer is gone")
        read(self._file, 8)

    def close(self) -> None:
        """Give the timer back; nobody may be waiting."""
        if self._is_ours():
            close(self._file)

    def _is_ours(self) -> bool:
        """Tell whether the descriptor still means our timer; it could be a socket of the application's by now."""
        try:
            return _look_at(self._file) == self._identity
        except OSError:
            return False


class SleepingAlarm:
    """Sleeps from deadline to deadline, where the system has no such timer."""

    # How soon a new deadline is noticed after a time without one.
    _NAP_SECONDS = 0.05

    def __init__(self) -> None:
        """Make an alarm that is not set."""
        self._due = 0

    def put_off(self, nanos: int) -> None:
        """Go off so many nanoseconds from now, and not before; 0 is never."""
        self._due = perf_counter_ns() + nanos if nanos else 0

    def wait(self) -> None:
        """Sleep until it goes off."""
        while True:
            due = self._due
            left = due - perf_counter_ns()
            if due and left <= 0:
                self._due = 0
                return
            sleep(left / _BILLION if due else self._NAP_SECONDS)

    def close(self) -> None:
        """There is nothing to give back."""


Alarm = Union[KernelAlarm, SleepingAlarm]


def _look_at(file: int) -> Tuple[int, int, str]:
    found = identity(file)
    try:
        # All timers, queues and the like share one inode; only the name tells them apart.
        kind = link_target(f"/proc/self/fd/{file}")
    except OSError:
        kind = ""
    return found.st_dev, found.st_ino, kind


def new_alarm() -> Alarm:
    """Make the best alarm that this system has."""
    if sys.platform == "linux":
        try:
            return KernelAlarm()
        except (ImportError, OSError, AttributeError):
            pass
    return SleepingAlarm()


def _timer() -> Tuple[Any, int]:
    # PYVERSIONS: os.timerfd_create() came with 3.13.
    system: Any = os
    if hasattr(system, "timerfd_create"):
        file = system.timerfd_create(time.CLOCK_MONOTONIC, flags=system.TFD_CLOEXEC)
        settime = system.timerfd_settime_ns
        return lambda fd, nanos: settime(fd, initial=nanos), file
    import ctypes  # noqa: PLC0415 - needed by the sensor only, and only on these Pythons

    # PyDLL keeps the interpreter's lock: giving it away costs more than the call.
    library = ctypes.PyDLL(None, use_errno=True)
    file = library.timerfd_create(time.CLOCK_MONOTONIC, _CLOSE_ON_EXEC)
    if file < 0:
        raise OSError(ctypes.get_errno(), "timerfd_create")
    specification = (ctypes.c_long * 4)()
    address = ctypes.byref(specification)
    call = library.timerfd_settime

    def settime_by_hand(fd: int, nanos: int) -> None:
        specification[2], specification[3] = divmod(nanos, _BILLION)
        if call(fd, 0, address, None):
            raise OSError(ctypes.get_errno(), "timerfd_settime")

    return settime_by_hand, file
