"""Whether a call with these arguments can be made at all, told from the code object alone.

`inspect.signature` follows `__wrapped__` and `__signature__`, which the call itself does not.
"""

from __future__ import annotations

import functools
import types
from typing import Any, List, Sequence, Tuple

_TAKES_ANY_POSITION, _TAKES_ANY_NAME = 0x04, 0x08
# Deeper partials of partials than this are a cycle or a trick.
_MOST_PARTIALS = 20


def why_it_cannot_be_called(func: Any, count: int, names: Sequence[str]) -> str:
    """Say in the words of a person what is wrong with `count` positions and these names; empty if nothing is seen.

    Only functions, their bound methods, partials of them and objects whose class has `__call__` are looked at.
    """
    given: Tuple[str, ...] = tuple(names)
    for _ in range(_MOST_PARTIALS):
        kind = type(func)
        if kind is functools.partial:
            count += len(func.args)
            given = (*given, *func.keywords)
            func = func.func
        elif kind is types.MethodType:
            count += 1
            func = func.__func__
        elif kind is types.FunctionType:
            return _why(func, count, given)
        else:
            call = _call_of(kind)
            if call is None:
                return ""
            count += 1
            func = call
    return ""


def _why(function: Any, count: int, names: Tuple[str, ...]) -> str:
    code = function.__code__
    takes = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    positions = takes[: code.co_argcount]
    filled = set(positions[:count])
    if count > len(positions) and not code.co_flags & _TAKES_ANY_POSITION:
        return f"takes {len(positions)} positional arguments but {count} were given"
    for name in names:
        by_name = name in takes[code.co_posonlyargcount :]
        if by_name and name in filled and name in positions[:count]:
            return f"got multiple values for argument {name!r}"
        if not by_name and not code.co_flags & _TAKES_ANY_NAME:
            return f"got an unexpected keyword argument {name!r}"
        if by_name:
            filled.add(name)
    missing = [name for name in takes if name not in filled and name not in _with_default(function, positions)]
    return f"missing {', '.join(map(repr, missing))}" if missing else ""


def _with_default(function: Any, positions: Tuple[str, ...]) -> List[str]:
    defaults = function.__defaults__ or ()
    return [*positions[len(positions) - len(defaults) :], *(function.__kwdefaults__ or ())]


def _call_of(kind: type) -> Any:
    """`__call__` of a class as Python finds it; None where it is not a plain function, or `func` is a class."""
    if issubclass(kind, type):
        return None
    for base in type.__getattribute__(kind, "__mro__"):
        method = type.__getattribute__(base, "__dict__").get("__call__")
        if method is not None:
            is_plain = type(method) is types.FunctionType and method.__module__ != "taskscope_recorder._stand_in"
            return method if is_plain else None
    return None
