"""The one file is whole: every process, every number, as many requests and tasks as were sent."""

from __future__ import annotations

from collections import defaultdict
from typing import Iterator

from applications import TASKS_QUEUED, Application
from driving import Ran
from reading import Recording
from ways import Way


def complaints(recording: Recording, application: Application, way: Way, ran: Ran) -> Iterator[str]:
    """Say what is missing."""
    if recording.headers != 1:
        yield f"{recording.headers} headers"
    yield from _gaps(recording)
    for event in recording.of("recorder.stepped_aside"):
        yield f"{event['sensor']} stepped aside: {event['why']}"
    for event in recording.of("recorder.cost"):
        if event["failures"] or event["dropped"]:
            yield f"failures {event['failures']}, dropped {event['dropped']}"
    yield from _miscounts(recording, application, ran)
    yield from _processes(recording, way, ran)


def _gaps(recording: Recording) -> Iterator[str]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for event in recording:
        numbers[event["p"]].append(event["n"])
    for process, found in sorted(numbers.items()):
        if found != list(range(1, len(found) + 1)):
            yield f"the numbers of process {process} have a gap or are out of order"


def _miscounts(recording: Recording, application: Application, ran: Ran) -> Iterator[str]:
    wanted = {"request.started": ran.requests_sent, "request.ended": ran.requests_sent}
    wanted["task.queued"] = TASKS_QUEUED[application.scenario] * ran.rounds
    for kind, count in wanted.items():
        if recording.count(kind) != count:
            yield f"{recording.count(kind)} {kind}, not {count}"
    ended = sum(recording.count(kind) for kind in ("task.ended", "task.failed", "task.cancelled"))
    if recording.count("task.started") != ended:
        yield f"{recording.count('task.started')} tasks started, {ended} ended"


def _processes(recording: Recording, way: Way, ran: Ran) -> Iterator[str]:
    started = [event["p"] for event in recording.of("process.started")]
    ended = [event["p"] for event in recording.of("process.ended")]
    if sorted(started) != sorted(ended):
        yield f"{len(started)} processes started, {len(ended)} ended"
    costs = {event["p"] for event in recording.of("recorder.cost")}
    if costs != set(started):
        yield "a process without its cost"
    if not way.serves:
        return
    serving = {event["p"] for event in recording.of("process.listening")}
    expected = way.processes + (1 if way.touches else 0)
    if len(serving) != expected:
        yield f"{len(serving)} processes say that they listen, not {expected}"
    if not recording.count("process.signal"):
        yield "no signal was seen"
    main = next(iter(recording.of("process.started")))["p"]
    said = [event.get("exit") for event in recording.of("process.ended") if event["p"] == main]
    real = ran.code if ran.code is None or ran.code >= 0 else 128 - ran.code
    if said != [real]:
        yield f"the recording says exit {said}, the process ended with {real}"
