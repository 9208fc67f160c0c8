"""Start-up and shutdown of the application, as its lifespan messages tell."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from taskscope_recorder import _install
from taskscope_recorder._emit import emit
from taskscope_recorder._open import what_is_open
from taskscope_recorder._tracebacks import hide_our_frame

# Work that start-up creates inherits the variable; it is no lifespan of its own and serves no requests.
_inside: ContextVar[bool] = ContextVar("taskscope_lifespan", default=False)

_PHASES = {
    "lifespan.startup": ("process.startup", "began"),
    "lifespan.startup.complete": ("process.startup", "complete"),
    "lifespan.startup.failed": ("process.startup", "failed"),
    "lifespan.shutdown": ("process.shutdown", "began"),
    "lifespan.shutdown.complete": ("process.shutdown", "complete"),
    "lifespan.shutdown.failed": ("process.shutdown", "failed"),
}

# What the process is at now: `startup`, `shutdown`, or nothing of the kind.
_now = [""]


def phase() -> str:
    """Name the phase of the lifespan that this code runs in, empty where it runs in none."""
    return _now[0] if _now[0] and _inside.get() else ""


def is_inside_lifespan() -> bool:
    """Tell whether a wrapper further out records this lifespan already."""
    return _inside.get()


async def recorded_lifespan(app: Any, scope: Any, receive: Any, send: Any) -> None:
    """Pass a lifespan through and record its phases."""

    async def received() -> Any:
        message = await receive()
        _tell(message)
        return message

    async def sent(message: Any) -> None:
        await send(message)
        _tell(message)

    before = _inside.set(True)
    try:
        await app(scope, received, sent)
    except BaseException as passing:
        hide_our_frame(passing)
        raise
    finally:
        _inside.reset(before)


def _tell(message: Any) -> None:
    told = _PHASES.get(message["type"])
    if told is None:
        return
    _now[0] = told[0].partition(".")[2] if told[1] == "began" else ""
    if _install.is_on("process"):
        still = what_is_open() if told == ("process.shutdown", "began") else ""
        emit(told[0], f',"phase":"{told[1]}"{still}', at_once=True, request=0, task=0, thread=0)
