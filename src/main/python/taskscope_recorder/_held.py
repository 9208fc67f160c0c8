"""The clock and the system calls that the recorder needs, out of reach of those who replace them.

Tests stop the clock (freezegun), take away the file system (pyfakefs) or forbid waiting on the loop
(blockbuster). They replace attributes of `time` and `os`, and whatever else in a loaded module *is* one
of those functions: so each is held inside a `partial`, which none of them looks into.
"""

from __future__ import annotations

import functools
import os
import time

_hold = functools.partial

perf_counter_ns = _hold(time.perf_counter_ns)
process_time_ns = _hold(time.process_time_ns)
thread_time_ns = _hold(time.thread_time_ns)
time_ns = _hold(time.time_ns)
unix_seconds = _hold(time.time)
sleep = _hold(time.sleep)

close = _hold(os.close)
current_directory = _hold(os.getcwd)
identity = _hold(os.fstat)
link_target = _hold(os.readlink)
list_directory = _hold(os.listdir)
look_up = _hold(os.stat)
open_file = _hold(os.open)
process_id = _hold(os.getpid)
read = _hold(os.read)
remove = _hold(os.unlink)
write = _hold(os.write)


def read_whole(path: str) -> bytes:
    """Read a file; raises OSError where that is not possible."""
    file = open_file(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        parts = []
        part = read(file, _AT_ONCE)
        while part:
            parts.append(part)
            part = read(file, _AT_ONCE)
        return b"".join(parts)
    finally:
        close(file)


# Larger than nearly every source file.
_AT_ONCE = 1 << 16
