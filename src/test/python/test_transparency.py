"""The application's own output is the same, byte by byte, with and without the recorder."""

from __future__ import annotations

import difflib
import re
import time
from pathlib import Path

import pytest

from serving import HERE, PYTHON, Said, Server, free_port, recorded, serving

# Not `forgotten`: which thread throws its coroutine away last is a race, with or without us.
PATHS = ["sync", "async", "route", "http", "handled", "own", "itself", "stream", "wrong", "none", "dropped", "lost"]


def _said(prefix: list[str], *options: str) -> tuple[Said, list[object]]:
    port = free_port()
    command = ["uvicorn", "failing:app", "--port", str(port), *options]
    words = [*prefix, *command] if prefix else [str(Path(PYTHON).with_name("uvicorn")), *command[1:]]
    with serving(words, port, HERE / "apps") as server:
        answers: list[object] = [_get_and_let_it_settle(server, path) for path in PATHS]
        return server.stop(), answers


def _get_and_let_it_settle(server: Server, path: str) -> tuple[int, bytes]:
    """What two requests write must not mix: that order is chance, with or without us."""
    answer = server.get_and_stay("/" + path)
    time.sleep(0.05)
    return answer


def _comparable(text: str) -> list[str]:
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:", text)
    return re.sub(r"process \[\d+\]", "process []", text).splitlines()


@pytest.mark.parametrize(
    "options", [("--loop", "asyncio", "--http", "h11"), ("--loop", "uvloop", "--http", "httptools")]
)
def test_log_answers_and_exit_code_are_what_they_were(tmp_path: Path, options: tuple[str, ...]) -> None:
    plain, plain_answers = _said([], *options)
    with_us, our_answers = _said(recorded(tmp_path / "trace.jsonl"), *options)
    difference = list(difflib.unified_diff(_comparable(plain.err), _comparable(with_us.err), lineterm=""))
    assert not difference, "\n".join(difference)
    assert _comparable(with_us.out) == _comparable(plain.out)
    assert our_answers == plain_answers
    assert with_us.code == plain.code
