"""A bounded buffer in front of the recording, and the thread that empties it.

    any thread   emit ──► waiting ──► flush: number, format, one write
                                        ▲
    writer thread, every 100 ms ────────┤
    an event that is wanted at once ────┘

Only one thread flushes at a time; the others leave their events to it and go on.
"""

from __future__ import annotations

import _thread
import os
from collections import Counter, deque
from typing import TYPE_CHECKING, Callable, Deque, List, Optional

from taskscope_recorder._guard import failed
from taskscope_recorder._held import perf_counter_ns, process_id, thread_time_ns

if TYPE_CHECKING:
    from typing import Counter as Counted

    from taskscope_recorder._emit import Event
    from taskscope_recorder._flight import Flight
    from taskscope_recorder._rotation import Rotation
    from taskscope_recorder._sink import PlainSink

# The format promises that a killed process loses no more than this.
_TICK_SECONDS = 0.1
# Longest that the end of the process waits for a flush that another thread has begun.
_PATIENCE_SECONDS = 2.0
# About half a millisecond of work under the interpreter's lock; the write that follows gives it to whoever waits.
_MOST_IN_ONE_GO = 1_000
# Other threads may leave events to this one faster than a slow disk takes them; the next tick has the rest.
_MOST_ROUNDS = 2
# The kernel takes a thread that has ended off its list within microseconds.
_NANOS_TO_LEAVE = 50_000_000


class Writer:
    """Appends what waits to the sink."""

    def __init__(
        self,
        sink: PlainSink,
        zero: int,
        on_tick: Callable[[], None],
        rotation: Optional[Rotation] = None,
        flight: Optional[Flight] = None,
    ) -> None:
        """Write to this sink times that count from `zero`."""
        self.waiting: Deque[Event] = deque()
        self.events = self.dropped = self.busy_nanos = 0
        # How many of each kind were written.
        self.kinds: Counted[str] = Counter()
        self._zero = zero
        self._sink = sink
        self._on_tick = on_tick
        self._rotation = rotation
        self._flight = flight
        self._number = 0
        # How many of the dropped events already show as a gap in the numbers.
        self._told = 0
        self._start_over()

    def start(self) -> None:
        """Start the thread below `threading`, where no `enumerate()` of the application shows it."""
        if not self._running.acquire(blocking=False):
            return
        try:
            _thread.start_new_thread(self._run, ())
        except RuntimeError:
            # The interpreter is ending: the last flush writes what comes.
            failed("thread")

    def flush_now(self) -> None:
        """Write everything that waits, if the sink takes single lines."""
        if self._sink.takes_single_lines:
            self.flush()

    def write_all(self) -> None:
        """Write everything that waits and everything that is held back."""
        if self._flight is not None:
            self._flight.ask()
        self.flush(patience=_PATIENCE_SECONDS)

    def write_soon(self) -> None:
        """Let the writer's thread do the same; safe in a signal handler."""
        if self._flight is not None:
            self._flight.ask()
        self.start()

    def flush(self, *, patience: float = 0.0) -> None:
        """Write everything that waits; without patience, leave it to the thread that flushes already."""
        self._asked = True
        for _ in range(_MOST_ROUNDS):
            if not self._asked or not self._flushing.acquire(patience > 0, patience if patience > 0 else -1):
                return
            # Of the processor, not of the clock: a machine that is busy elsewhere costs the application nothing.
            began = thread_time_ns()
            try:
                self._asked = False
                self._write_waiting()
            except Exception:  # noqa: BLE001 - a full disk, a closed file
                failed("write")
            finally:
                self.busy_nanos += thread_time_ns() - began
                self._flushing.release()

    def pause(self) -> None:
        """Write everything and end the thread, because the process is about to fork or to end.

        From Python 3.12 on, `os.fork` warns when a second thread exists; the next event starts it again.
        """
        self.flush(patience=_PATIENCE_SECONDS)
        if not self._running.locked():
            return
        self._stopping = True
        self._wake.release()
        if self._ended.acquire(timeout=_PATIENCE_SECONDS):
            self._wait_until_it_has_left()
        self._start_over()

    def begin_in_child(self) -> None:
        """Begin again in a forked child: what waited there is the parent's to write."""
        self.waiting.clear()
        self._number = self.events = self.dropped = self._told = self.busy_nanos = 0
        self.kinds.clear()
        if self._rotation is not None:
            self._rotation.begin_again()
        if self._flight is not None:
            self._flight.begin_again()
        self._start_over()

    def close(self) -> None:
        """Write everything and close the file."""
        self.pause()
        self._sink.close()

    def _start_over(self) -> None:
        self._process = process_id()
        self._flushing = _thread.allocate_lock()
        self._wake = _thread.allocate_lock()
        self._wake.acquire()
        self._ended = _thread.allocate_lock()
        self._ended.acquire()
        self._running = _thread.allocate_lock()
        self._asked = self._stopping = False
        self._native_thread = 0

    def _run(self) -> None:
        self._native_thread = _thread.get_native_id()
        wake, ended = self._wake, self._ended
        while not self._stopping:
            wake.acquire(timeout=_TICK_SECONDS)
            began = thread_time_ns()
            try:
                self._on_tick()
            except Exception:  # noqa: BLE001 - a tick must not end the thread
                failed("tick")
            self.busy_nanos += thread_time_ns() - began
            if self.waiting or (self._flight is not None and self._flight.is_asked):
                self.flush()
        ended.release()

    def _wait_until_it_has_left(self) -> None:
        place = f"/proc/self/task/{self._native_thread}"
        until = perf_counter_ns() + _NANOS_TO_LEAVE
        while os.path.exists(place) and perf_counter_ns() < until:
            pass

    def _write_waiting(self) -> None:
        # What comes meanwhile is for the next flush: one that never ends would hold up the thread that flushes.
        left = len(self.waiting)
        while left > 0:
            batch = self._take(min(left, _MOST_IN_ONE_GO))
            left -= len(batch)
            if self._flight is None:
                self._write(batch, is_last=left <= 0)
            else:
                self._count(batch)
                self._write_in_pieces(self._flight.through(batch))
        if self._flight is not None and self._flight.is_asked:
            self._write_in_pieces(self._flight.through([]))

    def _write_in_pieces(self, events: List[Event]) -> None:
        for start in range(0, len(events), _MOST_IN_ONE_GO):
            self._write(events[start : start + _MOST_IN_ONE_GO], is_last=start + _MOST_IN_ONE_GO >= len(events))

    def _write(self, batch: List[Event], *, is_last: bool) -> None:
        rotation = self._rotation
        if rotation is None:
            self._append(batch, is_last=is_last)
            return
        batch = rotation.ready(batch)
        if self._append(batch, is_last=is_last):
            rotation.wrote(batch)
            if rotation.is_full():
                name = rotation.make_next()
                if name:
                    self._append([rotation.rotated(name)], is_last=False)

    def _append(self, batch: List[Event], *, is_last: bool) -> bool:
        lines = self._lines(batch)
        if is_last:
            # What was dropped would have come after these: the gap in the numbers tells the reader.
            self._number += self.dropped - self._told
            self._told = self.dropped
        try:
            self._sink.write(lines.encode("utf-8", "replace"))
        except Exception:  # noqa: BLE001 - a full disk, a closed file, or a test that lets nobody write
            # Their numbers are used already, which is a gap by itself.
            failed("write")
            self.dropped += len(batch)
            self._told += len(batch)
            return False
        if self._flight is None:
            self._count(batch)
        return True

    def _count(self, batch: List[Event]) -> None:
        self.events += len(batch)
        self.kinds.update([event[1] for event in batch])

    def _take(self, many: int) -> List[Event]:
        # Only one thread takes, so that many are there.
        take = self.waiting.popleft
        return [take() for _ in range(many)]

    def _lines(self, batch: List[Event]) -> str:
        number = self._number
        zero = self._zero
        process = f',"p":{self._process},"n":'
        lines: List[str] = []
        put = lines.append
        for at, kind, request, task, thread, tail in batch:
            number += 1
            # Nearly every event is of a request: its text is made in one go.
            if request and thread and task:
                put(
                    f'{{"t":{at - zero}{process}{number},"e":"{kind}"'
                    f',"request":{request},"task":{task},"thread":{thread}{tail}}}\n'
                )
            elif request and thread:
                put(f'{{"t":{at - zero}{process}{number},"e":"{kind}","request":{request},"thread":{thread}{tail}}}\n')
            else:
                put(f'{{"t":{at - zero}{process}{number},"e":"{kind}"{_whose(request, task, thread)}{tail}}}\n')
        self._number = number
        return "".join(lines)


def _whose(request: int, task: int, thread: int) -> str:
    text = f',"request":{request}' if request else ""
    if task:
        text += f',"task":{task}'
    return f'{text},"thread":{thread}' if thread else text
