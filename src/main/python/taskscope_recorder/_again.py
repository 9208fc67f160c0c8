"""What was introduced once is told again in a new file, as soon as an event there names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Dict, Iterable, List, Set, Tuple

if TYPE_CHECKING:
    from taskscope_recorder._emit import Event

    # What sort of thing, and its number.
    Key = Tuple[str, str]

AGAIN = ',"again":true'

# Told again at the beginning of every file, named or not.
_ALWAYS = frozenset(("process.started", "application.seen"))
_ONCE = frozenset(("thread.seen", "function.seen", "exception.seen"))
# `caller` is a function, `cause` and `context` are exceptions.
_NAMED = re.compile(r'"(function|caller|exception|cause|context)":(\d+)')
_IS = {"caller": "function", "cause": "exception", "context": "exception"}
_GROUP = re.compile(r'"group":\[([\d,]+)\]')
# An application has fewer functions; of threads and exceptions those that were named last.
_STAY = ('"role":"main"', '"role":"loop"')
_MOST = {"function": 5_000, "thread": 2_000, "exception": 200}


class Introductions:
    """Introductions of this process, and which of them the file that is written to has."""

    def __init__(self) -> None:
        """Know nothing."""
        self._always: List[Event] = []
        self._known: Dict[str, Dict[Key, Event]] = {what: {} for what in _MOST}
        self._told: Set[Key] = set()
        # False as long as everything known was introduced in this very file.
        self._is_later_file = False
        self._is_new_file = False

    def learn(self, events: Iterable[Event], *, told: bool = True) -> None:
        """Remember what these events introduce; `told`: they were written to the file."""
        for event in events:
            kind = event[1]
            if kind in _ONCE:
                key = _introduced(event)
                if told:
                    self._told.add(key)
                else:
                    # A thread that is told of anew has another role now.
                    self._told.discard(key)
                self._remember(key, event)
            elif told and kind in _ALWAYS:
                self._always.append(event)

    def begin_file(self) -> None:
        """Begin a new file, which has none of them."""
        self._told.clear()
        self._is_later_file = self._is_new_file = True

    def missing(self, events: List[Event]) -> List[Event]:
        """Introductions that the file must have before these events; they count as told from now on."""
        if not self._is_later_file:
            return []
        found = list(self._always) if self._is_new_file else []
        self._is_new_file = False
        # What these events introduce themselves.
        self._told.update(_introduced(event) for event in events if event[1] in _ONCE)
        for thread in {event[4] for event in events}:
            self._tell(("thread", str(thread)), found)
        for event in events:
            tail = event[5]
            # Nearly no event names anything but its thread.
            if 'n":' in tail or 'er":' in tail:
                self._tell_named(tail, found)
        return found

    def _tell_named(self, tail: str, found: List[Event]) -> None:
        for word, number in _NAMED.findall(tail):
            self._tell((_IS.get(word, word), number), found)
        for numbers in _GROUP.findall(tail):
            for number in numbers.split(","):
                self._tell(("exception", number), found)

    def _tell(self, key: Key, found: List[Event]) -> None:
        event = self._known[key[0]].get(key)
        if event is None or key in self._told:
            return
        self._told.add(key)
        self._remember(key, event)
        if key[0] == "exception":
            # Its causes come first.
            self._tell_named(event[5], found)
        found.append(event)

    def _remember(self, key: Key, event: Event) -> None:
        known = self._known[key[0]]
        known.pop(key, None)
        known[key] = event
        if len(known) > _MOST[key[0]]:
            oldest = next(iter(known))
            del known[next((key for key, event in known.items() if not event[5].endswith(_STAY)), oldest)]


def _introduced(event: Event) -> Key:
    # The tail begins with the number: `,"thread":3,`.
    return event[1].partition(".")[0], event[5].split(",", 2)[1].partition(":")[2]
