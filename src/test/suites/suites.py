"""Runs libraries' own test suites without and with the recorder, and compares them test by test.

    python src/test/suites/suites.py [--only WORD]... [--reuse-plain] [--write] [--list]

Everything is kept in target/suites: archives, environments, reports, logs and recordings. Ends with 1 on a
difference, with 2 where a suite could not be run. Needs Python 3.11.4 or later, and PyPI the first time.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import outcomes
import page
import recorded
import running
from known import SUITES, Suite
from page import Compared

PAGE = running.ROOT / "src" / "site" / "markdown" / "recorder-transparency.md"


def compare(suite: Suite, *, reuse: bool) -> Compared:
    """Run one suite alone and recorded, and on a difference alone once more: that tells what is flaky."""
    python = running.environment(suite)
    alone = running.plain(suite, python, 1, reuse=reuse)
    if not alone.count("passed"):
        raise running.CannotRun(f"no test passes without the recorder; see {suite.name}/plain-1.log in target/suites")
    with_us, recording = running.with_recorder(suite, python)
    differences = outcomes.differing(alone, with_us)
    flaky: dict[str, str] = {}
    if differences:
        flaky = outcomes.differing(alone, running.plain(suite, python, 2, reuse=reuse))
        differences = {name: how for name, how in differences.items() if name not in flaky}
    return Compared(suite, _version(python), alone, with_us, recorded.read(recording), differences, tuple(flaky))


def main() -> int:
    """Run the suites that were asked for."""
    options = _options()
    chosen = [suite for suite in SUITES if not options.only or any(word in suite.name for word in options.only)]
    if not chosen:
        print(f"no suite is called so; there are: {', '.join(suite.name for suite in SUITES)}", file=sys.stderr)
        return 2
    if options.list:
        print(*(suite.name for suite in chosen), sep="\n")
        return 0
    compared: list[Compared] = []
    cannot = 0
    for suite in chosen:
        try:
            compared.append(compare(suite, reuse=options.reuse_plain))
        except running.CannotRun as reason:
            cannot += 1
            print(f"{suite.name}: not run: {reason}", file=sys.stderr)
            continue
        _tell(compared[-1])
    print("\n" + page.table(compared) + page.names(compared))
    if options.write and not cannot:
        page.write(PAGE, compared, running.ROOT)
    if cannot:
        return 2
    return 0 if all(one.is_equal for one in compared) else 1


def _tell(one: Compared) -> None:
    how = "equal" if one.is_equal else "DIFFERENT"
    took = f"{one.plain.seconds:.0f} s alone, {one.with_us.seconds:.0f} s recorded"
    print(f"{one.suite.name}: {how}, {len(one.plain.tests)} tests, {one.recorded.events} events, {took}", flush=True)


def _version(python: Path) -> str:
    said = subprocess.run([str(python), "--version"], text=True, capture_output=True, check=True).stdout
    return said.split()[-1]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare libraries' own tests without and with the recorder.")
    parser.add_argument("--only", action="append", metavar="WORD", help="suites whose name contains this")
    parser.add_argument("--reuse-plain", action="store_true", help="take the earlier results of the runs without us")
    parser.add_argument("--write", action="store_true", help="rewrite the page of the site")
    parser.add_argument("--list", action="store_true", help="name the suites and end")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
