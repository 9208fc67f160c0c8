"""Exceptions as plain data: type, message, frames, causes, groups and notes.

An exception is known by its address while requests are open, and only as long as its type and its
arguments agree: nothing keeps it, its traceback or its frames alive.
"""

from __future__ import annotations

import builtins
import sys
import weakref
from itertools import count
from json import dumps
from json.encoder import encode_basestring as quote
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

from taskscope_recorder import _capture, _context, _emit, _files
from taskscope_recorder._describe import type_name
from taskscope_recorder._frames import outwards
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._sql_text import STATEMENT_IN_MESSAGE as _STATEMENT
from taskscope_recorder._sql_text import without_statements

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    # File, line, function, and the frame itself.
    _Entry = Tuple[str, int, str, FrameType]

_LONGEST_MESSAGE = 2_000
# A recursion error has a thousand frames; both ends tell the story.
_MOST_FRAMES = 100
_MOST_MEMBERS = 50
_MOST_KNOWN = 1_000
# Causes of causes. A loop that chains each failure to the one before has thousands, and Python 3.8 dies of
# a stack that overflows twice.
_MOST_CAUSES = 40


class _Known(NamedTuple):
    """An exception that was introduced: enough to tell it from a later one at the same address."""

    number: int
    kind: type
    arguments: Tuple[int, ...]
    request: int
    # None where Python allows no weak reference: exceptions of builtin types.
    reference: Any

    def is_still(self, exception: BaseException, request: int) -> bool:
        """Tell whether this is the same object; outside of requests the last request's is meant."""
        if self.reference is not None:
            return self.reference() is exception
        if request and self.request and request != self.request:
            return False
        return self.kind is type(exception) and self.arguments == _arguments(exception)


# Off with the sensor `exceptions`: then an exception is only named.
keep_details = [True]
# Called with each exception that was introduced, and its number.
when_seen: List[Callable[[BaseException, int], None]] = []

_numbers = count(1)
_known: Dict[int, _Known] = {}


def exception_id(exception: BaseException, depth: int = 0) -> int:
    """Number of an exception; says everything about it before the first event that names it."""
    request = _context.request_id()
    known = _known.get(id(exception))
    if known is not None and known.is_still(exception, request):
        return known.number
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    number = next(_numbers)
    _known[id(exception)] = _Known(number, type(exception), _arguments(exception), request, _reference(exception))
    _emit.emit("exception.seen", f',"exception":{number}{_told(exception, depth)}')
    for tell in when_seen:
        tell(exception, number)
    return number


def forget_exceptions() -> None:
    """Forget all addresses; called when nothing is open any more."""
    _known.clear()


def _arguments(exception: BaseException) -> Tuple[int, ...]:
    # The slot itself: a class may hide it behind a property of the same name.
    return tuple(map(id, BaseException.args.__get__(exception)))  # type: ignore[attr-defined]


def _reference(exception: BaseException) -> Any:
    try:
        return weakref.ref(exception)
    except TypeError:
        return None


@own_work("exception.seen")
def _told(exception: BaseException, depth: int) -> str:
    try:
        if keep_details[0]:
            return _tail(exception, depth)
    except Exception:  # noqa: BLE001 - exceptions can have any shape
        failed("exception.seen")
    return f',"type":{quote(type_name(type(exception)))},"message":"","frames":[]'


def _tail(exception: BaseException, depth: int) -> str:
    message = _message(exception)
    text = f',"type":{quote(type_name(type(exception)))},"message":{quote(message)}'
    text += _frames(exception.__traceback__)
    cause, context = exception.__cause__, exception.__context__
    if cause is not None and depth < _MOST_CAUSES:
        text += f',"cause":{exception_id(cause, depth + 1)}'
    if context is not None and context is not cause and depth < _MOST_CAUSES:
        text += f',"context":{exception_id(context, depth + 1)}'
    if exception.__suppress_context__:
        text += ',"suppressed":true'
    return text + _group(exception, depth) + _notes(exception)


def _message(exception: BaseException) -> str:
    try:
        text = str(exception)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - the application's own __str__
        return f"<{type(exception).__name__}: its text cannot be shown>"
    if _STATEMENT in text:
        text = without_statements(text)
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE]


def _group(exception: BaseException, depth: int) -> str:
    if depth >= _MOST_CAUSES or not issubclass(type(exception), _group_classes()):
        return ""
    members = exception.exceptions[:_MOST_MEMBERS]  # type: ignore[attr-defined]
    return f',"group":[{",".join(str(exception_id(one, depth + 1)) for one in members)}]'


def _group_classes() -> Tuple[type, ...]:
    # PYVERSIONS: built in from 3.11 on; before, the backport that AnyIO brings along.
    builtin = getattr(builtins, "BaseExceptionGroup", None)
    backport = getattr(sys.modules.get("exceptiongroup"), "BaseExceptionGroup", None)
    return tuple(kind for kind in (builtin, backport) if kind is not None)


def _notes(exception: BaseException) -> str:
    notes = object.__getattribute__(exception, "__dict__").get("__notes__")
    if type(notes) is not list:
        return ""
    texts = [quote(note[:_LONGEST_MESSAGE]) for note in notes[:_MOST_MEMBERS] if type(note) is str]
    return f',"notes":[{",".join(texts)}]' if texts else ""


def _frames(traceback: Optional[TracebackType]) -> str:
    """JSON member `frames`, and `locals` where they are captured."""
    passed = [*_callers(traceback), *_entries(traceback)]
    if len(passed) > _MOST_FRAMES:
        passed = passed[: _MOST_FRAMES // 2] + passed[-_MOST_FRAMES // 2 :]
    member = f',"frames":[{",".join([_frame(*entry) for entry in passed])}]'
    return member + _locals(passed) if _capture.Captured.locals else member


def _locals(passed: List[_Entry]) -> str:
    told = []
    for name, _, __, frame in passed:
        try:
            told.append(_capture.locals_of(frame) if _files.is_users(name) else {})
        except Exception:  # noqa: BLE001, PERF203 - a value of another making costs its own frame only
            failed("locals")
            told.append({})
    return f',"locals":{dumps(told, ensure_ascii=False, separators=(",", ":"))}' if any(told) else ""


def users_frames(exception: BaseException) -> str:
    """JSON tail with the user's own frames that an exception has passed, outermost first; empty without any."""
    entries = list(_entries(exception.__traceback__))[-_MOST_FRAMES:]
    frames = [_frame(*entry) for entry in entries if _files.is_users(entry[0])]
    return f',"frames":[{",".join(frames)}]' if frames else ""


def _entries(entry: Optional[TracebackType]) -> Iterator[_Entry]:
    while entry is not None:
        code = entry.tb_frame.f_code
        if not _is_ours(code.co_filename):
            yield code.co_filename, entry.tb_lineno, code.co_name, entry.tb_frame
        entry = entry.tb_next


def _callers(traceback: Optional[TracebackType]) -> List[_Entry]:
    """Frames outside the one that caught it here, up to the task or request it belongs to.

    An exception first seen deep inside a library has not passed the user's frames yet.
    """
    found: List[_Entry] = []
    caught = traceback.tb_frame if traceback is not None else None
    for frame in outwards(caught):
        if frame is not caught and not _is_ours(frame.f_code.co_filename):
            found.append((frame.f_code.co_filename, frame.f_lineno or 0, frame.f_code.co_name, frame))
        if _context.is_owner_frame(frame):
            break
    found.reverse()
    return found


def _is_ours(name: str) -> bool:
    return name.startswith(_OUR_DIRECTORY)


def _frame(name: str, line: int, function: str, _: FrameType) -> str:
    file = _files.file_of(name)
    code = _files.line_of(name, line)
    return f"[{quote(file.shown)},{line},{quote(function)},{quote(code)},{int(file.users)}]"


_OUR_DIRECTORY: Any = __file__[: -len("_exceptions.py")]
