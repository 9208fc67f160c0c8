"""The one way in which an event gets from a sensor into the recording.

    emit ──► waiting (a deque that the writer empties)

`_waiting` is None while nothing is recorded and while the recorder sleeps: before the first event of
a process, and around a fork. The first event then wakes it.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quote
from typing import Callable, Deque, List, Optional, Protocol, Tuple

from taskscope_recorder import _context, _ids
from taskscope_recorder._context import request_id, task_id
from taskscope_recorder._held import perf_counter_ns

__all__ = ["emit", "every_tick", "is_recording", "now", "quote", "zero"]

# Time, kind, request, task, thread, tail.
Event = Tuple[int, str, int, int, int, str]

# About 40 MB of text: seconds of work for a disk that stands still.
MOST_WAITING = 150_000
# One thing at a time is written at once; a server under load is not made to write for each of them.
_LEAST_NANOS_BETWEEN_WRITES = 5_000_000

now: Callable[[], int] = perf_counter_ns
# What `now()` was at the run's zero.
zero: List[int] = [0]

# Called about ten times a second on the writer's thread, while something is being recorded.
every_tick: List[Callable[[], None]] = []


class Receiver(Protocol):
    """What a recorder is for `emit`."""

    def wake(self) -> Optional[Deque[Event]]:
        """Get ready to write, and tell where events go."""

    def flush_now(self) -> None:
        """Write what waits."""

    def count_dropped(self) -> None:
        """Count an event that there was no room for."""


_receiver: Optional[Receiver] = None
_waiting: Optional[Deque[Event]] = None
_next_write = 0


def record_to(receiver: Optional[Receiver]) -> None:
    """Let this recorder have every event from now on; None: nobody."""
    global _receiver, _waiting  # noqa: PLW0603 - one process records to one place at a time
    _receiver = receiver
    _waiting = None


def sleep() -> None:
    """Let the next event wake the recorder."""
    global _waiting  # noqa: PLW0603 - see record_to
    _waiting = None


def is_recording() -> bool:
    """Tell whether events go anywhere."""
    return _receiver is not None


def emit(  # noqa: PLR0913 - one call, few keys a call
    kind: str,
    tail: str = "",
    *,
    at_once: bool = False,
    at: Optional[int] = None,
    request: Optional[int] = None,
    task: Optional[int] = None,
    thread: Optional[int] = None,
) -> None:
    """Record one event.

    `tail` is ready-made JSON that begins with a comma: `,"session":3`. `at` is an earlier
    `perf_counter_ns()`. Request, task and thread are the current ones; 0 leaves the key out.
    """
    waiting = _waiting
    if waiting is None:
        waiting = _wake()
        if waiting is None:
            return
    if thread is None:
        # Before the time is taken: the event that introduces a thread must be the earlier one.
        thread = _context.here.number or _ids.thread_id()
    if len(waiting) >= MOST_WAITING:
        _receiver.count_dropped()  # type: ignore[union-attr]
        return
    time = perf_counter_ns() if at is None else at
    waiting.append(
        (
            time,
            kind,
            request_id() if request is None else request,
            task_id() if task is None else task,
            thread,
            tail,
        )
    )
    if at_once and time >= _next_write:
        _write_now()


def _wake() -> Optional[Deque[Event]]:
    global _waiting  # noqa: PLW0603 - see record_to
    if _receiver is not None:
        _waiting = _receiver.wake()
    return _waiting


def _write_now() -> None:
    global _next_write  # noqa: PLW0603 - see record_to
    if _receiver is not None:
        _receiver.flush_now()
    _next_write = perf_counter_ns() + _LEAST_NANOS_BETWEEN_WRITES
