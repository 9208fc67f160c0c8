"""The request's messages asked for after its last byte was sent: all that comes is that the client has gone."""

from __future__ import annotations

from typing import Any

from taskscope_recorder._context import task_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import failed, guarded
from taskscope_recorder._location import at_users_line, users_frame


def read_by_users_code() -> bool:
    """Tell whether it is a task or the user's own code that asks, not the framework that listens."""
    try:
        return bool(task_id()) or users_frame() is not None
    except Exception:  # noqa: BLE001 - a stack of another shape
        failed("request.read")
        return False


@guarded("request.read")
def tell_read(message: Any) -> None:
    """Tell what the server answered, and where in the user's code that was asked for."""
    emit("request.read", f',"message":{quote(message["type"])}{at_users_line()}')
