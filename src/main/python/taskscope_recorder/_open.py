"""What is not over at this moment: requests, background tasks, asyncio tasks."""

from __future__ import annotations

from typing import Iterable, Set

from taskscope_recorder import _asyncio_open
from taskscope_recorder._guard import failed

# A crowd is a crowd: who reads an event wants to know which, not all of ten thousand.
_MOST_NAMED = 100

open_requests: Set[int] = set()
open_tasks: Set[int] = set()
# Loops on which a request may begin without a word to the sensor that watches them.
watched_loops: Set[int] = set()


def what_is_open() -> str:
    """JSON tail that names what is not over yet, empty where nothing is."""
    try:
        parts = [
            f'"{name}":[{",".join(map(str, sorted(numbers)[:_MOST_NAMED]))}]' for name, numbers in _all() if numbers
        ]
    except Exception:  # noqa: BLE001 - another thread may open one meanwhile
        failed("open")
        return ""
    return f',"open":{{{",".join(parts)}}}' if parts else ""


def _all() -> Iterable[tuple[str, list[int]]]:
    return (
        ("requests", list(open_requests)),
        ("tasks", list(open_tasks)),
        ("asyncioTasks", _asyncio_open.still_open()),
    )
