"""Every process of a run writes into the one file, whoever started it and whatever killed it."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from serving import HERE, PYTHON, events, free_port, recorded, run, serving

APPS = HERE / "apps"
EMIT = "from taskscope_recorder._emit import emit; emit('request.ended', ',\"who\":\"{}\"')"


def _roles(trace: Path) -> list[str]:
    return [event["role"] for event in events(trace) if event["e"] == "process.started"]


def _is_complete(trace: Path) -> bool:
    """Tell whether the numbers of every process have no gap."""
    numbers: dict[int, list[int]] = {}
    for event in events(trace):
        numbers.setdefault(event["p"], []).append(event["n"])
    return all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_a_python_started_by_the_command_joins(trace: Path) -> None:
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {EMIT.format('child')!r}])"
    run([*recorded(trace), "python", "-c", code], APPS)
    assert _roles(trace) == ["main", "child"]
    main, child = (event["p"] for event in events(trace) if event["e"] == "process.started")
    started = next(event for event in events(trace) if event["e"] == "process.started" and event["p"] == child)
    assert started["parent"] == main
    assert _is_complete(trace)


def test_a_child_that_has_nothing_to_tell_leaves_no_trace(trace: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', '1'])"
    run([*recorded(trace), "python", "-c", code], APPS)
    assert _roles(trace) == ["main"]


def test_a_child_sees_the_import_path_it_would_have_seen(trace: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import sys; print(sys.path)'])"
    plain = run([PYTHON, "-c", code], APPS, PYTHONPATH=str(HERE))
    assert run([*recorded(trace), "python", "-c", code], APPS, PYTHONPATH=str(HERE)) == plain


def test_a_sitecustomize_of_the_environment_still_runs(trace: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('theirs')\n")
    code = "import subprocess, sys; print(1, flush=True); subprocess.run([sys.executable, '-c', 'print(2)'])"
    said = run([*recorded(trace), "python", "-c", code], APPS, PYTHONPATH=str(tmp_path))
    assert said.out.split() == ["theirs", "1", "theirs", "2"]


def test_a_forked_child_is_a_process_of_its_own(trace: Path) -> None:
    code = f"""
import os, warnings
{EMIT.format("before")}
child = os.fork()
{EMIT.format("after")}
if child:
    os.waitpid(child, 0)
else:
    os._exit(0)
"""
    assert run([*recorded(trace), "python", "-W", "error", "-c", code], APPS) == ("", "", 0)
    who = [(event["p"], event["who"]) for event in events(trace) if event["e"] == "request.ended"]
    assert Counter(word for _, word in who) == {"before": 1, "after": 2}
    assert _roles(trace) == ["main", "child"]
    assert _is_complete(trace)


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
def test_processes_of_multiprocessing_join(trace: Path, tmp_path: Path, method: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"""
import multiprocessing, os
def work():
    {EMIT.format("work")}
if __name__ == "__main__":
    context = multiprocessing.get_context({method!r})
    processes = [context.Process(target=work) for _ in range(2)]
    for process in processes: process.start()
    for process in processes: process.join()
    print([process.exitcode for process in processes])
""")
    said = run([*recorded(trace), "python", str(script)], APPS)
    assert said == ("[0, 0]\n", "", 0)
    assert len({event["p"] for event in events(trace) if event["e"] == "request.ended"}) == 2
    assert sum(event["e"] == "process.ended" for event in events(trace)) >= 3
    assert _is_complete(trace)


@pytest.mark.parametrize("server", ["workers", "reload", "gunicorn", "hypercorn"])
def test_every_worker_is_in_the_one_file(trace: Path, server: str) -> None:
    pytest.importorskip("uvicorn" if server in ("workers", "reload") else server)
    port = free_port()
    words = {
        "workers": ["uvicorn", "plain:app", "--port", str(port), "--workers", "2"],
        "reload": ["uvicorn", "plain:app", "--port", str(port), "--reload"],
        "gunicorn": ["gunicorn", "-b", f"127.0.0.1:{port}", "-k", "uvicorn.workers.UvicornWorker", "plain:app"],
        "hypercorn": ["hypercorn", "-b", f"127.0.0.1:{port}", "plain:app"],
    }[server]
    with serving([*recorded(trace), *words], port, APPS) as running:
        for _ in range(6):
            running.get("/")
        assert running.stop().code == 0
    assert sum(event["e"] == "request.started" for event in events(trace)) == 6
    assert sum(event["e"] == "request.ended" for event in events(trace)) == 6
    assert "worker" in _roles(trace)
    assert _is_complete(trace)


def test_a_killed_process_leaves_all_but_the_last_100_ms(trace: Path) -> None:
    code = """
import sys, time
from taskscope_recorder._emit import emit
while True:
    emit("request.ended")
    emit("task.started", at_once=True)
    sys.stdout.write(f"{time.perf_counter_ns()}\\n")
    sys.stdout.flush()
    time.sleep(0.001)
"""
    process = subprocess.Popen([*recorded(trace), "python", "-c", code], stdout=subprocess.PIPE, text=True, cwd=APPS)
    assert process.stdout is not None
    said = [int(process.stdout.readline()) for _ in range(400)]
    process.send_signal(signal.SIGKILL)
    said += [int(line) for line in process.stdout.read().splitlines()]
    process.wait()
    process.stdout.close()
    lines = trace.read_text().splitlines()
    header, *told = (json.loads(line) for line in lines)
    run_began = header["clock"]["unixNanos"] - (time.time_ns() - time.perf_counter_ns())
    last = max(event["t"] for event in told) + run_began
    # The writer's tick may come late on a busy machine; the promise is the tick, not the scheduler.
    assert (said[-1] - last) / 1e6 < 200
    assert [event["n"] for event in told] == list(range(1, len(told) + 1))


def test_a_stop_by_signal_is_written_before_the_process_ends_by_it(trace: Path) -> None:
    port = free_port()
    with serving([*recorded(trace), "uvicorn", "plain:app", "--port", str(port)], port, APPS) as running:
        running.get("/")
        code = running.stop().code
    told = [event["e"] for event in events(trace)]
    assert told[-2:] == ["process.ended", "recorder.cost"]
    assert [event["signal"] for event in events(trace) if event["e"] == "process.signal"] == ["SIGTERM"]
    assert told.count("process.listening") == 1
    # uvicorn since 0.29 ends by the signal that stopped it; before, it returns.
    assert events(trace)[-2]["exit"] == (0 if code == 0 else 128 - code)


def test_no_thread_of_ours_is_seen(trace: Path) -> None:
    code = "import threading, time; from taskscope_recorder._emit import emit; emit('request.ended'); time.sleep(0.2); "
    code += "print(threading.active_count(), [thread.name for thread in threading.enumerate()])"
    assert run([*recorded(trace), "python", "-c", code], APPS).out == "1 ['MainThread']\n"


def test_a_recorder_inside_a_recorder_records_its_own_run(trace: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner.jsonl"
    said = run([*recorded(trace), *recorded(inner), "python", "-c", EMIT.format("inner")], APPS)
    assert said.code == 0
    assert any(event["e"] == "request.ended" for event in events(inner))
    assert not any(event["e"] == "request.ended" for event in events(trace))
