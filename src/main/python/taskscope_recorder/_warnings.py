"""Warnings that Python shows, `never awaited` first of all."""

from __future__ import annotations

import sys
import warnings
from json.encoder import encode_basestring as quote
from typing import TYPE_CHECKING, Any, Callable

from taskscope_recorder._describe import type_name
from taskscope_recorder._emit import emit
from taskscope_recorder._files import file_of
from taskscope_recorder._guard import guarded

if TYPE_CHECKING:
    from taskscope_recorder import _install

# Warnings are one sentence; whatever is longer repeats data.
_LONGEST = 500


def install(hooks: _install.Hooks) -> None:
    """Look in where `warnings` shows one; replacing `showwarning` itself would change what is shown."""
    hooks.wrap(warnings, "_showwarnmsg", _show)
    before = sys.unraisablehook

    def unraisable(arguments: Any) -> None:
        _unraisable(arguments)
        before(arguments)

    sys.unraisablehook = unraisable

    def put_back() -> None:
        if sys.unraisablehook is unraisable:
            sys.unraisablehook = before

    hooks.on_stop(put_back)


def _show(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def _showwarnmsg(msg: Any) -> None:
        _shown(msg)
        original(msg)

    return _showwarnmsg


@guarded("warning.shown")
def _shown(message: Any) -> None:
    at = f',"at":{{"file":{quote(file_of(message.filename).shown)},"line":{message.lineno},"function":""}}'
    _tell(message.category, message.message, at)


@guarded("warning.shown")
def _unraisable(arguments: Any) -> None:
    # A warning that a filter turned into an error cannot be raised where a coroutine is thrown away.
    if issubclass(arguments.exc_type, Warning):
        _tell(arguments.exc_type, arguments.exc_value, "")


def _tell(category: Any, message: Any, at: str) -> None:
    emit("warning.shown", f',"category":{quote(type_name(category))},"message":{quote(str(message)[:_LONGEST])}{at}')
