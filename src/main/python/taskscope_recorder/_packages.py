"""Versions of the installed packages that matter for background tasks."""

from __future__ import annotations

import os
import re
import sys
from typing import Dict

_MATTER = frozenset(
    """
    aiohttp aiomysql aiosqlite anyio apscheduler arq asgiref asyncpg celery databases dramatiq exceptiongroup
    fastapi fastapi-cli fastapi-utils greenlet gunicorn h11 h2 httpcore httptools httpx hypercorn mangum motor
    opentelemetry-api opentelemetry-sdk opentelemetry-instrumentation-fastapi psycopg psycopg2 psycopg2-binary
    pydantic pydantic-core pymongo pymysql pytest pytest-asyncio python-multipart redis requests rq sentry-sdk
    sniffio sqlalchemy sqlmodel sse-starlette starlette starlette-context structlog taskiq tortoise-orm trio
    uvicorn uvloop watchfiles websockets wsproto
    """.split()  # noqa: SIM905 - as a list it would be a page
)
_INFO = re.compile(r"^(?P<name>.+?)-(?P<version>[^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info$")


def installed_packages() -> Dict[str, str]:
    """Read names and versions off the directories that installers leave; imports nothing."""
    found: Dict[str, str] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        for entry in names:
            match = _INFO.match(entry)
            if match:
                name = re.sub(r"[-_.]+", "-", match["name"]).lower()
                if name in _MATTER:
                    # The first on the path is the one that is imported.
                    found.setdefault(name, match["version"])
    return dict(sorted(found.items()))
