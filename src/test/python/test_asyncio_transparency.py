"""What asyncio says of tasks that fail, vanish or are cancelled is the same, byte by byte, with us."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import pytest

from serving import HERE, PYTHON, Said, free_port, recorded, serving

PATHS = ["kept", "fails", "collected", "pending", "gather", "anyio", "group", "wrong", "order", "eager", "factory"]
PATHS += ["queue", "names", "long"]


def _said(prefix: list[str], loop: str, debug: str) -> tuple[Said, list[object]]:
    port = free_port()
    uvicorn = "uvicorn" if prefix else str(Path(PYTHON).with_name("uvicorn"))
    words = [*prefix, uvicorn, "spawning:app", "--port", str(port), "--loop", loop]
    with serving(words, port, HERE / "apps", PYTHONASYNCIODEBUG=debug) as server:
        answers = []
        for path in PATHS:
            status, body = server.get("/" + path)
            answers.append((status, re.sub(rb"0x[0-9a-f]+", b"0x", body)))
            time.sleep(0.05)
        return server.stop(), answers


def _comparable(text: str) -> list[str]:
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r"127\.0\.0\.1:\d+|'127\.0\.0\.1', \d+", "127.0.0.1:", text)
    text = re.sub(r"took \d+\.\d+ seconds|fd=\d+", "took", text)
    return re.sub(r"process \[\d+\]", "process []", text).splitlines()


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_log_answers_and_exit_code_are_what_they_were(tmp_path: Path, loop: str) -> None:
    plain, plain_answers = _said([], loop, "")
    with_us, our_answers = _said(recorded(tmp_path / "trace.jsonl"), loop, "")
    assert "Task exception was never retrieved" in plain.err
    assert "Task was destroyed but it is pending!" in plain.err
    assert _comparable(with_us.err) == _comparable(plain.err)
    assert _comparable(with_us.out) == _comparable(plain.out)
    assert our_answers == plain_answers
    assert with_us.code == plain.code


SCRIPT = """
import asyncio, gc
async def fails():
    raise ValueError("nobody asks")
async def waits():
    await asyncio.get_running_loop().create_future()
async def cleans():
    try:
        await asyncio.sleep(3600)
    finally:
        print("cleaned up")
async def main():
    kept = asyncio.create_task(cleans())
    asyncio.create_task(fails())
    asyncio.create_task(waits())
    await asyncio.sleep(0.01)
    gc.collect()
    print(kept, asyncio.current_task())
asyncio.run(main(), debug=DEBUG)
"""


@pytest.mark.parametrize("debug", [False, True])
def test_a_script_says_the_same_even_where_asyncio_tells_of_creation(tmp_path: Path, debug: bool) -> None:
    (tmp_path / "main.py").write_text(SCRIPT.replace("DEBUG", str(debug)))
    said = []
    for words in ([PYTHON, "main.py"], [*recorded(tmp_path / "trace.jsonl"), "python", "main.py"]):
        done = subprocess.run(words, cwd=tmp_path, text=True, capture_output=True, timeout=20, check=False)
        said.append((done.returncode, _comparable(done.stdout), _comparable(done.stderr)))
    assert "cleaned up" in said[0][1]
    assert said[1] == said[0]
