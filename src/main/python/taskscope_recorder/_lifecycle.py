"""Which recording this process belongs to, from its begin to its end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Callable, List, Optional

from taskscope_recorder._guard import failed
from taskscope_recorder._output import CannotRecord
from taskscope_recorder._recorder import Recorder
from taskscope_recorder._sink import sink_for

if TYPE_CHECKING:
    from taskscope_recorder._run import Run

_recorders: List[Recorder] = []


def begin_run(run: Run, command: List[str]) -> Recorder:
    """Write the header and record this process, the first of the run."""
    try:
        sink = sink_for(run.path)
        sink.write(run.header(command).encode("utf-8", "replace"))
        sink.close()
    except OSError as refused:
        raise CannotRecord(f"cannot write {run.path}: {refused.strerror}; choose another file with -o") from None
    recorder = join_run(run)
    recorder.wake()
    recorder.writer.flush()
    return recorder


def join_run(run: Run) -> Recorder:
    """Record this process, perhaps a later one of the run."""
    recorder = Recorder(run)
    recorder.begin()
    _recorders[:] = [recorder]
    if hasattr(os, "register_at_fork") and not _fork_hooks:
        # These hooks cannot be taken back: they look for the recorder of the moment.
        _fork_hooks.append(True)
        os.register_at_fork(
            before=lambda: _with_current(Recorder.before_fork),
            after_in_child=lambda: _with_current(Recorder.after_fork_in_child),
        )
    return recorder


def current() -> Optional[Recorder]:
    """Tell which recording this process belongs to."""
    return _recorders[0] if _recorders else None


def stop(recorder: Recorder) -> None:
    """Put everything back and close the file."""
    recorder.stop()
    _recorders.clear()


def watch_exit(run: Callable[[], None]) -> None:
    """Run, and remember the exit code for the end of the recording."""
    recorder = current()
    code = 1
    try:
        run()
        code = 0
    except SystemExit as leaving:
        code = _exit_code(leaving.code)
        raise
    finally:
        if recorder is not None:
            recorder.exit_code = code


def end_now(exit_code: int) -> None:
    """Complete the recording, because the process ends without saying goodbye."""
    recorder = current()
    if recorder is not None:
        recorder.end(exit_code)


_fork_hooks: List[bool] = []


def _with_current(act: Callable[[Recorder], None]) -> None:
    recorder = current()
    if recorder is not None:
        try:
            act(recorder)
        except Exception:  # noqa: BLE001 - the application's fork must succeed
            failed("fork")


def _exit_code(code: object) -> int:
    if code is None:
        return 0
    # Anything else is printed by Python, which then ends with 1. An enumeration of ints is one.
    return int(code) if isinstance(code, int) else 1
