"""Which other threads used the processor for a recorded request or task while the loop was silent."""

from __future__ import annotations

import sys
import threading
import time
from typing import Dict, List, NamedTuple, Optional

from taskscope_recorder._context import owner_of
from taskscope_recorder._held import perf_counter_ns
from taskscope_recorder._stacks import Look, frames_of, look_at

# A thread that used less of the time than this waited for something; it took nothing from the loop.
_BUSY_SHARE = 0.1
_MOST_THREADS = 8


class _Seen(NamedTuple):
    native: int
    cpu_nanos: int
    look: Look


def threads_at_work(but: int) -> Dict[int, _Seen]:
    """Every thread, except this one, that works for a recorded request or task."""
    seen: Dict[int, _Seen] = {}
    natives = {thread.ident: thread.native_id for thread in threading.enumerate()}
    for ident, frame in sys._current_frames().items():  # noqa: SLF001 - the documented way to see other threads
        native = natives.get(ident)
        if ident != but and native is not None and owner_of(frame) != (0, 0):
            cpu_nanos = _cpu_nanos(native)
            if cpu_nanos is not None:
                seen[ident] = _Seen(native, cpu_nanos, look_at(frame))
    return seen


def busy_threads(before: Dict[int, _Seen], began: int) -> str:
    """JSON tail that names those that used the processor since then, empty if there are none."""
    lasted = perf_counter_ns() - began
    found: List[str] = []
    for seen in before.values():
        cpu_nanos = _cpu_nanos(seen.native)
        used = cpu_nanos - seen.cpu_nanos if cpu_nanos is not None else 0
        if used >= lasted * _BUSY_SHARE and len(found) < _MOST_THREADS:
            whose = f'"request":{seen.look.request}'
            whose += f',"task":{seen.look.task}' if seen.look.task else ""
            found.append(f'{{{whose},"cpuPercent":{used * 100 // lasted},"frames":{frames_of(seen.look.places)}}}')
    return f',"busyThreads":[{",".join(found)}]' if found else ""


def _cpu_nanos(native: int) -> Optional[int]:
    """Processor time of another thread of this process; None where the system does not tell.

    `time.pthread_getcpuclockid` is undefined for a thread that has just ended. The kernel's own name of
    the clock is not: it answers with an error.
    """
    if sys.platform != "linux":
        return None
    try:
        return time.clock_gettime_ns((~native << 3) | 6)
    except OSError:
        return None
