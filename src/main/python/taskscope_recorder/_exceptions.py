"""Exceptions as plain data: type, message, frames, causes, groups and notes.

An exception is known by its address only while the request that met it is open, and only as long
as type and raise point agree: nothing keeps it, its traceback or its frames alive.
"""

from __future__ import annotations

from itertools import count
from json.encoder import encode_basestring as quote
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Tuple

from taskscope_recorder import _context, _emit, _files
from taskscope_recorder._describe import type_name
from taskscope_recorder._frames import outwards
from taskscope_recorder._guard import failed

if TYPE_CHECKING:
    from types import TracebackType

_LONGEST_MESSAGE = 2_000
# A recursion error has a thousand frames; both ends tell the story.
_MOST_FRAMES = 100
_MOST_MEMBERS = 50
_MOST_KNOWN = 1_000

_Raised = Tuple[type, str, int]
_numbers = count(1)
_known: Dict[int, Tuple[int, _Raised]] = {}


def exception_id(exception: BaseException) -> int:
    """Number of an exception; says everything about it before the first event that names it."""
    try:
        raised = _raise_point(exception)
        known = _known.get(id(exception))
        if known is not None and known[1] == raised:
            return known[0]
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        number = next(_numbers)
        _known[id(exception)] = (number, raised)
        _emit.emit("exception.seen", f',"exception":{number}{_tail(exception)}')
    except Exception:  # noqa: BLE001 - exceptions can have any shape
        failed("exception.seen")
        return 0
    return number


def forget_exceptions() -> None:
    """Forget all addresses; called when nothing is open any more."""
    _known.clear()


def _raise_point(exception: BaseException) -> _Raised:
    kind = type(exception)
    entry = exception.__traceback__
    if entry is None:
        return kind, "", 0
    while entry.tb_next is not None:
        entry = entry.tb_next
    return kind, entry.tb_frame.f_code.co_filename, entry.tb_lineno


def _tail(exception: BaseException) -> str:
    message = _message(exception)
    text = f',"type":{quote(type_name(type(exception)))},"message":{quote(message)}'
    text += f',"frames":[{",".join(_frames(exception.__traceback__))}]'
    if exception.__cause__ is not None:
        text += f',"cause":{exception_id(exception.__cause__)}'
    if exception.__context__ is not None and exception.__context__ is not exception.__cause__:
        text += f',"context":{exception_id(exception.__context__)}'
    if exception.__suppress_context__:
        text += ',"suppressed":true'
    return text + _group(exception) + _notes(exception)


def _message(exception: BaseException) -> str:
    try:
        text = str(exception)
    except Exception:  # noqa: BLE001 - the application's own __str__
        return f"<{type(exception).__name__}: its text cannot be shown>"
    return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE]


def _group(exception: BaseException) -> str:
    members = exception.__dict__.get("exceptions") or getattr(exception, "exceptions", None)
    if type(members) is not tuple or not all(isinstance(one, BaseException) for one in members):
        return ""
    return f',"group":[{",".join(str(exception_id(one)) for one in members[:_MOST_MEMBERS])}]'


def _notes(exception: BaseException) -> str:
    notes = exception.__dict__.get("__notes__")
    if type(notes) is not list:
        return ""
    texts = [quote(note[:_LONGEST_MESSAGE]) for note in notes[:_MOST_MEMBERS] if type(note) is str]
    return f',"notes":[{",".join(texts)}]' if texts else ""


def _frames(traceback: Optional[TracebackType]) -> List[str]:
    frames = [*_callers(traceback), *_entries(traceback)]
    if len(frames) > _MOST_FRAMES:
        frames = frames[: _MOST_FRAMES // 2] + frames[-_MOST_FRAMES // 2 :]
    return [_frame(name, line, function) for name, line, function in frames]


def _entries(entry: Optional[TracebackType]) -> Iterator[Tuple[str, int, str]]:
    while entry is not None:
        code = entry.tb_frame.f_code
        if not _is_ours(code.co_filename):
            yield code.co_filename, entry.tb_lineno, code.co_name
        entry = entry.tb_next


def _callers(traceback: Optional[TracebackType]) -> List[Tuple[str, int, str]]:
    """Frames outside the one that caught it here, up to the task or request it belongs to.

    An exception first seen deep inside a library has not passed the user's frames yet.
    """
    found: List[Tuple[str, int, str]] = []
    caught = traceback.tb_frame if traceback is not None else None
    for frame in outwards(caught):
        if frame is not caught and not _is_ours(frame.f_code.co_filename):
            found.append((frame.f_code.co_filename, frame.f_lineno or 0, frame.f_code.co_name))
        if _context.is_owner_frame(frame):
            break
    found.reverse()
    return found


def _is_ours(name: str) -> bool:
    return name.startswith(_OUR_DIRECTORY)


def _frame(name: str, line: int, function: str) -> str:
    file = _files.file_of(name)
    code = _files.line_of(name, line)
    return f"[{quote(file.shown)},{line},{quote(function)},{quote(code)},{int(file.users)}]"


_OUR_DIRECTORY: Any = __file__[: -len("_exceptions.py")]
