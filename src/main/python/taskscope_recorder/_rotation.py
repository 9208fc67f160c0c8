"""Rotation: a full file is followed by the next one, for every process that writes to it.

full ──► the first to notice makes the next part with its header, deletes the oldest, says so in the full one
all  ──► before each write: is there a next part? Then go there, and introduce again what is named there
"""

from __future__ import annotations

import os
import zlib
from json.encoder import encode_basestring as quote
from typing import TYPE_CHECKING, List

from taskscope_recorder import _parts
from taskscope_recorder._again import AGAIN, Introductions
from taskscope_recorder._guard import failed

if TYPE_CHECKING:
    from taskscope_recorder._emit import Event
    from taskscope_recorder._sink import PlainSink


class Rotation:
    """Which part of the recording this process writes to."""

    def __init__(self, sink: PlainSink, first: str, size: int, keep: int) -> None:
        """Rotate at this many bytes and keep so many files, 0 keeps all; `first` is the path of part 1."""
        self._sink = sink
        self._first = first
        self._size = self._limit = size
        self._keep = keep
        self._part = _parts.part_of(first, sink.path)
        # Time of the latest event that was written.
        self._latest = 0
        self._introductions = Introductions()

    def begin_again(self) -> None:
        """Begin anew in a forked child, which introduces everything itself."""
        self._latest = 0
        self._introductions = Introductions()

    def ready(self, batch: List[Event]) -> List[Event]:
        """Go to the newest part; give what is to be written there, introductions first."""
        try:
            self._catch_up()
        except OSError:
            failed("rotation")
        again = self._introductions.missing(batch)
        # Not their own times: the clock of a process must not seem to go back.
        return [(self._latest, kind, 0, 0, 0, tail + AGAIN) for _, kind, _, _, _, tail in again] + batch

    def wrote(self, batch: List[Event]) -> None:
        """Remember what this batch introduced."""
        self._latest = max(self._latest, *(event[0] for event in batch))
        self._introductions.learn(event for event in batch if not event[5].endswith(AGAIN))

    def is_full(self) -> bool:
        """Tell whether the file has reached its size."""
        return self._sink.size() >= self._limit

    def make_next(self) -> str:
        """Make the next part; its name, or nothing where another process did it."""
        part = self._part + 1
        path = _parts.path_of(self._first, part)
        try:
            header = self._sink.packed(_parts.header_for(part, self._sink.path))
            if self._sink.is_deleted() or not _parts.make(path, header):
                return ""
        except (OSError, ValueError, zlib.error):
            # No room, no permission, no header: go on here, and try again later.
            failed("rotation")
            self._limit += self._size
            return ""
        if self._keep:
            _parts.delete_old(self._first, part, self._keep)
        return os.path.basename(path)

    def rotated(self, name: str) -> Event:
        """Last event that the process which made a part writes to the one before."""
        return self._latest, "recorder.rotated", 0, 0, 0, f',"file":{quote(name)}'

    def _catch_up(self) -> None:
        part = self._part
        while _parts.is_there(_parts.path_of(self._first, part + 1)):
            part += 1
        if part == self._part and self._sink.is_deleted():
            # Slept through so many parts that ours and the next are gone.
            part = max((part, *_parts.later_parts(self._first)))
        if part != self._part:
            self._sink.go_to(_parts.path_of(self._first, part))
            self._part = part
            self._limit = self._size
            self._introductions.begin_file()
