"""A flight recorder: the last minutes stay in memory, and are written when something happens.

events ──► held (minutes, number, bytes) ──► older ones: forgotten, but for what is still open or introduced
             │
             └─ a task failed, a long stall ended, somebody asked ──► all of it is written, and 1 s of what follows
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Deque, Iterable, List

from taskscope_recorder._again import Introductions
from taskscope_recorder._flight_open import OpenThings
from taskscope_recorder._held import perf_counter_ns

if TYPE_CHECKING:
    from taskscope_recorder._emit import Event

_NANOS_OF_MINUTE = 60_000_000_000
# The docs promise these two; an event is about 400 bytes in memory without its tail.
MOST_EVENTS = 100_000
_MOST_BYTES = 64_000_000
_BYTES_OF_EVENT = 400
# Whether a failure was logged, and how its request ended, is told within this time.
_AFTERMATH_NANOS = 1_000_000_000
_LONG_STALL_NANOS = 1_000_000_000

_LASTED = re.compile(r'"durationNanos":(\d+)')
# Rare, and of use to every reader.
_KEPT = frozenset(
    (
        "application.seen",
        "process.startup",
        "process.listening",
        "process.signal",
        "process.shutdown",
        "recorder.stepped_aside",
    )
)
_MOST_KEPT = 1_000
_AT_THE_END = frozenset(("process.ended", "recorder.cost"))


class Flight:
    """What this process holds back."""

    def __init__(self, minutes: float) -> None:
        """Hold events for so many minutes."""
        self._nanos = int(minutes * _NANOS_OF_MINUTE)
        self.is_asked = False
        self.begin_again()

    def begin_again(self) -> None:
        """Forget everything: in a forked child it is the parent's."""
        self._held: Deque[Event] = deque()
        self._bytes = 0
        # Older than what is held.
        self._kept: Deque[Event] = deque(maxlen=_MOST_KEPT)
        self._open = OpenThings()
        self._introductions = Introductions()
        self._introductions.begin_file()
        self._write_until = self._latest = 0
        self._ended = False

    def ask(self) -> None:
        """Let the next flush write everything; safe in a signal handler."""
        self.is_asked = True

    def through(self, batch: List[Event]) -> List[Event]:
        """Take events; give those that are to be written now, in the order of their times."""
        self._introductions.learn(batch, told=False)
        written: List[Event] = []
        for event in batch:
            if event[1] == "process.started" or (self._ended and event[1] in _AT_THE_END):
                written.append(event)
            elif event[1] == "process.ended":
                written.extend(self._unfinished())
                written.append(event)
                self._ended = True
            else:
                self._take(event, written)
        if self.is_asked:
            self.is_asked = False
            self._write_all(written, perf_counter_ns())
        self._forget(perf_counter_ns())
        return self._introduced(written)

    def _take(self, event: Event, written: List[Event]) -> None:
        is_reason = _is_reason(event)
        if event[0] <= self._write_until:
            self._open.written(event)
            written.append(event)
            if is_reason:
                self._write_until = event[0] + _AFTERMATH_NANOS
            return
        self._held.append(event)
        self._bytes += _BYTES_OF_EVENT + len(event[5])
        if is_reason:
            self._write_all(written, event[0])

    def _write_all(self, written: List[Event], now: int) -> None:
        self._forget(now)
        before = [*self._kept, *self._open.all()]
        self._kept.clear()
        before.sort(key=_time)
        written.extend(before)
        for event in self._held:
            self._open.written(event)
        written.extend(self._held)
        self._held.clear()
        self._bytes = 0
        self._write_until = now + _AFTERMATH_NANOS

    def _forget(self, now: int) -> None:
        oldest = now - self._nanos
        held = self._held
        while held and (held[0][0] < oldest or len(held) > MOST_EVENTS or self._bytes > _MOST_BYTES):
            event = held.popleft()
            self._bytes -= _BYTES_OF_EVENT + len(event[5])
            self._leave(event)

    def _leave(self, event: Event) -> None:
        if event[1] in _KEPT:
            self._kept.append(event)
        else:
            self._open.left(event)

    def _unfinished(self) -> Iterable[Event]:
        """Rest of what was begun in the file: without it, it would seem to be open for ever."""
        for event in self._held:
            self._leave(event)
        self._held.clear()
        return sorted(self._open.begun_in_file(), key=_time)

    def _introduced(self, written: List[Event]) -> List[Event]:
        first = self._introductions.missing(written) if written else []
        # Older than what stands in the file already, where they were not needed then.
        first = [(max(self._latest, event[0]), *event[1:]) for event in first]
        first.sort(key=_time)
        if written:
            self._latest = max(self._latest, *(event[0] for event in written))
        return first + written


def _is_reason(event: Event) -> bool:
    if event[1] == "task.failed":
        return True
    if event[1] != "stall.ended":
        return False
    lasted = _LASTED.search(event[5])
    return lasted is not None and int(lasted.group(1)) > _LONG_STALL_NANOS


def _time(event: Event) -> int:
    return event[0]
