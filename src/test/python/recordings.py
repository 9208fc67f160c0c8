"""Records what a test does in this very process."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, List

from serving import events
from taskscope_recorder import recording
from taskscope_recorder._sensors import SENSORS


class Recorded(List[Any]):
    """Events of a recording; empty until it has stopped."""

    def kinds(self, prefix: str = "") -> list[str]:
        """Kinds in order."""
        return [event["e"] for event in self if event["e"].startswith(prefix)]

    def of(self, kind: str) -> list[Any]:
        """Events of one kind, in order."""
        return [event for event in self if event["e"] == kind]


@contextmanager
def recorded_here(path: Path, *sensors: str) -> Iterator[Recorded]:
    """Record the block with these sensors only, and what they say of exceptions."""
    found = Recorded()
    with recording(path, {name: name in (*sensors, "exceptions") for name in SENSORS}):
        yield found
    found.extend(events(path))
    failures = found.of("recorder.cost")[-1]["failures"]
    assert not failures, failures
    assert not found.of("recorder.stepped_aside")
