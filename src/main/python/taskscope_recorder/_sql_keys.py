"""Salted keys: they tell that two events mean the same row, and nothing about its value."""

from __future__ import annotations

import os
from hashlib import blake2s
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple
from uuid import UUID

from taskscope_recorder._sql_text import Comparison, Placeholder, Reading

# The processes of a run share one salt, so that a row has one key in all of them. It is in the
# environment and never in the recording.
_VARIABLE = "TASKSCOPE_SALT"
# A bulk statement or a long IN list: the first rows are enough to recognise it.
_MOST_KEYS = 20
_UUID_LENGTH, _UUID_DASHES = 36, 4

_salt: List[bytes] = [b""]
# Table -> names of its primary-key columns, learnt from the mapped classes that were flushed.
_primary: Dict[str, Tuple[str, ...]] = {}


def share_salt() -> bool:
    """Take the run's salt, or make one and hand it on; tell whether it was made here."""
    made = _VARIABLE not in os.environ
    if made:
        os.environ[_VARIABLE] = os.urandom(8).hex()
    _salt[0] = os.environ[_VARIABLE].encode()
    return made


def forget_salt() -> None:
    """Take the salt out of the environment again."""
    os.environ.pop(_VARIABLE, None)
    _primary.clear()


def learn_primary_key(table: str, columns: Tuple[str, ...]) -> None:
    """Remember which columns identify a row of this table."""
    _primary[table] = columns


def key_of(table: str, values: Sequence[Any]) -> str:
    """Key of the row with these primary-key values, in the order of the columns; empty where it has none."""
    parts = [table]
    for value in values:
        plain = _plain(value)
        if plain is None:
            return ""
        parts.append(plain)
    return blake2s("\0".join(parts).encode("utf-8", "replace"), digest_size=4, key=_salt[0]).hexdigest()


def keys_in(reading: Reading, parameters: Any, *, many: bool) -> List[str]:
    """Keys of the rows that a statement asks for by their whole primary key."""
    if not reading.comparisons:
        return []
    found: Dict[str, None] = {}
    for values in parameters if many else (parameters,):
        for key in _keys(reading.comparisons, values):
            if key:
                found[key] = None
            if len(found) >= _MOST_KEYS:
                return list(found)
    return list(found)


def _keys(comparisons: Sequence[Comparison], values: Any) -> Iterator[str]:
    parts: Dict[Tuple[str, str], Any] = {}
    for table, column, placeholder in comparisons:
        primary = _primary.get(table) or ("id",)
        if column not in primary or not _has(values, placeholder):
            continue
        value = values[placeholder]
        if len(primary) == 1:
            yield key_of(table, (value,))
            continue
        parts[table, column] = value
        if all((table, name) in parts for name in primary):
            yield key_of(table, [parts[table, name] for name in primary])


def _has(values: Any, placeholder: Placeholder) -> bool:
    if isinstance(placeholder, str):
        return isinstance(values, Mapping) and placeholder in values
    return isinstance(values, (tuple, list)) and placeholder < len(values)


def _plain(value: Any) -> Optional[str]:
    """Text of a value, the same before and after a driver's conversion; None for a type of unknown ways."""
    kind = type(value)
    if kind is int or kind is bool:
        return str(int(value))
    if kind is str:
        return value.replace("-", "") if len(value) == _UUID_LENGTH and value.count("-") == _UUID_DASHES else value
    if kind is UUID:
        return value.hex
    return value.hex() if kind is bytes else None
