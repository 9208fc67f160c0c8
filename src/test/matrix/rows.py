"""The rows of the matrix: which environment runs the applications in which way."""

from __future__ import annotations

from typing import NamedTuple

from applications import SCENARIOS, STARLETTE_SCENARIOS, Application
from ways import WAYS, Way

# Their tasks sleep with asyncio, and trio runs no asyncio.
_FOR_TRIO = tuple(name for name in SCENARIOS if name != "blocking-call")


class Row(NamedTuple):
    """One environment and one way of running."""

    environment: str
    way_name: str
    scenarios: tuple[str, ...] = SCENARIOS

    @property
    def name(self) -> str:
        """`f0165-py311 uvicorn --reload`."""
        return f"{self.environment} {self.way_name}"

    @property
    def way(self) -> Way:
        """What is started."""
        return WAYS[self.way_name]

    @property
    def applications(self) -> list[Application]:
        """Every scenario of the row, broken and fixed."""
        framework = "starlette" if self.environment.startswith("starlette") else "fastapi"
        return [Application(each, variant, framework) for each in self.scenarios for variant in ("broken", "fixed")]


_BOTH_LOOPS = ("uvicorn asyncio h11", "uvicorn uvloop httptools")
_OLDEST, _MIDDLE, _NEWEST = "f092-py38", "f0117-py311", "f0165-py311"
_EVERYWHERE = (
    "uvicorn",
    "uvicorn --workers 2",
    "uvicorn --reload",
    "python -m uvicorn",
    "python main.py",
    "gunicorn UvicornWorker",
    "hypercorn",
    "pytest TestClient",
    "pytest ASGITransport asyncio",
    "python ASGITransport",
    "recording(...)",
    "start()",
)


def _by_version() -> list[Row]:
    one_loop = ("newest-py38", "newest-py39", "f0105-py39", "f0110-py310", "f0118-py312")
    both_loops = (_OLDEST, _MIDDLE, "f0121-py313", "newest-py310", _NEWEST, "f0165-py312", "f0165-py313")
    found = [Row(each, "uvicorn") for each in one_loop]
    found += [Row(each, way) for each in both_loops for way in _BOTH_LOOPS]
    starlette = ("starlette025-py39", "starlette110-py312")
    found += [Row(each, way, STARLETTE_SCENARIOS) for each in starlette for way in ("uvicorn", "pytest TestClient")]
    return found


def _by_way() -> list[Row]:
    found = [Row(each, way) for each in (_OLDEST, _MIDDLE, _NEWEST) for way in _EVERYWHERE[1:]]
    found += [Row(each, "pytest ASGITransport trio", _FOR_TRIO) for each in (_OLDEST, _MIDDLE, _NEWEST)]
    # These came after the oldest.
    found += [Row(each, way) for each in (_MIDDLE, _NEWEST) for way in ("fastapi run", "fastapi dev")]
    found += [Row(each, way) for each in (_MIDDLE, _NEWEST) for way in ("gunicorn uvicorn-worker", "gunicorn asgi")]
    found.append(Row(_NEWEST, "hypercorn --workers 2"))
    return found


ROWS = _by_version() + _by_way()
