"""Every object of an application dies when it would have died without the recorder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from serving import HERE, PYTHON, events, recorded, run

PROGRAM = HERE / "real" / "lifetimes.py"
ALL_ON = [f"--sensor={name}=on" for name in ("asyncio", "memory", "swallowed", "uploads")]
KINDS = 20


def _said(words: list[str], directory: Path) -> dict[str, dict[str, int]]:
    said = run([*words, str(PROGRAM)], directory)
    assert said.code == 0, said.err
    return json.loads(said.out)


@pytest.mark.parametrize("options", [[], ["--capture=values,locals,headers,query,sql"]], ids=["plain", "capturing"])
def test_no_object_lives_longer_and_none_shorter(trace: Path, options: list[str]) -> None:
    alone = _said([PYTHON], trace.parent)
    beside = _said([*recorded(trace, *ALL_ON, *options), PYTHON], trace.parent)
    assert len(alone["made"]) == KINDS
    assert beside == alone
    # SQLAlchemy keeps an engine until it is disposed of, and Python 3.8 the last loop.
    assert {name for name, count in alone["after"].items() if count} <= {"engine", "loop"}
    kinds = {event["e"] for event in events(trace)}
    assert {"task.failed", "session.created", "upload.opened", "asyncio.created", "request.ended"} <= kinds
