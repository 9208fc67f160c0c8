"""What the recording of a suite says about the recorder itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple


class Recorded(NamedTuple):
    """Counts of one recording, and what went wrong in it."""

    events: int
    requests: int
    tasks: int
    wrong: tuple[str, ...]


def read(path: Path) -> Recorded:
    """Read a recording line by line; a line that is no event is wrong, too."""
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    last_cost: dict[int, dict] = {}
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for number, line in enumerate(lines, 2):
            try:
                event = json.loads(line)
            except ValueError:
                wrong.append(f"line {number} is no event: {line[:100]!r}")
                continue
            kinds[event["e"]] += 1
            if event["e"] == "recorder.stepped_aside":
                wrong.append(f"{event['sensor']} stepped aside: {event['why']}")
            elif event["e"] == "recorder.cost":
                last_cost[event["p"]] = event
    if not last_cost:
        wrong.append("no process stated its cost")
    for cost in last_cost.values():
        if cost["failures"]:
            wrong.append(f"failures inside the recorder: {cost['failures']}")
        if cost["dropped"]:
            wrong.append(f"{cost['dropped']} events dropped")
    return Recorded(sum(kinds.values()), kinds["request.started"], kinds["task.started"], tuple(dict.fromkeys(wrong)))
