"""Takes the recorder's own frames out of tracebacks, so that the application's log is what it was."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, List, Optional, Set

if TYPE_CHECKING:
    from traceback import FrameSummary
    from types import TracebackType

OUR_DIRECTORY = os.path.dirname(__file__) + os.sep
_LAUNCHED = f'  File "{OUR_DIRECTORY}_launch.py"'

# True where Python would have started the command with no frame around it.
outermost_is_ours = [False]

# A frame, the line of code under it, and from 3.13 on perhaps a line of marks.
_OUR_LINES = re.compile(rf'^  File "{re.escape(OUR_DIRECTORY)}[^\n]*\n?(?:    [^\n]*\n?)*', re.MULTILINE)

# PYVERSIONS: from 3.11 on a bare `raise` keeps the traceback that was set on the exception; up to
# 3.10 it restores the old one, and the frame can only be cut out later, from the finished chain.
_RAISE_KEEPS = sys.version_info >= (3, 11)

# Not by assignment: a frozen dataclass that is an exception refuses every one.
_put: Any = BaseException.with_traceback
_get: Any = vars(BaseException)["__traceback__"].__get__


def hide_our_frame(exception: BaseException) -> None:
    """Take the frame of the wrapper that calls this, in its `except`, off the traceback."""
    if _RAISE_KEEPS:
        entry = traceback_of(exception)
        if entry is not None and entry.tb_frame.f_code.co_filename.startswith(OUR_DIRECTORY):
            _put(exception, entry.tb_next)


def traceback_of(exception: BaseException) -> Optional[TracebackType]:
    """Read the slot itself: a class may hide it."""
    traceback: Optional[TracebackType] = _get(exception)
    return traceback


def is_ours(entry: TracebackType) -> bool:
    """Tell whether this entry is a frame of the recorder."""
    return entry.tb_frame.f_code.co_filename.startswith(OUR_DIRECTORY)


def without_ours(entry: Optional[TracebackType]) -> Optional[TracebackType]:
    """Relink a traceback so that it passes by our frames; gives its new head."""
    while entry is not None and is_ours(entry):
        entry = entry.tb_next
    head = entry
    while entry is not None:
        behind = entry.tb_next
        while behind is not None and is_ours(behind):
            behind = behind.tb_next
        if behind is not entry.tb_next:
            entry.tb_next = behind
        entry = behind
    return head


def without_our_lines(stack: str) -> str:
    """Take our frames out of a stack that was printed as text, and what stands outside of them."""
    if outermost_is_ours[0]:
        _, found, rest = stack.rpartition(_LAUNCHED)
        if found:
            stack = stack[: stack.index("\n") + 1] + found + rest
    return _OUR_LINES.sub("", stack)


def without_our_entries(stack: Optional[List[FrameSummary]]) -> None:
    """Take our entries out of an extracted stack, in place, and what stands outside of them."""
    if not stack:
        return
    launched = [place for place, entry in enumerate(stack) if entry.filename == OUR_DIRECTORY + "_launch.py"]
    if outermost_is_ours[0] and launched:
        del stack[: launched[-1]]
    stack[:] = [entry for entry in stack if not entry.filename.startswith(OUR_DIRECTORY)]


def cut_out_ours(exception: Optional[BaseException], seen: Optional[Set[int]] = None) -> None:
    """Relink the tracebacks of an exception, its causes, its contexts and its members."""
    seen = set() if seen is None else seen
    if exception is None or id(exception) in seen:
        return
    seen.add(id(exception))
    traceback = traceback_of(exception)
    clean = without_ours(traceback)
    if clean is not traceback:
        _put(exception, clean)
    cut_out_ours(exception.__cause__, seen)
    cut_out_ours(exception.__context__, seen)
    members = getattr(exception, "exceptions", None)
    if type(members) is tuple:
        for member in members:
            if isinstance(member, BaseException):
                cut_out_ours(member, seen)
