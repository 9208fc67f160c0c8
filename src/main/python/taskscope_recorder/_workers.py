"""What hypercorn and gunicorn do with their processes, and what a supervisor learns of its workers."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Callable, Tuple

from taskscope_recorder._emit import emit
from taskscope_recorder._guard import guarded
from taskscope_recorder._servers import DEADLY, listening, listening_on, signalled
from taskscope_recorder._tracebacks import hide_our_frame
from taskscope_recorder._weak import WeakNumbers

if TYPE_CHECKING:
    from taskscope_recorder import _install

# `uvicorn.server` has a hook of its own.
_SERVERS = ("hypercorn.", "gunicorn.", "uvicorn.workers", "uvicorn_worker.")
_SUPERVISORS = ("uvicorn", "gunicorn", "hypercorn")

_listening = WeakNumbers()


def install(hooks: _install.Hooks) -> None:
    """Look in where they handle signals, listen and wait for children."""
    if hasattr(os, "waitpid"):
        hooks.wrap(os, "waitpid", _waitpid)
    hooks.when_imported("gunicorn.arbiter", lambda module: hooks.wrap(module.Arbiter, "signal", _signal))
    hooks.when_imported("gunicorn.workers.base", lambda module: hooks.wrap(module.Worker, "notify", _notify))
    hooks.when_imported("hypercorn.asyncio.run", lambda module: hooks.wrap(module, "repr_socket_addr", _show))
    hooks.when_imported("hypercorn.run", lambda module: hooks.wrap(module, "wait", _wait))
    hooks.when_imported(
        "asyncio.unix_events",
        lambda module: hooks.wrap(module._UnixSelectorEventLoop, "add_signal_handler", _handle),  # noqa: SLF001
    )
    hooks.when_imported("uvloop", lambda module: hooks.wrap_inherited(module.Loop, "add_signal_handler", _handle))


def _waitpid(original: Callable[..., Tuple[int, int]]) -> Callable[..., Tuple[int, int]]:
    def waitpid(*args: Any) -> Tuple[int, int]:
        try:
            found = original(*args)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if found[0] and any(name in sys.modules for name in _SUPERVISORS):
            _child_ended(*found)
        return found

    return waitpid


def _signal(original: Callable[..., None]) -> Callable[..., None]:
    def handle(self: Any, sig: int, *frame: Any) -> None:
        if sig in DEADLY:
            signalled(sig)
        original(self, sig, *frame)

    return handle


def _notify(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def notify(self: Any) -> None:
        # gunicorn's own asgi worker says that it lives once it listens, and every second.
        if getattr(self, "servers", None) and not _listening.find(self):
            _listening.add(self)
            listening(self, None)
        original(self)

    return notify


def _show(original: Callable[[int, Any], str]) -> Callable[[int, Any], str]:
    def repr_socket_addr(family: int, address: Any) -> str:
        # Called once for each socket, when it is listened on.
        listening_on(address)
        return original(family, address)

    return repr_socket_addr


def _wait(original: Callable[..., Any]) -> Callable[..., Any]:
    def wait(*args: Any, **kwargs: Any) -> Any:
        # hypercorn has just set its handlers, which only this process has: its workers poll an event.
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if getattr(handler, "__module__", "") == "hypercorn.run":
                signal.signal(number, _told(number, handler))  # type: ignore[arg-type]
        try:
            return original(*args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise

    return wait


def _handle(original: Callable[..., None]) -> Callable[..., None]:
    def add_signal_handler(self: Any, sig: int, callback: Any, *args: Any) -> None:
        asks = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 - the cheap way
        if sig in DEADLY and str(asks).startswith(_SERVERS):
            callback = _told(sig, callback)
        try:
            original(self, sig, callback, *args)
        except BaseException as passing:
            hide_our_frame(passing)
            raise

    return add_signal_handler


def _told(number: int, callback: Callable[..., Any]) -> Callable[..., Any]:
    def handle(*args: Any) -> Any:
        signalled(number)
        return callback(*args)

    return handle


@guarded("process.childended")
def _child_ended(child: int, status: int) -> None:
    if os.WIFSIGNALED(status):
        how = f',"signal":"{signal.Signals(os.WTERMSIG(status)).name}"'
    elif os.WIFEXITED(status):
        how = f',"exit":{os.WEXITSTATUS(status)}'
    else:
        return
    emit("process.childended", f',"child":{child}{how}', at_once=True, request=0, task=0, thread=0)
