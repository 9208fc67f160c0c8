"""Tasks that never run, and an error that hides another: what a recording of a real server proves of them."""

from __future__ import annotations

import http.client

import pytest

from asgi import Events
from serving import HERE, events, free_port, recorded, serving

# Path and headers.
ASKED: list[tuple[str, dict[str, str]]] = [
    ("/raises", {}),
    ("/invalid", {}),
    ("/file", {"Range": "bytes=nonsense"}),
    ("/file?whole", {}),
    ("/handled", {}),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Events]:
    """What was recorded of each of the requests, in their order."""
    trace = tmp_path_factory.mktemp("dropped") / "trace.jsonl"
    port = free_port()
    with serving([*recorded(trace), "uvicorn", "dropping:app", "--port", str(port)], port, HERE / "apps"):
        for path, headers in ASKED:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
            connection.close()
    found = events(trace)
    seen = [event for event in found if event["e"] == "exception.seen"]
    started = [event["request"] for event in found if event["e"] == "request.started"]
    return [Events([*seen, *(e for e in found if e.get("request") == request)]) for request in started]


def _type_of(of: Events, event: dict) -> str:
    return of.exception(event["exception"])["type"].rpartition(".")[2]


def test_an_http_exception_of_the_route_drops_what_was_queued(answers: list[Events]) -> None:
    of = answers[0]
    assert of.one("task.queued")
    assert _type_of(of, of.one("route.ended")) == "HTTPException"
    assert of.one("response.started")["status"] == 401
    assert "queue" not in of.one("response.queue")
    assert not of.of("task.started")
    assert "exception" not in of.one("request.ended")


def test_an_answer_that_is_not_valid_drops_what_was_queued(answers: list[Events]) -> None:
    of = answers[1]
    assert of.one("task.queued")
    assert "exception" not in of.one("route.ended")
    assert of.one("response.started")["status"] == 500
    assert not of.of("task.started")


def test_a_file_asked_for_with_a_bad_range_does_not_run_its_task(answers: list[Events]) -> None:
    bad, whole = answers[2], answers[3]
    # The answer that says what was wrong is a second response, inside the file's.
    assert bad.of("response.queue")[0]["queue"] == bad.one("task.queued")["queue"]
    assert "exception" not in bad.one("request.ended")
    if bad.one("response.started")["status"] == 200:
        # This Starlette knows no ranges.
        assert bad.one("task.ended")
    else:
        assert bad.one("response.started")["status"] in (400, 416)
        assert "queue" not in bad.of("response.queue")[1]
        assert not bad.of("task.started")
    assert whole.one("response.started")["status"] == 200
    assert whole.one("task.ended")


def test_a_handled_exception_after_the_response_is_the_cause_of_what_left(answers: list[Events]) -> None:
    of = answers[4]
    assert of.one("response.started")["status"] == 200
    failed, left = of.one("task.failed"), of.one("request.ended")
    assert _type_of(of, failed) == "HTTPException"
    assert _type_of(of, left) == "RuntimeError"
    assert of.exception(left["exception"])["cause"] == failed["exception"]
