"""The arguments of a queued task: names and types, never values."""

from __future__ import annotations

import functools
import types
from json.encoder import encode_basestring as quote
from typing import Any, Dict, Iterator, List, Tuple

from taskscope_recorder._code import code_of
from taskscope_recorder._describe import describe, kind_of

_VARARGS = 0x04


def arguments_of(task: Any) -> str:
    """JSON objects of all arguments given, and of the defaults that are not plain data."""
    given = [*_given(task.func), *_named(task)]
    texts = [f'{{"name":{quote(name)},{describe(value)}}}' for name, value in given]
    names = {name for name, _ in given}
    for name, value in _defaults(task.func):
        if name not in names and kind_of(value):
            texts.append(f'{{"name":{quote(name)},{describe(value)},"default":true}}')
    return ",".join(texts)


def _given(func: Any) -> Iterator[Tuple[str, Any]]:
    """What a partial brings along."""
    if type(func) is functools.partial:
        names = _positions(func.func)
        yield from zip(names, func.args)
        yield from func.keywords.items()


def _named(task: Any) -> List[Tuple[str, Any]]:
    if not task.args:
        return list(task.kwargs.items())
    names = _positions(task.func)
    named = [(names[at] if at < len(names) else f"*{at}", value) for at, value in enumerate(task.args)]
    return [*named, *task.kwargs.items()]


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
