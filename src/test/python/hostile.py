"""Runs one script alone and recorded; the application must not have noticed."""

from __future__ import annotations

import difflib
import json
import subprocess
import textwrap
from pathlib import Path
from typing import Any, Sequence

from serving import HERE, PYTHON, Said, recorded, run

VERSION: tuple[int, ...] = tuple(
    json.loads(subprocess.check_output([PYTHON, "-c", "import sys; print(list(sys.version_info[:2]))"]))
)

# An application with tasks of every kind, driven in its own process, so that a test is one script.
PREFACE = """
import sys
sys.path.insert(0, {here!r})
import asyncio, logging, os, threading, time
from starlette.applications import Starlette
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from asgi_driver import call

def sync_task(*given):
    return len(given)

async def async_task(*given):
    await asyncio.sleep(0)

async def failing_task(*given):
    raise ValueError("the task failed")

async def answer(request):
    tasks = BackgroundTasks()
    tasks.add_task(sync_task, 1)
    tasks.add_task(async_task, 2)
    return PlainTextResponse("fine", background=tasks)

async def fail(request):
    return PlainTextResponse("fine", background=BackgroundTask(failing_task))

app = Starlette(routes=[Route("/", answer), Route("/fail", fail)])

def ask(path="/"):
    try:
        messages = asyncio.run(call(app, path))
        print(path, [message["type"] for message in messages], flush=True)
    except Exception as passing:
        print(path, type(passing).__name__, passing, flush=True)
"""


def both(
    tmp_path: Path, script: str, *options: str, python: Sequence[str] = (), preface: str = PREFACE, **environment: str
) -> tuple[Said, list[Any]]:
    """Run the script without and with the recorder, compare, and give what it said and the events."""
    file = tmp_path / "hostile_script.py"
    file.write_text(preface.format(here=str(HERE)) + textwrap.dedent(script), encoding="utf-8")
    trace = tmp_path / "trace.jsonl"
    alone = run([PYTHON, *python, str(file)], tmp_path, **environment)
    with_us = run([*recorded(trace, *options), "python", *python, str(file)], tmp_path, **environment)
    difference = difflib.unified_diff(_lines(alone), _lines(with_us), "alone", "recorded", lineterm="", n=1)
    assert with_us == alone, "\n".join(difference)
    return alone, events(trace)


def _lines(said: Said) -> list[str]:
    return [*said.out.splitlines(), *said.err.splitlines(), f"exit code {said.code}"]


def events(trace: Path) -> list[Any]:
    """Every event that is whole; the last line of a file may be cut off."""
    if not trace.exists():
        return []
    lines = trace.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines[1:] if line.endswith("}\n")]


def of(found: list[Any], kind: str) -> list[Any]:
    """Events of one kind."""
    return [event for event in found if event["e"] == kind]


def failures(found: list[Any]) -> dict[str, int]:
    """What failed inside the recorder, by place."""
    return {place: count for cost in of(found, "recorder.cost") for place, count in cost["failures"].items()}
