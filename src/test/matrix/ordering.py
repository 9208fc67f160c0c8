"""The dependency leaves before or after the tasks, as this FastAPI does it."""

from __future__ import annotations

from typing import Iterator

from reading import Recording

_EXIT_FIRST_FROM, _EXIT_LAST_FROM = (0, 106), (0, 118)
_NAMES = {
    "route.ended": "route",
    "response.started": "RS",
    "response.ended": "RE",
    "task.started": "TASK",
    "dependency.exited": "DX",
}


def expected(fastapi: str) -> list[str]:
    """Tell the order that was measured for this version, at the dependency's default scope."""
    version = tuple(int(part) for part in fastapi.split(".")[:2])
    if _EXIT_FIRST_FROM <= version < _EXIT_LAST_FROM:
        return ["route", "DX", "RS", "RE", "TASK"]
    return ["route", "RS", "RE", "TASK", "DX"]


def seen(recording: Recording) -> list[list[str]]:
    """Tell the order in each request that queued a task and had a dependency; the first of each kind counts."""
    found = []
    for process, request in sorted({(event["p"], event["request"]) for event in recording.of("dependency.exited")}):
        own = [event for event in recording.of(*_NAMES) if (event["p"], event.get("request")) == (process, request)]
        order = list(dict.fromkeys(_NAMES[event["e"]] for event in own))
        if "TASK" in order:
            found.append(order)
    return found


def complaints(recording: Recording, fastapi: str) -> Iterator[str]:
    """Say where it differs."""
    orders = seen(recording)
    if not orders:
        yield "no request with dependency and task was seen"
    for order in orders:
        if order != expected(fastapi):
            yield f"order {' > '.join(order)}, not {' > '.join(expected(fastapi))}"
