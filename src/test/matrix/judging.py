"""One row: every application recorded and alone, then every check."""

from __future__ import annotations

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator, NamedTuple

import completeness
import diagnosing
import ordering
import quietness
from applications import HERE, ROOT, Application
from client import NotReady
from driving import Ran, run_once
from environments import python_of
from reading import read
from rows import Row

RUNS = ROOT / "target" / "matrix" / "runs"
SCHEMA = ROOT / "src" / "main" / "resources" / "recording.schema.json"
CHECKS = ("runs", "complete", "schema", "quiet", "findings", "order")


class Judged(NamedTuple):
    """What a row gave: versions as they were recorded, and sentences about what failed, by check."""

    row: Row
    versions: dict[str, str]
    failures: dict[str, list[str]]
    order: str = ""
    findings: tuple[str, ...] = ()


class _Pair(NamedTuple):
    alone: Ran
    recorded: Ran


def judge(row: Row, taskscope: list[str], jobs: int) -> Judged:
    """Run the row."""
    python = python_of(row.environment)
    home = RUNS / row.name.replace(" ", "_").replace("/", "_")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    failures: dict[str, list[str]] = {}
    pairs: dict[Application, _Pair] = {}
    with ThreadPoolExecutor(jobs) as pool:
        runs = {
            (each, recorded): pool.submit(run_once, each, row.way, python, home / each.name / name, recorded=recorded)
            for each in row.applications
            for recorded, name in ((False, "without"), (True, "with-it"))
        }
        for each in row.applications:
            try:
                pairs[each] = _Pair(runs[each, False].result(), runs[each, True].result())
            except NotReady as reason:
                failures.setdefault("runs", []).append(f"{each.name}: {reason}")
                # One server that does not start has cost enough time; the others would not either.
                pool.shutdown(wait=True, cancel_futures=True)
                break
    return _check(row, pairs, taskscope, failures)


def _check(row: Row, pairs: dict[Application, _Pair], taskscope: list[str], failures: dict[str, list[str]]) -> Judged:
    traces = [pair.recorded.trace for pair in pairs.values() if pair.recorded.trace.exists()]
    versions = _versions(traces)
    found = diagnosing.diagnose(taskscope, traces) if traces else {}
    schema = list(_schema_complaints(traces))
    orders: set[str] = set()
    for application, pair in pairs.items():

        def fail(check: str, sentences: Iterator[str], name: str = application.name) -> None:
            failures.setdefault(check, []).extend(f"{name}: {sentence}" for sentence in sentences)

        if not pair.recorded.trace.exists():
            fail("complete", iter(["no recording"]))
            continue
        recording = read(pair.recorded.trace)
        fail("complete", completeness.complaints(recording, application, row.way, pair.recorded))
        fail("quiet", quietness.complaints(pair.alone, pair.recorded))
        wanted = diagnosing.expected(
            application, versions.get("fastapi"), pair.recorded.rounds, is_logged=row.way.logs_failures
        )
        fail("findings", diagnosing.complaints(found.get(application.name, []), wanted))
        if application.scenario == "closed-session":
            fail("order", ordering.complaints(recording, versions["fastapi"]))
            orders.update(" > ".join(order) for order in ordering.seen(recording))
    failures.setdefault("schema", []).extend(schema)
    leading = sorted({finding.split(" ")[0] for each in found.values() for finding in each})
    kept = {check: sentences for check, sentences in failures.items() if sentences}
    return Judged(row, versions, kept, " or ".join(sorted(orders)), tuple(leading))


def _versions(traces: list[Path]) -> dict[str, str]:
    """Say what the first recording says."""
    if not traces:
        return {}
    with traces[0].open(encoding="utf-8") as opened:
        header = json.loads(opened.readline())
    return {"python": header["python"], **header["packages"]}


def _schema_complaints(traces: list[Path]) -> Iterator[str]:
    if traces:
        words = [str(python_of("checker")), str(HERE / "validate.py"), str(SCHEMA), *map(str, traces)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
        for line in (done.stdout + done.stderr).splitlines():
            yield line.replace(str(traces[0].parent), "")
