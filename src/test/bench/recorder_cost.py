"""What the recorder costs a server: throughput, CPU and latency against the same server alone.

    python src/test/bench/recorder_cost.py                          plain, plain again, all default sensors
    python src/test/bench/recorder_cost.py --variants plain,recorded,opentelemetry
    python src/test/bench/recorder_cost.py --variants per-sensor    each sensor off in turn, and on alone

Each round starts every variant once, in turn, so that a machine that slows down slows all of them.
The figures are medians over the rounds; only the ratios mean anything on another machine: throughput,
CPU and 99th percentile of the wait, each against `plain` of the same round. Below a recorded variant
stands what the recording itself states (`recorder.cost`), in microseconds a request. The client shares the
processors with the server, so CPU a request is the steadiest of them. Run it with the Python of an
environment that has FastAPI, uvicorn, uvloop and httptools; `opentelemetry`, FastAPI's own spans with an
exporter that counts them, needs the OpenTelemetry SDK, too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
RECORDER = HERE.parent.parent / "main" / "python" / "taskscope_recorder"
sys.path.insert(0, str(RECORDER.parent))

from taskscope_recorder._sensors import SENSORS  # noqa: E402 - found by the line above

CONNECTIONS = 16
WARM_UP = 400
TICKS = os.sysconf("SC_CLK_TCK")


class Figures(NamedTuple):
    """One variant in one round."""

    per_second: float
    cpu_micros: float
    p99_millis: float
    # What the recording itself says: sensor -> microseconds a request.
    stated: dict[str, float]


def _recorded(*off: str) -> list[str]:
    return ["-o", "FILE", *(f"--sensor={name}=off" for name in off)]


VARIANTS = {
    "plain": [],
    "plain-again": [],
    "recorded": _recorded(),
    "recorded-gz": ["-o", "FILE.gz"],
    "requests-tasks": _recorded(*(name for name in SENSORS if name not in ("requests", "tasks"))),
    "opentelemetry": [],
    **{f"no-{name}": _recorded(name) for name in SENSORS},
    **{f"only-{name}": _recorded(*(other for other in SENSORS if other != name)) for name in SENSORS},
}
PER_SENSOR = ["plain", "recorded", *(f"{how}-{name}" for name in SENSORS for how in ("no", "only"))]


def main() -> None:
    """Measure and print."""
    options = _options()
    heads = ("req/s", 9), ("ratio", 7), ("us CPU", 9), ("added", 8), ("p99 ms", 8), ("ratio", 7)
    variants = PER_SENSOR if options.variants == "per-sensor" else options.variants.split(",")
    print(f"{'route':8}{'server':12}{'variant':20}" + "".join(f"{head:>{width}}" for head, width in heads))
    for loop in options.loops.split(","):
        for route in options.routes.split(","):
            rounds = [
                {name: asyncio.run(_measure(name, route, loop, options.requests)) for name in variants}
                for _ in range(options.rounds)
            ]
            _print(route, loop, rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=6000)
    parser.add_argument("--variants", default="plain,plain-again,recorded")
    parser.add_argument("--routes", default="async,sync")
    parser.add_argument("--loops", default="asyncio,uvloop")
    return parser.parse_args()


def _print(route: str, loop: str, rounds: list[dict[str, Figures]]) -> None:
    for name in rounds[0]:
        figures = [each[name] for each in rounds]
        rate = statistics.median(one.per_second for one in figures)
        cpu = statistics.median(one.cpu_micros for one in figures)
        p99 = statistics.median(one.p99_millis for one in figures)
        ratio = statistics.median(each[name].per_second / each["plain"].per_second for each in rounds)
        added = statistics.median(each[name].cpu_micros - each["plain"].cpu_micros for each in rounds)
        slower = statistics.median(each[name].p99_millis / each["plain"].p99_millis for each in rounds)
        print(
            f"{route:8}{loop:12}{name:20}{rate:9.0f}{ratio:7.2f}{cpu:9.1f}{added:8.1f}{p99:8.2f}{slower:7.2f}",
            flush=True,
        )
        for sensor in figures[0].stated:
            stated = statistics.median(one.stated.get(sensor, 0.0) for one in figures)
            print(f"{'':20}  states {sensor:13}{stated:25.1f}")


async def _measure(name: str, route: str, loop: str, requests: int) -> Figures:
    with tempfile.TemporaryDirectory() as place:
        port = _free_port()
        process = subprocess.Popen(_words(name, loop, port, place), cwd=HERE, env=_environment(name))
        try:
            await _until_it_listens(port)
            await _load(port, route, WARM_UP)
            cpu = _cpu_seconds(process.pid)
            began = time.perf_counter()
            waits = await _load(port, route, requests)
            took = time.perf_counter() - began
            cpu = _cpu_seconds(process.pid) - cpu
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
        stated = _stated(Path(place) / "trace.jsonl", requests + WARM_UP)
    return Figures(requests / took, cpu / requests * 1e6, sorted(waits)[int(len(waits) * 0.99)] * 1e3, stated)


def _stated(trace: Path, requests: int) -> dict[str, float]:
    if not trace.exists():
        return {}
    cost = json.loads(trace.read_text(encoding="utf-8").splitlines()[-1])
    if cost.get("e") != "recorder.cost":
        # A sensor alone may have had nothing to tell.
        return {}
    nanos = {name: of["nanos"] for name, of in cost.get("sensors", {}).items()} | {"writing": cost["busyNanos"]}
    return {name: spent / requests / 1e3 for name, spent in nanos.items()}


def _words(name: str, loop: str, port: int, place: str) -> list[str]:
    http = "httptools" if loop == "uvloop" else "h11"
    server = ["uvicorn", "measured:app", "--port", str(port), "--loop", loop, "--http", http, "--no-access-log"]
    quiet = [*server, "--log-level", "warning"]
    options = [word.replace("FILE", f"{place}/trace.jsonl") for word in VARIANTS[name]]
    if options:
        return [sys.executable, str(RECORDER), *options, *quiet]
    return [sys.executable, "-m", *quiet]


def _environment(name: str) -> dict[str, str]:
    return {**os.environ, "MEASURED_OPENTELEMETRY": "1" if name == "opentelemetry" else ""}


async def _load(port: int, route: str, requests: int) -> list[float]:
    waits: list[float] = []
    request = f"GET /{route} HTTP/1.1\r\nhost: x\r\n\r\n".encode()

    async def client(count: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(count):
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
            waits.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(client(requests // CONNECTIONS) for _ in range(CONNECTIONS)))
    return waits


async def _until_it_listens(port: int) -> None:
    for _ in range(500):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    raise SystemExit("the server does not listen")


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
