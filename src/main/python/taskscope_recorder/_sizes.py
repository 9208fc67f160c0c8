"""How much memory a value holds, roughly and soon, without running a line of the application's code."""

from __future__ import annotations

import sys
import types
from sys import getsizeof
from typing import Any, Dict, Optional

from taskscope_recorder._describe import kind_of

# Items looked at on each level: enough to see a list of pictures for what it is. The rest of a longer one is
# taken to be alike.
_MOST_ITEMS = (24, 4)

_TEXTS = frozenset(map(id, (str, bytes, bytearray)))
_NUMBERS = frozenset(map(id, (int, float, bool, type(None), complex)))
_SEQUENCES = frozenset(map(id, (list, tuple, set, frozenset)))
# Of these the object itself is small, and what it leads to is not the task's alone.
_LEADING_AWAY = frozenset(("session", "asyncsession", "connection", "depends", "request", "coroutine", "generator"))


def size_of(value: object, depth: int = 0) -> int:
    """Bytes of a value with what it contains; 0 where that cannot be told cheaply."""
    kind = id(type(value))
    if kind in _NUMBERS:
        return 0
    if kind in _TEXTS:
        return getsizeof(value)
    if kind in _SEQUENCES:
        return getsizeof(value) + _inside(value, depth)
    if type(value) is dict:
        return getsizeof(value) + _inside(value.values(), depth)
    if type(value) is memoryview:
        return value.nbytes
    return _size_of_object(value, depth)


def _inside(items: Any, depth: int) -> int:
    if depth >= len(_MOST_ITEMS):
        return 0
    looked_at = total = 0
    try:
        for item in items:
            if looked_at == _MOST_ITEMS[depth]:
                return total * len(items) // looked_at
            looked_at += 1
            total += size_of(item, depth + 1)
    except RuntimeError:
        # Another thread changes it at this moment.
        return total
    return total


def _size_of_object(value: object, depth: int) -> int:
    array = _array()
    if array is not None and type(value) is array:
        return int(value.nbytes)  # type: ignore[attr-defined]
    kind = kind_of(value)
    if kind in _LEADING_AWAY or depth >= len(_MOST_ITEMS):
        return 0
    own = _own(value)
    if own is None:
        return 0
    if kind == "upload":
        return _size_of_upload(own)
    return _inside(own.values(), depth)


def _array() -> Optional[type]:
    numpy = sys.modules.get("numpy")
    found = vars(numpy).get("ndarray") if numpy is not None else None
    return found if isinstance(found, type) else None


def _size_of_upload(own: Dict[str, Any]) -> int:
    size = own.get("size")
    # One that was too large for memory is on the disk.
    in_memory = type(size) is int and not getattr(own.get("file"), "_rolled", True)
    return int(size) if in_memory else 0  # type: ignore[arg-type]


def _own(value: object) -> Optional[Dict[str, Any]]:
    """Attributes of an object, None where they would have to be asked for."""
    for kind in type.__getattribute__(type(value), "__mro__"):
        slot = type.__getattribute__(kind, "__dict__").get("__dict__")
        if slot is not None:
            if type(slot) is not types.GetSetDescriptorType:
                return None
            found = slot.__get__(value)
            return found if type(found) is dict else None
    return None
