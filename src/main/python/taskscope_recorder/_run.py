"""One run: its id, its clock, its file, and what the first line of the file says."""

from __future__ import annotations

import os
import sys
from json import dumps, loads
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence

from taskscope_recorder._amounts import Keeping
from taskscope_recorder._held import perf_counter_ns, time_ns
from taskscope_recorder._packages import installed_packages
from taskscope_recorder._version import FORMAT, VERSION

# Carries the run to child processes.
VARIABLE = "TASKSCOPE_RUN"


class Run(NamedTuple):
    """What every process of a run must agree on."""

    id: str
    path: str
    zero: int
    process: int
    directory: str
    prefix: str
    sensors: Dict[str, bool]
    source: bool
    rotate: int = 0
    keep: int = 0
    flight: float = 0.0
    # What is recorded beyond types, sizes and times, and whether secrets are left out of it.
    captured: Sequence[str] = ()
    redact: bool = True

    @classmethod
    def begin(  # noqa: PLR0913 - everything that is decided at the begin
        cls,
        path: str,
        sensors: Dict[str, bool],
        *,
        source: bool,
        keeping: Keeping = Keeping(),  # noqa: B008 - it cannot be changed
        captured: Sequence[str] = (),
        redact: bool = True,
    ) -> Run:
        """Begin a run in this process, now."""
        return cls(
            id=os.urandom(8).hex(),
            path=os.path.abspath(path),
            zero=perf_counter_ns(),
            process=os.getpid(),
            directory=os.getcwd(),
            prefix=sys.prefix,
            sensors=sensors,
            source=source,
            **keeping._asdict(),
            captured=captured,
            redact=redact,
        )

    @classmethod
    def inherited(cls, environment: Mapping[str, str]) -> Optional[Run]:
        """Find the run that the parent process handed on."""
        text = environment.get(VARIABLE)
        return cls(**loads(text)) if text else None

    def for_children(self) -> str:
        """Text for the environment variable."""
        return dumps(self._asdict(), separators=(",", ":"))

    def header(self, command: List[str]) -> str:
        """First line of the recording."""
        header: Dict[str, Any] = {
            "taskscope": FORMAT,
            "run": self.id,
            "clock": {
                "source": "perf_counter_ns",
                "unixNanos": time_ns() - (perf_counter_ns() - self.zero),
            },
            "process": self.process,
            "python": python_version(),
            "implementation": sys.implementation.name,
            "platform": sys.platform,
            "directory": self.directory,
            "command": command,
            "recorder": VERSION,
            "packages": installed_packages(),
            "sensors": self.sensors,
            "captured": [*(["source"] if self.source else []), *self.captured],
        }
        if self.captured:
            header["redacted"] = self.redact
        if self.flight:
            header["flight"] = self.flight
        return dumps(header, ensure_ascii=False, separators=(",", ":")) + "\n"


def python_version() -> str:
    """Version of this Python without build details."""
    return ".".join(map(str, sys.version_info[:3]))
