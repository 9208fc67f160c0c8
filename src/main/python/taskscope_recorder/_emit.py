"""The one way in which an event gets from a sensor into the recording."""

from __future__ import annotations

from json.encoder import encode_basestring as quote
from time import perf_counter_ns
from typing import TYPE_CHECKING, Callable, List, Optional

from taskscope_recorder import _ids
from taskscope_recorder._context import request_id, task_id

if TYPE_CHECKING:
    from taskscope_recorder._writer import Writer

__all__ = ["emit", "every_tick", "is_recording", "now", "quote"]

now: Callable[[], int] = perf_counter_ns

# Called about ten times a second on the writer's thread, while something is being recorded.
every_tick: List[Callable[[], None]] = []

_writer: Optional[Writer] = None


def record_to(writer: Optional[Writer]) -> None:
    """Send every event from now on to this writer, or nowhere."""
    global _writer  # noqa: PLW0603 - one process records to one place at a time
    _writer = writer


def is_recording() -> bool:
    """Tell whether events go anywhere."""
    return _writer is not None


def emit(
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
    writer = _writer
    if writer is None:
        return
    # The thread first: the event that introduces it must be the earlier one.
    here = _ids.thread_id() if thread is None else thread
    writer.put(
        (
            now() if at is None else at,
            kind,
            request_id() if request is None else request,
            task_id() if task is None else task,
            here,
            tail,
        )
    )
    if at_once:
        writer.flush_now()
