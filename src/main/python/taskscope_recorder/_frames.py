"""Who called, across the borders at which a stack seems to end.

SQLAlchemy runs its blocking half in a greenlet, whose stack ends where the greenlet began. The
user's line is on the stack of the parent greenlet, which is suspended meanwhile.

    user's coroutine ──► greenlet_spawn ─┊─► Session.flush ──► ... ──► here
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Iterator, List, Optional

if TYPE_CHECKING:
    from types import FrameType

# PYVERSIONS: up to 3.10 a coroutine that is resumed by an exception is not linked to those that await it.
_LINKS_ARE_CUT = sys.version_info < (3, 11)
_COROUTINE = 0x80


def outwards(frame: Optional[FrameType]) -> Iterator[FrameType]:
    """Give this frame of the running stack, its caller, and so on."""
    lap = None
    while frame is not None:
        yield frame
        inner, frame = frame, frame.f_back
        if _LINKS_ARE_CUT and inner.f_code.co_flags & _COROUTINE and not _is_coroutine(frame):
            yield from _awaiting(inner)
        if frame is None:
            greenlet = sys.modules.get("greenlet")
            if greenlet is not None:
                lap = (lap or greenlet.getcurrent()).parent
                frame = lap.gr_frame if lap is not None else None


def _is_coroutine(frame: Optional[FrameType]) -> bool:
    return frame is not None and bool(frame.f_code.co_flags & _COROUTINE)


def _awaiting(innermost: FrameType) -> List[FrameType]:
    """Frames of the running asyncio task that await this one, the nearest first."""
    asyncio = sys.modules.get("asyncio")
    try:
        task = asyncio.current_task() if asyncio is not None else None
        coroutine: Any = task.get_coro() if task is not None else None
    except RuntimeError:
        return []
    chain: List[FrameType] = []
    while getattr(coroutine, "cr_frame", None) is not None:
        if coroutine.cr_frame is innermost:
            return chain[::-1]
        chain.append(coroutine.cr_frame)
        coroutine = coroutine.cr_await
    return []
