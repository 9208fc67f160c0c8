"""What servers do with their process: listen, take a signal, end by one."""

from __future__ import annotations

import os
import signal
from typing import Any, Awaitable, Callable

from taskscope_recorder import _install, _lifecycle
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import guarded
from taskscope_recorder._open import what_is_open
from taskscope_recorder._tracebacks import hide_our_frame

# What ends a process when nobody handles it; others are ignored or only stop it.
DEADLY = frozenset(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGABRT") if hasattr(signal, name)
)


def install(hooks: _install.Hooks) -> None:
    """Look in at uvicorn, and at the two ways to leave without `atexit`."""
    hooks.when_imported("uvicorn.server", lambda module: _look(hooks, module.Server))
    hooks.wrap(signal, "raise_signal", _raise_signal)
    hooks.wrap(os, "_exit", _exit)


def _look(hooks: _install.Hooks, server: Any) -> None:
    hooks.wrap(server, "handle_exit", _handle_exit)
    hooks.wrap(server, "startup", _startup)


def _handle_exit(original: Callable[..., None]) -> Callable[..., None]:
    def handle_exit(self: Any, sig: int, frame: Any) -> None:
        signalled(sig)
        original(self, sig, frame)

    return handle_exit


def _startup(original: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def startup(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            await original(self, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        listening(self, kwargs.get("sockets") or (args[0] if args else None))

    return startup


def _raise_signal(original: Callable[[int], None]) -> Callable[[int], None]:
    def raise_signal(*args: Any) -> None:
        # uvicorn ends by the signal that stopped it: nothing of Python runs after this.
        if args and args[0] in DEADLY and signal.getsignal(args[0]) is signal.SIG_DFL:
            _lifecycle.end_now(128 + int(args[0]))
        try:
            original(*args)
        except BaseException as passing:
            hide_our_frame(passing)
            raise

    return raise_signal


def _exit(original: Callable[[int], None]) -> Callable[[int], None]:
    def leave(status: int) -> None:
        _lifecycle.end_now(status)
        original(status)

    return leave


@guarded("process.signal")
def signalled(number: int) -> None:
    """Tell of a signal that asks this process to stop."""
    name = signal.Signals(number).name
    emit("process.signal", f',"signal":"{name}"{what_is_open()}', at_once=True, request=0, task=0, thread=0)


@guarded("process.listening")
def listening(server: Any, given: Any) -> None:
    """Tell of the sockets that a server was given, or has opened itself."""
    for listener in given or [one for each in server.servers for one in each.sockets]:
        listening_on(listener.getsockname())


@guarded("process.listening")
def listening_on(address: Any) -> None:
    """Tell of one address that is listened on."""
    if type(address) is tuple:
        tail = f',"address":{quote(str(address[0]))},"port":{int(address[1])}'
    else:
        tail = f',"address":{quote(str(address))}'
    emit("process.listening", tail, at_once=True, request=0, task=0, thread=0)
