"""Sensor `process`: CPU and memory while something is open."""

from __future__ import annotations

import os

from taskscope_recorder import _install, _requests
from taskscope_recorder._emit import emit
from taskscope_recorder._held import process_time_ns, read_whole

_STATM = "/proc/self/statm"


def install(hooks: _install.Hooks) -> None:
    """Look about ten times a second, on the writer's thread."""
    hooks.every_tick(_sample)


def _sample() -> None:
    if _requests.open_requests:
        tail = f',"cpuNanos":{process_time_ns()}'
        resident = resident_bytes()
        if resident:
            tail += f',"rssBytes":{resident}'
        emit("process.sampled", tail, request=0, task=0, thread=0)


def resident_bytes() -> int:
    """Memory of this process that is in the machine's, 0 where it cannot be told."""
    try:
        return int(read_whole(_STATM).split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
