"""Amounts as people write them: sizes of files, numbers of files, minutes."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional, Union

from taskscope_recorder._output import CannotRecord

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)", re.IGNORECASE)
_BYTES = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
# A part begins with what it must introduce again: less would be little else.
_SMALLEST_BYTES = 1_000_000
_FEWEST_FILES = 2


class Keeping(NamedTuple):
    """What a long run keeps: 0 stands for everything."""

    # Bytes of one file.
    rotate: int = 0
    # Files.
    keep: int = 0
    # Minutes in memory; with them nothing is written unless something happens.
    flight: float = 0.0


def keeping(
    rotate: Optional[Union[str, int]] = None,
    keep: Optional[Union[str, int]] = None,
    flight: Optional[Union[str, float]] = None,
) -> Keeping:
    """Understand the three options; raises CannotRecord."""
    kept = Keeping(_bytes(rotate), _files(keep), _minutes(flight))
    if kept.keep and not kept.rotate:
        raise CannotRecord("--keep says how many files remain; it needs --rotate SIZE")
    return kept


def _bytes(size: Optional[Union[str, int]]) -> int:
    if size is None:
        return 0
    match = _SIZE.fullmatch(size if isinstance(size, str) else f"{size}B")
    many = int(float(match.group(1)) * _BYTES[match.group(2).upper()]) if match else 0
    if many < _SMALLEST_BYTES:
        raise CannotRecord(f"--rotate takes a size of 1MB or more, such as 200MB or 1.5GB, not {size!r}")
    return many


def _files(number: Optional[Union[str, int]]) -> int:
    if number is None:
        return 0
    if not str(number).isdecimal() or int(number) < _FEWEST_FILES:
        raise CannotRecord(f"--keep takes the number of files that remain, 2 or more, not {number!r}")
    return int(number)


def _minutes(minutes: Optional[Union[str, float]]) -> float:
    if minutes is None:
        return 0.0
    try:
        many = float(minutes)
    except ValueError:
        many = 0.0
    # Not a number is not above 0 either.
    if not 0 < many < float("inf"):
        raise CannotRecord(f"--flight takes minutes above 0, such as 10 or 0.5, not {minutes!r}")
    return many
