"""Which file is the user's, under which name it is shown, and what its lines are."""

from __future__ import annotations

import io
import os
import sys
import tokenize
from typing import Dict, List, NamedTuple, Tuple

from taskscope_recorder._held import current_directory, read_whole

# A run has a few hundred files; only generated names (`<string-17>`) could be more.
_MOST_FILES = 5_000
# Enough for the files that appear in tracebacks; beyond it the oldest are read again.
_MOST_SOURCES = 200

_PACKAGES = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")


class File(NamedTuple):
    """A source file as the recording shows it."""

    shown: str
    users: bool


_files: Dict[str, File] = {}
_sources: Dict[str, List[str]] = {}
_roots: Dict[str, Tuple[str, ...]] = {}


def directory() -> str:
    """Directory that names of the user's files are relative to."""
    return _roots["directory"][0] if _roots else current_directory()


def recorded_from(working_directory: str) -> None:
    """Set the directory that names of the user's files are relative to."""
    standard = os.path.dirname(os.path.abspath(os.__file__))
    _roots["directory"] = (working_directory,)
    _roots["library"] = tuple(
        place + os.sep
        for place in (
            standard,
            os.path.dirname(os.path.abspath(sys.executable)),
            os.path.dirname(os.path.abspath(__file__)),
        )
    )
    _files.clear()


def file_of(name: str) -> File:
    """Describe the file that a code object names."""
    known = _files.get(name)
    if known is None:
        if len(_files) >= _MOST_FILES:
            _files.clear()
        known = _files[name] = _look_at(name)
    return known


def is_users(name: str) -> bool:
    """Tell whether the file that a code object names is the user's."""
    known = _files.get(name)
    return known.users if known is not None else file_of(name).users


def lines_of(name: str) -> List[str]:
    """Lines of a file, none if it cannot be read."""
    known = _sources.get(name)
    if known is None:
        if len(_sources) >= _MOST_SOURCES:
            _sources.clear()
        known = _sources[name] = _read(name)
    return known


def line_of(name: str, number: int) -> str:
    """One line of a file, stripped; empty if it cannot be read."""
    lines = lines_of(name)
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _look_at(name: str) -> File:
    if name.startswith("<"):
        return File(name, users=False)
    path = os.path.normpath(name if os.path.isabs(name) else os.path.join(current_directory(), name))
    if any(mark in path for mark in _PACKAGES) or path.startswith(_roots.get("library", ())):
        return File(_below_import_root(path), users=False)
    home = directory() + os.sep
    return File(path[len(home) :] if path.startswith(home) else path, users=True)


def _below_import_root(path: str) -> str:
    for mark in _PACKAGES:
        if mark in path:
            return path.rsplit(mark, 1)[1]
    roots = [root for root in (*_roots.get("library", ()), *sys.path) if root and path.startswith(root)]
    longest = max(roots, key=len, default="")
    return path[len(longest) :].lstrip(os.sep)


def _read(name: str) -> List[str]:
    if name.startswith("<"):
        return []
    try:
        source = read_whole(name)
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        return source.decode(encoding).splitlines()
    except (OSError, SyntaxError, ValueError):
        return []
