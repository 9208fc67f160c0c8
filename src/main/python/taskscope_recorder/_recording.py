"""The public calls: start a recording from code, stop it again."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Dict, Iterator, Mapping, Optional, Union

from taskscope_recorder import _lifecycle
from taskscope_recorder._output import prepare
from taskscope_recorder._run import Run
from taskscope_recorder._sensors import switched

if TYPE_CHECKING:
    from taskscope_recorder._recorder import Recorder

Path = Union[str, "os.PathLike[str]"]


class Recording:
    """A recording that is being written."""

    def __init__(self, recorder: Recorder) -> None:
        """Stand for what this process writes."""
        self._recorder = recorder

    @property
    def path(self) -> str:
        """Absolute path of the file."""
        return self._recorder.run.path

    def stop(self) -> None:
        """Put every patched name back and complete the file; once is enough."""
        if _lifecycle.current() is self._recorder:
            _lifecycle.stop(self._recorder)


def start(path: Path, sensors: Optional[Mapping[str, bool]] = None, *, source: bool = True) -> Recording:
    """Record this process from now on."""
    if _lifecycle.current() is not None:
        raise RuntimeError("this process is being recorded already")
    wishes: Dict[str, bool] = dict(sensors or {})
    prepare(os.fspath(path))
    run = Run.begin(os.fspath(path), switched(wishes), source=source)
    return Recording(_lifecycle.begin_run(run, list(sys.argv)))


@contextmanager
def recording(path: Path, sensors: Optional[Mapping[str, bool]] = None, *, source: bool = True) -> Iterator[Recording]:
    """Record what happens inside the `with` block."""
    started = start(path, sensors, source=source)
    try:
        yield started
    finally:
        started.stop()
