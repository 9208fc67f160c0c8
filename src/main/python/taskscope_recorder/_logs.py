"""Sensor `logs`: whether a log record carried the exception, and whether a handler took it."""

from __future__ import annotations

import logging
import sys
from typing import Any, Callable, Optional

from taskscope_recorder import _ids, _install
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._guard import guarded
from taskscope_recorder._tracebacks import cut_out_ours, without_our_lines, without_ours

CallHandlers = Callable[[logging.Logger, logging.LogRecord], None]

# PYVERSIONS: see _tracebacks; from 3.11 on our frames are never in there.
_FRAMES_STAY = sys.version_info < (3, 11)


def install(hooks: _install.Hooks) -> None:
    """Look in where a logger hands a record to its handlers."""
    hooks.wrap(logging.Logger, "callHandlers", _call_handlers)


def _call_handlers(original: CallHandlers) -> CallHandlers:
    def callHandlers(self: logging.Logger, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        if record.levelno >= logging.WARNING or record.exc_info:
            _written(self, record)
        if record.stack_info:
            record.stack_info = without_our_lines(record.stack_info)
        original(self, record)

    return callHandlers


@guarded("log.written")
def _written(logger: logging.Logger, record: logging.LogRecord) -> None:
    exception = _exception_of(record)
    if exception is not None and _FRAMES_STAY:
        _clean(record, exception)
    tail = f',"logger":{quote(str(record.name))},"level":{quote(str(record.levelname))}'
    if exception is not None:
        tail += f',"exception":{_ids.exception_id(exception)}'
    emit("log.written", f'{tail},"reached":{"true" if _is_taken(logger, record.levelno) else "false"}')


def _exception_of(record: logging.LogRecord) -> Optional[BaseException]:
    info: Any = record.exc_info
    if type(info) is tuple and len(info) == 3 and isinstance(info[1], BaseException):  # noqa: PLR2004 - exc_info
        return info[1]
    return None


def _clean(record: logging.LogRecord, exception: BaseException) -> None:
    """Give the handlers the traceback that they would have got without us."""
    kind, _, traceback = record.exc_info  # type: ignore[misc]
    clean = without_ours(traceback)
    cut_out_ours(exception)
    if clean is not traceback:
        record.exc_info = (kind, exception, clean)  # type: ignore[assignment]


def _is_taken(logger: logging.Logger, level: int) -> bool:
    """Walk the loggers as logging does."""
    place: Optional[logging.Logger] = logger
    found = False
    while place is not None:
        for handler in place.handlers:
            found = True
            if level >= handler.level:
                return True
        place = place.parent if place.propagate else None
    last = logging.lastResort
    return not found and last is not None and level >= last.level
