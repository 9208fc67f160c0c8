"""The application says and answers what it does without us."""

from __future__ import annotations

import difflib
import re
from typing import Iterator

from driving import Ran

# What differs between any two runs: where, when, which process, which port, how long.
_CHANCE = [
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(,\d+)?( [+-]\d{4})?"), "TIME"),
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:PORT"),
    (re.compile(r"localhost:\d+"), "localhost:PORT"),
    (re.compile(r"(?<=port=)\d+|(?<=--port )\d+"), "PORT"),
    (re.compile(r"\[\d+\]|(?<=PORT \()\d+(?=\))|(?<=pid: )\d+|(?<=pid:)\d+"), "[PID]"),
    (re.compile(r"\S*/matrix-\w{8}(?=/)"), "HOME"),
    (re.compile(r"0x[0-9a-f]+"), "0x"),
    (re.compile(r"\b\d+\.\d+s\b"), "SECONDS"),
]


def complaints(alone: Ran, recorded: Ran) -> Iterator[str]:
    """Say what differs; lines of parallel tasks and processes may come in any order."""
    for what, one, other in (("output", alone.out, recorded.out), ("error output", alone.err, recorded.err)):
        ours, theirs = _lines(one, alone), _lines(other, recorded)
        difference = list(difflib.unified_diff(ours, theirs, n=0, lineterm=""))
        if difference and not _only_run_together(ours, theirs):
            yield f"{what} differs: {' | '.join(difference[2:12])}"
    if alone.answers != recorded.answers:
        yield f"answers {recorded.answers}, alone {alone.answers}"
    if alone.code != recorded.code:
        yield f"exit code {recorded.code}, alone {alone.code}"


def _only_run_together(one: list[str], other: list[str]) -> bool:
    """Tell whether the same was said, but two threads' `print` ran into one line: the newline is a write of its own."""
    return sorted("".join(one)) == sorted("".join(other))


def _lines(text: str, ran: Ran) -> list[str]:
    text = text.replace(str(ran.directory), "DIRECTORY")
    for pattern, instead in _CHANCE:
        text = pattern.sub(instead, text)
    return sorted(line.rstrip() for line in text.splitlines())
