"""Results of rows, kept under target until the row is run again: a page can be written from several runs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from applications import ROOT
from judging import Judged
from rows import ROWS

RESULTS = ROOT / "target" / "matrix" / "results"


def keep(judged: Judged) -> None:
    """Keep what a row gave, with the day."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    told = judged._asdict()
    told["row"] = judged.row.name
    told["day"] = str(dt.datetime.now(tz=dt.timezone.utc).date())
    _file(judged.row.name).write_text(json.dumps(told), encoding="utf-8")


def kept() -> list[tuple[Judged, str]]:
    """Give what is kept of every row that there still is, with the day, in the order of the rows."""
    found = []
    for row in ROWS:
        if _file(row.name).exists():
            told: dict[str, Any] = json.loads(_file(row.name).read_text(encoding="utf-8"))
            day = told.pop("day")
            found.append((Judged(**{**told, "row": row}), day))
    return found


def _file(name: str) -> Path:
    return RESULTS / f"{name.replace(' ', '_')}.json"
