"""Drives an ASGI application in this process, as a server would."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager
from typing import Any, Awaitable, Callable, Iterator

import taskscope_recorder
from taskscope_recorder._sensors import SENSORS

Message = dict
App = Callable[[dict, Any, Any], Awaitable[None]]


def scope(path: str = "/", kind: str = "http", **more: object) -> dict:
    """Make the scope of one connection."""
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"test")],
        "client": ("10.0.0.1", 4000),
        "server": ("test", 80),
        **more,
    }


async def call(app: App, path: str = "/", body: bytes = b"", **more: object) -> list[dict]:
    """Send one request; the client goes after the answer."""
    sent: list[dict] = []
    asked = False
    complete = asyncio.Event()

    async def receive() -> dict:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": body, "more_body": False}
        await complete.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            complete.set()

    await app(scope(path, **more), receive, send)
    return sent


def request(app: App, path: str = "/", **more: object) -> list[dict]:
    """Send one request on a loop of its own."""
    return asyncio.run(call(app, path, **more))


class Events(list):
    """Events of a recording, with the questions that tests ask."""

    header: dict

    def of(self, *kinds: str) -> list[dict]:
        """Only those of some kinds."""
        return [event for event in self if event["e"] in kinds]

    def one(self, kind: str) -> dict:
        """The only one of its kind."""
        (event,) = self.of(kind)
        return event

    def kinds(self, *words: str) -> list[str]:
        """Kinds in order, only of those that begin with one of the words."""
        return [event["e"] for event in self if event["e"].split(".")[0] in words]

    def exception(self, number: int) -> dict:
        """What was said about an exception."""
        return next(event for event in self.of("exception.seen") if event["exception"] == number)


@contextmanager
def record(path: Any, *sensors: str) -> Iterator[Events]:
    """Record what happens in the block, with these sensors only; the events are there after it."""
    wishes = {name: name in sensors for name in SENSORS} if sensors else None
    events = Events()
    with taskscope_recorder.recording(path, wishes):
        yield events
    lines = path.read_text(encoding="utf-8").splitlines()
    events.header = json.loads(lines[0])
    events.extend(map(json.loads, lines[1:]))
