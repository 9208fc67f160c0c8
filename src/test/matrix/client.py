"""What the outside sees of a server: that it is ready, and what it answers."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from pathlib import Path
from typing import Iterator

from applications import Request

START_SECONDS = 25
ANSWER_SECONDS = 20
# The longest queue of a scenario takes 0.7 s.
TASKS_SECONDS = 1.4


class NotReady(Exception):
    """A server that never said that it serves."""


def ask(requests: list[Request], port: int) -> list[tuple[int, bytes]]:
    """Send each on a connection of its own, all kept open until the tasks are done."""
    connections, answers = [], []
    for each in requests:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
        connections.append(connection)
        try:
            connection.request(each.method, each.path, each.body or None, each.headers)
            answer = connection.getresponse()
            answers.append((answer.status, answer.read()))
        except (http.client.HTTPException, OSError):
            answers.append((0, b""))
    time.sleep(TASKS_SECONDS)
    for connection in connections:
        connection.close()
    return answers


def wait_until_it_says(words: str, times: int, process: subprocess.Popen[bytes], directory: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if sum(text.count(words) for text in _said_so_far(directory)) >= times:
            return
        time.sleep(0.05)
    said = "".join(_said_so_far(directory)).strip().splitlines()[-3:]
    raise NotReady(f"it never said {words!r} {times} times; last it said: {' / '.join(said)}")


def _said_so_far(directory: Path) -> Iterator[str]:
    for kind in ("out", "err"):
        yield (directory.parent / f"{directory.name}.{kind}").read_text(encoding="utf-8", errors="replace")


def wait_until_it_listens(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise NotReady("nobody listens on its port")
