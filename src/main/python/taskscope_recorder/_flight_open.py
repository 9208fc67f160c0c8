"""What is open although its begin has left the memory: a request of an hour, a connection that is out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Dict, FrozenSet, Iterator, List, NamedTuple, Optional, Tuple

if TYPE_CHECKING:
    from taskscope_recorder._emit import Event

    # What sort of thing, and its number.
    Key = Tuple[str, int]


class _Sort(NamedTuple):
    begins: FrozenSet[str]
    ends: FrozenSet[str]


def _sort(begins: str, ends: str) -> _Sort:
    return _Sort(frozenset(begins.split()), frozenset(ends.split()))


_SORTS = {
    "request": _sort("request.started", "request.ended"),
    # Only those of no request.
    "task": _sort("task.queued task.started", "task.ended task.failed task.cancelled"),
    "connection": _sort("connection.checkedout", "connection.checkedin"),
    "session": _sort("session.created", "session.closed"),
    "stall": _sort("stall.started", "stall.ended"),
    "asyncioTask": _sort("asyncio.created", "asyncio.ended asyncio.failed asyncio.cancelled asyncio.destroyed"),
    "upload": _sort("upload.opened", "upload.closed"),
}
# First word of a kind -> the key with its number.
_OWN = {
    "connection": "connection",
    "session": "session",
    "stall": "stall",
    "asyncio": "asyncioTask",
    "upload": "upload",
}
# What tells how a request stands, its tasks and dependencies included.
_OF_REQUEST = frozenset(("request", "route", "response", "task", "dependency", "exception"))
_NUMBER = {name: re.compile(rf'"{name}":(\d+)') for name in _OWN.values()}
_MOST_OPEN = 10_000
_MOST_OF_ONE = 1_000


class _Open:
    """One open thing: what was told of it and is not in the file, and whether its begin is there."""

    __slots__ = ("events", "is_in_file")

    def __init__(self, event: Optional[Event]) -> None:
        self.events: List[Event] = [] if event is None else [event]
        self.is_in_file = event is None


class OpenThings:
    """Keeps the begins of open things, and the ends of those whose begin is in the file."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._open: Dict[Key, _Open] = {}
        # Of what is over, but seems open to who reads the file.
        self._over: List[Event] = []

    def left(self, event: Event) -> None:
        """Take an event that has left the memory."""
        key = _key(event)
        if key is None:
            return
        one = self._open.get(key)
        if one is None:
            if event[1] in _SORTS[key[0]].begins:
                self._add(key, _Open(event))
        elif event[1] in _SORTS[key[0]].ends:
            if one.is_in_file:
                self._over.extend((*one.events, event))
            del self._open[key]
        elif key[0] == "request" and len(one.events) < _MOST_OF_ONE:
            one.events.append(event)

    def written(self, event: Event) -> None:
        """Take an event that is written to the file."""
        key = _key(event)
        if key is None:
            return
        if event[1] in _SORTS[key[0]].ends:
            self._open.pop(key, None)
        elif event[1] in _SORTS[key[0]].begins and key not in self._open:
            self._add(key, _Open(None))

    def all(self) -> List[Event]:
        """Give everything that is not in the file yet, and know it there."""
        events = list(self.begun_in_file())
        for one in self._open.values():
            if not one.is_in_file:
                events.extend(one.events)
                one.is_in_file = True
            one.events = []
        self._over = []
        return events

    def begun_in_file(self) -> Iterator[Event]:
        """Events of what the file has the begin of."""
        yield from self._over
        for one in self._open.values():
            if one.is_in_file:
                yield from one.events

    def _add(self, key: Key, one: _Open) -> None:
        if len(self._open) >= _MOST_OPEN:
            del self._open[next(iter(self._open))]
        self._open[key] = one


def _key(event: Event) -> Optional[Key]:
    word = event[1].partition(".")[0]
    name = _OWN.get(word)
    if name is not None:
        number = _NUMBER[name].search(event[5])
        return (name, int(number.group(1))) if number is not None else None
    if word not in _OF_REQUEST:
        return None
    if event[2]:
        return "request", event[2]
    return ("task", event[3]) if word == "task" and event[3] else None
