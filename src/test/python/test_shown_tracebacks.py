"""A traceback that the application shows itself, without logging, is what it would have been."""

from __future__ import annotations

from pathlib import Path

import pytest

from serving import HERE, PYTHON, recorded, run

APPS = HERE / "apps"
SCRIPT = """
import asyncio, traceback
from failing import app

async def nothing():
    await asyncio.sleep(9)

async def ignored(message):
    pass

async def ask(path):
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": [],
             "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("x", 80)}
    messages = [{"type": "http.request", "body": b"", "more_body": False}]
    async def receive():
        return messages.pop() if messages else await nothing()
    try:
        await app(scope, receive, ignored)
    except Exception as error:
        SHOW

for path in ("/sync", "/async", "/route", "/own"):
    asyncio.run(ask(path))
"""


@pytest.mark.parametrize(
    "show", ["print(traceback.format_exc())", "traceback.print_tb(error.__traceback__)", "traceback.print_exc()"]
)
def test_what_the_standard_library_shows_is_the_same(trace: Path, tmp_path: Path, show: str) -> None:
    script = tmp_path / "asks.py"
    script.write_text(SCRIPT.replace("SHOW", show))
    alone = run([PYTHON, str(script)], APPS, PYTHONPATH=str(APPS))
    with_us = run([*recorded(trace), "python", str(script)], APPS, PYTHONPATH=str(APPS))
    assert "failing.py" in alone.out + alone.err
    assert with_us == alone
