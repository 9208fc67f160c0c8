"""Every line of the sensors for databases, loops, threads and swallowed exceptions is what the schema says."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from serving import HERE, free_port, recorded, serving

pytest.importorskip("jsonschema")
pytest.importorskip("sqlalchemy")

from test_schema import _complaints


@pytest.mark.parametrize(
    ("application", "paths"),
    [
        ("selling", ["/sync/1", "/async/2"]),
        ("stalling", ["/task/sleeps", "/task/many_pieces", "/route", "/task/busy"]),
        ("files", ["/directory", "/named", "/path", "/never-there", "/cleans-up"]),
        ("crowding", [*["/crowd/1"] * 45, "/task/swallows", "/task/raises_another"]),
    ],
)
def test_a_served_run_is_valid_line_by_line(tmp_path: Path, application: str, paths: list[str]) -> None:
    port = free_port()
    trace = tmp_path / "trace.jsonl"
    words = [*recorded(trace), "uvicorn", f"{application}:app", "--port", str(port)]
    with serving(words, port, HERE / "apps", SHOP_DATABASE=str(tmp_path / "shop.db")) as server:
        with ThreadPoolExecutor(len(paths)) as clients:
            list(clients.map(server.get, paths))
        time.sleep(0.2)
    assert _complaints(trace) == []
