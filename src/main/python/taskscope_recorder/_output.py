"""The file that a recording goes to: made anew, or replaced if nothing of worth is lost."""

from __future__ import annotations

import os
import stat
import zlib

from taskscope_recorder import _parts


class CannotRecord(Exception):
    """Recording there is not possible; the text is a sentence for people."""


_MARK = b'{"taskscope":'


def prepare(path: str, *, later_parts: bool = False) -> None:
    """Make the file empty, and delete an older recording's later parts where this one may have some, too.

    Refuses to touch what is neither a recording nor empty, and a recording that only has the name of a later part.
    """
    parts = _parts.later_parts(path) if later_parts else []
    for part in parts:
        later = _parts.path_of(path, part)
        if not _parts.is_part(later, part):
            raise CannotRecord(f"{later} exists and is no later part of a recording; choose another file with -o")
    _empty(path)
    for part in parts:
        _delete(_parts.path_of(path, part))


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError as refused:
        raise CannotRecord(f"cannot delete {path}: {refused.strerror}; choose another file with -o") from None


def _empty(path: str) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as refused:
        raise CannotRecord(f"cannot write {path}: {refused.strerror}; choose another file with -o") from None
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        start = os.read(descriptor, 200) if is_file else b""
        if start and not _is_recording(start):
            raise CannotRecord(f"{path} exists and is not a recording; choose another file with -o")
        if is_file:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _is_recording(start: bytes) -> bool:
    if start.startswith(b"\x1f\x8b"):
        try:
            start = zlib.decompressobj(31).decompress(start)
        except zlib.error:
            return False
    return start.startswith(_MARK)
