"""Connections that are lost under an open request, or because the application has failed.

uvicorn closes a connection when an exception leaves the application after the response has
started, although the response may be complete and the next request be under way on it:

    A: response.ended, its task runs ──► B begins ──► A's task fails ──► connection.lost, B is open
"""

from __future__ import annotations

import functools
from typing import Any, Callable, Dict, List, Set

from taskscope_recorder import _install, _requests
from taskscope_recorder._emit import emit, is_recording, quote
from taskscope_recorder._guard import guarded

_PROTOCOLS = (
    ("uvicorn.protocols.http.h11_impl", "H11Protocol"),
    ("uvicorn.protocols.http.httptools_impl", "HttpToolsProtocol"),
)
# Connections on which an exception has left the application, and which nobody has told us to be lost.
_MOST_BROKEN = 1_000

# Client -> the request whose exception the server will close its connection for.
_broken: Dict[Any, int] = {}
# Protocols, by identity, whose client has said that it is done; each is lost at once after that.
_client_left: Set[int] = set()


def install(hooks: _install.Hooks) -> None:
    """Look in at uvicorn's two protocols of its own, and at hypercorn's connection."""
    for module, name in _PROTOCOLS:
        hooks.when_imported(module, functools.partial(_look, hooks, name))
    hooks.when_imported("hypercorn.asyncio.tcp_server", lambda found: _look_at_hypercorn(hooks, found.TCPServer))
    _requests.when_failed.append(_remember)
    hooks.on_stop(lambda: _requests.when_failed.remove(_remember))
    hooks.on_stop(_forget)
    hooks.after_fork_in_child(_forget)


def _look(hooks: _install.Hooks, name: str, module: Any) -> None:
    protocol = getattr(module, name)
    hooks.wrap(protocol, "eof_received", _eof_received)
    hooks.wrap(protocol, "connection_lost", _connection_lost)


def _look_at_hypercorn(hooks: _install.Hooks, server: Any) -> None:
    hooks.wrap(server, "_close", _close)


def _eof_received(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def eof_received(self: Any) -> Any:
        _client_left.add(id(self))
        return original(self)

    return eof_received


def _connection_lost(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def connection_lost(self: Any, exc: Any) -> None:
        # Without a word from the client and without an error it was the server that closed.
        by_client = id(self) in _client_left or exc is not None
        _client_left.discard(id(self))
        if is_recording():
            _tell_lost(getattr(self, "client", None), by_client=by_client)
        original(self, exc)

    return connection_lost


def _close(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def close(self: Any) -> Any:
        # Called a second time when the reading ends: nothing is open on it then.
        if is_recording():
            _tell_closed(self)
        return original(self)

    return close


@guarded("connection.lost")
def _tell_closed(server: Any) -> None:
    client = server.writer.get_extra_info("peername")
    reader = server.reader
    by_client = reader.at_eof() or reader.exception() is not None
    _tell_lost(client[:2] if type(client) is tuple else None, by_client=by_client)


@guarded("connection.lost")
def _tell_lost(client: Any, *, by_client: bool) -> None:
    """Tell that this client's connection is gone, if that hurts anybody."""
    if not client:
        return
    because = _broken.pop(client, 0)
    open_on_it: List[int] = [number for number, of in list(_requests.clients.items()) if of == client]
    if not open_on_it and (by_client or not because):
        return
    who = "client" if by_client else "server"
    requests = ",".join(map(str, open_on_it))
    tail = f',"client":{quote(f"{client[0]}:{client[1]}")},"by":"{who}","requests":[{requests}]'
    emit("connection.lost", tail, request=0 if by_client else because, task=0)


def _remember(number: int, client: Any) -> None:
    if client and len(_broken) < _MOST_BROKEN:
        # PYVERSIONS: a list in the test client of Starlette 0.25.
        _broken[tuple(client)] = number


def _forget() -> None:
    _broken.clear()
    _client_left.clear()
