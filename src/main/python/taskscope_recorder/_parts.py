"""The files of one recording: `trace.jsonl`, then `trace.2.jsonl`, `trace.3.jsonl`, each with a header of its own."""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from json import dumps, loads
from typing import Any, Dict, List, Tuple

from taskscope_recorder._held import close, list_directory, look_up, open_file, remove, unix_seconds, write

# What follows the number of a part.
_ENDINGS = (".jsonl.gz", ".jsonl", ".gz")
# A header names installed packages and the command; it is a few kilobytes long.
_LONGEST_HEADER = 1_000_000
# Whoever makes a part writes its header microseconds later, or was killed in between.
_HEADER_SECONDS = 2.0


def path_of(first: str, part: int) -> str:
    """Path of a part; `first` is that of part 1."""
    if part == 1:
        return first
    stem, ending = _split(first)
    return f"{stem}.{part}{ending}"


def later_parts(first: str) -> List[int]:
    """Numbers of the parts after the first that exist, in order."""
    stem, ending = _split(os.path.basename(first))
    name = re.compile(rf"{re.escape(stem)}\.([1-9]\d*){re.escape(ending)}")
    try:
        entries = list_directory(os.path.dirname(os.path.abspath(first)))
    except OSError:
        # Files can be made in a directory whose list nobody may read.
        return []
    found = (name.fullmatch(entry) for entry in entries)
    return sorted(number for number in (int(match.group(1)) for match in found if match) if number > 1)


def newest(first: str) -> str:
    """Path of the part that is written to now."""
    return path_of(first, max((1, *later_parts(first))))


def part_of(first: str, path: str) -> int:
    """Number of the part with this path."""
    return next((part for part in later_parts(first) if path_of(first, part) == path), 1)


def is_part(path: str, part: int) -> bool:
    """Tell whether this is a part with this number, perhaps one that was left empty."""
    try:
        return look_up(path).st_size == 0 or _header(path).get("part") == part
    except (OSError, ValueError, zlib.error):
        return False


def header_for(part: int, path: str) -> bytes:
    """First line of this part, made from that of another one; raises ValueError where that has none."""
    header = _header(path)
    header["part"] = part
    return (dumps(header, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def is_there(path: str) -> bool:
    """Tell whether a part can be written to: it exists and has its header."""
    try:
        return look_up(path).st_size > 0
    except OSError:
        return False


def make(path: str, content: bytes) -> bool:
    """Make a part with its header; False where another process was first."""
    try:
        descriptor = open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
    except FileExistsError:
        if not _was_left_empty(path):
            return False
        descriptor = open_file(path, os.O_WRONLY | os.O_APPEND)
    try:
        write(descriptor, content)
    finally:
        close(descriptor)
    return True


def delete_old(first: str, newest: int, keep: int) -> None:
    """Delete all but the newest `keep` parts; one that cannot be deleted stays."""
    for part in (1, *later_parts(first)):
        if part <= newest - keep:
            # Deleted already, or open elsewhere on a system where that protects it.
            with suppress(OSError):
                remove(path_of(first, part))


def _header(path: str) -> Dict[str, Any]:
    with open(path, "rb") as opened:
        start = opened.read(_LONGEST_HEADER)
    if start.startswith(b"\x1f\x8b"):
        start = zlib.decompressobj(31).decompress(start, _LONGEST_HEADER)
    header = loads(start.partition(b"\n")[0].decode("utf-8"))
    if type(header) is not dict:
        raise ValueError("the first line is no header")
    return header


def _was_left_empty(path: str) -> bool:
    found = look_up(path)
    return found.st_size == 0 and unix_seconds() - found.st_mtime > _HEADER_SECONDS


def _split(path: str) -> Tuple[str, str]:
    for ending in _ENDINGS:
        if path.endswith(ending) and len(path) > len(ending):
            return path[: -len(ending)], ending
    return path, ""
