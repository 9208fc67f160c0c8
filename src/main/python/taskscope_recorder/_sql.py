"""SQLAlchemy: what sessions, connections and statements do, seen through its public events."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Callable

from taskscope_recorder import _sql_keys, _sql_pool, _sql_sessions, _sql_statements

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

Listen = Callable[[Any, str, Callable[..., None]], None]


def install(hooks: Hooks) -> None:
    """Look at SQLAlchemy as soon as the application imports it."""
    if _sql_keys.share_salt():
        hooks.on_stop(_sql_keys.forget_salt)
    listen = _listener(hooks)

    def watch_core(sqlalchemy: Any) -> None:
        _sql_pool.watch(hooks, listen, sqlalchemy.pool, _sql_statements.watch_dialect)
        _sql_statements.watch(hooks, sqlalchemy.engine.default)

    hooks.when_imported("sqlalchemy", watch_core)
    hooks.when_imported("sqlalchemy.orm", lambda orm: _sql_sessions.watch(hooks, listen, orm))


def _listener(hooks: Hooks) -> Listen:
    def listen(target: Any, name: str, callback: Callable[..., None]) -> None:
        # The application has imported SQLAlchemy itself by now.
        event = importlib.import_module("sqlalchemy.event")
        event.listen(target, name, callback)
        hooks.on_stop(lambda: event.remove(target, name, callback))

    return listen
