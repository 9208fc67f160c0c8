"""The applications that the matrix runs, the requests they get, and what must be found in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
SCENARIOS = ("silent-exception", "closed-session", "blocking-call", "depends-in-task")
# Tasks that one round of a scenario's requests queues, and how many there are per request that queues any.
TASKS_QUEUED = {"silent-exception": 6, "closed-session": 4, "blocking-call": 2, "depends-in-task": 2}
STARLETTE_SCENARIOS = ("silent-exception", "blocking-call")


class Request(NamedTuple):
    """One request of a `.http` file."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


class Application(NamedTuple):
    """One variant of a scenario, for FastAPI or for Starlette alone."""

    scenario: str
    variant: str
    framework: str = "fastapi"

    @property
    def name(self) -> str:
        """`silent-exception-broken`."""
        return f"{self.scenario}-{self.variant}"

    @property
    def source(self) -> Path:
        """Where its `main.py` is."""
        home = ROOT / "sample-traces" / "apps" if self.framework == "fastapi" else HERE / "apps" / "starlette"
        return home / self.scenario / self.variant / "main.py"

    def requests(self) -> list[Request]:
        """Tell what the scenario sends, in order."""
        text = (ROOT / "sample-traces" / "apps" / self.scenario / "requests.http").read_text(encoding="utf-8")
        return _requests(text)


def _requests(text: str) -> list[Request]:
    variables = dict(re.findall(r"^@(\w+) *= *(.*)$", text, flags=re.MULTILINE))
    found = []
    for block in re.split(r"^###.*$", text, flags=re.MULTILINE):
        for name, value in variables.items():
            block = block.replace("{{" + name + "}}", value)
        lines = [line for line in block.strip().splitlines() if not line.startswith(("#", "@"))]
        head, _, body = "\n".join(lines).strip().partition("\n\n")
        if head:
            first, *rest = head.splitlines()
            method, path = first.split(" ", 1)
            headers = dict(line.split(": ", 1) for line in rest)
            found.append(Request(method, path, headers, body.strip()))
    return found
