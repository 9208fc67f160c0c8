"""A value as a short text, without running a line of the application's code.

A `repr` of the application's own may raise, wait, or load from a database: none is called.
"""

from __future__ import annotations

import types
from itertools import islice
from typing import Any, Dict, Iterator

from taskscope_recorder._describe import kind_of, type_name
from taskscope_recorder._guard import failed
from taskscope_recorder._redaction import LEFT_OUT, is_secret_name, without_secrets

_LONGEST = 200
# A text is cut before it is searched for secrets: a body of megabytes costs no more than this.
_LONGEST_TEXT = 2_000
_MOST_ITEMS = 10
_DEEPEST = 2

# By identity: a metaclass may have its own idea of equality and hash.
_SCALARS = frozenset(map(id, (int, float, complex, bool, type(None))))
_SEQUENCES = {id(list): "[]", id(tuple): "()", id(set): "{}", id(frozenset): "{}"}
# Classes of the standard library whose `repr` is their own and short.
_KNOWN = frozenset(
    (
        "datetime.datetime",
        "datetime.date",
        "datetime.time",
        "datetime.timedelta",
        "decimal.Decimal",
        "uuid.UUID",
        "pathlib.PosixPath",
        "pathlib.WindowsPath",
        "pathlib._local.PosixPath",
        "pathlib._local.WindowsPath",
    )
)
# Python refuses to write an integer of more than 4 300 digits.
_MOST_BITS = 10_000


def text_of(value: object, name: str = "", *, redacts: bool) -> str:
    """Text of a value, at most 200 characters long; of other objects the class alone."""
    if redacts and is_secret_name(name):
        return LEFT_OUT
    try:
        text = _text(value, 0, redacts=redacts)
    except Exception:  # noqa: BLE001 - another thread changes it at this moment
        failed("value")
        return f"<{type_name(type(value))}>"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def _text(value: Any, depth: int, *, redacts: bool) -> str:
    kind = type(value)
    plain = _plain(value, redacts=redacts)
    if plain:
        return plain
    if redacts and kind is tuple and len(value) == 2 and _is_secret(value[0]):  # noqa: PLR2004 - a pair, as of a header
        return f"({_text(value[0], depth + 1, redacts=redacts)}, {LEFT_OUT})"
    ends = _SEQUENCES.get(id(kind))
    if ends is not None:
        return _inside(ends, (_text(item, depth + 1, redacts=redacts) for item in value), depth)
    if kind is dict:
        return _inside("{}", _pairs(value, depth, redacts=redacts), depth)
    fields = _fields(value)
    if fields is None:
        return f"<{type_name(kind)}>"
    named = (
        f"{name}={LEFT_OUT if redacts and is_secret_name(name) else _text(item, depth + 1, redacts=redacts)}"
        for name, item in fields.items()
    )
    return type_name(kind).rpartition(".")[2] + _inside("()", named, depth)


def _plain(value: Any, *, redacts: bool) -> str:
    """Text of what contains nothing else; empty for other values."""
    kind = type(value)
    if kind is str:
        # Before it is quoted: a secret at the begin of a line would follow upon an `n` then.
        return repr(without_secrets(value[:_LONGEST_TEXT]) if redacts else value[:_LONGEST_TEXT])
    if kind is bytes:
        text = value[:_LONGEST_TEXT].decode("latin-1")
        return repr((without_secrets(text) if redacts else text).encode("latin-1"))
    if kind is int and value.bit_length() > _MOST_BITS:
        return ""
    if id(kind) not in _SCALARS and type_name(kind) not in _KNOWN:
        return _member(value)
    text = repr(_without_zone(value))
    return without_secrets(text) if redacts else text


def _without_zone(value: Any) -> Any:
    """Take off a time zone of the application's own making, whose `repr` is its own, too."""
    zone = getattr(value, "tzinfo", None) if type(value).__module__ == "datetime" else None
    is_known = zone is None or type_name(type(zone)) in ("datetime.timezone", "zoneinfo.ZoneInfo")
    return value if is_known else value.replace(tzinfo=None)


def _member(value: Any) -> str:
    """Name of a member of an enumeration, empty for anything else."""
    kind = type(value)
    if not any(type_name(base) == "enum.Enum" for base in type.__getattribute__(kind, "__mro__")):
        return ""
    name = object.__getattribute__(value, "__dict__").get("_name_")
    return f"{type_name(kind).rpartition('.')[2]}.{name}" if type(name) is str else ""


def _pairs(value: Dict[Any, Any], depth: int, *, redacts: bool) -> Iterator[str]:
    for name, item in value.items():
        hidden = redacts and _is_secret(name)
        yield f"{_text(name, depth + 1, redacts=redacts)}: " + (
            LEFT_OUT if hidden else _text(item, depth + 1, redacts=redacts)
        )


def _is_secret(name: Any) -> bool:
    """Tell whether this is the name of a secret, as text or as ASGI has it."""
    text = name[:_LONGEST].decode("latin-1") if type(name) is bytes else name
    return type(text) is str and is_secret_name(text)


def _inside(ends: str, items: Iterator[str], depth: int) -> str:
    if depth >= _DEEPEST:
        return f"{ends[0]}...{ends[1]}"
    shown = list(islice(items, _MOST_ITEMS + 1))
    if len(shown) > _MOST_ITEMS:
        shown[_MOST_ITEMS] = "..."
    return f"{ends[0]}{', '.join(shown)}{ends[1]}"


def _fields(value: Any) -> Any:
    """Fields of a dataclass or a Pydantic model, by its own dictionary; None of anything else."""
    names = {name for base in type.__getattribute__(type(value), "__mro__") for name in base.__dict__}
    if kind_of(value) or not names & {"__dataclass_fields__", "__pydantic_fields__", "__fields_set__"}:
        return None
    slot = next((base.__dict__["__dict__"] for base in type(value).__mro__ if "__dict__" in base.__dict__), None)
    if type(slot) is not types.GetSetDescriptorType:
        return None
    found = slot.__get__(value)
    return found if type(found) is dict and all(type(name) is str for name in found) else None
