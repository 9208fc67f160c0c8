"""The recorder itself says nothing: what is seen is the application's, whatever is asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from serving import HERE, PYTHON, Said, free_port, recorded, run, serving

APPS = HERE / "apps"
SILENT = "import warnings, logging, fastapi"
# Warnings of every kind and the interpreter's own debug checks would tell of a file or a thread left behind.
STRICT = ["-X", "dev", "-W", "error"]


@pytest.mark.parametrize("name", ["trace.jsonl", "trace.jsonl.gz"])
def test_a_silent_command_stays_silent(tmp_path: Path, name: str) -> None:
    assert run([*recorded(tmp_path / name), "python", "-c", SILENT], APPS) == ("", "", 0)


def test_a_silent_command_stays_silent_where_python_complains_of_everything(trace: Path) -> None:
    code = "import asyncio, threading, subprocess, sys; asyncio.run(asyncio.sleep(0)); "
    code += "subprocess.run([sys.executable, '-c', '0']); from taskscope_recorder._emit import emit; emit('task.ended')"
    assert run([*recorded(trace), "python", *STRICT, "-c", code], APPS) == ("", "", 0)


def test_a_silent_server_stays_silent(trace: Path) -> None:
    port = free_port()
    words = ["uvicorn", "plain:app", "--port", str(port), "--workers", "2", "--log-level", "critical"]
    with serving([*recorded(trace), *words], port, APPS) as server:
        server.get("/", expect=200)
        said = server.stop()
    assert (said.out, said.err) == ("", "")


def test_a_recording_that_cannot_be_continued_is_no_news_for_the_application(trace: Path) -> None:
    code = f"import os; os.remove({str(trace)!r}); os.mkdir({str(trace)!r}); "
    code += "from taskscope_recorder._emit import emit; emit('task.ended')"
    assert run([*recorded(trace), "python", "-c", code], APPS) == ("", "", 0)


def test_recording_from_code_says_nothing(trace: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(HERE.parent.parent / 'main' / 'python')!r})\n"
    code += f"import taskscope_recorder\nwith taskscope_recorder.recording({str(trace)!r}):\n    import fastapi\n"
    code += f"taskscope_recorder.start({str(trace)!r})"
    assert run([PYTHON, *STRICT, "-c", code], APPS) == Said("", "", 0)
