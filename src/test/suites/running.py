"""Gets a suite, makes its environment and runs it, plain or under the recorder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import outcomes
from known import Suite
from outcomes import Outcomes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
PLACE = ROOT / "target" / "suites"
RECORDER = ROOT / "src" / "main" / "python" / "taskscope_recorder"
# The longest suite takes a minute and a half on two cores.
LONGEST_SECONDS = 600


class CannotRun(Exception):
    """A suite cannot be run here; the text is a sentence for people."""


def environment(suite: Suite) -> Path:
    """Make the virtual environment of a suite, unless it is there with the same requirements; gives its Python."""
    needs = HERE / "requirements" / f"{suite.needs}.txt"
    place = PLACE / "environments" / f"{suite.needs}-python{suite.python}"
    mark = place / "requirements.sha256"
    digest = hashlib.sha256(needs.read_bytes()).hexdigest()
    python = place / "bin" / "python"
    if mark.exists() and mark.read_text() == digest:
        return python
    shutil.rmtree(place, ignore_errors=True)
    _do([_interpreter(suite.python), "-m", "venv", str(place)])
    _do([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(needs)])
    mark.write_text(digest)
    return python


def source(suite: Suite, python: Path) -> Path:
    """Get the source distribution, once; gives the archive."""
    place = PLACE / "archives" / suite.needs
    found = sorted(place.glob("*.tar.gz"))
    if not found:
        get = [str(python), "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
        _do([*get, "--no-binary", ":all:", "-d", str(place), f"{suite.project}=={suite.version}"])
        found = sorted(place.glob("*.tar.gz"))
    return found[0]


def plain(suite: Suite, python: Path, number: int, *, reuse: bool) -> Outcomes:
    """Run the suite alone; with `reuse`, take what the run of this number said before."""
    report = PLACE / suite.name / f"plain-{number}.xml"
    ended = report.with_suffix(".json")
    if not reuse or not ended.exists():
        result = _run(suite, python, [], report)
        ended.write_text(json.dumps([result.code, result.seconds]))
        return result
    code, seconds = json.loads(ended.read_text())
    return outcomes.read(code, report, report.with_suffix(".log").read_text(encoding="utf-8"), seconds)


def with_recorder(suite: Suite, python: Path) -> tuple[Outcomes, Path]:
    """Run the suite under the recorder; gives the recording, too."""
    recording = PLACE / suite.name / "recording.jsonl"
    sensors: list[str] = []
    if suite.every_sensor:
        asked = "from taskscope_recorder._sensors import SENSORS; print(*SENSORS)"
        names = _do([str(python), "-c", asked], cwd=RECORDER.parent).split()
        sensors = [word for name in names for word in ("--sensor", f"{name}=on")]
    prefix = [str(python), str(RECORDER), "-o", str(recording), *sensors]
    return _run(suite, python, prefix, recording.with_suffix(".xml")), recording


def _run(suite: Suite, python: Path, prefix: list[str], report: Path) -> Outcomes:
    where = _unpacked(suite, python)
    if suite.by_script:
        command = ["pytest"] if prefix else [str(python.with_name("pytest"))]
    else:
        command = ["python", "-m", "pytest"] if prefix else [str(python), "-m", "pytest"]
    options = ["-p", "no:cacheprovider", "-o", "junit_logging=all", f"--junit-xml={report}", *suite.options]
    report.unlink(missing_ok=True)
    began = time.monotonic()
    words = [*prefix, *command, *options, *suite.tests]
    process = subprocess.Popen(
        words,
        cwd=where,
        env=_environment(python),
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        said += f"\nended after {LONGEST_SECONDS} s"
    report.with_suffix(".log").write_text(said, encoding="utf-8")
    return outcomes.read(process.returncode, report, said, time.monotonic() - began)


def _unpacked(suite: Suite, python: Path) -> Path:
    """Unpack anew, always at the same place: tests leave files behind, and print where they are."""
    archive = source(suite, python)
    place = PLACE / suite.name / "source"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    (only,) = place.iterdir()
    return only


def _environment(python: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TASKSCOPE"))}
    path = f"{python.parent}{os.pathsep}{kept.get('PATH', '')}"
    # The order of sets is in the names of some tests.
    return {**kept, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "COLUMNS": "200"}


def _interpreter(version: str) -> str:
    if version == ".".join(map(str, sys.version_info[:2])):
        return sys.executable
    on_path = shutil.which(f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for found in [*([on_path] if on_path else []), *map(str, pyenv.glob(f"versions/{version}.*/bin/python"))]:
        # pyenv's own `python3.12` on PATH may refuse to start one.
        if not subprocess.run([found, "--version"], capture_output=True, check=False).returncode:
            return found
    raise CannotRun(f"there is no python{version} on PATH")


def _do(words: list[str], cwd: Path | None = None) -> str:
    done = subprocess.run(words, text=True, capture_output=True, cwd=cwd, check=False, timeout=LONGEST_SECONDS)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise CannotRun(f"{' '.join(words[:4])} ... failed: {' '.join(last)}")
    return done.stdout
