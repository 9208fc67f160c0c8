"""Child processes of a recorded command record themselves into the same file."""

from __future__ import annotations

import os
from typing import Dict

from taskscope_recorder import _lifecycle
from taskscope_recorder._run import VARIABLE, Run

BOOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_boot")


def invite(run: Run) -> Dict[str, str]:
    """Environment variables that make every Python started from here join the run."""
    before = os.environ.get("PYTHONPATH")
    return {VARIABLE: run.for_children(), "PYTHONPATH": BOOT + (os.pathsep + before if before else "")}


def join() -> None:
    """Record this process, if it was invited."""
    run = Run.inherited(os.environ)
    if run is not None:
        _lifecycle.join_run(run)
