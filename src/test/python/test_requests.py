"""What a request did on the wire, against an application that is nothing but a function."""

from __future__ import annotations

import asyncio
import contextvars
from pathlib import Path

import pytest

from asgi import App, Events, call, record, request, scope
from taskscope_recorder._context import current_request
from taskscope_recorder._requests import RecordedApp

WORDS = ("request", "response")


def _answering(*bodies: bytes, status: int = 200) -> App:
    async def app(scope: dict, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        for body in bodies[:-1]:
            await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": bodies[-1]})

    return app


def _recorded(path: Path, app: App, *sensors: str) -> Events:
    with record(path, *(sensors or ("requests",))) as events:
        request(RecordedApp(app), "/hello")
    return events


def test_every_byte_that_was_sent_is_counted(trace: Path) -> None:
    events = _recorded(trace, _answering(b"one", b"", b"three"))
    assert events.kinds(*WORDS) == ["request.started", "response.started", "response.ended", "request.ended"]
    assert events.one("response.started")["status"] == 200
    assert events.one("response.ended")["bytes"] == 8


def test_a_request_says_what_came_in(trace: Path) -> None:
    started = _recorded(trace, _answering(b"")).one("request.started")
    assert {key: started[key] for key in ("protocol", "method", "path", "client", "request", "loop")} == {
        "protocol": "http",
        "method": "GET",
        "path": "/hello",
        "client": "10.0.0.1:4000",
        "request": started["request"],
        "loop": 1,
    }


def test_what_the_server_refused_was_not_sent(trace: Path) -> None:
    async def refuse(message: dict) -> None:
        raise OSError("the connection is gone")

    with record(trace, "requests", "exceptions") as events, pytest.raises(OSError, match="gone"):
        asyncio.run(RecordedApp(_answering(b"x"))(scope(), None, refuse))
    assert events.kinds(*WORDS) == ["request.started", "request.ended"]
    assert events.exception(events.one("request.ended")["exception"])["message"] == "the connection is gone"


def test_a_client_that_leaves_before_the_last_byte_is_seen(trace: Path) -> None:
    async def gone() -> dict:
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        pass

    async def app(scope: dict, receive: object, send: object) -> None:
        await receive()
        await _answering(b"")(scope, receive, send)
        await receive()

    with record(trace, "requests") as events:
        asyncio.run(RecordedApp(app)(scope(), gone, send))
    assert events.kinds(*WORDS) == [
        "request.started",
        "request.disconnected",
        "response.started",
        "response.ended",
        "request.read",
        "request.ended",
    ]


def test_the_same_request_is_recorded_once(trace: Path) -> None:
    events = _recorded(trace, RecordedApp(RecordedApp(_answering(b""))))
    assert len(events.of("request.started")) == 1


def test_work_that_outlives_its_request_may_serve_requests_of_its_own(trace: Path) -> None:
    app = RecordedApp(_answering(b""))

    async def main() -> None:
        later: list[asyncio.Task] = []

        async def spawning(scope: dict, receive: object, send: object) -> None:
            async def outlive() -> None:
                await asyncio.sleep(0.01)
                await call(app, "/later")

            later.append(asyncio.ensure_future(outlive()))
            await _answering(b"")(scope, receive, send)

        await call(RecordedApp(spawning), "/now")
        await later[0]

    with record(trace, "requests") as events:
        asyncio.run(main())
    assert [event["path"] for event in events.of("request.started")] == ["/now", "/later"]


def test_requests_at_the_same_time_keep_their_own_ids(trace: Path) -> None:
    seen: dict[str, int] = {}

    async def app(scope: dict, receive: object, send: object) -> None:
        await asyncio.sleep(0.01)
        seen[scope["path"]] = current_request.get()
        await _answering(b"")(scope, receive, send)

    async def main() -> None:
        await asyncio.gather(*(call(RecordedApp(app), f"/{number}") for number in range(20)))

    with record(trace, "requests") as events:
        asyncio.run(main())
    assert seen == {event["path"]: event["request"] for event in events.of("request.started")}
    assert len(set(seen.values())) == 20


def test_the_context_of_the_caller_is_what_it_was(trace: Path) -> None:
    async def main() -> bool:
        before = contextvars.copy_context()
        await call(RecordedApp(_answering(b"")))
        return dict(before.items()) == dict(contextvars.copy_context().items())

    with record(trace, "requests"):
        assert asyncio.run(main())


def test_a_websocket_is_a_request_without_method(trace: Path) -> None:
    async def receive() -> dict:
        return {"type": "websocket.disconnect"}

    async def send(message: dict) -> None:
        pass

    async def app(scope: dict, receive: object, send: object) -> None:
        await send({"type": "websocket.accept"})
        await receive()

    connection = scope("/ws", "websocket")
    del connection["method"]
    with record(trace, "requests") as events:
        asyncio.run(RecordedApp(app)(connection, receive, send))
    assert events.one("request.started")["protocol"] == "websocket"
    assert "method" not in events.one("request.started")
    assert events.kinds(*WORDS) == ["request.started", "request.disconnected", "request.ended"]


def test_a_lifespan_tells_of_start_and_end(trace: Path) -> None:
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict:
        return next(messages)

    async def send(message: dict) -> None:
        pass

    async def app(scope: dict, receive: object, send: object) -> None:
        for phase in ("startup", "shutdown"):
            assert (await receive())["type"] == f"lifespan.{phase}"
            await send({"type": f"lifespan.{phase}.complete"})

    with record(trace, "requests", "process") as events:
        asyncio.run(RecordedApp(RecordedApp(app))({"type": "lifespan"}, receive, send))
    told = [(event["e"], event["phase"]) for event in events.of("process.startup", "process.shutdown")]
    assert told == [(f"process.{kind}", phase) for kind in ("startup", "shutdown") for phase in ("began", "complete")]


def test_the_application_inside_answers_for_itself() -> None:
    class Application:
        title = "shop"

    assert RecordedApp(Application()).title == "shop"


def test_a_request_of_a_test_says_so(trace: Path) -> None:
    httpx = pytest.importorskip("httpx")
    testclient = pytest.importorskip("starlette.testclient")
    app = RecordedApp(_answering(b""))

    async def ask() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            await client.get("/asgi")

    with record(trace, "requests") as events:
        testclient.TestClient(app).get("/testclient")
        asyncio.run(ask())
        request(app, "/")
    told = [(event["path"], event.get("transport")) for event in events.of("request.started")]
    assert told == [("/testclient", "testclient"), ("/asgi", "asgi"), ("/", None)]


def test_a_failing_request_of_a_client_given_as_a_list_hurts_nobody(trace: Path) -> None:
    # As the test client of Starlette 0.25 gives it.
    with record(trace) as found, pytest.raises(ValueError, match="broken"):
        request(RecordedApp(_broken), client=["testclient", 50000])
    assert found.one("request.started")["transport"] == "testclient"
    assert found.one("recorder.cost")["failures"] == {}


async def _broken(scope: dict, receive: object, send: object) -> None:
    raise ValueError("broken")
