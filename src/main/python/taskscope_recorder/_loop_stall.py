"""One stall of an event loop, from the first missed beat to what is written about it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any, Callable, Dict, NamedTuple, Optional

from taskscope_recorder._emit import emit, quote
from taskscope_recorder._loop_busy import busy_threads, threads_at_work
from taskscope_recorder._loop_gc import collected_nanos
from taskscope_recorder._loop_owner import running_on
from taskscope_recorder._requests import open_requests
from taskscope_recorder._stacks import Look, coroutine_in, look_at, samples_of, taken

if TYPE_CHECKING:
    from typing import Counter as Counted

# A loop that is silent for longer has stalled; less is what a machine with more to do makes anybody wait.
LIMIT_NANOS = 5_000_000
# Close at first, where most stalls end, then further apart: a stall of a minute needs no 12 000 looks.
_FIRST_PAUSE_SECONDS = 0.004
_LONGEST_PAUSE_SECONDS = 0.05
_LONGER = 1.25

_numbers = count(1)


class Where(NamedTuple):
    """The loop that stalled: its number, its thread's number and identity."""

    loop: int
    thread: int
    ident: int


class Beat(NamedTuple):
    """A sign of life, with the processor time used so far by the loop's thread and by the process."""

    number: int
    at: int
    cpu_nanos: int
    process_nanos: int

    def others_nanos_since(self, before: Beat) -> int:
        """Processor time that other threads used in between."""
        return self.process_nanos - before.process_nanos - (self.cpu_nanos - before.cpu_nanos)


class Owner(NamedTuple):
    """Who held the loop."""

    request: int
    task: int
    kind: str
    coroutine: str


_UNKNOWN = Owner(0, 0, "unknown", "")


class Stall:
    """A loop that misses its beats; lives on the watchdog's thread, except for `end`."""

    def __init__(self, where: Where, missed: Beat, base: int) -> None:
        """Begin with the last beat that came."""
        self.end: Optional[Beat] = None
        self._number = 0
        self._where = where
        self._missed = missed
        self._base = base
        self._looks: Counted[Look] = Counter()
        self._others: Dict[int, Any] = {}

    def follow(self, running_loop: Callable[[], Any]) -> None:
        """Look again and again until a beat comes or the loop is gone."""
        pause = _FIRST_PAUSE_SECONDS
        if taken[0]:
            self._others = threads_at_work(self._where.ident)
        while self.end is None:
            loop = running_loop()
            if loop is None:
                return
            look = self._look(loop) if taken[0] else None
            # A loop that sleeps and is late was not woken in time: by whom, only the end will tell.
            if not self._number and (look is None or look.callback):
                self._number = started(self._where, self._missed, look, at_once=True)
            del loop
            time.sleep(pause)
            pause = min(pause * _LONGER, _LONGEST_PAUSE_SECONDS)

    def tell(self) -> None:
        """Write how it ended; when nobody used the processor meanwhile, the machine was busy elsewhere."""
        end = self.end
        busy = busy_threads(self._others, self._missed.at)
        if end is None or not (self._number or busy):
            return
        if not self._number:
            self._number = started(self._where, self._missed, None)
        places: Counted[Any] = Counter()
        for look, times in self._looks.items():
            if look.places:
                places[look.places] += times
        samples = f',"samples":{samples_of(places)}' if places else ""
        callbacks = len({look.callback for look in self._looks if look.callback})
        owner = self._owner()
        ended(self._number, self._where, self._missed, end, owner, max(1, callbacks), samples + busy)

    def _look(self, loop: Any) -> Optional[Look]:
        frame = sys._current_frames().get(self._where.ident)  # noqa: SLF001 - the documented way to see other threads
        if frame is None:
            return None
        look = look_at(frame, self._base)
        del frame
        if look.callback:
            look = _completed(look, loop)
        if self.end is None:
            self._looks[look] += 1
        return look

    def _owner(self) -> Owner:
        """Who held the loop in most looks."""
        owners: Counted[Owner] = Counter()
        for look, times in self._looks.items():
            owners[_owner_of(look)] += times
        if not owners:
            return _UNKNOWN
        owner, times = owners.most_common(1)[0]
        return owner if times * 2 > sum(owners.values()) else _UNKNOWN


def tell_unseen(where: Where, before: Beat, after: Beat, busy: str) -> None:
    """Write of a stall that was over before the watchdog looked."""
    ended(started(where, before, None), where, before, after, _UNKNOWN, 1, busy)


def started(where: Where, missed: Beat, look: Optional[Look], *, at_once: bool = False) -> int:
    """Write that a stall has begun; gives its number."""
    number = next(_numbers)
    request, task = (look.request, look.task) if look is not None else (0, 0)
    tail = f',"stall":{number},"loop":{where.loop}'
    emit("stall.started", tail, at_once=at_once, at=missed.at, request=request, task=task, thread=where.thread)
    return number


def ended(  # noqa: PLR0913 - everything that is known of it
    number: int, where: Where, missed: Beat, end: Beat, owner: Owner, callbacks: int, more: str
) -> None:
    """Write that it has ended, and all that is known of it."""
    lasted = end.at - missed.at
    kind = "gc" if collected_nanos(where.ident, missed.at, end.at) * 2 > lasted else owner.kind
    tail = f',"stall":{number},"durationNanos":{lasted},"callbacks":{callbacks}'
    tail += f',"cpuNanos":{end.cpu_nanos - missed.cpu_nanos}'
    tail += f',"processCpuNanos":{end.process_nanos - missed.process_nanos},"owner":"{kind}"'
    tail += f',"coroutine":{quote(owner.coroutine)}' if owner.coroutine else ""
    emit("stall.ended", tail + more, at=end.at, request=owner.request, task=owner.task, thread=where.thread)


def _completed(look: Look, loop: Any) -> Look:
    """Add what the running asyncio task tells: a frame's address is soon used again, a task's is not."""
    running = running_on(loop)
    if running.identity:
        look = look._replace(callback=running.identity)
    if look.request or not running.identity:
        return look
    is_loose = running.request not in open_requests
    return look._replace(request=running.request, task=running.task, coroutine=running.coroutine, is_loose=is_loose)


def _owner_of(look: Look) -> Owner:
    if not look.callback:
        return _UNKNOWN
    if look.is_loose:
        return Owner(look.request, look.task, "asyncio", look.coroutine)
    if not look.request:
        return _UNKNOWN
    kind = "task" if look.task else "request"
    return Owner(look.request, look.task, kind, coroutine_in(look.places) or look.coroutine)
