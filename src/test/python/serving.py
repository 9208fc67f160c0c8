"""Runs real servers, recorded and unrecorded, and tells what they said."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, NamedTuple

HERE = Path(__file__).parent
RECORDER = HERE.parent.parent / "main" / "python" / "taskscope_recorder"
PYTHON = os.environ.get("TASKSCOPE_TEST_PYTHON", sys.executable)
# A machine that is busy starts a server in seconds, not in milliseconds.
PATIENCE_SECONDS = 20


class Said(NamedTuple):
    """What a process wrote, and how it ended."""

    out: str
    err: str
    code: int


class Server:
    """A server that is running."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        """Stand for this process."""
        self.process = process
        self.port = port
        self.said: Said | None = None
        self._kept: list[http.client.HTTPConnection] = []

    def get_and_stay(self, path: str) -> tuple[int, bytes]:
        """Send one request and leave its connection open, so that the server cannot see a client that left."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        self._kept.append(connection)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError):
            return 0, b""

    def get(self, path: str, *, expect: int | None = None) -> tuple[int, bytes]:
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            status, body = answer.status, answer.read()
        except (http.client.HTTPException, ConnectionError):
            status, body = 0, b""
        finally:
            connection.close()
        assert expect is None or status == expect
        return status, body

    def stop(self, how: int = signal.SIGTERM) -> Said:
        """Stop it and hear what it said."""
        for connection in self._kept:
            connection.close()
        if self.said is None:
            self.process.send_signal(how)
            out, err = self.process.communicate(timeout=PATIENCE_SECONDS)
            self.said = Said(out, err, self.process.returncode)
        return self.said


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def recorded(path: Path, *options: str) -> list[str]:
    """Words in front of a command that record it."""
    return [PYTHON, str(RECORDER), "-o", str(path), *options]


def run(words: list[str], cwd: Path, timeout: float = PATIENCE_SECONDS, **environment: str) -> Said:
    """Run a command to its end."""
    done = subprocess.run(
        words, cwd=cwd, text=True, capture_output=True, timeout=timeout, env=_environment(environment), check=False
    )
    return Said(done.stdout, done.stderr, done.returncode)


@contextmanager
def serving(words: list[str], port: int, cwd: Path, **environment: str) -> Iterator[Server]:
    """Run a server for the length of a `with` block."""
    process = subprocess.Popen(
        words,
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(environment),
        start_new_session=True,
    )
    server = Server(process, port)
    try:
        _wait_until_it_listens(process, port)
        yield server
        server.stop()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def events(path: Path) -> list[dict]:
    """Every event of a recording, the header left out."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def _environment(more: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TASKSCOPE"))}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def _wait_until_it_listens(process: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    _, err = process.communicate() if process.poll() is not None else ("", "it does not listen")
    raise AssertionError(err)
