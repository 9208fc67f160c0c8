"""The arguments of a queued task: names and types, never values."""

from __future__ import annotations

import functools
import types
from json.encoder import encode_basestring as quote
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Tuple

from taskscope_recorder._capture import Captured, value_member
from taskscope_recorder._code import code_of
from taskscope_recorder._describe import describe, kind_of
from taskscope_recorder._ids import function_id
from taskscope_recorder._sizes import size_of


class Parameters(NamedTuple):
    """What the code of a function says about its arguments."""

    positions: Tuple[str, ...]
    # Defaults that are not plain data: name -> JSON object.
    odd_defaults: Dict[str, str]
    # How the JSON object of each position begins.
    openings: Tuple[str, ...]
    # Neither defaults to tell of nor a partial's own arguments.
    is_plain: bool


def parameters_of(func: Any) -> Parameters:
    """Look at a callable once; the answer holds for every task with the same function."""
    odd = {
        name: f'{{"name":{quote(name)},{describe(value)}{_dependency_of(value)},"default":true}}'
        for name, value in _defaults(func)
        if kind_of(value)
    }
    positions = _positions(func)
    openings = tuple(f'{{"name":{quote(name)},' for name in positions)
    return Parameters(positions, odd, openings, is_plain=not odd and type(func) is not functools.partial)


def arguments_of(task: Any, parameters: Parameters) -> Tuple[str, int]:
    """JSON objects of all arguments given, and of the defaults that are not plain data; bytes of those given."""
    values = task.args
    if parameters.is_plain and not task.kwargs and not Captured.values and len(values) <= len(parameters.openings):
        # The usual way, without a list of pairs.
        return _told(zip(parameters.openings, values))
    given = [*by_position(values, parameters.positions), *task.kwargs.items()]
    if type(task.func) is functools.partial:
        given = [*by_position(task.func.args, _positions(task.func.func)), *task.func.keywords.items(), *given]
    told, total = _told([(_opening(name, value), value) for name, value in given])
    if parameters.odd_defaults:
        names = {name for name, _ in given}
        odd = [text for name, text in parameters.odd_defaults.items() if name not in names]
        told = ",".join([told, *odd] if told else odd)
    return told, total


def _opening(name: str, value: object) -> str:
    opening = f'{{"name":{quote(name)},'
    return f"{opening}{value_member(value, name)[1:]}," if Captured.values else opening


def _told(given: Iterable[Tuple[str, Any]]) -> Tuple[str, int]:
    texts = []
    total = 0
    for opening, value in given:
        size = size_of(value)
        if size:
            total += size
            texts.append(f'{opening}{describe(value)},"bytes":{size}}}')
        else:
            texts.append(f"{opening}{describe(value)}}}")
    return ",".join(texts), total


def _dependency_of(value: object) -> str:
    """JSON member that names the function inside a `Depends`, so that its source and mode are recorded."""
    if kind_of(value) != "depends":
        return ""
    try:
        function = function_id(object.__getattribute__(value, "dependency"))
    except AttributeError:
        return ""
    return f',"function":{function}' if function else ""


def by_position(values: Tuple[Any, ...], names: Tuple[str, ...]) -> List[Tuple[str, Any]]:
    """Give each value the name of the parameter that it fills, or its number among the `*args`."""
    if len(values) <= len(names):
        return list(zip(names, values))
    return [(names[at] if at < len(names) else f"*{at}", value) for at, value in enumerate(values)]


def _positions(func: Any) -> Tuple[str, ...]:
    """Names of the positional parameters that a caller fills."""
    if type(func) is functools.partial:
        return _positions(func.func)[len(func.args) :]
    code = code_of(func)
    if code is None:
        return ()
    names = code.co_varnames[: code.co_argcount]
    is_bound = type(func) is types.MethodType or type(func) is not types.FunctionType
    return names[1:] if is_bound else names


def _defaults(func: Any) -> Iterator[Tuple[str, Any]]:
    while type(func) in (functools.partial, types.MethodType):
        func = func.func if type(func) is functools.partial else func.__func__
    while type(func) is types.FunctionType and "__wrapped__" in func.__dict__:
        func = func.__dict__["__wrapped__"]
    if type(func) is not types.FunctionType:
        return
    names = func.__code__.co_varnames[: func.__code__.co_argcount]
    values: Tuple[Any, ...] = func.__defaults__ or ()
    yield from zip(names[len(names) - len(values) :], values)
    keywords: Dict[str, Any] = func.__kwdefaults__ or {}
    yield from keywords.items()
