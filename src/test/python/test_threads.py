"""Worker-thread tokens, on real uvicorn with AnyIO's default limiter of 40."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from serving import HERE, events, free_port, recorded, serving

MILLI = 1_000_000
TOTAL = 40


def _record(tmp_path: Path, paths: list[str]) -> list[Any]:
    port = free_port()
    trace = tmp_path / "trace.jsonl"
    words = [*recorded(trace), "uvicorn", "crowding:app", "--port", str(port)]
    with serving(words, port, HERE / "apps") as server, ThreadPoolExecutor(len(paths)) as clients:
        assert {status for status, _ in clients.map(server.get, paths)} == {200}
    return events(trace)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    return _record(tmp_path_factory.mktemp("threads"), [f"/crowd/{number}" for number in range(45)] + ["/sync"])


def test_the_pool_is_seen_full_with_somebody_waiting_and_empty_at_the_end(crowded: list[Any]) -> None:
    sampled = [event for event in crowded if event["e"] == "token.sampled"]
    assert {event["total"] for event in sampled} == {TOTAL}
    full = [event for event in sampled if event["borrowed"] == TOTAL and event["waiting"] > 0]
    assert full
    assert sampled[-1]["borrowed"] == sampled[-1]["waiting"] == 0
    times = [event["t"] for event in sampled]
    assert times == sorted(times)


def test_who_waits_for_a_token_is_named_and_gets_it(crowded: list[Any]) -> None:
    waiting = [event for event in crowded if event["e"] == "token.waiting"]
    acquired = {_whose(event): event for event in crowded if event["e"] == "token.acquired"}
    assert len(waiting) >= 5
    assert {_whose(event) for event in waiting} == set(acquired)
    assert all(event["request"] for event in waiting)
    for event in waiting:
        got = acquired[_whose(event)]
        assert abs(got["t"] - event["t"] - got["waitedNanos"]) < 50 * MILLI
    threads = {event["thread"]: event["role"] for event in crowded if event["e"] == "thread.seen"}
    assert {threads[event["thread"]] for event in acquired.values()} == {"worker"}


def test_a_quiet_pool_is_told_of_in_few_lines(tmp_path: Path) -> None:
    found = _record(tmp_path, ["/sync"])
    assert [event["borrowed"] for event in found if event["e"] == "token.sampled"][-1] == 0
    assert not [event for event in found if event["e"] in ("token.waiting", "token.acquired")]


def _whose(event: Any) -> tuple[int, int]:
    return event["request"], event.get("task", 0)
