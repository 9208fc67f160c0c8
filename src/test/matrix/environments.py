"""Virtual environments of the matrix: made once from pinned requirements, used again until those change."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from applications import HERE, ROOT

MADE = ROOT / "target" / "matrix" / "venv"
INSTALL_SECONDS = 300
_FIRST_LINE = re.compile(r"Python (3\.\d+)")


class CannotMake(Exception):
    """An environment that this machine cannot have, with the reason."""


def python_of(name: str) -> Path:
    """Give the interpreter of the environment of this name."""
    wanted = (HERE / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    directory = MADE / name
    stamp, python = directory / "made-from.txt", directory / "bin" / "python"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    base = _interpreter(_version(wanted, name))
    shutil.rmtree(directory, ignore_errors=True)
    _run([base, "-m", "venv", str(directory)], f"{base} makes no virtual environment")
    specification = str(HERE / "requirements" / f"{name}.txt")
    words = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-deps", "-r", specification]
    _run(words, "pip installs nothing; is the package index there?")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def pinned(name: str) -> dict[str, str]:
    """Tell which version of each package the environment of this name has."""
    lines = (HERE / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = (line.partition("==") for line in lines if "==" in line)
    return {package.lower().replace("_", "-"): version for package, _, version in found}


def _version(wanted: str, name: str) -> str:
    found = _FIRST_LINE.search(wanted.splitlines()[0])
    if found is None:
        raise CannotMake(f"the first line of {name}.txt names no Python")
    return found.group(1)


def _interpreter(version: str) -> str:
    """Find `python3.8` on the path, or one that pyenv has."""
    on_path = shutil.which(f"python{version}")
    if on_path and subprocess.run([on_path, "--version"], capture_output=True, check=False).returncode == 0:
        return on_path
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for each in sorted(root.glob(f"versions/{version}.*/bin/python")):
        return str(each)
    raise CannotMake(f"there is no Python {version} on PATH or in pyenv")


def _run(words: list[str], otherwise: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    if done.returncode != 0:
        raise CannotMake(f"{otherwise} {done.stderr.strip()[-300:]}")
