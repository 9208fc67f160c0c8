"""SQLAlchemy's connection pools: who has a connection, who waits for one, who waited in vain."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from itertools import count
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional

from taskscope_recorder._emit import emit, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import exception_id, session_id
from taskscope_recorder._weak import WeakNumbers

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks
    from taskscope_recorder._sql import Listen

# Where a DBAPI connection carries its number: `info` is SQLAlchemy's own place for such notes and is
# emptied when the connection behind the record is replaced.
_NOTE = "taskscope"
# Session -> pool is about a dozen calls; a longer way is none that SQLAlchemy takes.
_FARTHEST_SESSION = 40


class Held:
    """A DBAPI connection's number and the session that has it."""

    __slots__ = ("number", "session")

    def __init__(self, number: int) -> None:
        """Belong to no session yet."""
        self.number = number
        self.session = 0


_pools = WeakNumbers()
_connection_numbers = count(1)
# Pool number -> records that are out. A record cannot die while it is out, so its address is safe.
_out: Dict[int, Dict[int, Held]] = {}
_waiting_since: ContextVar[int] = ContextVar("taskscope_pool_waiting", default=0)


def watch(hooks: Hooks, listen: Listen, pool: Any) -> None:
    """Follow every pool of this process."""
    hooks.wrap(pool.Pool, "connect", lambda connect: _telling_waits(connect, pool.QueuePool))
    listen(pool.Pool, "checkout", _checked_out)
    listen(pool.Pool, "checkin", _checked_in)
    listen(pool.Pool, "detach", _checked_in)
    hooks.on_stop(_out.clear)


def held_by(connection: Any) -> Optional[Held]:
    """Note on the DBAPI connection below an SQLAlchemy `Connection`."""
    held = connection.info.get(_NOTE)
    return held if type(held) is Held else None


def belongs_to(connection: Any, session: int) -> int:
    """Remember whose connection this is; its number, 0 if it came from no pool we saw."""
    held = held_by(connection)
    if held is None:
        return 0
    held.session = session
    return held.number


def _telling_waits(connect: Callable[[Any], Any], queue_pool: type) -> Callable[[Any], Any]:
    from sqlalchemy.exc import TimeoutError as NoConnection  # noqa: PLC0415 - SQLAlchemy is there by now

    def connect_and_tell(pool: Any) -> Any:
        began = now()
        token = _must_wait(pool, queue_pool, began)
        try:
            return connect(pool)
        except NoConnection as failure:
            _timed_out(pool, failure, began)
            raise
        finally:
            if token is not None:
                _waiting_since.reset(token)

    return connect_and_tell


@guarded("connection.waiting")
def _must_wait(pool: Any, queue_pool: type, began: int) -> Any:
    limit = _limit(pool) if isinstance(pool, queue_pool) else None
    if limit is None or pool.checkedout() < limit:
        return None
    emit("connection.waiting", f',"pool":{_pools.of(pool)}', at_once=True)
    return _waiting_since.set(began)


@guarded("connection.timedout")
def _timed_out(pool: Any, failure: BaseException, began: int) -> None:
    tail = f',"pool":{_pools.of(pool)},"waitedNanos":{now() - began},"exception":{exception_id(failure)}'
    emit("connection.timedout", tail)


@guarded("connection.checkedout")
def _checked_out(_: Any, record: Any, fairy: Any) -> None:
    pool = fairy._pool  # noqa: SLF001 - the event does not say which pool it is of
    number = _pools.of(pool)
    held = record.info.get(_NOTE)
    if type(held) is not Held:
        held = record.info[_NOTE] = Held(next(_connection_numbers))
    held.session = _asking_session()
    out = _out.setdefault(number, {})
    out[id(record)] = held
    began = _waiting_since.get()
    tail = f',"connection":{held.number},"pool":{number}'
    tail += f',"session":{held.session}' if held.session else ""
    tail += f',"waitedNanos":{now() - began if began else 0},"out":{len(out)}{_size(pool)}'
    emit("connection.checkedout", tail)


@guarded("connection.checkedin")
def _checked_in(_: Any, record: Any) -> None:
    for number, out in _out.items():
        held = out.pop(id(record), None)
        if held is not None:
            held.session = 0
            emit("connection.checkedin", f',"connection":{held.number},"pool":{number},"out":{len(out)}')
            return


def _size(pool: Any) -> str:
    limit = _limit(pool)
    if limit is None and not hasattr(pool, "overflow"):
        return ""
    most = f',"limit":{limit}' if limit is not None else ""
    return f',"size":{pool.size()},"overflow":{max(0, pool.overflow())}{most}'


def _limit(pool: Any) -> Optional[int]:
    """How many connections may be out at most; None where there is no such number."""
    overflow = getattr(pool, "_max_overflow", -1)
    return None if overflow < 0 else pool.size() + overflow


def _asking_session() -> int:
    """Find the session that asks for a connection: it is on the stack, and no event names it."""
    frame = sys._getframe(1)  # noqa: SLF001 - the documented cheap way
    for _ in range(_FARTHEST_SESSION):
        if frame.f_code.co_name == "_connection_for_bind":
            session = getattr(frame.f_locals.get("self"), "session", None)
            return session_id(session) if session is not None else 0
        if frame.f_back is None:
            return 0
        frame = frame.f_back
    return 0
