"""The recorder's own options, which stand before the command."""

from __future__ import annotations

import time
from typing import Dict, List, NamedTuple, Tuple

from taskscope_recorder._amounts import Keeping, keeping
from taskscope_recorder._capture import NAMES, known
from taskscope_recorder._output import CannotRecord
from taskscope_recorder._sensors import SENSORS, UnknownSensor, switched

USAGE = """\
usage: python -m taskscope_recorder [-o FILE] [OPTION]... COMMAND...

Runs COMMAND as it would run alone and records what happens to its background tasks.
COMMAND is a console script (uvicorn, pytest), python FILE, python -m MODULE, or FILE.py.

  -o FILE               where to write; .jsonl or .jsonl.gz (default: taskscope-DATE-TIME.jsonl)
  --sensor NAME=on|off  turn one sensor on or off: {sensors}
  --no-source           do not record the lines of your functions
  --capture NAME,...    record what is left out otherwise: {captures}
  --no-redact           do not leave secrets out of what is captured
  --rotate SIZE         go on in a next file (trace.2.jsonl) when one has this size: 200MB, 1.5GB
  --keep N              with --rotate: delete all but the newest N files, 2 or more
  --flight MINUTES      keep the last minutes in memory, and write them when a task fails, a stall of more
                        than a second ends, SIGUSR2 comes, or the application calls write_now()
  --version, --help     say so and end
"""


class Options(NamedTuple):
    """How to record, and what."""

    path: str
    sensors: Dict[str, bool]
    source: bool
    command: List[str]
    keeping: Keeping = Keeping()
    captured: Tuple[str, ...] = ()
    redact: bool = True


def usage() -> str:
    """Text of `--help`."""
    return USAGE.format(sensors=", ".join(SENSORS), captures=", ".join(NAMES))


def parse(words: List[str]) -> Options:
    """Read options up to the first word that is none of ours."""
    path, source, wishes, rest = "", True, {}, list(words)
    kept: Dict[str, str] = {}
    captured: List[str] = []
    redact = True
    while rest and rest[0].startswith("-") and rest[0] != "-m":
        word = rest.pop(0)
        if word == "--":
            break
        if word == "--no-source":
            source = False
        elif word == "--no-redact":
            redact = False
        elif word.split("=", 1)[0] == "--capture":
            names, rest = _value(word, rest)
            captured += names.split(",")
        elif word.split("=", 1)[0] in ("-o", "--output"):
            path, rest = _value(word, rest)
        elif word.split("=", 1)[0] == "--sensor":
            wish, rest = _value(word, rest)
            wishes.update(_switch(wish))
        elif word.split("=", 1)[0] in ("--rotate", "--keep", "--flight"):
            kept[word.split("=", 1)[0][2:]], rest = _value(word, rest)
        else:
            raise CannotRecord(f"unknown option {word}; see --help")
    if not rest:
        raise CannotRecord("there is no command to record; see --help")
    path = path or time.strftime("taskscope-%Y%m%d-%H%M%S.jsonl")
    return Options(path, _switched(wishes), source, rest, keeping(**kept), tuple(known(captured)), redact)


def _value(word: str, rest: List[str]) -> Tuple[str, List[str]]:
    name, found, value = word.partition("=")
    if found:
        return value, rest
    if not rest:
        raise CannotRecord(f"{name} needs a value; see --help")
    return rest[0], rest[1:]


def _switch(wish: str) -> Dict[str, bool]:
    name, _, state = wish.partition("=")
    if state not in ("on", "off"):
        raise CannotRecord(f"--sensor takes NAME=on or NAME=off, not {wish!r}")
    return {name: state == "on"}


def _switched(wishes: Dict[str, bool]) -> Dict[str, bool]:
    try:
        return switched(wishes)
    except UnknownSensor as unknown:
        raise CannotRecord(str(unknown)) from None
