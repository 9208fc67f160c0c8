"""Who closed a connection under an open request, seen on real servers."""

from __future__ import annotations

import http.client
import time
from pathlib import Path

import pytest

from serving import HERE, PYTHON, Server, events, free_port, recorded, serving

SERVERS = [["--http", "h11"], ["--http", "httptools"]]


def _connect(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)


def _ask(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    connection.getresponse().read()


def _failing_task_under_the_next_request(server: Server) -> None:
    connection = _connect(server)
    _ask(connection, "/fails")
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        _ask(connection, "/slow")
    connection.close()


def _client_that_leaves(server: Server, path: str) -> None:
    connection = _connect(server)
    connection.request("GET", path)
    time.sleep(0.1)
    connection.close()
    time.sleep(0.1)


def _client_that_is_content(server: Server) -> None:
    connection = _connect(server)
    _ask(connection, "/quick")
    _ask(connection, "/quick")
    connection.close()


@pytest.mark.parametrize("options", SERVERS)
def test_who_closed_the_connection_and_what_was_open_on_it(trace: Path, options: list[str]) -> None:
    if options[1] == "httptools":
        pytest.importorskip("httptools")
    port = free_port()
    with serving([*recorded(trace), "uvicorn", "around:app", "--port", str(port), *options], port, HERE / "apps") as on:
        _failing_task_under_the_next_request(on)
        _client_that_leaves(on, "/slow")
        _client_that_leaves(on, "/lasts")
        _client_that_is_content(on)
        _client_that_leaves(on, "/raises")
        time.sleep(0.6)
    found = events(trace)
    started = {event["path"]: event for event in found if event["e"] == "request.started"}
    slow = [event for event in found if event["e"] == "request.started" and event["path"] == "/slow"]
    lost = [event for event in found if event["e"] == "connection.lost"]
    fails, raises = started["/fails"], started["/raises"]
    assert [(event["by"], event["requests"], event.get("request")) for event in lost] == [
        ("server", [slow[0]["request"]], fails["request"]),
        ("client", [slow[1]["request"]], None),
        ("client", [started["/lasts"]["request"]], None),
        ("server", [], raises["request"]),
    ]
    assert lost[0]["client"] == fails["client"] == slow[0]["client"]
    (failed,) = [event for event in found if event["e"] == "task.failed"]
    (delivered,) = [e for e in found if e["e"] == "response.ended" and e["request"] == fails["request"]]
    assert delivered["t"] < slow[0]["t"] < failed["t"] < lost[0]["t"]
    assert all(
        event["t"] > lost[0]["t"]
        for event in found
        if event["e"] == "response.ended" and event["request"] == slow[0]["request"]
    )


@pytest.mark.parametrize("options", SERVERS)
def test_a_request_that_is_refused_tells_what_the_limit_was_used_up_by(trace: Path, options: list[str]) -> None:
    if options[1] == "httptools":
        pytest.importorskip("httptools")
    port = free_port()
    words = [*recorded(trace), "uvicorn", "around:app", "--port", str(port), "--limit-concurrency", "3", *options]
    with serving(words, port, HERE / "apps") as server:
        server.get("/quick", expect=200)
        for _ in range(3):
            server.get("/lasts", expect=200)
        server.get("/quick", expect=503)
        time.sleep(0.4)
        server.get("/quick", expect=200)
    found = events(trace)
    (refused,) = [event for event in found if event["e"] == "limit.refused"]
    assert (refused["limit"], refused["tasks"]) == (3, 3)
    assert refused["client"] not in {event["client"] for event in found if event["e"] == "request.started"}
    answered = [event["request"] for event in found if event["e"] == "response.ended" and event["t"] < refused["t"]]
    started = [event["request"] for event in found if event["e"] == "request.started" and event["t"] < refused["t"]]
    assert sorted(answered) == started


def test_a_connection_of_hypercorn_that_is_lost_is_told_of(trace: Path) -> None:
    if not Path(PYTHON).with_name("hypercorn").exists():
        pytest.skip("hypercorn is not installed here")
    port = free_port()
    words = [*recorded(trace), "hypercorn", "around:app", "--bind", f"127.0.0.1:{port}"]
    with serving(words, port, HERE / "apps") as server:
        _client_that_leaves(server, "/slow")
        _client_that_is_content(server)
        time.sleep(0.6)
    found = events(trace)
    (slow,) = [event for event in found if event["e"] == "request.started" and event["path"] == "/slow"]
    lost = [event for event in found if event["e"] == "connection.lost"]
    assert [(event["by"], event["requests"], event["client"]) for event in lost] == [
        ("client", [slow["request"]], slow["client"])
    ]
