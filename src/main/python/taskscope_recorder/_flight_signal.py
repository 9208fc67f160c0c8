"""SIGUSR2 writes what a flight recorder holds; the application's own handler is called as if we were not there."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any, Callable

from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

_NAME = "SIGUSR2"
_NOT_CALLED = (signal.SIG_DFL, signal.SIG_IGN)


def install(hooks: Hooks, ask: Callable[[], None]) -> None:
    """Call `ask` at each SIGUSR2, before the application's handler."""
    number = getattr(signal, _NAME, None)
    if number is None:
        hooks.stepped_aside(f"this system has no {_NAME}")
    elif threading.current_thread() is not threading.main_thread():
        hooks.stepped_aside(f"{_NAME} can be handled only where the recorder starts in the main thread")
    elif signal.getsignal(number) is None:
        hooks.stepped_aside(f"{_NAME} has a handler that is not Python's")
    else:
        _Chain(number, ask).install(hooks)


class _Chain:
    """Our handler and behind it the application's, which is the only one that the application sees."""

    def __init__(self, number: int, ask: Callable[[], None]) -> None:
        self._number = number
        self._ask = ask
        self._theirs: Any = signal.getsignal(number)
        # One object: a bound method is a new one each time.
        self._handler = self._handle

    def install(self, hooks: Hooks) -> None:
        signal.signal(self._number, self._handler)
        hooks.on_stop(self._put_back)
        hooks.wrap(signal, "signal", self._signal)
        hooks.wrap(signal, "getsignal", self._getsignal)

    def _handle(self, number: int, frame: Any) -> None:
        self._ask()
        if callable(self._theirs):
            try:
                self._theirs(number, frame)
            except BaseException as passing:
                hide_our_frame(passing)
                raise

    def _put_back(self) -> None:
        if signal.getsignal(self._number) is self._handler:
            signal.signal(self._number, self._theirs)

    def _signal(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def set_handler(signalnum: Any, handler: Any) -> Any:
            is_ours = signalnum == self._number and (callable(handler) or handler in _NOT_CALLED)
            try:
                # Of a handler of another shape Python itself shall complain.
                before = original(signalnum, self._handler if is_ours else handler)
            except BaseException as passing:
                hide_our_frame(passing)
                raise
            if is_ours:
                if before is self._handler:
                    before = self._theirs
                self._theirs = handler if callable(handler) else signal.Handlers(handler)
            return before

        return set_handler

    def _getsignal(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def getsignal(signalnum: Any) -> Any:
            try:
                handler = original(signalnum)
            except BaseException as passing:
                hide_our_frame(passing)
                raise
            return self._theirs if handler is self._handler else handler

        return getsignal
