"""The faults of the broken applications are named, and the fixed ones are left alone."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, Iterator

import ordering
from applications import Application

CHECK_SECONDS = 60


class CannotCheck(Exception):
    """Taskscope gave no diagnosis."""


def diagnose(taskscope: list[str], traces: list[Path]) -> dict[str, list[str]]:
    """Give `rule function file:line` of every finding, by recording."""
    words = [*taskscope, "check", "--format", "json", "--fail-on", "never", *map(str, traces)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=CHECK_SECONDS, check=False)
    if not done.stdout.startswith("{"):
        raise CannotCheck(done.stderr.strip()[-300:])
    told = json.loads(done.stdout)
    files = [Path(each["files"][0]).stem for each in told["recordings"]]
    found: dict[str, list[str]] = {name: [] for name in files}
    for each in told["recordings"]:
        if each["losses"]:
            raise CannotCheck(f"{each['files']} has losses: {each['lost'][:3]}")
    if told["broken"]:
        raise CannotCheck(f"broken rules: {told['broken']}")
    for finding in told["findings"]:
        found[files[finding["recording"]]].append(_line(finding))
    return found


def _line(finding: dict[str, Any]) -> str:
    at = finding["location"]
    return finding["rule"] + (f" {at['function']} {at['file']}:{at['line']}" if at else "")


def expected(application: Application, fastapi: str | None, rounds: int, *, is_logged: bool) -> list[str]:
    """Tell what must be found when the requests were sent so many times, and what a task raises is logged or not."""
    if application.variant == "fixed":
        return []
    found = _named(application, fastapi)
    if application.scenario == "silent-exception" and not is_logged:
        found += [found[0].replace("first-failure-stops-queue", "exception-never-logged")]
    return found * rounds


def _named(application: Application, fastapi: str | None) -> list[str]:
    if application.scenario == "silent-exception":
        return [f"first-failure-stops-queue mail_server_for main.py:{_line_of(application, 'return MAIL_SERVERS')}"]
    if application.scenario == "blocking-call":
        return [f"blocking-call-in-async-task sync_partner main.py:{_line_of(application, 'requests.get')}"]
    if application.scenario == "depends-in-task":
        return ["depends-default-in-task write_audit main.py:28"] * 2
    if fastapi is not None and ordering.expected(fastapi)[1] == "DX":
        return ["detached-lazy-load send_order_mail main.py:59"] * 2
    return ["request-session-held-by-task create_order main.py:68"] * 2


def _line_of(application: Application, words: str) -> int:
    lines = application.source.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if re.search(re.escape(words), line))


def complaints(found: list[str], wanted: list[str]) -> Iterator[str]:
    """Say what was found too much or too little."""
    if sorted(found) != sorted(wanted):
        yield f"found {', '.join(found) or 'nothing'}; must find {', '.join(wanted) or 'nothing'}"
