"""Which suites are run: a source distribution, the Python it is run on, and how pytest is started."""

from __future__ import annotations

from typing import NamedTuple


class Suite(NamedTuple):
    """The own tests of one release; what they need is pinned in `requirements/NAME.txt`."""

    project: str
    version: str
    tests: tuple[str, ...] = ("tests",)
    python: str = "3.11"
    # `pytest` as console script; else `python -m pytest`.
    by_script: bool = False
    # Every sensor by name; else those that are on unless said otherwise.
    every_sensor: bool = False
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name on the command line, and of the directory in target/suites."""
        more = ("-script" if self.by_script else "") + ("-every-sensor" if self.every_sensor else "")
        return f"{self.needs}-python{self.python}{more}"

    @property
    def needs(self) -> str:
        """Name of its requirement file."""
        return f"{self.project}-{self.version}"


# Measures time, which nobody compares.
_NO_TIMES = ("--ignore=tests/benchmarks", "--ignore=tests/memory_benchmarks")

# Hangs without the recorder, too: a websocket that the test client of Starlette 0.48 waits for.
_NO_HANG = ("--ignore-glob=*/test_websockets/test_tutorial003*",)

SUITES = (
    Suite("fastapi", "0.165.0", options=_NO_TIMES),
    Suite("fastapi", "0.121.0", options=_NO_HANG),
    Suite("fastapi", "0.117.1", by_script=True, options=_NO_HANG),
    Suite("fastapi", "0.110.0"),
    Suite("fastapi", "0.92.0"),
    Suite("starlette", "1.10.0"),
    Suite("starlette", "1.10.0", by_script=True),
    Suite("starlette", "1.10.0", python="3.12", every_sensor=True),
    Suite("starlette", "0.48.0"),
    Suite("sqlmodel", "0.0.50", tests=("tests/test_tutorial/test_fastapi",)),
    # The archive leaves out the module that these two import.
    Suite("sse-starlette", "3.7.0", options=("--ignore=tests/test_issue167.py", "--ignore=tests/test_sse.py")),
    Suite("fastapi-users", "15.0.5"),
)
