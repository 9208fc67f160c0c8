"""What kind of object an argument is, found without running a line of its own code."""

from __future__ import annotations

import types
import weakref
from json.encoder import encode_basestring as quote
from typing import Any, Dict, Iterator, NamedTuple

from taskscope_recorder._weak import WeakNumbers

# A list of mapped objects shows it in its first elements; longer looks cost without telling more.
_MOST_ELEMENTS = 20

# An application has fewer; one that makes classes as it goes must not fill our memory.
_MOST_TYPES = 5_000

_KINDS = {
    ("fastapi.params", "Depends"): "depends",
    ("starlette.datastructures", "UploadFile"): "upload",
    ("starlette.requests", "HTTPConnection"): "request",
    ("sqlalchemy.orm.session", "Session"): "session",
    ("sqlalchemy.orm.scoping", "scoped_session"): "session",
    ("sqlalchemy.ext.asyncio.session", "AsyncSession"): "asyncsession",
    ("sqlalchemy.ext.asyncio.scoping", "async_scoped_session"): "asyncsession",
    ("sqlalchemy.engine.base", "Connection"): "connection",
    ("sqlalchemy.ext.asyncio.engine", "AsyncConnection"): "connection",
}
# By identity: a metaclass may have its own idea of equality and hash.
_EXACT: Dict[int, str] = {
    id(types.CoroutineType): "coroutine",
    id(types.GeneratorType): "generator",
    id(types.AsyncGeneratorType): "generator",
}
_CONTAINERS = frozenset(map(id, (list, tuple, dict, set, frozenset)))

sessions = WeakNumbers()


class _Class(NamedTuple):
    """What is told of every value of a class."""

    # Weak: an address that is used again must not be taken for it.
    itself: Any
    name: str
    kind: str
    # JSON member that names it.
    member: str
    # Nothing but its name is told.
    is_plain: bool


# By address.
_described: Dict[int, _Class] = {}
# By the temporary file inside; filled by the sensor `uploads`.
uploads = WeakNumbers()


def type_name(kind: type) -> str:
    """Dotted name of a class; builtins without their module."""
    return _look_at(kind).name


def quoted_type_name(kind: type) -> str:
    """Dotted name of a class as JSON."""
    return _look_at(kind).member[len('"type":') :]


def kind_of(value: object) -> str:
    """The `is` of an argument, empty for plain data."""
    return _look_at(type(value)).kind


def describe(value: object) -> str:
    """JSON members `"type":...,"is":...,"session":...` of one value."""
    _, _, kind, text, is_plain = _look_at(type(value))
    if is_plain:
        return text
    holder = value
    if not kind and id(type(value)) in _CONTAINERS:
        for element in _elements(value):
            kind = _look_at(type(element)).kind
            if kind:
                holder = element
                break
    if not kind:
        return text
    text += f',"is":"{kind}"'
    if kind == "upload":
        upload = upload_id(holder)
        return f'{text},"upload":{upload}' if upload else text
    session = _session_of(holder, kind)
    return f'{text},"session":{session}' if session else text


def upload_id(upload: object) -> int:
    """Number of an `UploadFile`, 0 where nobody saw it come."""
    return uploads.find(object.__getattribute__(upload, "__dict__").get("file"))


def session_id(session: Any) -> int:
    """Number of a SQLAlchemy session; an AsyncSession has the number of the Session inside it."""
    kind = kind_of(session)
    own = object.__getattribute__(session, "__dict__")
    if kind == "asyncsession":
        session = own.get("sync_session", session)
    if "registry" in own:
        registry = own["registry"]
        if not registry.has():
            return 0
        return session_id(registry())
    return sessions.of(session)


def _look_at(kind: type) -> _Class:
    known = _described.get(id(kind))
    if known is not None and known.itself() is kind:
        return known
    if len(_described) >= _MOST_TYPES:
        _described.clear()
    module = type.__getattribute__(kind, "__module__")
    name = type.__getattribute__(kind, "__qualname__")
    dotted = f"{module}.{name}" if type(module) is str and module != "builtins" else str(name)
    what = _EXACT.get(id(kind)) or _kind_of_type(kind)
    is_plain = not what and id(kind) not in _CONTAINERS
    known = _described[id(kind)] = _Class(weakref.ref(kind), dotted, what, f'"type":{quote(dotted)}', is_plain)
    return known


def _kind_of_type(kind: type) -> str:
    for base in type.__getattribute__(kind, "__mro__"):
        members = type.__getattribute__(base, "__dict__")
        known = _KINDS.get((members.get("__module__", ""), type.__getattribute__(base, "__name__")))
        if known:
            return known
        if "_sa_class_manager" in members or "__mapper__" in members:
            return "orm"
    return ""


def _elements(value: Any) -> Iterator[object]:
    elements = value.values() if type(value) is dict else value
    for count, element in enumerate(elements):
        if count == _MOST_ELEMENTS:
            return
        yield element


def _session_of(value: Any, kind: str) -> int:
    if kind in ("session", "asyncsession"):
        return session_id(value)
    if kind != "orm":
        return 0
    state = object.__getattribute__(value, "__dict__").get("_sa_instance_state")
    session = state.session if state is not None else None
    return sessions.of(session) if session is not None else 0
