"""Where lines go: a file that several processes append to, plain or as gzip members."""

from __future__ import annotations

import os
import zlib
from typing import Tuple

from taskscope_recorder._held import close, identity, open_file, write

# Level 6 costs three times the CPU of level 1 for a tenth less size (measured on a recording).
_LEVEL = 1
_GZIP = 31


class PlainSink:
    """Appends whole lines with one `write`, so that processes share one file."""

    # Lines that are worth a `write` of their own go out at once.
    takes_single_lines = True

    def __init__(self, path: str) -> None:
        """Open the file for appending."""
        self.path = path
        self._broken_line = False
        self._open()

    def write(self, lines: bytes) -> None:
        """Append; raises OSError when the disk does not take everything."""
        self._hold_on()
        if self._broken_line:
            # Half a line stands at the end of the file: close it, so that only that one is lost.
            lines = b"\n" + lines
        written = write(self._descriptor, lines)
        if written == len(lines):
            self._broken_line = False
        else:
            self._write_rest(lines, written)

    def packed(self, lines: bytes) -> bytes:
        """Make of the lines what stands in the file."""
        return lines

    def size(self) -> int:
        """Bytes that the file has now, whoever wrote them."""
        return identity(self._descriptor).st_size

    def is_deleted(self) -> bool:
        """Tell whether the file has no name any more."""
        return identity(self._descriptor).st_nlink == 0

    def go_to(self, path: str) -> None:
        """Go on in another file, which is there; where it cannot be opened, stay and raise OSError."""
        self._hold_on()
        before, here = self._descriptor, self.path
        self.path = path
        try:
            self._open()
        except OSError:
            self.path = here
            raise
        self._broken_line = False
        close(before)

    def _open(self) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        self._descriptor = open_file(self.path, flags, 0o644)
        self._identity = self._look()

    def _look(self) -> Tuple[int, int]:
        found = identity(self._descriptor)
        return found.st_dev, found.st_ino

    def _hold_on(self) -> None:
        """Open the file again if the application closed our descriptor: by now it may be its own file."""
        try:
            if self._look() == self._identity:
                return
        except OSError:
            pass
        self._open()

    def _write_rest(self, lines: bytes, written: int) -> None:
        self._broken_line = True
        while written < len(lines):
            written += write(self._descriptor, lines[written:])
        self._broken_line = False

    def close(self) -> None:
        """Close the file, unless the application did: the number may be its own file's by now."""
        try:
            if self._look() == self._identity:
                close(self._descriptor)
        except OSError:
            pass


class GzipSink(PlainSink):
    """Appends one complete gzip member for each flush."""

    # A member of one line would be larger than the line.
    takes_single_lines = False

    def write(self, lines: bytes) -> None:
        """Append the lines as one member."""
        self._hold_on()
        member = self.packed(lines)
        written = 0
        while written < len(member):
            written += write(self._descriptor, member[written:])

    def packed(self, lines: bytes) -> bytes:
        """Make one member of the lines."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        return packer.compress(lines) + packer.flush()


def sink_for(path: str) -> PlainSink:
    """Open the sink that the file's name asks for."""
    return GzipSink(path) if path.endswith(".gz") else PlainSink(path)
