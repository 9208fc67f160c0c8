"""What one run of pytest said: of each test, of warnings, and at its end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

# What differs from run to run of anything: addresses, ports, times, process and thread numbers, random names.
_BY_CHANCE = [
    (re.compile(r"0x[0-9a-fA-F]+"), "0x"),
    # A float that nobody wrote by hand is a measured one.
    (re.compile(r"\b\d+\.\d{6,}(e-?\d+)?\b"), "NUMBER"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]*"), "TIME"),
    (re.compile(r"\b\d+\.\d+ ?(s|ms|seconds)\b"), "DURATION"),
    (re.compile(r"(127\.0\.0\.1|localhost):\d+"), r"\1:PORT"),
    (re.compile(r"\bprocess \[\d+\]"), "process []"),
    (re.compile(r"/pytest-of-\w+/pytest-\d+"), "/pytest"),
    (re.compile(r"/tmp/\w+"), "/tmp/"),
    (re.compile(r"Task-\d+"), "Task-"),
    # What secrets.token_urlsafe() gives; fastapi-users has it in the names of its tests.
    (re.compile(r"(?<![\w-])[\w-]{43}(?![A-Za-z0-9_])"), "SECRET"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "UUID"),
]
_WARNINGS = re.compile(r"^=+ warnings summary.*?=+$(.*?)^(?:-- Docs|=+)", re.MULTILINE | re.DOTALL)
_LAST = re.compile(r"^=*\s*((?:\d+ \w+(?:, )?)+) in [\d.]+s.*$", re.MULTILINE)


class Test(NamedTuple):
    """One test: `passed`, `failed`, `error` or `skipped`, why, and what it printed and logged."""

    outcome: str
    why: str
    output: str


class Outcomes(NamedTuple):
    """One run of a suite."""

    code: int
    tests: dict[str, Test]
    warnings: str
    last_line: str
    seconds: float

    def count(self, outcome: str) -> int:
        """How many tests ended so."""
        return sum(test.outcome == outcome for test in self.tests.values())


def read(code: int, report: Path, said: str, seconds: float) -> Outcomes:
    """Read pytest's report and what it printed."""
    tests: dict[str, Test] = {}
    if report.exists():
        for case in ET.parse(report).getroot().iter("testcase"):
            name = _plain(f"{case.get('classname')}.{case.get('name')}")
            while name in tests:
                # A test that passed and then failed to clean up is there twice.
                name += "'"
            tests[name] = _test(case)
    warnings = _WARNINGS.search(said)
    last = _LAST.findall(said)
    return Outcomes(code, tests, _plain(warnings.group(1)) if warnings else "", last[-1] if last else "", seconds)


def differing(one: Outcomes, other: Outcomes) -> dict[str, str]:
    """What differs between two runs: name of the test, or a word in brackets, and how."""
    found: dict[str, str] = {}
    if one.code != other.code:
        found["[exit code]"] = f"{one.code} and {other.code}"
    if one.warnings != other.warnings:
        found["[warnings]"] = _first_difference(one.warnings, other.warnings)
    if one.last_line != other.last_line:
        found["[last line]"] = f"{one.last_line!r} and {other.last_line!r}"
    for name in sorted({*one.tests, *other.tests}):
        before, after = one.tests.get(name), other.tests.get(name)
        if before is None or after is None:
            found[name] = "only in one run"
        elif before != after:
            found[name] = _how(before, after)
    return found


def _how(before: Test, after: Test) -> str:
    if before.outcome != after.outcome:
        return f"{before.outcome} and {after.outcome}: {(after.why or before.why)[:300]}"
    if before.why != after.why:
        return f"{before.outcome} for another reason: {_first_difference(before.why, after.why)}"
    return f"says something else: {_first_difference(before.output, after.output)}"


def _first_difference(one: str, other: str) -> str:
    lines, others = one.splitlines(), other.splitlines()
    for left, right in zip(lines, others):
        if left != right:
            return f"{left[:200]!r} and {right[:200]!r}"
    more = (lines[len(others) :] or others[len(lines) :] or [""])[0]
    return f"{len(lines)} and {len(others)} lines, {more[:200]!r}"


def _test(case: ET.Element) -> Test:
    outcome, why, output = "passed", "", ""
    for child in case:
        if child.tag in ("failure", "error", "skipped"):
            outcome = "failed" if child.tag == "failure" else child.tag
            why = child.get("message") or ""
        elif child.tag in ("system-out", "system-err"):
            output += child.text or ""
    return Test(outcome, _plain(why), _plain(output))


def _plain(text: str) -> str:
    for pattern, instead in _BY_CHANCE:
        text = pattern.sub(instead, text)
    return text
