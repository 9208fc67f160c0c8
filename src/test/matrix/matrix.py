"""Runs the matrix: python src/test/matrix/matrix.py [--rows PATTERN] [--jobs N] [--taskscope PATH] [--write].

Every row runs the four scenarios, broken and fixed, recorded and alone, for real; see the page that --write makes.
"""

from __future__ import annotations

import argparse
import fnmatch
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import kept
import page
from applications import ROOT
from diagnosing import CannotCheck
from environments import CannotMake
from judging import Judged, judge
from rows import ROWS, Row

TASKSCOPE = ROOT / "target" / "taskscope" / "bin" / "taskscope"
_STOPPED = 128 + signal.SIGTERM


def main() -> int:
    """Run the rows, print the table; 1 if one failed, 2 for wrong use."""
    options = _options()
    rows = [row for row in ROWS if fnmatch.fnmatch(row.name, f"*{options.rows}*")]
    if not rows:
        print(f"no row is called *{options.rows}*")
        return 2
    if options.list:
        print("\n".join(row.name for row in rows))
        return 0
    # Leave through the ends of the runs, which take their servers along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))
    taskscope = _taskscope(options.taskscope)
    if not taskscope:
        print(f"{options.taskscope} is not there; build it (mvn package) or name one with --taskscope")
        return 2
    began = time.monotonic()
    judged = [_row(row, taskscope, options.jobs) for row in rows]
    failed = [each for each in judged if each.failures]
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    print(f"{len(judged)} rows in {minutes} min {seconds} s, {len(failed)} failed")
    if options.write:
        page.write()
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="", help="only rows whose name holds this (* and ? stand for anything)")
    parser.add_argument("--jobs", type=int, default=4, help="applications that run at the same time (default 4)")
    parser.add_argument("--taskscope", type=Path, default=TASKSCOPE, help="launcher, or directory of classes")
    parser.add_argument("--write", action="store_true", help="write every row's last result into recorder-matrix.md")
    parser.add_argument("--list", action="store_true", help="only name the rows")
    return parser.parse_args()


def _taskscope(path: Path) -> list[str]:
    if path.is_dir():
        libraries = path.parent / "libraries"
        return [shutil.which("java") or "java", "-cp", f"{path}:{libraries}/*", "taskscope.app.Main"]
    return [str(path)] if path.exists() else []


def _row(row: Row, taskscope: list[str], jobs: int) -> Judged:
    began = time.monotonic()
    try:
        judged = judge(row, taskscope, jobs)
    except (CannotMake, CannotCheck, subprocess.SubprocessError) as reason:
        judged = Judged(row, {}, {"runs": [str(reason)]})
    kept.keep(judged)
    print(f"{'FAIL' if judged.failures else 'ok  '} {row.name} ({time.monotonic() - began:.0f} s)", flush=True)
    for check, sentences in judged.failures.items():
        for sentence in sentences:
            print(f"       {check}: {sentence}", flush=True)
    return judged


if __name__ == "__main__":
    sys.exit(main())
