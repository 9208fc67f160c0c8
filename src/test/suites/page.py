"""What the suites said, as a table on the terminal and as a page of the site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from known import Suite
from outcomes import Outcomes
from recorded import Recorded

_HEAD = """\
# The recorder, seen by other people's tests

Libraries' own test suites, run alone and under the recorder and compared test by test: its outcome, the reason where
it failed or was skipped, what it printed and logged, then pytest's warnings, last line and exit code. The recording
must have no failure inside the recorder, nothing dropped, and no sensor that stepped aside.

Written by `python src/test/suites/suites.py --write` on {date}. The suites are in `src/test/suites/known.py`, what they
need is pinned beside it. *Failed alone* counts tests that fail without the recorder, because of newer dependencies for
example; they fail under it for the same reason. Where anything differs, the suite is run alone once more: what differs
between the two runs *without* the recorder is named flaky, and is not compared.

"""


# More say nothing new: then something general is wrong.
_MOST_NAMES = 40


class Compared(NamedTuple):
    """One suite, plain and recorded."""

    suite: Suite
    python: str
    plain: Outcomes
    with_us: Outcomes
    recorded: Recorded
    differences: dict[str, str]
    flaky: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Tell whether the recorder could not be noticed."""
        return not self.differences and not self.recorded.wrong


def table(all_compared: list[Compared]) -> str:
    """Markdown table, one row a suite."""
    rows = [
        "| suite | Python | tests | passed | skipped | failed alone | differences | flaky | requests, tasks recorded |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in all_compared:
        suite, alone = one.suite, one.plain
        how = (", `pytest`" if suite.by_script else "") + (", every sensor" if suite.every_sensor else "")
        counts = [len(alone.tests), alone.count("passed"), alone.count("skipped")]
        counts += [alone.count("failed") + alone.count("error"), len(one.differences) + len(one.recorded.wrong)]
        cells = [f"{suite.project} {suite.version}{how}", one.python, *map(str, counts), str(len(one.flaky))]
        rows.append("| " + " | ".join([*cells, f"{one.recorded.requests}, {one.recorded.tasks}"]) + " |")
    return "\n".join(rows) + "\n"


def names(all_compared: list[Compared]) -> str:
    """Differences and flaky tests by name."""
    text = ""
    for one in all_compared:
        lines = [f"- {name}: {how}" for name, how in one.differences.items()]
        lines += [f"- in the recording: {wrong}" for wrong in one.recorded.wrong]
        lines += [f"- flaky: {name}" for name in one.flaky]
        if lines:
            if len(lines) > _MOST_NAMES:
                lines[_MOST_NAMES:] = [f"- and {len(lines) - _MOST_NAMES} more"]
            text += f"\n## {one.suite.name}\n\n" + "\n".join(lines) + "\n"
    return text


def write(path: Path, all_compared: list[Compared], root: Path) -> None:
    """Write the page of the site."""
    today = dt.datetime.now(tz=dt.timezone.utc).date()
    text = _HEAD.format(date=today) + table(all_compared) + names(all_compared)
    path.write_text(text.replace(str(root), "."), encoding="utf-8")
