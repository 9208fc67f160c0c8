"""SQL statements: verb, tables, rows meant, how long it took; never the text or a value.

SQLAlchemy's events for statements make every connection join its engine's listeners, which costs
20 us each time one is taken from the pool. The dialect's `do_execute` is where all statements pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, Optional, Sequence

from taskscope_recorder._asyncio_open import in_asyncio_task
from taskscope_recorder._capture import Captured, of_statement
from taskscope_recorder._context import request_id, task_id
from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import at_users_line, exception_id, thread_id
from taskscope_recorder._install import wrap_once
from taskscope_recorder._sql_keys import keys_in
from taskscope_recorder._sql_pool import held_by
from taskscope_recorder._sql_text import read
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# Most statements take far less; one that takes longer may wait for a lock, and may never end.
_LONG_NANOS = 500_000_000


class _Statement:
    """A statement that runs: what it is, for whom and since when."""

    __slots__ = ("at", "began", "is_told", "request", "tail", "task", "thread")

    def __init__(self, context: Any, sql: str, parameters: Any) -> None:
        reading = read(sql)
        keys = keys_in(reading.comparisons, parameters) if reading.comparisons else ""
        self.tail = f"{_whose(context)}{reading.tail}{keys}{in_asyncio_task()}"
        if Captured.sql:
            self.tail += of_statement(sql, parameters, _names(context))
        # Taken now: what resumes a coroutine later may hide who awaits it.
        self.at = at_users_line()
        self.request, self.task, self.thread = request_id(), task_id(), thread_id()
        self.is_told = False
        self.began = now()


# Those that run, by the identity of their execution context, which lives as long as they do.
_running: Dict[int, _Statement] = {}


def watch(hooks: Hooks, default: Any) -> None:
    """Follow every statement of every dialect that does not run it in its own way."""
    for name, makes in _WAYS.items():
        hooks.wrap(default.DefaultDialect, name, makes)
    hooks.every_tick(_tell_long)
    hooks.on_stop(_running.clear)
    hooks.after_fork_in_child(_running.clear)


@guarded("dialect")
def watch_dialect(dialect: Any) -> None:
    """Follow the statements that this dialect runs in its own way, as psycopg2's does with many at once."""
    for kind in type(dialect).__mro__:
        for name, makes in _WAYS.items():
            if name in vars(kind) and kind.__module__ != "sqlalchemy.engine.interfaces":
                wrap_once(kind, name, makes)


# Three signatures, three wrappers: a function between them and the driver would be one more frame in its tracebacks.
def _one(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_execute(self: Any, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> Any:
        running = _begin(context, statement, (parameters,)) if is_recording() else None
        if running is None:
            return original(self, cursor, statement, parameters, context)
        try:
            result = original(self, cursor, statement, parameters, context)
        except BaseException as failure:
            _failed(context, running, failure)
            hide_our_frame(failure)
            raise
        _ended(context, running, cursor)
        return result

    return do_execute


def _many(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_executemany(self: Any, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> Any:
        running = _begin(context, statement, parameters) if is_recording() else None
        if running is None:
            return original(self, cursor, statement, parameters, context)
        try:
            result = original(self, cursor, statement, parameters, context)
        except BaseException as failure:
            _failed(context, running, failure)
            hide_our_frame(failure)
            raise
        _ended(context, running, cursor)
        return result

    return do_executemany


def _bare(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_execute_no_params(self: Any, cursor: Any, statement: Any, context: Any = None) -> Any:
        running = _begin(context, statement, ()) if is_recording() else None
        if running is None:
            return original(self, cursor, statement, context)
        try:
            result = original(self, cursor, statement, context)
        except BaseException as failure:
            _failed(context, running, failure)
            hide_our_frame(failure)
            raise
        _ended(context, running, cursor)
        return result

    return do_execute_no_params


_WAYS = {"do_execute": _one, "do_executemany": _many, "do_execute_no_params": _bare}


@guarded("statement.began")
def _begin(context: Any, sql: str, parameters: Any) -> Optional[_Statement]:
    if context is None or id(context) in _running:
        return None
    running = _running[id(context)] = _Statement(context, sql, parameters)
    return running


@guarded("statement.ran")
def _failed(context: Any, running: _Statement, failure: BaseException) -> None:
    lasted = now() - running.began
    # The driver's own exception: SQLAlchemy will raise another one that has it as its cause.
    _tell(context, running, f',"durationNanos":{lasted},"exception":{exception_id(failure)}')


@guarded("statement.ran")
def _ended(context: Any, running: _Statement, cursor: Any) -> None:
    lasted = now() - running.began
    rows = getattr(cursor, "rowcount", None)
    known = f',"rows":{rows}' if type(rows) is int and rows >= 0 else ""
    _tell(context, running, f',"durationNanos":{lasted}{known}')


def _tell(context: Any, running: _Statement, outcome: str) -> None:
    _running.pop(id(context), None)
    emit(
        "statement.ran",
        f"{running.tail}{outcome}{running.at}",
        request=running.request,
        task=running.task,
        thread=running.thread,
    )


def _tell_long() -> None:
    """Tell of those that run for long, once each: what waits for a lock may never end."""
    since = now() - _LONG_NANOS
    for running in list(_running.values()):
        if running.began < since and not running.is_told:
            running.is_told = True
            emit(
                "statement.began",
                f"{running.tail}{running.at}",
                at=running.began,
                request=running.request,
                task=running.task,
                thread=running.thread,
            )


def _names(context: Any) -> Sequence[str]:
    """Names of the parameters that a dialect passes on by position."""
    names = getattr(getattr(context, "compiled", None), "positiontup", None)
    return names if isinstance(names, list) else ()


def _whose(context: Any) -> str:
    held = held_by(context.root_connection)
    if held is None:
        return ""
    return f',"session":{held.session},"connection":{held.number}' if held.session else f',"connection":{held.number}'
