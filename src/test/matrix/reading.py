"""A recording as the checks look at it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator, List

Event = Any


class Recording(List[Event]):
    """The events of one file; `headers` counts its first lines."""

    headers = 0

    def of(self, *kinds: str) -> Iterator[Event]:
        """Events of these kinds, in order."""
        return (event for event in self if event["e"] in kinds)

    def count(self, kind: str) -> int:  # type: ignore[override]
        """How many events of this kind there are."""
        return sum(1 for _ in self.of(kind))


def read(path: Path) -> Recording:
    """Read a whole recording."""
    found = Recording()
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if "taskscope" in event:
            found.headers += 1
        else:
            found.append(event)
    return found
