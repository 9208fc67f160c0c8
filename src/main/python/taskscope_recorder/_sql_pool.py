"""SQLAlchemy's connection pools: who has a connection, who waits for one, who waited in vain."""

from __future__ import annotations

import importlib
import sys
import weakref
from contextvars import ContextVar
from itertools import count
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional

from taskscope_recorder._describe import sessions
from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import exception_id
from taskscope_recorder._tracebacks import hide_our_frame
from taskscope_recorder._weak import WeakNumbers

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks
    from taskscope_recorder._sql import Listen

# Where a DBAPI connection carries its number: `info` is SQLAlchemy's own place for such notes and is
# emptied when the connection behind the record is replaced.
_NOTE = "taskscope"
# From a session to the pool it is about a dozen calls.
_FARTHEST_SESSION = 40


class Held:
    """A DBAPI connection's number and the session that has it."""

    __slots__ = ("number", "session")

    def __init__(self, number: int) -> None:
        """Belong to no session yet."""
        self.number = number
        self.session = 0


class _Pool:
    """What is known of a pool: how many may be out, and which are."""

    __slots__ = ("itself", "limit", "number", "out", "size")

    def __init__(self, number: int, pool: Any) -> None:
        self.itself = weakref.ref(pool)
        overflow = getattr(pool, "_max_overflow", None)
        self.number = number
        # Record -> what is out. A record cannot die while it is out, so its address is safe.
        self.out: Dict[int, Held] = {}
        self.limit: Optional[int] = None
        self.size = ""
        if overflow is not None:
            self.size = f',"size":{pool.size()}'
            if overflow >= 0:
                self.limit = pool.size() + overflow
                self.size += f',"limit":{self.limit}'


_numbers = WeakNumbers()
_connection_numbers = count(1)
_pools: Dict[int, _Pool] = {}
_waiting_since: ContextVar[int] = ContextVar("taskscope_pool_waiting", default=0)


def watch(hooks: Hooks, listen: Listen, pool: Any, meet: Callable[[Any], None]) -> None:
    """Follow every pool of this process; `meet` gets the dialect of each new one."""
    hooks.wrap(pool.Pool, "connect", lambda connect: _telling_waits(connect, meet))
    listen(pool.Pool, "checkout", _checked_out)
    listen(pool.Pool, "checkin", _checked_in)
    listen(pool.Pool, "detach", _checked_in)
    hooks.on_stop(_pools.clear)
    hooks.after_fork_in_child(_pools.clear)


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


def _telling_waits(connect: Callable[[Any], Any], meet: Callable[[Any], None]) -> Callable[[Any], Any]:
    no_connection = importlib.import_module("sqlalchemy.exc").TimeoutError

    def connect_and_tell(pool: Any) -> Any:
        if not is_recording():
            return connect(pool)
        known = _known(pool) or _meet(pool, meet)
        began = now()
        token = _must_wait(known, pool, began)
        try:
            return connect(pool)
        except BaseException as passing:
            if isinstance(passing, no_connection):
                _timed_out(known, passing, began)
            hide_our_frame(passing)
            raise
        finally:
            if token is not None:
                _waiting_since.reset(token)

    return connect_and_tell


def _known(pool: Any) -> Optional[_Pool]:
    return _pools.get(_numbers.find(pool))


@guarded("pool")
def _meet(pool: Any, meet: Callable[[Any], None]) -> _Pool:
    # An application that makes an engine for each request must not fill our memory.
    for dead in [one.number for one in list(_pools.values()) if one.itself() is None]:
        _pools.pop(dead, None)
    known = _pools[_numbers.of(pool)] = _Pool(_numbers.of(pool), pool)
    meet(getattr(pool, "_dialect", None))
    return known


@guarded("connection.waiting")
def _must_wait(known: Optional[_Pool], pool: Any, began: int) -> Any:
    # The pool's own count has those in it that are being connected and will be out.
    if known is None or known.limit is None or pool.checkedout() < known.limit:
        return None
    emit("connection.waiting", f',"pool":{known.number}', at_once=True)
    return _waiting_since.set(began)


@guarded("connection.timedout")
def _timed_out(pool: Optional[_Pool], failure: BaseException, began: int) -> None:
    whose = f',"pool":{pool.number}' if pool is not None else ""
    emit("connection.timedout", f'{whose},"waitedNanos":{now() - began},"exception":{exception_id(failure)}')


@guarded("connection.checkedout")
def _checked_out(_: Any, record: Any, fairy: Any) -> None:
    pool = fairy._pool  # noqa: SLF001 - the event does not say which pool it is of
    known = _known(pool)
    if known is None:
        return
    info = record.info
    held = info.get(_NOTE)
    if type(held) is not Held:
        held = info[_NOTE] = Held(next(_connection_numbers))
    session = held.session = _asking_session()
    known.out[id(record)] = held
    began = _waiting_since.get()
    tail = f',"connection":{held.number},"pool":{known.number}' + (f',"session":{session}' if session else "")
    tail += f',"waitedNanos":{now() - began if began else 0},"out":{len(known.out)}'
    tail += f'{known.size},"overflow":{max(0, pool.overflow())}' if known.size else ""
    emit("connection.checkedout", tail)


@guarded("connection.checkedin")
def _checked_in(_: Any, record: Any) -> None:
    for pool in _pools.values():
        held = pool.out.pop(id(record), None)
        if held is not None:
            held.session = 0
            emit(
                "connection.checkedin",
                f',"connection":{held.number},"pool":{pool.number},"out":{len(pool.out)}',
            )
            return


def _asking_session() -> int:
    """Find the session that asks for a connection: it is on the stack, and no event names it."""
    frame = sys._getframe(3)  # noqa: SLF001 - the documented cheap way; 3: past our own frames
    for _ in range(_FARTHEST_SESSION):
        if frame.f_code.co_name == "_connection_for_bind":
            asking: Any = frame.f_locals.get("self")
            session = getattr(asking, "session", None)
            return sessions.of(session) if session is not None else 0
        if frame.f_back is None:
            return 0
        frame = frame.f_back
    return 0
