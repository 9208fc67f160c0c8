"""SQL statements: verb, tables, rows meant, how long it took; never the text or a value.

SQLAlchemy's events for statements make every connection join its engine's listeners, which costs
20 us each time one is taken from the pool. The dialect's `do_execute` is where all statements pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import at_users_line, exception_id
from taskscope_recorder._install import wrap_once
from taskscope_recorder._sql_keys import keys_in
from taskscope_recorder._sql_pool import held_by
from taskscope_recorder._sql_text import read
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# Set on the context of a statement while it runs: a dialect's own method may call the default one.
_RUNS = "_taskscope_runs"


def watch(hooks: Hooks, default: Any) -> None:
    """Follow every statement of every dialect that does not run it in its own way."""
    for name, makes in _WAYS.items():
        hooks.wrap(default.DefaultDialect, name, makes)


@guarded("dialect")
def watch_dialect(dialect: Any) -> None:
    """Follow the statements that this dialect runs in its own way, as psycopg2's does with many at once."""
    for kind in type(dialect).__mro__:
        for name, makes in _WAYS.items():
            if name in vars(kind) and kind.__module__ != "sqlalchemy.engine.interfaces":
                wrap_once(kind, name, makes)


def _one(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_execute(self: Any, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> Any:
        if not _begins(context):
            return original(self, cursor, statement, parameters, context)
        began = now()
        try:
            result = original(self, cursor, statement, parameters, context)
        except BaseException as failure:
            _failed(context, statement, (parameters,), now() - began, failure)
            hide_our_frame(failure)
            raise
        _ran(context, statement, (parameters,), now() - began, _rows(cursor))
        return result

    return do_execute


def _many(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_executemany(self: Any, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> Any:
        if not _begins(context):
            return original(self, cursor, statement, parameters, context)
        began = now()
        try:
            result = original(self, cursor, statement, parameters, context)
        except BaseException as failure:
            _failed(context, statement, parameters, now() - began, failure)
            hide_our_frame(failure)
            raise
        _ran(context, statement, parameters, now() - began, _rows(cursor))
        return result

    return do_executemany


def _bare(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_execute_no_params(self: Any, cursor: Any, statement: Any, context: Any = None) -> Any:
        if not _begins(context):
            return original(self, cursor, statement, context)
        began = now()
        try:
            result = original(self, cursor, statement, context)
        except BaseException as failure:
            _failed(context, statement, (), now() - began, failure)
            hide_our_frame(failure)
            raise
        _ran(context, statement, (), now() - began, _rows(cursor))
        return result

    return do_execute_no_params


_WAYS = {"do_execute": _one, "do_executemany": _many, "do_execute_no_params": _bare}


def _begins(context: Any) -> bool:
    known: Any = getattr(context, "__dict__", None)
    if known is None or _RUNS in known or not is_recording():
        return False
    known[_RUNS] = True
    return True


def _rows(cursor: Any) -> str:
    try:
        rows = cursor.rowcount
    except Exception:  # noqa: BLE001 - a driver that has none
        return ""
    return f',"rows":{rows}' if type(rows) is int and rows >= 0 else ""


@guarded("statement.ran")
def _failed(context: Any, sql: str, parameters: Any, lasted: int, failure: BaseException) -> None:
    # The driver's own exception: SQLAlchemy will raise another one that has it as its cause.
    _ran(context, sql, parameters, lasted, f',"exception":{exception_id(failure)}')


@guarded("statement.ran")
def _ran(context: Any, sql: str, parameters: Any, lasted: int, outcome: str) -> None:
    context.__dict__.pop(_RUNS, None)
    reading = read(sql)
    keys = keys_in(reading.comparisons, parameters) if reading.comparisons else ""
    tail = f'{_whose(context)}{reading.tail}{keys},"durationNanos":{lasted}{outcome}{at_users_line()}'
    emit("statement.ran", tail)


def _whose(context: Any) -> str:
    held = held_by(context.root_connection)
    if held is None:
        return ""
    return f',"session":{held.session},"connection":{held.number}' if held.session else f',"connection":{held.number}'
