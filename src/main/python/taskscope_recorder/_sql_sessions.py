"""SQLAlchemy sessions: created, began, flushed, committed, rolled back, closed.

A session is known by a number that a weak reference takes back when the session dies: a table that
held sessions would keep their connections from being returned, and one keyed by address alone would
give a dead session's number to the next one at the same place.
"""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Tuple

from taskscope_recorder._describe import sessions
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._files import is_users
from taskscope_recorder._frames import outwards
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import exception_id
from taskscope_recorder._location import location
from taskscope_recorder._sql_keys import key_of, learn_primary_key
from taskscope_recorder._sql_pool import belongs_to
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks
    from taskscope_recorder._sql import Listen

# A flush of thousands is an import; the first rows are enough to find who reads them.
_MOST_ROWS = 100

# The events give the session itself, never one of its facades.
number_of = sessions.of

_FACADES = {"sqlalchemy.ext.asyncio.session": "AsyncSession", "sqlalchemy.orm.scoping": "scoped_session"}

# Mapper -> its tables and the attributes that hold the primary key; mappers live as long as the program.
_shapes: Dict[Any, Tuple[List[str], List[str]]] = {}


def watch(hooks: Hooks, listen: Listen, orm: Any) -> None:
    """Follow every session of this process."""
    session = orm.Session
    hooks.wrap(session, "__init__", _telling_creation)
    hooks.wrap(session, "flush", _telling_failure)
    for name in ("close", "invalidate", "reset"):
        # PYVERSIONS: reset() came with SQLAlchemy 2.0.22.
        if name in vars(session):
            hooks.wrap(session, name, _telling_close)
    listen(session, "after_begin", _began)
    listen(session, "after_flush", _flushed)
    listen(session, "after_commit", _committed)
    listen(session, "after_soft_rollback", _rolled_back)
    hooks.on_stop(_shapes.clear)


def _telling_creation(init: Callable[..., None]) -> Callable[..., None]:
    def __init__(session: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - takes its place
        try:
            init(session, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        _created(session)

    return __init__


def _telling_failure(flush: Callable[..., None]) -> Callable[..., None]:
    def flush_and_tell(session: Any, *args: Any, **kwargs: Any) -> None:
        try:
            flush(session, *args, **kwargs)
        except BaseException as failure:
            _flush_failed(session, failure)
            hide_our_frame(failure)
            raise

    return flush_and_tell


def _telling_close(close: Callable[..., None]) -> Callable[..., None]:
    def close_and_tell(session: Any, *args: Any, **kwargs: Any) -> None:
        try:
            close(session, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        _closed(session)

    return close_and_tell


@guarded("session.created")
def _created(session: Any) -> None:
    kind, at = "Session", ""
    for frame in outwards(sys._getframe(1)):  # noqa: SLF001 - the documented cheap way
        if is_users(frame.f_code.co_filename):
            at = location(frame)
            break
        kind = _FACADES.get(frame.f_globals.get("__name__", ""), kind)
    emit("session.created", f',"session":{number_of(session)},"class":"{kind}"{at}')


@guarded("session.flushfailed")
def _flush_failed(session: Any, failure: BaseException) -> None:
    emit("session.flushfailed", f',"session":{number_of(session)},"exception":{exception_id(failure)}')


@guarded("session.closed")
def _closed(session: Any) -> None:
    emit("session.closed", f',"session":{number_of(session)}')


@guarded("session.began")
def _began(session: Any, transaction: Any, connection: Any) -> None:
    if transaction.nested:
        return
    number = number_of(session)
    held = belongs_to(connection, number)
    emit("session.began", f',"session":{number}' + (f',"connection":{held}' if held else ""))


@guarded("session.committed")
def _committed(session: Any) -> None:
    # A released savepoint is no commit: nobody else sees its rows yet.
    if not session.in_nested_transaction():
        emit("session.committed", f',"session":{number_of(session)}')


@guarded("session.rolledback")
def _rolled_back(session: Any, previous: Any) -> None:
    # A failed flush rolls back inside; the session is usable again only after the outermost one.
    if previous.parent is None:
        emit("session.rolledback", f',"session":{number_of(session)}')


@guarded("session.flushed")
def _flushed(session: Any, _: Any) -> None:
    rows = ",".join(islice(_rows(session), _MOST_ROWS))
    emit("session.flushed", f',"session":{number_of(session)},"rows":[{rows}]')


def _rows(session: Any) -> Iterator[str]:
    changed = (one for one in session.dirty if session.is_modified(one))
    for instance in chain(session.new, changed, session.deleted):
        state = instance._sa_instance_state  # noqa: SLF001 - inspect() without its registry look-up
        tables, attributes = _shape(state.mapper)
        values = _identity(state, attributes)
        if values is None:
            continue
        for table in tables:
            key = key_of(table, values)
            if key:
                yield f'[{quote(table)},"{key}"]'


def _identity(state: Any, attributes: List[str]) -> Optional[List[Any]]:
    """Primary key as far as it is loaded: reading an attribute could run a query."""
    if state.key is not None:
        return list(state.key[1])
    loaded = state.dict
    values = [loaded.get(name) for name in attributes]
    return None if None in values else values


def _shape(mapper: Any) -> Tuple[List[str], List[str]]:
    known = _shapes.get(mapper)
    if known is None:
        attributes = [mapper.get_property_by_column(column).key for column in mapper.primary_key]
        tables = []
        for table in mapper.tables:
            columns = tuple(column.name for column in table.primary_key.columns)
            if len(columns) == len(attributes):
                tables.append(table.fullname)
                learn_primary_key(table.fullname, columns)
        known = _shapes[mapper] = (tables, attributes)
    return known
