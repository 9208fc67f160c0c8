"""Writes what a run of the matrix saw into the documentation."""

from __future__ import annotations

import re
from typing import Iterable

from applications import ROOT
from environments import pinned
from judging import CHECKS, Judged
from kept import kept
from rows import ROWS

PAGE = ROOT / "src" / "site" / "markdown" / "recorder-matrix.md"
_BEGIN, _END = "<!-- results: begin -->", "<!-- results: end -->"
# What the page says of a row's versions, in the order of its columns.
_COLUMNS = (("FastAPI", "fastapi"), ("Starlette", "starlette"), ("Python", "python"), ("SQLAlchemy", "sqlalchemy"))
_NOTHING = "-"
# A word in the name of a way, and the package that it means.
_TAKES_PART = {
    "gunicorn": "gunicorn",
    "uvicorn-worker": "uvicorn-worker",
    "UvicornWorker": "uvicorn",
    "hypercorn": "hypercorn",
    "pytest": "pytest",
    "ASGITransport": "httpx",
    "fastapi ": "fastapi-cli",
}


def write() -> None:
    """Replace the results on the page by the last one of every row; its words stay."""
    text = PAGE.read_text(encoding="utf-8")
    between = re.compile(f"{_BEGIN}.*{_END}", flags=re.DOTALL)
    results = "\n".join([_BEGIN, *_results(kept()), _END])
    PAGE.write_text(between.sub(lambda _: results, text), encoding="utf-8")


def _results(found: list[tuple[Judged, str]]) -> Iterable[str]:
    judged = [each for each, _ in found]
    failed = [each for each in judged if each.failures]
    days = sorted({day for _, day in found})
    runs = sum(2 * len(each.row.applications) for each in judged)
    yield ""
    yield (
        f"Run on {' and '.join(days)}: {len(judged)} of {len(ROWS)} rows, {runs} runs of applications, "
        f"{len(failed)} rows failed."
    )
    yield ""
    titles = [*(title for title, _ in _COLUMNS), "run by", "loop, protocol", *CHECKS, "order seen"]
    yield _cells(titles)
    yield _cells("---" for _ in titles)
    for each in judged:
        yield _cells(_row(each))
    yield ""
    for each in failed:
        yield from _failures(each)


def _row(judged: Judged) -> Iterable[str]:
    versions = {**pinned(judged.row.environment), **judged.versions}
    for _, package in _COLUMNS:
        yield versions.get(package, _NOTHING)
    yield _way(judged, versions)
    yield judged.row.way.loop
    for check in CHECKS:
        not_asked = check == "order" and not judged.order
        if not_asked or (check != "runs" and "runs" in judged.failures):
            yield _NOTHING
        else:
            yield "**fails**" if check in judged.failures else "yes"
    yield judged.order or _NOTHING


def _way(judged: Judged, used: dict[str, str]) -> str:
    """`uvicorn --workers 2` with the versions of what takes part in it."""
    way = (
        re.sub(r" (asyncio h11|uvloop httptools)$", "", judged.row.way_name)
        if judged.row.way.serves
        else (judged.row.way_name)
    )
    packages = [package for word, package in _TAKES_PART.items() if word in way] or ["uvicorn"] * judged.row.way.serves
    versions = [f"{package} {used[package]}" for package in packages if package in used]
    return f"`{way}`" + (f" ({', '.join(versions)})" if versions else "")


def _failures(judged: Judged) -> Iterable[str]:
    yield f"- **{judged.row.name}**"
    for check, sentences in judged.failures.items():
        for sentence in sentences[:3]:
            yield f"    - {check}: {_harmless(sentence)}"
        if len(sentences) > 3:
            yield f"    - {check}: {len(sentences) - 3} more of this kind"


def _harmless(sentence: str) -> str:
    """Leave out where this machine keeps its files, and what Markdown would take as its own."""
    without = re.sub(r"(?<![\w.])/[\w./+-]+/", ".../", sentence.replace(str(ROOT), ""))
    return re.sub(r"([|*_<>])", r"\\\1", without)


def _cells(texts: Iterable[str]) -> str:
    return "| " + " | ".join(texts) + " |"
