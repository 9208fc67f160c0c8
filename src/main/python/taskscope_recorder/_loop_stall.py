"""Follows one stall of an event loop: looks at the loop's thread again and again until a beat comes."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional

from taskscope_recorder._held import sleep
from taskscope_recorder._loop_busy import busy_threads, threads_at_work
from taskscope_recorder._loop_events import Beat, Held, Owner, Where, tell_ended, tell_started
from taskscope_recorder._loop_owner import running_on
from taskscope_recorder._requests import open_requests
from taskscope_recorder._stacks import Look, coroutine_in, look_at, samples_of, taken

if TYPE_CHECKING:
    from typing import Counter as Counted

# Close at first, where most stalls end, then further apart: a stall of a minute needs no 12 000 looks.
_FIRST_PAUSE_SECONDS = 0.004
_LONGEST_PAUSE_SECONDS = 0.05
_LONGER = 1.25


class Stall:
    """A loop that misses its beats; lives on the watchdog's thread, except for `end`."""

    def __init__(self, where: Where, last: Beat, base: int) -> None:
        """Begin with the last beat that came."""
        self.end: Optional[Beat] = None
        self._number = 0
        self._where = where
        self._last = last
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
                owner = _owner_of(look) if look is not None else Owner()
                self._number = tell_started(self._where, self._last, owner, at_once=True)
            del loop
            sleep(pause)
            pause = min(pause * _LONGER, _LONGEST_PAUSE_SECONDS)

    def tell(self) -> None:
        """Write how it ended; when nobody used the processor meanwhile, the machine was busy elsewhere."""
        busy = busy_threads(self._others, self._last.at)
        if self.end is None or not (self._number or busy):
            return
        number = self._number or tell_started(self._where, self._last, Owner())
        tell_ended(number, self._where, self._last, self.end, self._held(busy))

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

    def _held(self, busy: str) -> Held:
        owners: Counted[Owner] = Counter()
        coroutines: Counted[str] = Counter()
        stacks: Counted[Any] = Counter()
        # A copy: where the loop has ended, the watchdog may still be looking.
        looks = dict(self._looks)
        for look, times in looks.items():
            owners[_owner_of(look)] += times
            stacks[look.places] += times
        owner = _most_of(owners) or Owner()
        for look, times in looks.items():
            if owner.kind != "unknown" and _owner_of(look) == owner:
                coroutines[coroutine_in(look.places) or look.coroutine] += times
        callbacks = {look.callback for look in looks if look.callback}
        # An idle uvloop has no Python frames of its own.
        stacks.pop((), None)
        samples = f',"samples":{samples_of(stacks)}' if stacks else ""
        coroutine = coroutines.most_common(1)[0][0] if coroutines else ""
        return Held(owner, coroutine, max(1, len(callbacks)), samples + busy)


def _most_of(owners: Counted[Owner]) -> Optional[Owner]:
    """Whoever was seen in more than half of the looks."""
    for owner, times in owners.most_common(1):
        if times * 2 > sum(owners.values()):
            return owner
    return None


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
        return Owner()
    if look.is_loose:
        return Owner(look.request, look.task, "asyncio")
    if not look.request:
        return Owner()
    return Owner(look.request, look.task, "task" if look.task else "request")
