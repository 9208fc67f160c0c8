"""A worker that is killed under load takes at most its last 100 ms along; everybody else's events are there."""

from __future__ import annotations

import itertools
import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Callable, NamedTuple

from serving import HERE, PATIENCE_SECONDS, Server, free_port, recorded, serving

KEPT_SECONDS = 0.1


class Answered(NamedTuple):
    """What the client knows of one request."""

    path: str
    worker: int
    at: float


class Load:
    """Clients that ask without a pause until they are stopped."""

    def __init__(self, server: Server, clients: int) -> None:
        self.answered: list[Answered] = []
        self._server = server
        self._numbers = itertools.count(1)
        self._goes_on = True
        self._clients = [threading.Thread(target=self._ask) for _ in range(clients)]

    def __enter__(self):
        for each in self._clients:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._goes_on = False
        for each in self._clients:
            each.join()

    def workers(self) -> set[int]:
        return {each.worker for each in list(self.answered)}

    def until(self, reached: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not reached():
            assert time.monotonic() < until
            time.sleep(0.01)

    def _ask(self) -> None:
        while self._goes_on:
            path = f"/{next(self._numbers)}"
            try:
                status, body = self._server.get(path)
            except OSError:
                continue
            if status == 200:
                self.answered.append(Answered(path, int(body), time.monotonic()))


def _answered_in(told: list[dict]) -> set[tuple[int, str]]:
    """Process and path of every request whose answer is recorded to its end."""
    paths = {(event["p"], event["request"]): event["path"] for event in told if event["e"] == "request.started"}
    ended = {(event["p"], event["request"]) for event in told if event["e"] == "response.ended"}
    return {(key[0], path) for key, path in paths.items() if key in ended}


def test_a_killed_worker_loses_no_answer_older_than_100_ms_and_nobody_else_loses_any(trace: Path) -> None:
    port = free_port()
    words = ["uvicorn", "counted:app", "--port", str(port), "--workers", "2", "--no-access-log"]
    with serving([*recorded(trace), *words], port, HERE / "apps") as server, Load(server, clients=4) as load:
        load.until(lambda: len(load.workers()) == 2)
        time.sleep(0.5)
        killed = max(load.workers())
        os.kill(killed, signal.SIGKILL)
        at = time.monotonic()
        load.until(lambda: len(load.workers()) == 3)
        time.sleep(0.3)

    header, *told = map(json.loads, trace.read_text(encoding="utf-8").splitlines())
    assert header["taskscope"] == 1
    must_be_there = {(each.worker, each.path) for each in load.answered if each.worker != killed}
    older = {
        (each.worker, each.path) for each in load.answered if each.worker == killed and each.at < at - KEPT_SECONDS
    }
    assert len(older) > 10
    assert not (must_be_there | older) - _answered_in(told)
    numbers: dict[int, list[int]] = {}
    for event in told:
        numbers.setdefault(event["p"], []).append(event["n"])
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    ended = {event["p"] for event in told if event["e"] == "process.ended"}
    assert ended == set(numbers) - {killed}
