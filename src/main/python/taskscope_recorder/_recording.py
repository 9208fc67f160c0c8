"""The public calls: start a recording from code, stop it again, write what is kept in memory."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Dict, Iterable, Iterator, Mapping, Optional, Union

from taskscope_recorder import _lifecycle
from taskscope_recorder._amounts import keeping
from taskscope_recorder._capture import known
from taskscope_recorder._guard import failed
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
        """Absolute path of the file; with `rotate` of the first one."""
        return self._recorder.run.path

    def stop(self) -> None:
        """Put every patched name back and complete the file; once is enough."""
        if _lifecycle.current() is self._recorder:
            _lifecycle.stop(self._recorder)


def start(  # noqa: PLR0913 - the options of the command line
    path: Path,
    sensors: Optional[Mapping[str, bool]] = None,
    *,
    source: bool = True,
    rotate: Optional[Union[str, int]] = None,
    keep: Optional[int] = None,
    flight: Optional[float] = None,
    capture: Iterable[str] = (),
    redact: bool = True,
) -> Recording:
    """Record this process from now on.

    `rotate` is the size of a file (`"200MB"`, or bytes; at least 1 MB) after which the recording goes on in
    the next one, `trace.2.jsonl` after `trace.jsonl`; `keep` is how many files remain, 2 or more.
    `flight` keeps the last minutes in memory instead and writes them when something happens; see `write_now`.
    `capture` names what is recorded beyond types, sizes and times: `values` of queued arguments, `locals` of
    frames that raise, `headers`, `query`, `sql`. What looks like a secret is left out unless `redact` is false.
    Raises CannotRecord where that is not possible.
    """
    if _lifecycle.current() is not None:
        raise RuntimeError("this process is being recorded already")
    wishes: Dict[str, bool] = dict(sensors or {})
    kept = keeping(rotate, keep, flight)
    captured = known(capture)
    prepare(os.fspath(path), later_parts=bool(kept.rotate))
    run = Run.begin(os.fspath(path), switched(wishes), source=source, keeping=kept, captured=captured, redact=redact)
    return Recording(_lifecycle.begin_run(run, list(sys.argv)))


def write_now() -> None:
    """Write what waits, and with `flight` everything that is in memory, and what follows for a second.

    Never raises; does nothing where nothing is recorded, so that it can stay in an application.
    """
    try:
        recorder = _lifecycle.current()
        if recorder is not None:
            recorder.write_all()
    except Exception:  # noqa: BLE001 - the application goes on
        failed("write_now")


@contextmanager
def recording(  # noqa: PLR0913 - the options of the command line
    path: Path,
    sensors: Optional[Mapping[str, bool]] = None,
    *,
    source: bool = True,
    rotate: Optional[Union[str, int]] = None,
    keep: Optional[int] = None,
    flight: Optional[float] = None,
    capture: Iterable[str] = (),
    redact: bool = True,
) -> Iterator[Recording]:
    """Record what happens inside the `with` block; `start` tells what the arguments mean."""
    started = start(
        path,
        sensors,
        source=source,
        rotate=rotate,
        keep=keep,
        flight=flight,
        capture=capture,
        redact=redact,
    )
    try:
        yield started
    finally:
        started.stop()
