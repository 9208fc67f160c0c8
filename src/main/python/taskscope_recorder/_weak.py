"""Numbers for objects that are known by identity, without keeping one of them alive."""

from __future__ import annotations

import weakref
from typing import Any, Dict, Tuple


class WeakNumbers:
    """Gives each object a small integer from 1, the same one for as long as the object lives.

    Keyed by identity: neither `__hash__` nor `__eq__` of the object is called.
    """

    def __init__(self) -> None:
        """Start with no object known."""
        self._known: Dict[int, Tuple[int, Any]] = {}
        self._last = 0

    def find(self, thing: object) -> int:
        """Tell the number of an object, 0 if it has none yet."""
        entry = self._known.get(id(thing))
        return entry[0] if entry is not None else 0

    def add(self, thing: object) -> int:
        """Give a new object its number."""
        self._last = number = self._last + 1
        key = id(thing)
        known = self._known

        def forget(_: Any) -> None:
            entry = known.get(key)
            if entry is not None and entry[0] == number:
                del known[key]

        try:
            reference: Any = weakref.ref(thing, forget)
        except TypeError:
            # No weak reference possible: the number stays known until the address is used again.
            reference = None
        known[key] = (number, reference)
        return number

    def clear(self) -> None:
        """Forget every object; numbers are not used again."""
        self._known.clear()

    def of(self, thing: object) -> int:
        """Tell the number of an object, a new one if it has none."""
        entry = self._known.get(id(thing))
        return entry[0] if entry is not None else self.add(thing)
