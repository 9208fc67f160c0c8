"""What a recorded command line means: a script, a module, code, or a program that is not Python."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import List, NamedTuple, Optional, Tuple

from taskscope_recorder._output import CannotRecord

_PYTHON = re.compile(r"^python(\d(\.\d+)?)?(\.exe)?$")
# Options of the interpreter that take a value.
_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")


class Command(NamedTuple):
    """One thing to run: `kind` is `file`, `module`, `code` or `program`."""

    kind: str
    what: str
    arguments: List[str]
    # Options for the interpreter itself; they only count when it starts.
    options: Tuple[str, ...] = ()


def understand(words: List[str]) -> Command:
    """Find out what the words after the recorder's own options would start."""
    first, rest = words[0], words[1:]
    if first == "-m" and rest:
        return Command("module", rest[0], rest[1:])
    if _is_python(first):
        return _python(rest)
    if first.endswith(".py") and os.path.exists(first):
        return Command("file", first, rest)
    script = _find(first)
    if script is None:
        raise CannotRecord(
            f"{first}: not found beside {sys.executable} nor on PATH; "
            f"give a console script, python FILE, or python -m MODULE"
        )
    return Command("file" if _is_for_this_python(script) else "program", script, rest)


def _is_python(word: str) -> bool:
    if os.sep in word:
        return os.path.abspath(word) == os.path.abspath(sys.executable)
    return bool(_PYTHON.match(word))


def _python(words: List[str]) -> Command:
    options: List[str] = []
    rest = list(words)
    while rest and rest[0].startswith("-") and rest[0] not in ("-", "-m", "-c"):
        options.append(rest.pop(0))
        if options[-1] in _WITH_VALUE and rest:
            options.append(rest.pop(0))
    if len(rest) > 1 and rest[0] in ("-m", "-c"):
        kind = "module" if rest[0] == "-m" else "code"
        return Command(kind, rest[1], rest[2:], tuple(options))
    if not rest or rest[0].startswith("-"):
        raise CannotRecord("python alone starts nothing that could be recorded; give python FILE or python -m MODULE")
    if not os.path.exists(rest[0]):
        raise CannotRecord(f"{rest[0]}: no such file")
    return Command("file", rest[0], rest[1:], tuple(options))


def _find(name: str) -> Optional[str]:
    if os.sep in name:
        return name if os.path.isfile(name) else None
    beside = os.path.join(os.path.dirname(os.path.abspath(sys.executable)), name)
    return beside if os.path.isfile(beside) else shutil.which(name)


def _is_for_this_python(script: str) -> bool:
    """Tell whether the script would be run by the interpreter that runs us."""
    try:
        with open(script, "rb") as opened:
            first, second = opened.readline(500), opened.readline(500)
    except OSError:
        return False
    if not first.startswith(b"#!"):
        return False
    line = first[2:].decode("utf-8", "replace").strip()
    if line == "/bin/sh" and second.startswith(b"'''exec'"):
        # How pip writes a first line that would be too long for the kernel.
        line = second[len(b"'''exec'") :].decode("utf-8", "replace").strip().strip('"').split('"')[0].split(" ")[0]
    words = line.split()
    if words and os.path.basename(words[0]) == "env":
        return len(words) > 1 and bool(_PYTHON.match(words[1]))
    beside = os.path.dirname(os.path.abspath(script)) == os.path.dirname(os.path.abspath(sys.executable))
    return bool(words) and bool(_PYTHON.match(os.path.basename(words[0]))) and (beside or _same(words[0]))


def _same(interpreter: str) -> bool:
    return os.path.abspath(interpreter) == os.path.abspath(sys.executable)
