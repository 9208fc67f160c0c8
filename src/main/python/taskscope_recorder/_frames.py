"""Who called, across the border between greenlets and the coroutine that waits for them.

SQLAlchemy runs its blocking half in a greenlet, whose stack ends where the greenlet began. The
user's line is on the stack of the parent greenlet, which is suspended meanwhile.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Iterator, Optional

if TYPE_CHECKING:
    from types import FrameType


def outwards(frame: Optional[FrameType]) -> Iterator[FrameType]:
    """Give this frame of the running stack, its caller, and so on."""
    lap = None
    while frame is not None:
        yield frame
        frame = frame.f_back
        if frame is None:
            greenlet = sys.modules.get("greenlet")
            if greenlet is not None:
                lap = (lap or greenlet.getcurrent()).parent
                frame = lap.gr_frame if lap is not None else None
