"""Where in the user's code something happens, found by walking the stack outwards."""

from __future__ import annotations

import sys
from json.encoder import encode_basestring as quote
from typing import TYPE_CHECKING, Dict, Optional, Tuple

from taskscope_recorder._files import file_of, is_users
from taskscope_recorder._frames import outwards

if TYPE_CHECKING:
    from types import CodeType, FrameType

# Locations repeat: the same call sites run again and again.
_MOST_LOCATIONS = 20_000

_locations: Dict[Tuple[str, int, str], str] = {}


def users_frame(depth: int = 1) -> Optional[FrameType]:
    """Nearest frame of the user's own code, from the caller's caller outwards; `depth` passes by more of them.

    Each frame that is looked at becomes an object, which costs more than the look.
    """
    frame: Optional[FrameType] = sys._getframe(depth + 1)  # noqa: SLF001 - the documented cheap way
    last = frame
    while frame is not None:
        if is_users(frame.f_code.co_filename):
            return frame
        last, frame = frame, frame.f_back
    for beyond in outwards(last):
        if is_users(beyond.f_code.co_filename):
            return beyond
    return None


def at_users_line(key: str = "at") -> str:
    """JSON tail that names the nearest line of the user's code, empty if there is none."""
    frame = users_frame()
    return location(frame, key) if frame is not None else ""


def location(frame: FrameType, key: str = "at") -> str:
    """JSON tail that names the line where this frame is now."""
    return location_of(frame.f_code, frame.f_lineno or frame.f_code.co_firstlineno, key)


def location_of(code: CodeType, line: int, key: str = "at") -> str:
    """JSON tail that names a line of this code."""
    place = (code.co_filename, line, code.co_name)
    text = _locations.get(place)
    if text is None:
        if len(_locations) >= _MOST_LOCATIONS:
            _locations.clear()
        shown = quote(file_of(place[0]).shown)
        text = f'{{"file":{shown},"line":{place[1]},"function":{quote(place[2])}}}'
        _locations[place] = text
    return f',"{key}":{text}'
