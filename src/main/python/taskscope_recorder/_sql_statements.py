"""SQL statements: verb, tables, rows meant, how long it took; never the text or a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from taskscope_recorder._emit import emit, now, quote
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import at_users_line, exception_id
from taskscope_recorder._sql_keys import keys_in
from taskscope_recorder._sql_pool import held_by
from taskscope_recorder._sql_text import read

if TYPE_CHECKING:
    from taskscope_recorder._sql import Listen

_BEGAN = "_taskscope_began"


def watch(listen: Listen, engine: Any) -> None:
    """Follow every statement of every engine of this process."""
    listen(engine.Engine, "before_cursor_execute", _before)
    listen(engine.Engine, "after_cursor_execute", _after)
    listen(engine.Engine, "handle_error", _failed)


@guarded("statement.began")
def _before(_: Any, __: Any, ___: Any, ____: Any, context: Any, _____: bool) -> None:
    setattr(context, _BEGAN, now())


@guarded("statement.ran")
def _after(connection: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
    rows = cursor.rowcount
    outcome = f',"rows":{rows}' if type(rows) is int and rows >= 0 else ""
    _ran(connection, sql, parameters, context, many, outcome)


@guarded("statement.ran")
def _failed(failure: Any) -> None:
    context = failure.execution_context
    if failure.statement is None or failure.connection is None or getattr(context, _BEGAN, None) is None:
        return
    # The driver's own exception: SQLAlchemy's is not raised yet, and will name this one as its cause.
    outcome = f',"exception":{exception_id(failure.original_exception)}'
    many = bool(getattr(context, "executemany", False))
    _ran(failure.connection, failure.statement, failure.parameters, context, many, outcome)


def _ran(connection: Any, sql: str, parameters: Any, context: Any, many: bool, outcome: str) -> None:  # noqa: PLR0913
    ended = now()
    began: Optional[int] = getattr(context, _BEGAN, None)
    reading = read(sql)
    held = held_by(connection) if not connection.closed else None
    tail = f',"session":{held.session}' if held is not None and held.session else ""
    tail += f',"connection":{held.number}' if held is not None else ""
    tail += f',"verb":{quote(reading.verb)},"tables":[{",".join(map(quote, reading.tables))}]'
    keys = keys_in(reading, parameters, many=many)
    tail += f',"keys":[{",".join(map(quote, keys))}]' if keys else ""
    tail += f',"durationNanos":{ended - began if began else 0}{outcome}{at_users_line()}'
    emit("statement.ran", tail)
