"""The ways of running an application: what is started, when it is ready, and whether it listens at all."""

from __future__ import annotations

import re
from typing import Callable, NamedTuple

UVICORN_IS_READY = "Application startup complete"


class Way(NamedTuple):
    """One way; `words` makes the command for a port."""

    words: Callable[[int], list[str]]
    # What a server says once per process that serves; empty for a command that serves nobody and ends by itself.
    ready: str = UVICORN_IS_READY
    processes: int = 1
    # Files of `in-process` that stand beside main.py.
    files: tuple[str, ...] = ()
    # Touch main.py after the requests, and send them again to the process that was loaded then.
    touches: bool = False
    environment: tuple[tuple[str, str], ...] = ()
    # What serves: loop and protocol; by itself uvicorn takes the fast ones where they are installed.
    loop: str = "by itself: uvloop, httptools"
    # Records itself: the recorder stands not in front of the command, the script imports it.
    from_code: bool = False
    # Whether anybody logs the exception of a task. gunicorn's own worker (27.0.1) does not where the response was sent.
    logs_failures: bool = True

    @property
    def serves(self) -> bool:
        """Tell whether it answers on a port until it is stopped."""
        return bool(self.ready)


def _uvicorn(*options: str) -> Callable[[int], list[str]]:
    return lambda port: ["uvicorn", "main:app", "--port", str(port), *options]


def _gunicorn(worker: str, *options: str) -> Callable[[int], list[str]]:
    return lambda port: ["gunicorn", "main:app", "-b", f"127.0.0.1:{port}", "-k", worker, *options]


def _hypercorn(*options: str) -> Callable[[int], list[str]]:
    return lambda port: ["hypercorn", "main:app", "-b", f"127.0.0.1:{port}", *options]


def _fastapi(command: str) -> Callable[[int], list[str]]:
    return lambda port: ["fastapi", command, "main.py", "--host", "127.0.0.1", "--port", str(port)]


def _pytest(file: str, *, backend: str = "", from_code: bool = False) -> Way:
    return Way(
        lambda _: ["pytest", "-q", "-p", "no:cacheprovider", file],
        ready="",
        files=(file, "sent.py"),
        loop=backend or "asyncio",
        environment=(("ANYIO_BACKEND", backend),),
        from_code=from_code,
    )


def _script(file: str, *, from_code: bool = False) -> Way:
    return Way(
        lambda _: ["python", file], ready="", files=(file, "sent.py", "by_hand.py"), loop="asyncio", from_code=from_code
    )


WAYS: dict[str, Way] = {
    "uvicorn": Way(_uvicorn()),
    "uvicorn asyncio h11": Way(_uvicorn("--loop", "asyncio", "--http", "h11"), loop="asyncio, h11"),
    "uvicorn uvloop httptools": Way(_uvicorn("--loop", "uvloop", "--http", "httptools"), loop="uvloop, httptools"),
    "uvicorn --workers 2": Way(_uvicorn("--workers", "2"), processes=2),
    "uvicorn --reload": Way(_uvicorn("--reload"), touches=True),
    "python -m uvicorn": Way(lambda port: ["python", "-m", "uvicorn", "main:app", "--port", str(port)]),
    "python main.py": Way(lambda port: ["python", "serve.py", str(port)], files=("serve.py",)),
    "gunicorn UvicornWorker": Way(_gunicorn("uvicorn.workers.UvicornWorker")),
    "gunicorn uvicorn-worker": Way(_gunicorn("uvicorn_worker.UvicornWorker", "-w", "2"), processes=2),
    "gunicorn asgi": Way(_gunicorn("asgi"), ready="Booting worker with pid", loop="asyncio", logs_failures=False),
    "hypercorn": Way(_hypercorn(), ready="Running on http", loop="asyncio, h11"),
    "hypercorn --workers 2": Way(
        _hypercorn("--workers", "2"), ready="Running on http", loop="asyncio, h11", processes=2
    ),
    "fastapi run": Way(_fastapi("run")),
    "fastapi dev": Way(_fastapi("dev"), touches=True),
    "pytest TestClient": _pytest("test_by_testclient.py"),
    "pytest ASGITransport asyncio": _pytest("test_by_asgitransport.py", backend="asyncio"),
    "pytest ASGITransport trio": _pytest("test_by_asgitransport.py", backend="trio"),
    "python ASGITransport": _script("by_asgitransport.py"),
    "recording(...)": _script("by_recording.py", from_code=True),
    "start()": _script("by_start.py", from_code=True),
}

READY = {way.ready: re.compile(re.escape(way.ready)) for way in WAYS.values()}
