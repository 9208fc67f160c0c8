"""What a thread is doing at this moment, kept as plain places: no frame outlives the look."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, Optional, Tuple

from taskscope_recorder._context import is_owner_frame, owner_of
from taskscope_recorder._emit import quote
from taskscope_recorder._files import file_of, line_of

if TYPE_CHECKING:
    from types import CodeType, FrameType

    from taskscope_recorder._install import Hooks

# A recursion can be a thousand deep; its innermost frames are where the time goes.
_MOST_FRAMES = 60
# Different stacks of one stall; the rarest are left out.
_MOST_STACKS = 8
_OUR_DIRECTORY = __file__[: -len("_stacks.py")]
_COROUTINE = 0x80

Place = Tuple["CodeType", int]

# On while the sensor `stacks` is.
taken = [False]


def install(hooks: Hooks) -> None:
    """Let the watchdogs look at stacks from now on."""
    taken[:] = [True]
    hooks.on_stop(_no_longer)


def _no_longer() -> None:
    taken[:] = [False]


class Look(NamedTuple):
    """One look at a thread: its places from the innermost outwards, and whose code that was."""

    places: Tuple[Place, ...]
    request: int
    task: int
    # Which callback of the loop it was in, by the identity of its task or outermost frame; 0: it was idle.
    callback: int
    # Coroutine of the asyncio task that ran, where nothing on the stack said whose code it was.
    coroutine: str = ""
    # Work that no open request waits for.
    is_loose: bool = False


def look_at(frame: FrameType, base: int = 0) -> Look:
    """Look at a stack from its innermost frame to the one that owns it, or to the event loop.

    `base` is what `base_of` said of the loop, 0 where it is not known yet.
    """
    places: List[Place] = []
    request, task = owner_of(frame)
    inside, is_loop = True, False
    runs_callback, runs_loop = loops_own()
    below: Optional[FrameType] = None
    walk: Optional[FrameType] = frame
    while walk is not None and id(walk) != base and walk.f_code is not runs_callback:
        is_loop = is_loop or walk.f_code is runs_loop
        inside = inside and not is_owner_frame(walk)
        if inside and len(places) < _MOST_FRAMES and not walk.f_code.co_filename.startswith(_OUR_DIRECTORY):
            places.append((walk.f_code, walk.f_lineno or 0))
        below, walk = walk, walk.f_back
    if walk is not None:
        # A callback written in C has no frame of its own: any number but 0 stands for it.
        callback = id(below) if below is not None else 1 if id(walk) != base else 0
    else:
        # A stack that does not reach the loop is a greenlet's, in which SQLAlchemy does its work.
        callback = id(below) if request or (base and not is_loop) else 0
    return Look(tuple(places), request, task, callback)


def base_of(frame: Optional[FrameType]) -> int:
    """Identity of the frame that runs uvloop, which has no frames of its own; -1 for asyncio's own loop.

    `frame` is what called a callback of that loop.
    """
    return -1 if frame is None or frame.f_code is loops_own()[0] else id(frame)


def loops_own() -> Tuple[Optional[CodeType], Optional[CodeType]]:
    """Find the code in which asyncio runs one callback, above which is the callback, and one round of the loop."""
    events: Any = sys.modules.get("asyncio.events")
    loops: Any = sys.modules.get("asyncio.base_events")
    if events is None or loops is None:
        return None, None
    # Both have had these names since Python 3.4.
    return events.Handle._run.__code__, loops.BaseEventLoop._run_once.__code__  # noqa: SLF001


def coroutine_in(places: Tuple[Place, ...]) -> str:
    """Name of the user's outermost coroutine, which is the one that was awaited or queued."""
    for code, _ in reversed(places):
        if code.co_flags & _COROUTINE and file_of(code.co_filename).users:
            return str(getattr(code, "co_qualname", code.co_name))
    return ""


def frames_of(places: Tuple[Place, ...]) -> str:
    """JSON array of frames, the outermost first."""
    return f"[{','.join(_frame(code, line) for code, line in reversed(places))}]"


def samples_of(counted: Dict[Tuple[Place, ...], int]) -> str:
    """JSON array of different stacks, the most frequent first."""
    most = sorted(counted.items(), key=lambda one: -one[1])[:_MOST_STACKS]
    return "[" + ",".join(f'{{"count":{times},"frames":{frames_of(places)}}}' for places, times in most) + "]"


def _frame(code: CodeType, line: int) -> str:
    file = file_of(code.co_filename)
    text = line_of(code.co_filename, line)
    return f"[{quote(file.shown)},{line},{quote(code.co_name)},{quote(text)},{int(file.users)}]"
