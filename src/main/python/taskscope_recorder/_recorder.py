"""The recording of one process: how it begins, wakes, forks and ends."""

from __future__ import annotations

import atexit
import os
import sys
from json import dumps
from typing import TYPE_CHECKING, Deque, Optional

from taskscope_recorder import _capture, _code, _emit, _exceptions, _files, _flight_signal, _ids, _install, _parts
from taskscope_recorder._cost import Costs
from taskscope_recorder._flight import Flight
from taskscope_recorder._guard import failed, failures
from taskscope_recorder._held import perf_counter_ns, process_id
from taskscope_recorder._open import what_is_open
from taskscope_recorder._packages import installed_packages
from taskscope_recorder._rotation import Rotation
from taskscope_recorder._run import Run, python_version
from taskscope_recorder._sink import sink_for
from taskscope_recorder._writer import Writer

if TYPE_CHECKING:
    from taskscope_recorder._emit import Event

# Every ten seconds: a killed process has stated its cost, too.
_COST_EVERY_TICKS = 100
_SERVERS = ("uvicorn", "gunicorn", "hypercorn")


class Recorder(_emit.Receiver):
    """The recording of this process."""

    def __init__(self, run: Run) -> None:
        """Record into the file of this run."""
        self.run = run
        self.exit_code: Optional[int] = None
        self._ticks = 0
        self._ended = False
        self._announced = 0
        self._began = perf_counter_ns()
        sink = sink_for(_parts.newest(run.path) if run.rotate else run.path)
        rotation = Rotation(sink, run.path, run.rotate, run.keep) if run.rotate else None
        self.writer = Writer(sink, run.zero, self._tick, rotation, Flight(run.flight) if run.flight else None)
        self._costs = Costs(self.writer)

    def begin(self) -> None:
        """Start to record, install the sensors and see to it that the end is written."""
        failures.clear()
        _files.recorded_from(self.run.directory)
        _code.keep_source[0] = self.run.source
        _capture.capture(self.run.captured, redacts=self.run.redact)
        _exceptions.keep_details[0] = self.run.sensors.get("exceptions", True)
        _ids.begin_again()
        _emit.zero[0] = self.run.zero
        _emit.record_to(self)
        _install.tell_later[0] = True
        _install.install(self.run.sensors)
        if self.run.flight:
            _flight_signal.install(_install.Hooks("flight"), self._write_soon)
        self._costs.start_timing()
        atexit.register(self.end)

    def wake(self) -> Optional[Deque[Event]]:
        """Announce this process once (one that records nothing leaves no trace) and start the writer."""
        if self._announced != process_id():
            self._announced = process_id()
            self.writer.waiting.append((self._began, "process.started", 0, 0, 0, self._introduction()))
            _install.tell_later[0] = False
            for tail in _install.told_later():
                self.writer.waiting.append((perf_counter_ns(), "recorder.stepped_aside", 0, 0, 0, tail))
        self.writer.start()
        return self.writer.waiting

    def flush_now(self) -> None:
        """Write what waits."""
        self.writer.flush_now()

    def write_all(self) -> None:
        """Write what waits, and what a flight recorder holds."""
        if self._announced == process_id():
            self.writer.write_all()

    def _write_soon(self) -> None:
        # A process that has recorded nothing holds nothing.
        if self._announced == process_id():
            self.writer.write_soon()

    def count_dropped(self) -> None:
        """Count an event that there was no room for."""
        self.writer.dropped += 1

    def end(self, exit_code: Optional[int] = None) -> None:
        """Write what is left, the cost last; later events still find their way."""
        if self._ended or self._announced != process_id():
            return
        self._ended = True
        code = self.exit_code if exit_code is None else exit_code
        try:
            # What a sensor holds back until the next tick.
            for callback in list(_emit.every_tick):
                callback()
            # Room first: a full buffer must not drop the last events.
            self.writer.flush(patience=1.0)
            exit_tail = f',"exit":{code}' if code is not None else ""
            _emit.emit("process.ended", exit_tail + what_is_open(), request=0, task=0, thread=0)
            # Two flushes: the cost counts every event before it.
            self.writer.flush(patience=1.0)
            self._state_cost()
            self.writer.flush(patience=1.0)
        except Exception:  # noqa: BLE001 - the process must end as it would have
            failed("end")

    def stop(self) -> None:
        """Put everything back and close the file."""
        self.end()
        self._costs.stop_timing()
        _install.uninstall()
        _emit.record_to(None)
        atexit.unregister(self.end)
        self.writer.close()

    def before_fork(self) -> None:
        """Leave no thread and no half-written buffer for the child to inherit."""
        for callback in _install.before_fork:
            callback()
        _emit.sleep()
        self.writer.pause()

    def after_fork_in_child(self) -> None:
        """Be a process of its own."""
        self._ended = False
        self._began = perf_counter_ns()
        failures.clear()
        # Another thread of the parent may have woken it again before the fork.
        _emit.sleep()
        self.writer.begin_in_child()
        _ids.begin_again()
        self._costs.stop_timing()
        self._costs.begin_again()
        self._costs.start_timing()
        _exceptions.forget_exceptions()
        for callback in _install.after_fork_in_child:
            callback()

    def _introduction(self) -> str:
        tail = f',"parent":{os.getppid()},"role":"{self._role()}","python":"{python_version()}"'
        if sys.prefix != self.run.prefix:
            tail += f',"packages":{dumps(installed_packages(), separators=(",", ":"))}'
        return tail

    def _role(self) -> str:
        if process_id() == self.run.process:
            return "main"
        return "worker" if any(name in sys.modules for name in _SERVERS) else "child"

    def _tick(self) -> None:
        for callback in list(_emit.every_tick):
            callback()
        self._costs.tick()
        self._ticks += 1
        if self._ticks % _COST_EVERY_TICKS == 0:
            self._state_cost()

    def _state_cost(self) -> None:
        writer = self.writer
        tail = f',"events":{writer.events},"dropped":{writer.dropped},"busyNanos":{writer.busy_nanos}'
        tail += f',"failures":{dumps(failures, separators=(",", ":"))}{self._costs.tail()}'
        writer.waiting.append((perf_counter_ns(), "recorder.cost", 0, 0, 0, tail))
