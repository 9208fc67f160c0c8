"""Exceptions that a task caught itself, seen through `sys.monitoring` (Python 3.12 and later).

A handler begins for `except`, but also for `finally` and for an `except` that does not match, and it may
raise again. So what was handled waits until it is clear that it stays handled:

    EXCEPTION_HANDLED ──► remembered ──► raised again, or another one because of it: forgotten
                                     └─► the request ends: told
"""

from __future__ import annotations

import dis
import sys
from asyncio import CancelledError
from collections import deque
from typing import TYPE_CHECKING, Any, Deque, Dict, NamedTuple, Optional, Tuple

from taskscope_recorder import _requests
from taskscope_recorder._context import request_id, task_id
from taskscope_recorder._describe import type_name
from taskscope_recorder._emit import emit, now, quote
from taskscope_recorder._files import file_of, is_users
from taskscope_recorder._guard import failed
from taskscope_recorder._ids import exception_id, thread_id

if TYPE_CHECKING:
    from types import CodeType

    from taskscope_recorder._install import Hooks

# The numbers 3 and 4 have no meaning of their own; debuggers, coverage and profilers have others.
_FREE_TOOLS = (4, 3)
# An exception in a loop tells nothing new after the first few times.
_MOST_PER_PLACE = 3
_MOST_PLACES = 1_000
_MOST_WAITING = 1_000
_MOST_CONTEXTS = 5

# Ways to end a loop or a task, not failures.
_CONTROL_FLOW = (StopIteration, StopAsyncIteration, GeneratorExit, CancelledError)


class _Handled(NamedTuple):
    code: CodeType
    offset: int
    at: int
    request: int
    task: int
    thread: int
    tail: str


# Address of the exception -> what to tell. The address is not kept beyond the request.
_waiting: Dict[int, _Handled] = {}
_settled: Deque[_Handled] = deque(maxlen=_MOST_WAITING)
_told: Dict[Tuple[int, CodeType, int], int] = {}
_handlers: Dict[Tuple[CodeType, int], int] = {}


def install(hooks: Hooks) -> None:
    """Listen to handled exceptions as a tool of our own; step aside where every number is taken."""
    monitoring: Any = getattr(sys, "monitoring", None)
    tool = _free_tool(monitoring)
    if tool is None:
        hooks.stepped_aside("every free number of sys.monitoring is taken")
        return
    events = monitoring.events
    monitoring.register_callback(tool, events.EXCEPTION_HANDLED, _handled)
    monitoring.register_callback(tool, events.RERAISE, _raised)
    monitoring.register_callback(tool, events.RAISE, _raised)
    monitoring.set_events(tool, events.EXCEPTION_HANDLED | events.RERAISE | events.RAISE)
    _requests.when_ended.append(_tell)

    def undo() -> None:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
        _requests.when_ended.remove(_tell)
        _forget()

    hooks.on_stop(undo)
    hooks.after_fork_in_child(_forget)


def _forget() -> None:
    for memory in (_waiting, _settled, _told, _handlers):
        memory.clear()


def _free_tool(monitoring: Any) -> Optional[int]:
    for tool in _FREE_TOOLS:
        if monitoring is not None and monitoring.get_tool(tool) is None:
            monitoring.use_tool_id(tool, "taskscope")
            return tool
    return None


def _handled(code: CodeType, offset: int, exception: BaseException) -> None:
    task = task_id()
    if not task:
        return
    try:
        if is_users(code.co_filename) and not isinstance(exception, _CONTROL_FLOW):
            _remember(code, offset, exception, task)
    except Exception:  # noqa: BLE001 - a tool's callback must not raise
        failed("exception.handled")


def _raised(code: CodeType, offset: int, exception: BaseException) -> None:
    if not _waiting:
        return
    # What leaves a handler passes through the handler's own code, behind its begin. What is raised and
    # caught by something that the handler calls (the logging package, say) does not.
    passing: Optional[BaseException] = exception
    for _ in range(_MOST_CONTEXTS):
        if passing is None:
            return
        handled = _waiting.get(id(passing))
        if handled is not None and handled.code is code and handled.offset <= offset and handled.task == task_id():
            _waiting.pop(id(passing), None)
        passing = passing.__context__


def _remember(code: CodeType, offset: int, exception: BaseException, task: int) -> None:
    line = _handler_line(code, offset)
    place = (task, code, offset)
    times = _told.get(place, 0)
    if not line or times >= _MOST_PER_PLACE or len(_waiting) >= _MOST_WAITING:
        return
    if len(_told) >= _MOST_PLACES:
        _told.clear()
    _told[place] = times + 1
    tail = f',"exception":{exception_id(exception)},"type":{quote(type_name(type(exception)))}'
    tail += f"{_raise_place(exception)}{_location('handledAt', code, line)}"
    settled = _waiting.pop(id(exception), None)
    if settled is not None:
        # Its address belongs to another exception now: it is gone, so it was not raised again.
        _settled.append(settled)
    _waiting[id(exception)] = _Handled(code, offset, now(), request_id(), task, thread_id(), tail)


def _handler_line(code: CodeType, offset: int) -> int:
    """Line of an `except`; 0 for the exit of a `with`, whose context manager decides what to do."""
    line = _handlers.get((code, offset))
    if line is None:
        line = 0
        for instruction in dis.get_instructions(code):
            if instruction.offset <= offset:
                continue
            if instruction.opname == "WITH_EXCEPT_START":
                break
            if instruction.positions is not None and instruction.positions.lineno:
                line = instruction.positions.lineno
                break
        if len(_handlers) >= _MOST_PLACES:
            _handlers.clear()
        _handlers[code, offset] = line
    return line


def _raise_place(exception: BaseException) -> str:
    """JSON tail that names the innermost line of the user's that the exception came through."""
    found = ""
    entry = exception.__traceback__
    while entry is not None:
        if is_users(entry.tb_frame.f_code.co_filename):
            found = _location("at", entry.tb_frame.f_code, entry.tb_lineno)
        entry = entry.tb_next
    return found


def _location(key: str, code: CodeType, line: int) -> str:
    file = quote(file_of(code.co_filename).shown)
    return f',"{key}":{{"file":{file},"line":{line},"function":{quote(code.co_name)}}}'


def _tell(request: int) -> None:
    for key, handled in list(_waiting.items()):
        if handled.request == request and _waiting.pop(key, None) is not None:
            _settled.append(handled)
    for handled in [one for one in list(_settled) if one.request == request]:
        _settled.remove(handled)
        emit(
            "exception.handled",
            handled.tail,
            at=handled.at,
            request=request,
            task=handled.task,
            thread=handled.thread,
        )
