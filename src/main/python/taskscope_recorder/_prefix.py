"""The prefix command: options, recording, then the command itself."""

from __future__ import annotations

import os
import sys
from typing import List

from taskscope_recorder import _children, _launch, _lifecycle, _options
from taskscope_recorder._command import Command, understand
from taskscope_recorder._output import CannotRecord, prepare
from taskscope_recorder._run import Run
from taskscope_recorder._version import VERSION

_WRONG_USE = 2


def main(words: List[str]) -> None:
    """Run one command line of the recorder."""
    if words[:1] in (["--help"], ["-h"]):
        sys.stdout.write(_options.usage())
        return
    if words[:1] == ["--version"]:
        sys.stdout.write(f"taskscope_recorder {VERSION}\n")
        return
    try:
        _record(words)
    except CannotRecord as reason:
        sys.stderr.write(f"taskscope_recorder: {reason}\n")
        sys.exit(_WRONG_USE)


def _record(words: List[str]) -> None:
    options = _options.parse(words)
    command = understand(options.command)
    if command.options:
        _start_again(words, options, command)
    running = _lifecycle.current()
    if running is not None:
        # Ourselves recorded by another recorder: this run is the one that was asked for.
        _lifecycle.stop(running)
    path = os.path.abspath(options.path)
    prepare(path, later_parts=bool(options.keeping.rotate))
    _launch.prepare_path(command)
    run = Run.begin(
        path,
        options.sensors,
        source=options.source,
        keeping=options.keeping,
        captured=options.captured,
        redact=options.redact,
    )
    recorder = _lifecycle.begin_run(run, options.command)
    os.environ.update(_children.invite(run))
    if command.kind == "program":
        recorder.writer.pause()
        os.execv(command.what, [command.what, *command.arguments])  # noqa: S606 - it was asked for
    _lifecycle.watch_exit(lambda: _launch.run(command))


def _start_again(words: List[str], options: _options.Options, command: Command) -> None:
    """Start anew with the interpreter options, which only count at the start."""
    ours = words[: len(words) - len(options.command)]
    kind = {"module": ["-m"], "code": ["-c"]}.get(command.kind, [])
    package = os.path.dirname(os.path.abspath(__file__))
    again = [sys.executable, *command.options, package, *ours, "python", *kind, command.what, *command.arguments]
    os.execv(sys.executable, again)  # noqa: S606 - ourselves
