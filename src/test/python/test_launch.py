"""A recorded command starts and ends as Python would have started and ended it."""

from __future__ import annotations

import gzip
import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

import taskscope_recorder
from serving import HERE, PYTHON, RECORDER, Said, events, recorded, run

APPS = HERE / "apps"


def _both(trace: Path, *words: str, **environment: str) -> tuple[Said, Said]:
    plain = run([PYTHON, *words], APPS, **environment)
    return plain, run([*recorded(trace), "python", *words], APPS, **environment)


@pytest.mark.parametrize(
    "words",
    [
        ("shows.py",),
        ("./shows.py", "an", "argument"),
        (str(APPS / "shows.py"), "exit", "3"),
        ("-m", "shows", "--option"),
        ("-m", "shown", "-x"),
        ("shown",),
        ("-c", "import sys; print(sys.argv, sys.path, __name__)", "x"),
        ("-W", "ignore", "-X", "utf8", "shows.py"),
        ("shows.py", "message"),
        ("shows.py", "raise"),
        ("shows.py", "interrupt"),
        ("shows.py", "leave"),
        ("-m", "shows", "raise"),
        ("-m", "shows", "interrupt"),
        ("-m", "shown.fails"),
        ("-c", "1/0"),
        ("-m", "no_such_module"),
        ("-m", "encodings"),
        ("-c", "def f():\n  raise ValueError\nf()"),
    ],
    ids=" ".join,
)
def test_it_is_started_and_ends_as_without_us(trace: Path, words: tuple[str, ...]) -> None:
    plain, with_us = _both(trace, *words)
    assert with_us == plain


def test_the_import_path_of_the_environment_is_kept(trace: Path) -> None:
    plain, with_us = _both(trace, "shows.py", PYTHONPATH=str(HERE))
    assert with_us == plain


def test_a_file_or_a_module_needs_no_python_in_front(trace: Path) -> None:
    plain = run([PYTHON, "shows.py"], APPS)
    assert run([*recorded(trace), "shows.py"], APPS) == plain
    assert run([*recorded(trace), "-m", "shows"], APPS) == run([PYTHON, "-m", "shows"], APPS)


def test_a_script_on_the_path_is_run_here(trace: Path, tmp_path: Path) -> None:
    script = tmp_path / "shop"
    script.write_text(f"#!{PYTHON}\nimport sys, taskscope_recorder\nprint(sys.argv, sys.path[0])\n")
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    said = run([*recorded(trace), "shop", "--port", "1"], APPS, PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert said == Said(f"{[str(script), '--port', '1']} {tmp_path}\n", "", 0)


def test_a_program_that_is_not_python_lets_its_children_be_recorded(trace: Path) -> None:
    code = "from taskscope_recorder._emit import emit; emit('request.ended')"
    said = run([*recorded(trace), "sh", "-c", f'{PYTHON} -c "{code}"; exit 7'], APPS)
    assert said == Said("", "", 7)
    roles = [event["role"] for event in events(trace) if event["e"] == "process.started"]
    assert roles == ["main", "child"]


def test_started_as_a_module_it_does_the_same(trace: Path) -> None:
    words = [PYTHON, "-m", "taskscope_recorder", "-o", str(trace), "shows.py"]
    said = run(words, APPS, PYTHONPATH=str(RECORDER.parent))
    assert said == run([PYTHON, "shows.py"], APPS, PYTHONPATH=str(RECORDER.parent))


def test_the_header_says_what_was_recorded(trace: Path) -> None:
    run([*recorded(trace, "--sensor", "sql=off", "--no-source"), "python", "shows.py", "x"], APPS)
    header = json.loads(trace.read_text().splitlines()[0])
    assert header["command"] == ["python", "shows.py", "x"]
    assert header["directory"] == str(APPS)
    assert header["sensors"]["sql"] is False
    assert header["sensors"]["tasks"] is True
    assert header["captured"] == []
    version = [PYTHON, "-c", "import sys, fastapi; print(sys.version.split()[0], fastapi.__version__)"]
    python, fastapi = subprocess.check_output(version, text=True).split()
    assert (header["python"], header["packages"]["fastapi"]) == (python, fastapi)


ENDS = [(("exit", "3"), 3), (("raise",), 1), ((), 0), (("leave",), 9), (("enumeration",), 5), (("message",), 1)]


@pytest.mark.parametrize(("words", "code"), ENDS)
def test_the_end_and_the_cost_are_written(trace: Path, words: tuple[str, ...], code: int) -> None:
    run([*recorded(trace), "shows.py", *words], APPS)
    ended, cost = events(trace)[-2:]
    assert (ended["e"], ended["exit"]) == ("process.ended", code)
    assert cost["e"] == "recorder.cost"
    assert (cost["events"], cost["dropped"], cost["failures"]) == (len(events(trace)) - 1, 0, {})


def test_a_compressed_recording_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl.gz"
    run([*recorded(path), "shows.py"], APPS)
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    assert [json.loads(line).get("e") for line in lines] == [None, "process.started", "process.ended", "recorder.cost"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "there is no command to record"),
        (["--sensor", "sql", "x.py"], "--sensor takes NAME=on or NAME=off"),
        (["--sensor", "sqll=on", "x.py"], "there is no sensor 'sqll'"),
        (["--wrong", "x.py"], "unknown option --wrong"),
        (["no-such-script"], "no-such-script: not found"),
        (["python", "no-such.py"], "no-such.py: no such file"),
        (["python"], "python alone starts nothing"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_is_one_sentence(trace: Path, words: list[str], sentence: str) -> None:
    said = run([*recorded(trace), *words], APPS)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("taskscope_recorder: ")
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_a_file_that_is_no_recording_is_not_touched(tmp_path: Path) -> None:
    precious = tmp_path / "notes.jsonl"
    precious.write_text("precious\n")
    said = run([*recorded(precious), "shows.py"], APPS)
    assert (said.code, precious.read_text()) == (2, "precious\n")
    assert "exists and is not a recording" in said.err


def test_a_recording_is_replaced(trace: Path) -> None:
    for _ in range(2):
        run([*recorded(trace), "shows.py"], APPS)
    assert [event["e"] for event in events(trace)].count("process.started") == 1


def test_a_place_that_takes_nothing_is_refused() -> None:
    said = run([*recorded(Path("/dev/full")), "shows.py"], APPS)
    assert said.code == 2
    assert "cannot write /dev/full: No space left on device" in said.err


def test_a_directory_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    said = run([*recorded(tmp_path / "missing" / "trace.jsonl"), "shows.py"], APPS)
    assert said.code == 2
    assert said.err.endswith("No such file or directory; choose another file with -o\n")
    with pytest.raises(taskscope_recorder.CannotRecord, match="No such file"):
        taskscope_recorder.start(tmp_path / "missing" / "trace.jsonl")


def test_a_disk_that_fills_up_is_not_noticed_and_counted(trace: Path) -> None:
    code = """
import resource
from taskscope_recorder._emit import emit
everything = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, everything[1]))
for round in range(3):
    for number in range(100):
        emit("request.ended", "," + '"pad":"' + "x" * 100 + '"')
    emit("task.started", at_once=True)
    import time; time.sleep(0.15)
resource.setrlimit(resource.RLIMIT_FSIZE, everything)
print("fine")
"""
    assert run([*recorded(trace), "python", "-c", code], APPS) == Said("fine\n", "", 0)
    lines = trace.read_text().splitlines()
    broken = [line for line in lines if not line.endswith("}")]
    last = json.loads(lines[-1])
    assert len(broken) == 1
    assert last["e"] == "recorder.cost"
    assert last["dropped"] >= 200
    assert last["failures"]["write"] >= 1
    assert last["n"] == last["events"] + last["dropped"] + 1
