"""Runs a command in this process exactly as Python would have run it without us."""

from __future__ import annotations

import importlib.util
import os
import sys
import tokenize
import types
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import Any, List, Optional

from taskscope_recorder._command import Command
from taskscope_recorder._output import CannotRecord
from taskscope_recorder._tracebacks import cut_out_ours

_SAFE_PATH = bool(getattr(sys.flags, "safe_path", False))

# The module that Python calls __main__ at first; its names must live on after we replaced it.
_kept: List[Any] = []


def prepare_path(command: Command) -> None:
    """Give `sys.path` the first entry that the command expects."""
    ours = os.path.dirname(os.path.abspath(__file__))
    if sys.path and (not _SAFE_PATH or os.path.abspath(sys.path[0]) == ours):
        del sys.path[0]
    if not _SAFE_PATH:
        sys.path.insert(0, _first_entry(command))


def run(command: Command) -> None:
    """Run until the command ends; leaves by whatever exception it leaves by."""
    sys.argv = [command.what, *command.arguments]
    try:
        _run(command)
    except SystemExit:
        raise
    except BaseException as passing:
        # Python would print this with our frames in it: print it now, clean, and let it pass quietly.
        cut_out_ours(passing)
        sys.excepthook(type(passing), passing, passing.__traceback__)
        sys.excepthook = lambda *_: None
        raise


def _first_entry(command: Command) -> str:
    if command.kind == "module":
        return os.getcwd()
    if command.kind == "code":
        return ""
    if os.path.isdir(command.what):
        return command.what
    return os.path.dirname(os.path.realpath(command.what))


def _run(command: Command) -> None:
    if command.kind == "module":
        _run_module(command)
    elif command.kind == "code":
        sys.argv[0] = "-c"
        _execute(compile(command.what, "<string>", "exec"), _main_module(None))
    elif os.path.isdir(command.what):
        _run_directory(command.what)
    else:
        with tokenize.open(command.what) as opened:
            code = compile(opened.read(), command.what, "exec", dont_inherit=True)
        main = _main_module(None)
        main.__file__ = command.what
        main.__loader__ = SourceFileLoader("__main__", command.what)
        _execute(code, main)


def _run_module(command: Command) -> None:
    # As Python does: the name of the module is not known in sys.argv before it is found.
    sys.argv[0] = "-m"
    spec = _find_spec(command.what)
    if spec is None or spec.loader is None or not hasattr(spec.loader, "get_code"):
        raise CannotRecord(f"{sys.executable}: no module named {command.what} that can be run")
    _execute_spec(spec)


def _run_directory(place: str) -> None:
    spec = _find_spec("__main__")
    if spec is None:
        raise CannotRecord(f"{place}: there is no __main__ in it")
    _execute_spec(spec)


def _find_spec(name: str) -> Optional[ModuleSpec]:
    if name == "__main__":
        _kept.append(sys.modules.pop("__main__"))
    spec = importlib.util.find_spec(name)
    if spec is not None and spec.submodule_search_locations is not None:
        spec = importlib.util.find_spec(name + ".__main__")
    return spec


def _execute_spec(spec: ModuleSpec) -> None:
    loader: Any = spec.loader
    code = loader.get_code(spec.name)
    sys.argv[0] = spec.origin or sys.argv[0]
    main = _main_module(spec)
    main.__file__ = spec.origin
    main.__cached__ = spec.cached
    main.__loader__ = spec.loader
    main.__package__ = spec.parent
    _execute(code, main)


def _main_module(spec: Optional[ModuleSpec]) -> Any:
    if "__main__" in sys.modules:
        _kept.append(sys.modules["__main__"])
    main: Any = types.ModuleType("__main__")
    main.__spec__ = spec
    main.__builtins__ = sys.modules["builtins"]
    main.__annotations__ = {}
    sys.modules["__main__"] = main
    return main


def _execute(code: Any, main: Any) -> None:
    exec(code, main.__dict__)  # noqa: S102 - this is what running a script means
