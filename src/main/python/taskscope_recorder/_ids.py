"""Small integers for threads, functions, loops and sessions, each introduced before its first use."""

from __future__ import annotations

import sys
import threading
from itertools import count
from types import CodeType, FunctionType
from typing import Any

from taskscope_recorder import _context, _emit
from taskscope_recorder._code import code_of, describe_function
from taskscope_recorder._describe import describe, session_id
from taskscope_recorder._exceptions import exception_id
from taskscope_recorder._guard import failed
from taskscope_recorder._location import at_users_line, users_frame
from taskscope_recorder._weak import WeakNumbers

__all__ = [
    "at_users_line",
    "describe",
    "exception_id",
    "function_id",
    "loop_id",
    "session_id",
    "thread_id",
    "users_frame",
]


_functions = WeakNumbers()
_loops = WeakNumbers()
_thread_numbers = count(1)


def thread_id() -> int:
    """Number of this thread; says who it is before the first event that names it."""
    return _context.here.number or _introduce_thread()


def loop_id(loop: object) -> int:
    """Number of an event loop."""
    if _context.here.role != "loop":
        _introduce_thread("loop")
    return _loops.of(loop)


def function_id(callable_or_code: Any) -> int:
    """Number of a function's code, 0 where there is none (a builtin, a class in C)."""
    try:
        # The usual ones first, without a call: a plain function, and the code of a frame.
        kind = type(callable_or_code)
        if kind is CodeType:
            code = callable_or_code
        elif kind is FunctionType and not callable_or_code.__dict__:
            code = callable_or_code.__code__
        else:
            code = code_of(callable_or_code)
            if code is None:
                return 0
        return _functions.find(code) or _introduce_function(callable_or_code, code)
    except Exception:  # noqa: BLE001 - odd callables must not hurt
        failed("function.seen")
        return 0


def _introduce_function(callable_or_code: Any, code: CodeType) -> int:
    number = _functions.add(code)
    tail = describe_function(callable_or_code, code)
    _emit.emit("function.seen", f',"function":{number}{tail}', request=0, task=0, thread=0)
    return number


def begin_again() -> None:
    """Introduce everything anew: in a forked child, or in another recording of the same process."""
    global _thread_numbers, _functions, _loops  # noqa: PLW0603 - ids are per process
    _context.here = _context.OfThread()
    _thread_numbers = count(1)
    _functions = WeakNumbers()
    _loops = WeakNumbers()


def _introduce_thread(role: str = "") -> int:
    number = _context.here.number = _context.here.number or next(_thread_numbers)
    _context.here.role = role or _role()
    tail = f',"thread":{number},"name":{_emit.quote(_name())},"role":"{_context.here.role}"'
    _emit.emit("thread.seen", tail, request=0, task=0, thread=0)
    return number


def _name() -> str:
    # Not current_thread(): it would add a dummy to threading.enumerate() for a foreign thread.
    known = getattr(threading, "_active", {}).get(threading.get_ident())
    return str(known.name) if known is not None else f"thread {threading.get_ident()}"


def _role() -> str:
    asyncio = sys.modules.get("asyncio.events")
    if asyncio is not None and asyncio._get_running_loop() is not None:  # noqa: SLF001 - never raises
        return "loop"
    name = _name()
    if name.startswith(("AnyIO worker", "ThreadPoolExecutor", "asyncio_")):
        return "worker"
    return "main" if threading.get_ident() == threading.main_thread().ident else "other"
