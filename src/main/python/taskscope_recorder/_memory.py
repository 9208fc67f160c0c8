"""Sensor `memory`: what the arguments of queued tasks hold.

    task.queued ──► + its arguments        the request ends ──► - all of its tasks' arguments

A queue keeps the arguments of every task until its last one has ended, so they all go at once.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Dict, Tuple

from taskscope_recorder import _queued, _requests
from taskscope_recorder._context import request_id
from taskscope_recorder._emit import emit, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._process import resident_bytes

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# Less than this cannot be seen in the memory of a process.
_LEAST_BYTES = 1 << 16
# Ids, names and addresses: a task with nothing larger costs next to nothing here.
_SMALL_ARGUMENTS = 1 << 10
_SHORTEST_NANOS = 100_000_000
# So long after the last of them was let go, the allocator has given back what it gives back.
_ONCE_MORE_NANOS = 1_000_000_000

_lock = threading.Lock()
# Request -> bytes and number of its tasks.
_held: Dict[int, Tuple[int, int]] = {}


class _Now:
    """What is held, and what of it was written last."""

    size = tasks = 0
    told_size = told_at = 0
    once_more = False


def install(hooks: Hooks) -> None:
    """Add when a task is queued, take away when its request has ended."""
    _queued.when_queued.append(_queue)
    _requests.when_ended.append(_release)
    hooks.on_stop(lambda: _queued.when_queued.remove(_queue))
    hooks.on_stop(lambda: _requests.when_ended.remove(_release))
    hooks.every_tick(_tick)
    hooks.after_fork_in_child(_begin_again)
    _begin_again()


def _begin_again() -> None:
    global _lock  # noqa: PLW0603 - another thread of the parent may have held it
    _lock = threading.Lock()
    _held.clear()
    _Now.size = _Now.tasks = _Now.told_size = _Now.told_at = 0
    _Now.once_more = False


def _queue(_: Any, __: int, size: int) -> None:
    request = request_id()
    # Nobody tells when a queue without a request has ended.
    if size > _SMALL_ARGUMENTS and request:
        with _lock:
            before, tasks = _held.get(request, (0, 0))
            _held[request] = (before + size, tasks + 1)
            _Now.size += size
            _Now.tasks += 1
        _changed()


def _release(request: int) -> None:
    if request in _held:
        with _lock:
            size, tasks = _held.pop(request)
            _Now.size -= size
            _Now.tasks -= tasks
        _changed()


def _is_worth_telling() -> bool:
    return abs(_Now.size - _Now.told_size) >= _LEAST_BYTES or _Now.size < min(_Now.told_size, 1)


def _changed() -> None:
    if _is_worth_telling() and now() - _Now.told_at >= _SHORTEST_NANOS:
        _tell()


def _tick() -> None:
    if _is_worth_telling():
        _tell()
    elif _Now.once_more and now() - _Now.told_at >= _ONCE_MORE_NANOS:
        _tell()
        _Now.once_more = False


@guarded("memory.held")
def _tell() -> None:
    _Now.once_more = _Now.size < _Now.told_size
    _Now.told_size, _Now.told_at = _Now.size, now()
    tail = f',"bytes":{_Now.size},"tasks":{_Now.tasks}'
    resident = resident_bytes()
    if resident:
        tail += f',"rssBytes":{resident}'
    emit("memory.held", tail, request=0, task=0)
