"""Connections, slots, custom routes and middleware behave and log the same with and without the recorder."""

from __future__ import annotations

import difflib
import http.client
import time
from pathlib import Path

import pytest

from serving import HERE, PYTHON, Said, Server, free_port, recorded, serving
from test_transparency import _comparable

LAYERED = ["plain/", "stacked/", "usual", "rebuilt", "passed", "reads", "asks", "cached", "stream", "narrow", "brief"]


def _two_on_one_connection(server: Server, first: str, second: str) -> list[object]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    answers: list[object] = []
    for path in (first, second):
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answers.append((answer.status, answer.read()))
        except ConnectionResetError:
            # Its subclass RemoteDisconnected too: which of the two comes is chance, with or without us.
            answers.append("lost")
            break
    connection.close()
    time.sleep(0.1)
    return answers


def _said(prefix: list[str], application: str, *options: str) -> tuple[Said, list[object]]:
    port = free_port()
    command = ["uvicorn", f"{application}:app", "--port", str(port), "--limit-concurrency", "3", *options]
    words = [*prefix, *command] if prefix else [str(Path(PYTHON).with_name("uvicorn")), *command[1:]]
    with serving(words, port, HERE / "apps") as server:
        if application == "layered":
            answers: list[object] = [server.get("/" + path) for path in LAYERED]
            # uvicorn says that it waits for tasks where one still runs at the stop, which depends on the moment.
            time.sleep(0.5)
        else:
            answers = _two_on_one_connection(server, "/fails", "/slow")
            answers += _two_on_one_connection(server, "/raises", "/quick")
            answers += [server.get("/lasts"), server.get("/lasts"), server.get("/lasts"), server.get("/quick")]
        return server.stop(), answers


@pytest.mark.parametrize(
    ("application", "options"),
    [("layered", ()), ("around", ("--http", "h11")), ("around", ("--http", "httptools"))],
)
def test_log_answers_and_exit_code_are_what_they_were(
    tmp_path: Path, application: str, options: tuple[str, ...]
) -> None:
    plain, plain_answers = _said([], application, *options)
    with_us, our_answers = _said(recorded(tmp_path / "trace.jsonl"), application, *options)
    difference = list(difflib.unified_diff(_comparable(plain.err), _comparable(with_us.err), lineterm=""))
    assert not difference, "\n".join(difference)
    assert _comparable(with_us.out) == _comparable(plain.out)
    assert our_answers == plain_answers
    assert with_us.code == plain.code
