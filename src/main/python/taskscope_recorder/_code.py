"""What kind of callable something is: its code, its dotted name, its mode and its source."""

from __future__ import annotations

import functools
import types
from json.encoder import encode_basestring as quote
from typing import Any, List, Optional

from taskscope_recorder import _files

# The format's limit: more is no longer read by anybody on a card.
_MOST_LINES = 200
# Deeper wrapping than this is a cycle or a trick.
_MOST_WRAPPERS = 20

_GENERATOR, _COROUTINE, _ASYNC_GENERATOR = 0x20, 0x80, 0x200
_STAND_IN = "taskscope_recorder._stand_in"

# Turned off by `--no-source`.
keep_source = [True]


def function_of(thing: Any) -> Any:
    """Find the plain function behind partials, bound methods, callable objects and decorators."""
    for _ in range(_MOST_WRAPPERS):
        kind = type(thing)
        if kind is functools.partial:
            thing = thing.func
        elif kind is types.MethodType:
            thing = thing.__func__
        elif kind is types.FunctionType:
            inner = thing.__dict__.get("__wrapped__")
            if inner is None:
                return thing
            thing = inner
        else:
            thing = _call_method(thing)
            if thing is None:
                return None
    return thing


def code_of(thing: Any) -> Optional[types.CodeType]:
    """Code object of a callable, or the code object itself."""
    if type(thing) is types.CodeType:
        return thing
    if type(thing) is types.FunctionType and not thing.__dict__:
        return thing.__code__
    if type(thing) is types.CoroutineType:
        return thing.cr_code
    function = function_of(thing)
    return function.__code__ if type(function) is types.FunctionType else None


def name_of(thing: Any) -> str:
    """Dotted name of a callable, or of a coroutine's function, as its author knows it: `main.send_mail`."""
    if type(thing) is types.CoroutineType:
        module = thing.cr_frame.f_globals.get("__name__") if thing.cr_frame is not None else None
        return f"{module}.{thing.__qualname__}" if module else thing.__qualname__
    function = function_of(thing)
    if function is None:
        function = thing
    module = _attribute(function, "__module__")
    name = _attribute(function, "__qualname__") or type(function).__qualname__
    return f"{module}.{name}" if module and module != "builtins" else str(name)


def _attribute(thing: Any, name: str) -> Any:
    """Look an attribute up without the object's own `__getattr__`."""
    look_up = type.__getattribute__ if issubclass(type(thing), type) else object.__getattribute__
    try:
        return look_up(thing, name)
    except AttributeError:
        return None


def describe_function(thing: Any, code: types.CodeType) -> str:
    """JSON tail of `function.seen`, after the number."""
    name = code.co_name if thing is code else name_of(thing)
    file = _files.file_of(code.co_filename)
    line = code.co_firstlineno
    tail = f',"name":{quote(name)},"file":{quote(file.shown)},"line":{line},"mode":"{mode_of(code)}"'
    if not file.users:
        return tail + ',"users":false'
    lines = source_of(code) if keep_source[0] else []
    source = f',"source":[{",".join(map(quote, lines))}]' if lines else ""
    return f'{tail},"users":true{source}'


def mode_of(code: types.CodeType) -> str:
    """How a call of this code behaves: `async`, `sync`, `generator`, `asyncgenerator`."""
    flags = code.co_flags
    if flags & _ASYNC_GENERATOR:
        return "asyncgenerator"
    if flags & _COROUTINE:
        return "async"
    return "generator" if flags & _GENERATOR else "sync"


def source_of(code: types.CodeType) -> List[str]:
    """Lines of a function from its first decorator on, found by indentation (no tokenizer: it is slow)."""
    lines = _files.lines_of(code.co_filename)[code.co_firstlineno - 1 :]
    if not lines:
        return []
    least = _last_line(code) - code.co_firstlineno + 1
    outer = _indent(lines[0])
    end = min(least, len(lines))
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > outer):
        end += 1
    while end > 1 and not lines[end - 1].strip():
        end -= 1
    return lines[: min(end, _MOST_LINES)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _last_line(code: types.CodeType) -> int:
    # PYVERSIONS: co_lines() came with 3.10; co_lnotab is deprecated from 3.12 on.
    if hasattr(code, "co_lines"):
        last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    else:
        import dis  # noqa: PLC0415 - only on old Pythons, only when needed

        last = max((line for _, line in dis.findlinestarts(code)), default=code.co_firstlineno)
    inner = (_last_line(part) for part in code.co_consts if type(part) is types.CodeType)
    return max(last, max(inner, default=last))


def _call_method(thing: Any) -> Any:
    for kind in type.__getattribute__(type(thing), "__mro__"):
        method = type.__getattribute__(kind, "__dict__").get("__call__")
        if method is not None:
            # Behind a stand-in of ours is a function in C.
            is_code = type(method) is types.FunctionType and method.__module__ != _STAND_IN
            return method if is_code else None
    return None
