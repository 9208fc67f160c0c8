"""Salted keys: they tell that two events mean the same row, and nothing about its value."""

from __future__ import annotations

import os
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence, Tuple
from uuid import UUID

if TYPE_CHECKING:
    from taskscope_recorder._sql_text import Comparison, Placeholder


# The processes of a run share one salt, so that a row has one key in all of them. It is in the
# environment and never in the recording.
_VARIABLE = "TASKSCOPE_SALT"
# A bulk statement or a long IN list: the first rows are enough to recognise it.
_MOST_KEYS = 20
_MOST_COMPARISONS = 100
_MOST_RECENT = 5_000
# What the primary key is called where nothing better is known.
_USUAL = ("id",)
_UUID_LENGTH, _UUID_DASHES = 36, 4
_KEY_BYTES = 4

# Hash that has taken in the salt; copying it costs half of making one.
_salted = [blake2s(digest_size=_KEY_BYTES)]
# Table -> names of its primary-key columns, learnt from the mapped classes that were flushed.
_primary: Dict[str, Tuple[str, ...]] = {}
_recent: Dict[Tuple[str, int], str] = {}


def share_salt() -> bool:
    """Take the run's salt, or make one and hand it on; tell whether it was made here."""
    made = _VARIABLE not in os.environ
    if made:
        os.environ[_VARIABLE] = os.urandom(8).hex()
    _salted[0] = blake2s(digest_size=_KEY_BYTES, key=os.environ[_VARIABLE].encode())
    return made


def forget_salt() -> None:
    """Take the salt out of the environment again."""
    os.environ.pop(_VARIABLE, None)
    _primary.clear()
    _recent.clear()


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
    salted = _salted[0].copy()
    salted.update("\0".join(parts).encode("utf-8", "replace"))
    return salted.hexdigest()


def _key_of_one(table: str, value: Any) -> str:
    """Key of a row with a single primary-key value; the same rows are asked for again and again."""
    if type(value) is not int:
        return key_of(table, (value,))
    key = _recent.get((table, value))
    if key is None:
        if len(_recent) >= _MOST_RECENT:
            _recent.clear()
        key = _recent[table, value] = key_of(table, (value,))
    return key


def keys_in(comparisons: Sequence[Comparison], parameters: Any) -> str:
    """JSON tail with the keys of the rows that a statement asks for by their whole primary key.

    `parameters` has one set of values for each execution.
    """
    found: Dict[str, None] = {}
    for values in parameters:
        _add_keys(found, comparisons, values)
        if len(found) >= _MOST_KEYS:
            break
    found.pop("", None)
    return ',"keys":["' + '","'.join(list(found)[:_MOST_KEYS]) + '"]' if found else ""


def _add_keys(found: Dict[str, None], comparisons: Sequence[Comparison], values: Any) -> None:
    parts: Dict[Tuple[str, str], Any] = {}
    for table, column, placeholder in comparisons[:_MOST_COMPARISONS]:
        primary = _primary.get(table) or _USUAL
        if column not in primary or not _has(values, placeholder):
            continue
        value = values[placeholder]
        if len(primary) == 1:
            found[_key_of_one(table, value)] = None
            continue
        parts[table, column] = value
        if all((table, name) in parts for name in primary):
            found[key_of(table, [parts[table, name] for name in primary])] = None


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
        text = str(value)
        return text.replace("-", "") if len(text) == _UUID_LENGTH and text.count("-") == _UUID_DASHES else text
    if kind is UUID or kind is bytes:
        return str(value.hex if kind is UUID else value.hex())
    return None
