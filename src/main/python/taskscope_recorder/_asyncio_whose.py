"""Is this asyncio task the user's: who asked for it, where, and by which call."""

from __future__ import annotations

import os
import sys
from types import CoroutineType, GeneratorType
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from taskscope_recorder._files import is_users

if TYPE_CHECKING:
    from types import CodeType, FrameType

# Further out than this nobody would say "I created that".
_MOST_FRAMES = 24

# Their own asyncio tasks serve connections and responses; a user's call is somewhere outside of them.
_FRAMEWORKS = frozenset(("uvicorn", "hypercorn", "gunicorn", "starlette", "fastapi"))
# They pass on what they are given.
_CARRIERS = frozenset(("asyncio", "anyio", "uvloop", "contextlib"))
# Here a callback begins: what stands outside started the loop, and not the asyncio task.
_BORDERS = tuple(os.path.join("asyncio", name) for name in ("events.py", "runners.py"))
_RUNS_LOOP = frozenset(("run_until_complete", "run_forever"))


class Whose(NamedTuple):
    """What is known of an asyncio task before it exists."""

    coroutine: Any
    frame: Optional[FrameType]
    via: str


def whose(coroutine: Any, frame: Optional[FrameType]) -> Optional[Whose]:
    """Tell who asks for this asyncio task; None where it is not the user's.

    `frame` is the one that called `create_task` of the loop.
    """
    if frame is None or _root(frame) in _FRAMEWORKS:
        return None
    inner = _carried(coroutine)
    code = code_of(inner)
    users_own = code is not None and is_users(code.co_filename)
    via, direct = "loop.create_task", True
    for _ in range(_MOST_FRAMES):
        if frame is None or frame.f_code.co_filename.endswith(_BORDERS) or frame.f_code.co_name in _RUNS_LOOP:
            break
        if is_users(frame.f_code.co_filename):
            if not (users_own or direct or _root_of(inner) not in _FRAMEWORKS | _CARRIERS):
                return None
            return Whose(inner, frame, via)
        root = _root(frame)
        if root in _FRAMEWORKS:
            if not users_own:
                return None
            direct = False
        elif root not in _CARRIERS:
            direct = False
        via = _via(frame, root)
        frame = frame.f_back
    if users_own and (frame is None or frame.f_code.co_name not in _RUNS_LOOP | {"run"}):
        return Whose(inner, None, via)
    return None


def code_of(coroutine: Any) -> Optional[CodeType]:
    """Code of a coroutine, None for any other awaitable, such as a coroutine in C: uvloop has some."""
    if type(coroutine) is CoroutineType:
        return coroutine.cr_code
    return coroutine.gi_code if type(coroutine) is GeneratorType else None


def _carried(coroutine: Any) -> Any:
    """Find the coroutine inside the one that AnyIO wraps around it."""
    code = code_of(coroutine)
    if code is None or "anyio" not in code.co_filename:
        return coroutine
    names = getattr(getattr(coroutine, "cr_frame", None), "f_locals", {})
    inner = names.get("coro")
    if inner is None:
        inner = getattr(names.get("self"), "_coro", None)
    return coroutine if code_of(inner) is None else inner


def _root(frame: FrameType) -> str:
    name = frame.f_globals.get("__name__")
    return name.partition(".")[0] if type(name) is str else ""


def _root_of(coroutine: Any) -> str:
    frame = getattr(coroutine, "cr_frame", None)
    return _root(frame) if frame is not None else ""


def _via(frame: FrameType, root: str) -> str:
    name = frame.f_code.co_name
    if root == "asyncio":
        return "TaskGroup" if frame.f_code.co_filename.endswith("taskgroups.py") else name
    return f"{root}.{name}"


caller = sys._getframe  # noqa: SLF001 - the documented cheap way
