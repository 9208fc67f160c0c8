"""Runs one application once, recorded or not: start, send, wait for the tasks, stop, and keep all that it said."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from applications import HERE, ROOT, Application
from client import START_SECONDS, ask, wait_until_it_listens, wait_until_it_says
from ways import Way

RECORDER = ROOT / "src" / "main" / "python" / "taskscope_recorder"
STOP_SECONDS = 20
_ports_lock = threading.Lock()
_ports_given: set[int] = set()


class Ran(NamedTuple):
    """What one run left behind; `recording` is there only where it was recorded."""

    answers: list[tuple[int, bytes]]
    out: str
    err: str
    code: int | None
    requests_sent: int
    rounds: int
    trace: Path
    directory: Path


def run_once(application: Application, way: Way, python: Path, directory: Path, *, recorded: bool) -> Ran:
    """Run it in this directory, which must not be there yet."""
    _lay_out(application, way, directory)
    if way.processes > 1:
        # Two workers that make the same table at the same time are a race of the sample, not a matter of recording.
        subprocess.run([str(python), "-c", "import main"], cwd=directory, timeout=START_SECONDS, check=True)
    trace = directory.parent / f"{application.name}.jsonl"
    port = _free_port()
    words = _words(way.words(port), python, trace if recorded and not way.from_code else None)
    environment = _environment(way, trace if recorded else None)
    with open(directory.parent / f"{directory.name}.out", "w+") as out, open(
        directory.parent / f"{directory.name}.err", "w+"
    ) as err:
        process = subprocess.Popen(
            words, cwd=directory, stdout=out, stderr=err, env=environment, start_new_session=True
        )
        try:
            answers, rounds = _drive(application, way, process, port, directory)
            code = _end(process, way)
        finally:
            _end_all(process)
            shutil.rmtree(environment["HOME"], ignore_errors=True)
        said = [Path(each.name).read_text(encoding="utf-8", errors="replace") for each in (out, err)]
    sent = len(application.requests()) * rounds
    return Ran(answers, said[0], said[1], code, sent, rounds, trace, directory)


def _lay_out(application: Application, way: Way, directory: Path) -> None:
    directory.mkdir(parents=True)
    shutil.copy(application.source, directory)
    for file in way.files:
        shutil.copy(HERE / "in-process" / file, directory)
    (directory / "requests.json").write_text(json.dumps(application.requests()), encoding="utf-8")


def _words(command: list[str], python: Path, trace: Path | None) -> list[str]:
    if trace is not None:
        return [str(python), str(RECORDER), "-o", str(trace), *command]
    return [str(python.with_name(command[0])), *command[1:]]


def _environment(way: Way, trace: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TASKSCOPE"))}
    if way.serves:
        # A server ends by its signal and takes along what it has not written: which lines those are is chance.
        kept["PYTHONUNBUFFERED"] = "1"
    # gunicorn keeps a socket in the home directory, which parallel runs must not share; its path must be short.
    kept["HOME"] = tempfile.mkdtemp(prefix="matrix-")
    more = {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120", "TERM": "dumb", **dict(way.environment)}
    if way.from_code:
        # The same path with and without: only the call makes the difference.
        more.update(PYTHONPATH=str(RECORDER.parent), RECORD_TO=str(trace or ""))
    return {**kept, **more}


def _drive(
    application: Application, way: Way, process: subprocess.Popen[bytes], port: int, directory: Path
) -> tuple[list[tuple[int, bytes]], int]:
    if not way.serves:
        return [], 1
    wait_until_it_says(way.ready, way.processes, process, directory)
    wait_until_it_listens(port)
    answers = ask(application.requests(), port)
    if not way.touches:
        return answers, 1
    # A second passes for file systems that count in seconds.
    os.utime(directory / "main.py", (time.time() + 2, time.time() + 2))
    wait_until_it_says(way.ready, way.processes + 1, process, directory)
    return answers + ask(application.requests(), port), 2


def _end(process: subprocess.Popen[bytes], way: Way) -> int | None:
    """Stop a server as its operator would; a command ends by itself. None: it had to be killed."""
    if way.serves:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        return None


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """Whatever is left in the group that this process leads."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def _free_port() -> int:
    with _ports_lock:
        while True:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = int(probe.getsockname()[1])
            if port not in _ports_given:
                _ports_given.add(port)
                return port
