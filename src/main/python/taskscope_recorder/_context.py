"""On whose behalf code runs: the current request and the current background task.

Context variables hold on worker threads too, because AnyIO copies the context there. A stall
watchdog looks at another thread, whose context it cannot see: it finds the owner in the locals
of our own wrapper frames, named `taskscope_request` and `taskscope_task`.
"""

from __future__ import annotations

import threading
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Callable, Optional, Set, Tuple, TypeVar

if TYPE_CHECKING:
    from types import FrameType

Function = TypeVar("Function", bound=Callable[..., Any])


class OfThread(threading.local):
    """What each thread knows about itself: its number and its role, once it was introduced."""

    number = 0
    role = ""
    # Time of the timed functions inside the one that is being timed.
    inner_nanos = 0


here = OfThread()

# 0 stands for none: ids start at 1.
current_request: ContextVar[int] = ContextVar("taskscope_request", default=0)
current_task: ContextVar[int] = ContextVar("taskscope_task", default=0)

request_id: Callable[[], int] = current_request.get
task_id: Callable[[], int] = current_task.get

# By identity: code objects hash slowly. They live as long as the module.
_owner_code: Set[int] = set()


def owner_frame(function: Function) -> Function:
    """Mark a wrapper of ours whose locals say who owns everything that it calls."""
    _owner_code.add(id(function.__code__))
    return function


def is_owner_frame(frame: FrameType) -> bool:
    """Tell whether this is a frame of one of the marked wrappers."""
    return id(frame.f_code) in _owner_code


def owner_of(frame: Optional[FrameType]) -> Tuple[int, int]:
    """Find request and task (0 where there is none) that the innermost frame of a stack works for."""
    request = task = 0
    while frame is not None and not request:
        if id(frame.f_code) in _owner_code:
            names = frame.f_locals
            task = task or names.get("taskscope_task", 0)
            request = names.get("taskscope_request", 0)
        frame = frame.f_back
    return request, task
