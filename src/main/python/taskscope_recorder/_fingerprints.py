"""Whether what a task was given is still what it was when it was queued.

Looked at: lists, dictionaries, sets and byte arrays among the arguments, and the variables of an enclosing function
that a lambda or nested function will read when it runs.
"""

from __future__ import annotations

import types
from itertools import islice
from json.encoder import encode_basestring as quote
from typing import Any, Dict, Iterator, List, Tuple, Union

from taskscope_recorder._arguments import by_position, parameters_of
from taskscope_recorder._guard import failed

Fingerprint = Tuple[Any, ...]
# Of an argument by position, of one by name, and of a variable.
Place = Union[int, str, Tuple[str]]

_MUTABLE = frozenset(map(id, (list, dict, set, bytearray)))
_SCALARS = frozenset(map(id, (int, float, bool, type(None), complex)))
_TEXTS = frozenset(map(id, (str, bytes)))
# Inside another container, and outermost. Beyond these a change is not seen; the length still tells most of them.
_MOST_ITEMS = (16, 50)
_LONGEST_TEXT = 200
_MOST_VARIABLES = 20
# Tasks that are lost never ask for theirs again.
_MOST_TASKS = 5_000

_EMPTY_CELL = ("empty",)

# Task -> place and fingerprint of what can change.
_queued: Dict[int, List[Tuple[Place, Fingerprint]]] = {}


def remember(task: Any, number: int) -> None:
    """Take the fingerprints of a task that was just queued; most have nothing that can change."""
    try:
        func = task.func
        if not task.kwargs and (type(func) is not types.FunctionType or func.__closure__ is None):
            for value in task.args:
                if id(type(value)) in _MUTABLE:
                    break
            else:
                return
        found = list(_fingerprints(task))
        if found:
            if len(_queued) >= _MOST_TASKS:
                del _queued[next(iter(_queued))]
            _queued[number] = found
    except Exception:  # noqa: BLE001 - another thread changes it, or a task of another shape
        failed("fingerprint")


def changed(task: Any, number: int) -> str:
    """JSON member with the names of what has changed since; the task is not remembered any longer."""
    before = _queued.pop(number, None)
    if before is None:
        return ""
    try:
        after = dict(_fingerprints(task))
        places = [place for place, fingerprint in before if after.get(place, fingerprint) != fingerprint]
        names = [_name(task, place) for place in places]
    except Exception:  # noqa: BLE001 - see above
        failed("fingerprint")
        return ""
    return f',"changed":[{",".join(map(quote, names))}]' if names else ""


def _name(task: Any, place: Place) -> str:
    if type(place) is int:
        return by_position(task.args, parameters_of(task.func).positions)[place][0]
    return place[0] if type(place) is tuple else str(place)


def forget_fingerprints() -> None:
    """Forget every task: in a forked child, or before another recording."""
    _queued.clear()


def _fingerprints(task: Any) -> Iterator[Tuple[Place, Fingerprint]]:
    for at, value in enumerate(task.args):
        if id(type(value)) in _MUTABLE:
            yield at, _of(value)
    for name, value in task.kwargs.items():
        if id(type(value)) in _MUTABLE:
            yield name, _of(value)
    func = task.func
    if type(func) is types.FunctionType and func.__closure__:
        names = func.__code__.co_freevars
        for name, cell in list(zip(names, func.__closure__))[:_MOST_VARIABLES]:
            yield (name,), _of_cell(cell)


def _of_cell(cell: Any) -> Fingerprint:
    try:
        return _of(cell.cell_contents)
    except ValueError:
        return _EMPTY_CELL


def _of(value: Any, deeper: int = 1) -> Fingerprint:
    kind = id(type(value))
    if kind not in _MUTABLE:
        return kind, _of_item(value, 0)
    if type(value) is bytearray:
        return kind, len(value), hash(bytes(value[:_LONGEST_TEXT]))
    most = _MOST_ITEMS[deeper]
    if type(value) is dict:
        first = [part for pair in islice(value.items(), most) for part in pair]
    else:
        first = list(islice(value, most))
    return kind, len(value), [item if id(type(item)) in _SCALARS else _of_item(item, deeper) for item in first]


def _of_item(value: Any, deeper: int) -> Any:
    kind = id(type(value))
    if kind in _SCALARS:
        return value
    if kind in _TEXTS:
        # Not the text itself: it would live for longer than it does alone.
        return hash(value) if len(value) <= _LONGEST_TEXT else id(value)
    return _of(value, deeper - 1) if deeper and kind in _MUTABLE else id(value)
