"""Processes that fork, die, are killed or end in a way of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hostile import PREFACE, both, events, failures, of
from serving import HERE, PATIENCE_SECONDS, recorded

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


def test_a_fork_in_the_middle_of_requests_makes_two_recordings_in_one_file(tmp_path: Path) -> None:
    script = """
    async def fork(request):
        child = os.fork()
        if child == 0:
            logging.getLogger("child").warning("from the child")
            os._exit(3)
        _, status = os.waitpid(child, 0)
        return PlainTextResponse(str(os.WEXITSTATUS(status)), background=BackgroundTask(sync_task, 1))
    app.routes.append(Route("/fork", fork))

    async def several():
        return await asyncio.gather(call(app, "/"), call(app, "/fork"), call(app, "/fork"))
    print([messages[1]["body"] for messages in asyncio.run(several())], flush=True)
    """
    said, found = both(tmp_path, script)
    assert said.out == "[b'fine', b'3', b'3']\n"
    assert len({event["p"] for event in found}) == 3
    for process in {event["p"] for event in found}:
        numbers = [event["n"] for event in found if event["p"] == process]
        assert numbers == list(range(1, len(numbers) + 1))
    assert len(of(found, "request.ended")) == 3
    assert not failures(found)


def test_what_is_killed_leaves_everything_but_the_last_moment(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(
        PREFACE.format(here=str(HERE)) + 'ask(); ask("/fail"); print("ready", flush=True); time.sleep(60)'
    )
    trace = tmp_path / "trace.jsonl"
    words = [*recorded(trace), "python", str(script)]
    process = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        while process.stdout.readline().strip() != "ready":
            assert process.poll() is None
        until = time.monotonic() + PATIENCE_SECONDS
        while len(of(events(trace), "request.ended")) < 2 and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    found = events(trace)
    assert len(of(found, "request.ended")) == 2
    assert [event["n"] for event in found] == list(range(1, len(found) + 1))


def test_os_exit_in_the_middle_of_a_task_ends_the_recording_there(tmp_path: Path) -> None:
    script = """
    async def leaving():
        os._exit(9)
    async def endpoint(request):
        return PlainTextResponse("fine", background=BackgroundTask(leaving))
    app.routes.append(Route("/leave", endpoint))
    ask()
    ask("/leave")
    """
    said, found = both(tmp_path, script)
    assert said.code == 9
    assert len(of(found, "request.started")) == 2
    assert len(of(found, "request.ended")) == 1
    assert [event["exit"] for event in of(found, "process.ended")] == [9]


@pytest.mark.parametrize(
    "leaving", ["sys.exit(4)", "raise SystemExit('words')", "raise KeyboardInterrupt", "os.abort()"]
)
def test_the_exit_is_the_applications_own(tmp_path: Path, leaving: str) -> None:
    # What is killed loses the last 100 ms.
    said, found = both(tmp_path, f"ask()\ntime.sleep(0.3)\n{leaving}")
    assert said.code == {"s": 4, "o": -signal.SIGABRT}.get(leaving[0], 1 if "words" in leaving else -signal.SIGINT)
    assert len(of(found, "request.ended")) == 1


def test_exits_in_threads_and_daemons_at_the_end_are_as_they_were(tmp_path: Path) -> None:
    script = """
    def leave():
        ask("/fail")
        sys.exit(8)
    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()

    def for_ever():
        while True:
            logging.getLogger("daemon").debug("still here")
            try:
                asyncio.run(call(app))
            except BaseException:
                return
    for _ in range(3):
        threading.Thread(target=for_ever, daemon=True).start()
    time.sleep(0.3)
    os.write(1, b"the end\\n")
    """
    said, found = both(tmp_path, script)
    assert said.code == 0
    assert said.out.endswith("the end\n")
    assert of(found, "recorder.cost")[-1]["dropped"] == 0
    assert [event["exit"] for event in of(found, "process.ended")] == [0]


@pytest.mark.parametrize("options", [["-O"], ["-OO"], ["-I"], ["-E"], ["-s"], ["-B", "-X", "dev"], ["-W", "error"]])
def test_options_of_the_interpreter_mean_what_they_meant(tmp_path: Path, options: list[str]) -> None:
    script = """
    # Python in development mode says what was slow, which depends on the machine.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    print(sys.flags, __debug__, sys.flags.isolated, sys.warnoptions)
    ask()
    """
    said, found = both(tmp_path, script, python=options)
    assert said.out.endswith("/ ['http.response.start', 'http.response.body']\n")
    assert len(of(found, "task.ended")) == 2
    assert not failures(found)


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
def test_ten_thousand_tasks_at_once_are_all_told_of(tmp_path: Path) -> None:
    script = """
    async def many(request):
        tasks = BackgroundTasks()
        for number in range(10_000):
            tasks.add_task(async_task, number)
        return PlainTextResponse("fine", background=tasks)
    app.routes.append(Route("/many", many))
    ask("/many")
    """
    _, found = both(tmp_path, script)
    assert len(of(found, "task.queued")) == len(of(found, "task.ended")) == 10_000
    assert of(found, "recorder.cost")[-1]["dropped"] == 0
    assert not failures(found)
