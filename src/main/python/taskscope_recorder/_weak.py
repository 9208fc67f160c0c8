"""Numbers for objects that are known by identity, without keeping one of them alive."""

from __future__ import annotations

import weakref
from typing import Any, Callable, Dict, Tuple

# The dead are swept out each time that so many were added.
_FEW = 1_000


class WeakNumbers:
    """Gives each object a small integer from 1, the same one for as long as the object lives.

    Keyed by identity: neither `__hash__` nor `__eq__` of the object is called. A death calls nobody: the
    entry is found dead when its address is used again, or by the next sweep.
    """

    def __init__(self) -> None:
        """Start with no object known."""
        self._known: Dict[int, Tuple[int, Any]] = {}
        self._last = 0
        self._most = _FEW

    def __len__(self) -> int:
        """Tell how many entries there are, those of the dead included."""
        return len(self._known)

    def find(self, thing: object) -> int:
        """Tell the number of an object, 0 if it has none yet."""
        entry = self._known.get(id(thing))
        return entry[0] if entry is not None and (entry[1] is None or entry[1]() is thing) else 0

    def add(self, thing: object) -> int:
        """Give a new object its number."""
        self._last = number = self._last + 1
        try:
            reference: Any = weakref.ref(thing)
        except TypeError:
            # No weak reference possible: the number stays known until the address is used again, or a sweep.
            reference = None
        if len(self._known) >= self._most:
            self.sweep()
        self._known[id(thing)] = (number, reference)
        return number

    def clear(self) -> None:
        """Forget every object; numbers are not used again."""
        self._known.clear()

    def of(self, thing: object) -> int:
        """Tell the number of an object, a new one if it has none."""
        entry = self._known.get(id(thing))
        return entry[0] if entry is not None and (entry[1] is None or entry[1]() is thing) else self.add(thing)

    def sweep(self) -> None:
        """Forget the dead."""
        for key, entry in list(self._known.items()):
            if (entry[1] is None or entry[1]() is None) and self._known.get(key) is entry:
                del self._known[key]
        self._most = len(self._known) + _FEW


def weakly(thing: object) -> Callable[[], Any]:
    """Give a weak reference, or what stands in for one where none is possible."""
    try:
        return weakref.ref(thing)
    except TypeError:
        return lambda: thing
