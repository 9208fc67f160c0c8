"""One stall of an event loop, from the first missed beat to what is written about it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from itertools import count
from typing import Any, Callable, Counter as Counted, Dict, NamedTuple, Optional, Tuple

from taskscope_recorder._context import current_request, current_task
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._loop_busy import busy_threads, threads_at_work
from taskscope_recorder._loop_gc import collected_nanos
from taskscope_recorder._stacks import Look, coroutine_in, look_at, samples_of, taken

# Close at first, where most stalls end, then further apart: a stall of a minute needs no 12 000 looks.
_FIRST_PAUSE_SECONDS = 0.004
_LONGEST_PAUSE_SECONDS = 0.05
_LONGER = 1.25

_numbers = count(1)


class Beat(NamedTuple):
    """A sign of life, with the processor time used so far by the loop's thread and by the process."""

    number: int
    at: int
    cpu_nanos: int
    process_nanos: int


class Stall:
    """A loop that misses its beats; lives on the watchdog's thread, except for `end`."""

    def __init__(self, loop: int, thread: int, ident: int, missed: Beat, base: int) -> None:
        """Begin with the last beat that came."""
        self.end: Optional[Beat] = None
        self._number = 0
        self._loop = loop
        self._thread = thread
        self._ident = ident
        self._missed = missed
        self._base = base
        self._looks: Counted[Look] = Counter()
        self._others: Dict[int, Any] = {}

    def follow(self, is_running: Callable[[], bool]) -> None:
        """Look again and again until a beat comes or the loop is gone."""
        pause = _FIRST_PAUSE_SECONDS
        self._others = threads_at_work(self._ident) if taken[0] else {}
        while self.end is None and is_running():
            look = self._look() if taken[0] else None
            if not self._number and self._is_real(look):
                self._announce(look)
            time.sleep(pause)
            pause = min(pause * _LONGER, _LONGEST_PAUSE_SECONDS)

    def tell(self) -> None:
        """Write how it ended; a loop that was idle while nobody used the processor only overslept."""
        if self.end is None:
            return
        busy = busy_threads(self._others, self._missed.at)
        if not self._number:
            if not busy:
                return
            self._announce(None)
        request, task, owner, coroutine = self._owner()
        if collected_nanos(self._ident, self._missed.at, self.end.at) * 2 > self.end.at - self._missed.at:
            owner = "gc"
        tail = f',"owner":"{owner}"' + (f',"coroutine":{quote(coroutine)}' if coroutine else "")
        samples = Counter[Any]()
        for look, times in self._looks.items():
            samples[look.places] += times
        tail += f',"samples":{samples_of(samples)}' if samples else ""
        tail += f',"busyThreads":{busy}' if busy else ""
        callbacks = len({look.callback for look in self._looks if look.callback})
        _ended(self._number, self._thread, self._missed, self.end, max(1, callbacks), tail, request, task)

    def _look(self) -> Optional[Look]:
        frame = sys._current_frames().get(self._ident)  # noqa: SLF001 - the documented way to see another thread
        if frame is None:
            return None
        look = look_at(frame, self._base)
        if self.end is None:
            self._looks[look] += 1
        return look

    def _is_real(self, look: Optional[Look]) -> bool:
        return look is None or look.callback != 0

    def _announce(self, look: Optional[Look]) -> None:
        self._number = next(_numbers)
        request, task = (look.request, look.task) if look is not None else (0, 0)
        _started(self._number, self._loop, self._thread, self._missed, request, task)

    def _owner(self) -> Tuple[int, int, str, str]:
        """Who held the loop in most looks."""
        owners: Counted[Tuple[int, int]] = Counter()
        for look, times in self._looks.items():
            owners[look.request, look.task] += times
        (request, task), times = owners.most_common(1)[0] if owners else ((0, 0), 0)
        if times * 2 <= sum(owners.values()) or not (request or task):
            return 0, 0, "unknown", ""
        mine = [look for look in self._looks if (look.request, look.task) == (request, task)]
        most = max(mine, key=lambda look: self._looks[look])
        return request, task, "task" if task else "request", coroutine_in(most.places)


def tell_unseen(loop: int, thread: int, ident: int, before: Beat, after: Beat) -> None:
    """Write of a stall that was over before the watchdog looked."""
    number = next(_numbers)
    _started(number, loop, thread, before, 0, 0)
    collected = collected_nanos(ident, before.at, after.at)
    owner = "gc" if collected * 2 > after.at - before.at else "unknown"
    _ended(number, thread, before, after, 1, f',"owner":"{owner}"', 0, 0)


def _started(number: int, loop: int, thread: int, missed: Beat, request: int, task: int) -> None:
    tail = f',"stall":{number},"loop":{loop}'
    emit("stall.started", tail, at_once=True, at=missed.at, request=request, task=task, thread=thread)


def _ended(number: int, thread: int, missed: Beat, end: Beat, callbacks: int, tail: str, request: int, task: int) -> None:
    known = f',"stall":{number},"durationNanos":{end.at - missed.at},"callbacks":{callbacks}'
    known += f',"cpuNanos":{end.cpu_nanos - missed.cpu_nanos}'
    known += f',"processCpuNanos":{end.process_nanos - missed.process_nanos}'
    emit("stall.ended", known + tail, at=end.at, request=request, task=task, thread=thread)
