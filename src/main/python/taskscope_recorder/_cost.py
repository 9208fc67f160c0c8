"""What each sensor costs: its events exactly, the time of its hooks by sampling.

To time a small function costs as much as the function. So every function that does a hook's work is
replaced by one that times it, until a thousand events are written; then again, from when on the recorder
does what it will do for long; and later after each rest of fifteen ticks.

    |timed: the beginning|timed|.................|timed|.................|timed|
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Callable, Dict

from taskscope_recorder import _context
from taskscope_recorder._guard import own_works
from taskscope_recorder._held import thread_time_ns

if TYPE_CHECKING:
    from typing import Counter as Counted

    from taskscope_recorder._writer import Writer

_ENOUGH_EVENTS = 1_000
_TICKS_OF_REST = 15
_CALIBRATIONS = 50

# The first word of a kind, or of a place where the recorder can fail, and whose it is.
_SENSORS: Dict[str, str] = {
    **dict.fromkeys(("request", "route", "response", "limit", "application"), "requests"),
    **dict.fromkeys(("dependency", "slot"), "dependencies"),
    **dict.fromkeys(("session", "statement", "connection", "pool", "dialect"), "sql"),
    **dict.fromkeys(("log", "warning"), "logs"),
    **dict.fromkeys(("stall", "loop", "beat"), "loop"),
    **dict.fromkeys(("token", "threads"), "threads"),
    **dict.fromkeys(("upload", "file"), "uploads"),
    "task": "tasks",
    "exception": "exceptions",
    "process": "process",
    "asyncio": "asyncio",
    "memory": "memory",
}
_EXCEPTIONS_TO_IT = {
    "response.queue": "tasks",
    "exception.handled": "swallowed",
    "connection.lost": "requests",
    # Written whatever is on.
    "process.started": "",
    "process.ended": "",
}


def sensor_of(kind: str) -> str:
    """Name the sensor that writes events of this kind; empty where it is nobody's, as for `function.seen`."""
    known = _EXCEPTIONS_TO_IT.get(kind)
    return known if known is not None else _SENSORS.get(kind.partition(".")[0], "")


class Costs:
    """The costs of this process, by sensor."""

    def __init__(self, writer: Writer) -> None:
        """Count what this writer writes."""
        self._writer = writer
        self.begin_again()

    def begin_again(self) -> None:
        """Count from 0, in a forked child too."""
        self._ticks_of_rest = 0
        self._timed_nanos: Counted[str] = Counter()
        # How many events of all sensors were written while hooks were timed.
        self._timed_events = 0
        # The same at the end of the first time: what happens once, imports and threads, tells nothing of later.
        self._first_nanos: Counted[str] = Counter()
        self._first_events = 0
        self._events_before = 0
        self._is_timing = False
        # What the timing of one call adds to it.
        self._own_nanos = 0

    def tick(self) -> None:
        """End what was timed, or begin to."""
        if self._is_timing:
            if self._writer.events - self._events_before >= _ENOUGH_EVENTS:
                self._rest()
        elif self._ticks_of_rest < _TICKS_OF_REST:
            self._ticks_of_rest += 1
        else:
            self.start_timing()

    def start_timing(self) -> None:
        """Time every hook from now on."""
        self._events_before = self._writer.events
        self._is_timing = True
        self._own_nanos = self._cost_of_timing()
        for work in own_works:
            sensor = sensor_of(work.place)
            if sensor:
                work.put(self._timed(sensor, work.function, self._timed_nanos))

    def stop_timing(self) -> None:
        """Put the functions back."""
        for work in own_works:
            work.put(work.function)
        if self._is_timing:
            self._is_timing = False
            self._timed_events += self._writer.events - self._events_before

    def tail(self) -> str:
        """JSON tail of `recorder.cost`."""
        events, all_events = self._events(), self._writer.events
        timed_events = self._timed_events + (all_events - self._events_before if self._is_timing else 0)
        texts = []
        for sensor in sorted(events):
            timed = max(0, self._timed_nanos[sensor])
            # By the events of all: a sensor may work much and have little to tell.
            later = max(0, timed - self._first_nanos[sensor]) * (all_events - timed_events)
            nanos = timed + later // max(1, timed_events - self._first_events)
            texts.append(f'"{sensor}":{{"events":{events[sensor]},"nanos":{nanos}}}')
        return f',"sensors":{{{",".join(texts)}}}'

    def _rest(self) -> None:
        is_first = not self._timed_events
        self.stop_timing()
        self._ticks_of_rest = 0
        if is_first:
            self._first_nanos.update(self._timed_nanos)
            self._first_events = self._timed_events
            self.start_timing()

    def _events(self) -> Counted[str]:
        counted: Counted[str] = Counter()
        for kind, times in list(self._writer.kinds.items()):
            sensor = sensor_of(kind)
            if sensor:
                counted[sensor] += times
        return counted

    def _cost_of_timing(self) -> int:
        self._own_nanos = 0
        nanos: Counted[str] = Counter()
        nothing = self._timed("", lambda: None, nanos)
        least = 1_000_000
        for _ in range(_CALIBRATIONS):
            # The least: whatever else the processor did meanwhile is not the timing's.
            nanos.clear()
            nothing()
            least = min(least, nanos[""])
        return least

    def _timed(self, sensor: str, function: Callable[..., Any], nanos: Counted[str]) -> Callable[..., Any]:
        writer, own_nanos = self._writer, self._own_nanos

        def timed(*args: Any, **kwargs: Any) -> Any:
            here = _context.here
            around, here.inner_nanos = here.inner_nanos, 0
            # What is written meanwhile is in `busyNanos` already.
            busy, began = writer.busy_nanos, thread_time_ns()
            try:
                return function(*args, **kwargs)
            finally:
                took = max(0, thread_time_ns() - began - (writer.busy_nanos - busy))
                nanos[sensor] += took - here.inner_nanos - own_nanos
                here.inner_nanos = around + took

        return timed
