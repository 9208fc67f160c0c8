"""A disk that is full, files that are closed or gone: the application ends as it would have."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hostile import PREFACE, both, events, failures, of
from serving import HERE, PYTHON, recorded, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices of Linux")


def _script(tmp_path: Path, text: str) -> Path:
    script = tmp_path / "hostile_script.py"
    script.write_text(PREFACE.format(here=str(HERE)) + text)
    return script


def test_a_device_that_is_always_full_leaves_no_trace_in_the_application(tmp_path: Path) -> None:
    script = _script(tmp_path, 'ask(); ask("/fail"); sys.exit(7)')
    alone = run([PYTHON, str(script)], tmp_path)
    with_us = run([*recorded(Path("/dev/full")), "python", str(script)], tmp_path)
    assert with_us.code == 2
    why = "No space left on device; choose another file with -o"
    assert with_us.err == f"taskscope_recorder: cannot write /dev/full: {why}\n"
    assert alone.code == 7


def test_a_disk_that_fills_up_loses_events_and_the_recording_says_how_many(tmp_path: Path) -> None:
    script = """
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    ask()
    time.sleep(0.3)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    for _ in range(20):
        ask()
    time.sleep(0.3)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    ask("/fail")
    sys.exit(7)
    """
    said, found = both(tmp_path, script)
    assert said.code == 7
    cost = of(found, "recorder.cost")[-1]
    assert cost["dropped"] > 0
    assert cost["failures"]["write"] > 0
    assert found[-1]["n"] >= len(found) + cost["dropped"]
    assert len(of(found, "task.failed")) == 1


def test_an_application_that_closes_every_descriptor_goes_on_being_recorded(tmp_path: Path) -> None:
    script = """
    ask()
    os.closerange(3, 1000)
    log = open("own.log", "w")
    ask()
    log.write("mine")
    log.close()
    print(open("own.log").read())
    ask("/fail")
    """
    said, found = both(tmp_path, script)
    assert "mine\n" in said.out
    assert (tmp_path / "own.log").read_text() == "mine"
    assert len(of(found, "request.ended")) == 3
    assert len(of(found, "process.ended")) == 1


def test_a_recording_that_is_deleted_meanwhile_hurts_nobody(tmp_path: Path) -> None:
    script = """
    import glob
    ask()
    for place in glob.glob("trace.jsonl"):
        os.remove(place)
    ask()
    ask("/fail")
    sys.exit(7)
    """
    said, _ = both(tmp_path, script)
    assert said.code == 7
    assert said.out.count("http.response.body") == 2


def test_closed_standard_streams_hurt_nobody(tmp_path: Path) -> None:
    script = """
    ask()
    os.close(1)
    os.close(2)
    sys.stdout = sys.stderr = None
    asyncio.run(call(app))
    logging.getLogger("mine").error("nobody hears it")
    os._exit(5)
    """
    said, found = both(tmp_path, script)
    assert said.code == 5
    assert len(of(found, "request.ended")) == 2
    # Our file must not have become their standard output.
    assert not failures(found)


def test_a_file_that_takes_the_number_of_ours_is_never_written_to(tmp_path: Path) -> None:
    script = """
    ask()
    for number in range(3, 64):
        try:
            os.close(number)
        except OSError:
            pass
    theirs = [os.open(f"theirs-{number}", os.O_CREAT | os.O_RDWR) for number in range(20)]
    ask()
    time.sleep(0.3)
    ask("/fail")
    """
    _, found = both(tmp_path, script)
    assert all(file.stat().st_size == 0 for file in tmp_path.glob("theirs-*"))
    assert len(of(found, "request.ended")) == 3


def test_a_file_nobody_may_write_to_is_refused_before_the_application_starts(tmp_path: Path) -> None:
    with_us = run([*recorded(tmp_path / "missing" / "trace.jsonl"), "python", "-c", "print(1)"], tmp_path)
    assert (with_us.out, with_us.code) == ("", 2)
    assert with_us.err.startswith("taskscope_recorder: cannot write ")
    assert not events(tmp_path / "missing" / "trace.jsonl")
    assert os.listdir(tmp_path) == []
