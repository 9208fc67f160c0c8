"""Signals, sockets and workers under hypercorn, gunicorn and several uvicorns, as a recording tells of them."""

from __future__ import annotations

import importlib.util
import os
import signal
import time
from pathlib import Path
from typing import Any, Callable

import pytest

from recordings import Recorded
from serving import HERE, events, free_port, recorded, run, serving

MAIN = """
import uvicorn
from fastapi import FastAPI
app = FastAPI()
if __name__ == "__main__":
    uvicorn.run(app, port=PORT, log_level="warning")
"""
_PATIENCE_SECONDS = 20


def _needs(*names: str) -> None:
    for name in names:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")


def _commands(port: int) -> dict[str, list[str]]:
    gunicorn = ["gunicorn", "starting:app", "-b", f"127.0.0.1:{port}", "--no-control-socket"]
    return {
        "hypercorn": ["hypercorn", "starting:app", "-b", f"127.0.0.1:{port}"],
        "hypercorn uvloop": ["hypercorn", "starting:app", "-k", "uvloop", "-b", f"127.0.0.1:{port}"],
        "gunicorn asgi": [*gunicorn, "-k", "asgi"],
        "gunicorn uvicorn": [*gunicorn, "-k", "uvicorn.workers.UvicornWorker"],
        "uvicorn": ["uvicorn", "starting:app", "--port", str(port)],
    }


def _until(trace: Path, met: Callable[[Recorded], Any]) -> Any:
    until = time.monotonic() + _PATIENCE_SECONDS
    while not met(Recorded(events(trace))):
        assert time.monotonic() < until, trace.read_text()
        time.sleep(0.1)
    return met(Recorded(events(trace)))


@pytest.mark.parametrize("server", list(_commands(0)))
def test_every_server_tells_that_it_listens_is_signalled_and_shuts_down(trace: Path, server: str) -> None:
    _needs(server.partition(" ")[0])
    port = free_port()
    with serving([*recorded(trace), *_commands(port)[server]], port, HERE / "apps") as running:
        listening = _until(trace, lambda found: found.of("process.listening"))[0]
        running.stop()
    found = Recorded(each for each in events(trace) if each["p"] == listening["p"])
    assert (listening["address"], listening["port"]) == ("127.0.0.1", port)
    assert [(each["e"], each["phase"]) for each in found if each["e"] in ("process.startup", "process.shutdown")] == [
        (kind, phase) for kind in ("process.startup", "process.shutdown") for phase in ("began", "complete")
    ]
    assert found.of("process.shutdown")[0]["open"]["asyncioTasks"] == [1]
    # The workers of hypercorn get no signal: they ask an event of their supervisor.
    told = found if not server.startswith("hypercorn") else Recorded(events(trace))
    assert [each["signal"] for each in told.of("process.signal")] == ["SIGTERM"]
    assert found.of("recorder.cost")[-1]["failures"] == {}


def test_uvicorn_run_in_a_script_is_as_uvicorn_itself(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "main.py").write_text(MAIN.replace("PORT", str(port)))
    trace = tmp_path / "trace.jsonl"
    with serving([*recorded(trace), "python", "main.py"], port, tmp_path) as running:
        running.stop(signal.SIGINT)
    found = Recorded(events(trace))
    assert [each["port"] for each in found.of("process.listening")] == [port]
    assert [each["signal"] for each in found.of("process.signal")] == ["SIGINT"]
    assert found.of("asyncio.created") == []


@pytest.mark.parametrize("server", ["gunicorn asgi", "gunicorn uvicorn", "uvicorn"])
def test_a_worker_that_was_killed_is_seen_by_its_supervisor(trace: Path, server: str) -> None:
    _needs(server.partition(" ")[0])
    port = free_port()
    with serving([*recorded(trace), *_commands(port)[server], "--workers", "2"], port, HERE / "apps") as running:
        workers = _until(trace, lambda found: len(found.of("process.listening")) >= 2 and found.of("process.listening"))
        os.kill(workers[0]["p"], signal.SIGKILL)
        (ended,) = _until(trace, lambda found: found.of("process.childended"))
        # A worker that is stopped while it starts held up the whole server once: wait until it serves.
        _until(trace, lambda found: len(found.of("process.listening")) >= 3)
        running.stop()
    assert (ended["child"], ended["signal"]) == (workers[0]["p"], "SIGKILL")
    assert ended["p"] == running.process.pid


def test_a_process_that_ends_by_itself_waits_for_children_as_before(tmp_path: Path) -> None:
    script = "import os, uvicorn\npid = os.fork()\nif not pid: os._exit(3)\nprint(os.waitpid(pid, 0)[1])\n"
    script += "try: os.waitpid(pid, 0)\nexcept ChildProcessError as gone: print(gone)\n"
    (tmp_path / "main.py").write_text(script)
    said = run([*recorded(tmp_path / "trace.jsonl"), "python", "main.py"], tmp_path)
    assert said.out == "768\n[Errno 10] No child processes\n"
    assert said.err == ""
    ended = Recorded(events(tmp_path / "trace.jsonl")).of("process.childended")
    assert [each["exit"] for each in ended] == [3]
