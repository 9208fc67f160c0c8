"""What is written about a stall: when it began, how long it lasted, who held the loop."""

from __future__ import annotations

import _thread
from itertools import count
from typing import NamedTuple

from taskscope_recorder._emit import emit, quote
from taskscope_recorder._held import perf_counter_ns, process_time_ns, thread_time_ns
from taskscope_recorder._loop_gc import collected_nanos

# A loop that is silent for longer has stalled; less is what a machine with more to do makes anybody wait.
LIMIT_NANOS = 5_000_000

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
    """Whose code held the loop."""

    request: int = 0
    task: int = 0
    kind: str = "unknown"


class Held(NamedTuple):
    """What was seen while the loop was held."""

    owner: Owner = Owner()
    coroutine: str = ""
    callbacks: int = 1
    # JSON tail with samples and busy threads.
    tail: str = ""


def last_sign(where: Where, last: Beat) -> Beat:
    """Stand for the beat that a loop which has ended owes; from another thread the time it used is at most this."""
    process = process_time_ns()
    is_own = _thread.get_ident() == where.ident
    cpu = thread_time_ns() if is_own else last.cpu_nanos + process - last.process_nanos
    return Beat(last.number + 1, perf_counter_ns(), cpu, process)


def tell_started(where: Where, last: Beat, owner: Owner, *, at_once: bool = False) -> int:
    """Write that no beat has come since the last one; gives the stall's number."""
    number = next(_numbers)
    tail = f',"stall":{number},"loop":{where.loop}'
    emit(
        "stall.started",
        tail,
        at_once=at_once,
        at=last.at,
        request=owner.request,
        task=owner.task,
        thread=where.thread,
    )
    return number


def tell_ended(number: int, where: Where, last: Beat, end: Beat, held: Held) -> None:
    """Write that a beat has come again, and everything that was seen in between."""
    lasted = end.at - last.at
    owner = held.owner
    kind = "gc" if collected_nanos(where.ident, last.at, end.at) * 2 > lasted else owner.kind
    tail = f',"stall":{number},"durationNanos":{lasted},"callbacks":{held.callbacks}'
    tail += f',"cpuNanos":{end.cpu_nanos - last.cpu_nanos}'
    tail += f',"processCpuNanos":{end.process_nanos - last.process_nanos},"owner":"{kind}"'
    tail += f',"coroutine":{quote(held.coroutine)}' if held.coroutine else ""
    tail += held.tail
    emit("stall.ended", tail, at=end.at, request=owner.request, task=owner.task, thread=where.thread)


def tell_unseen(where: Where, last: Beat, end: Beat, busy: str) -> None:
    """Write of a stall that was over before the watchdog looked."""
    tell_ended(tell_started(where, last, Owner()), where, last, end, Held(tail=busy))
