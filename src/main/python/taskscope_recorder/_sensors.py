"""The sensors by name: which modules they live in, and whether they are on unless said otherwise."""

from __future__ import annotations

import sys
from typing import Dict, NamedTuple, Tuple


class Sensor(NamedTuple):
    """One name that `--sensor NAME=on|off` takes."""

    modules: Tuple[str, ...]
    default: bool = True
    # First Python that has what the sensor needs.
    since: Tuple[int, int] = (3, 8)

    def works_here(self) -> bool:
        """Tell whether this Python can do it."""
        return sys.version_info >= self.since


SENSORS: Dict[str, Sensor] = {
    "requests": Sensor(("_requests", "_routes", "_built_responses", "_middleware", "_connections", "_refused")),
    "dependencies": Sensor(("_dependencies", "_slots")),
    "tasks": Sensor(("_tasks", "_queues")),
    "exceptions": Sensor(("_shown",)),
    "logs": Sensor(("_logs", "_warnings")),
    "sql": Sensor(("_sql",)),
    "loop": Sensor(("_loop",)),
    "stacks": Sensor(("_stacks",)),
    "threads": Sensor(("_threads",)),
    "uploads": Sensor(("_uploads", "_removed")),
    "memory": Sensor(("_memory",)),
    "asyncio": Sensor(("_asyncio_tasks",)),
    "swallowed": Sensor(("_swallowed",), since=(3, 12)),
    "process": Sensor(("_process", "_servers", "_workers")),
}


class UnknownSensor(ValueError):
    """A sensor was asked for by a name that does not exist."""


def switched(wishes: Dict[str, bool]) -> Dict[str, bool]:
    """Turn wishes into the true state of every sensor."""
    for name in wishes:
        if name not in SENSORS:
            raise UnknownSensor(f"there is no sensor {name!r}; there are: {', '.join(SENSORS)}")
    return {name: wishes.get(name, sensor.default) and sensor.works_here() for name, sensor in SENSORS.items()}
