"""Runs a command in this process exactly as Python would have run it without us."""

from __future__ import annotations

import importlib.util
import linecache
import os
import sys
import tokenize
import types
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import TYPE_CHECKING, Any, List, Optional

from taskscope_recorder._tracebacks import cut_out_ours, outermost_is_ours, without_ours

if TYPE_CHECKING:
    from taskscope_recorder._command import Command

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
    # Python itself runs modules and directories from two frames of runpy, as it runs us.
    outermost_is_ours[0] = not (command.kind == "module" or os.path.isdir(command.what))
    try:
        _run(command)
    except SystemExit:
        raise
    except BaseException as passing:
        if outermost_is_ours[0]:
            _show_now(passing)
        else:
            _show_clean_later()
        raise


def _show_now(exception: BaseException) -> None:
    """Print what Python would print at the end, but without the frames around the command."""
    cut_out_ours(exception)
    sys.excepthook(type(exception), exception, exception.__traceback__)
    sys.excepthook = lambda *_: None


def _show_clean_later() -> None:
    show = sys.excepthook

    def show_clean(kind: Any, exception: BaseException, traceback: Any) -> None:
        clean = without_ours(traceback)
        cut_out_ours(exception)
        show(kind, exception, clean)

    sys.excepthook = show_clean


def _first_entry(command: Command) -> str:
    if command.kind == "module":
        return os.getcwd()
    if command.kind == "code":
        return ""
    if os.path.isdir(command.what):
        return _absolute(command.what)
    return os.path.dirname(os.path.realpath(command.what))


def _absolute(path: str) -> str:
    # PYVERSIONS: from 3.9 on Python makes the path of the main file absolute, without tidying it up.
    return os.path.join(os.getcwd(), path) if sys.version_info >= (3, 9) else path


def _run(command: Command) -> None:
    if command.kind == "module":
        # As Python does: while the module is looked for, its file is not known.
        sys.argv[0] = "-m"
        spec = _find_module(command.what)
        sys.argv[0] = spec.origin or command.what
        _execute_spec(spec)
    elif command.kind == "code":
        _run_code(command.what)
    elif os.path.isdir(command.what):
        _kept.append(sys.modules.pop("__main__"))
        _execute_spec(_find_module("__main__"))
    else:
        _run_file(_absolute(command.what))


def _run_file(path: str) -> None:
    main = _main_module(None)
    main.__file__ = path
    main.__cached__ = None
    main.__loader__ = SourceFileLoader("__main__", path)
    with tokenize.open(path) as opened:
        source = opened.read()
    _execute(compile(source, path, "exec", dont_inherit=True), main)


def _run_code(text: str) -> None:
    sys.argv[0] = "-c"
    code = compile(text, "<string>", "exec", dont_inherit=True)
    # PYVERSIONS: 3.13 shows the lines of `-c` in tracebacks.
    remember = getattr(linecache, "_register_code", None)
    if remember is not None:
        remember("<string>", text, "<string>")
    _execute(code, _main_module(None))


def _find_module(name: str) -> ModuleSpec:
    """Find what `python -m` would run, and say what it would say where there is nothing to run."""
    spec = _find_spec(name)
    if spec is None:
        sys.exit(f"{sys.executable}: No module named {name}")
    if spec.submodule_search_locations is not None:
        inner = _find_spec(f"{name}.__main__")
        if inner is None:
            reason = f"{name!r} is a package and cannot be directly executed"
            sys.exit(f"{sys.executable}: No module named {name}.__main__; {reason}")
        spec = inner
    if not hasattr(spec.loader, "get_code") or spec.origin is None:
        sys.exit(f"{sys.executable}: No code object available for {name}")
    return spec


def _find_spec(name: str) -> Optional[ModuleSpec]:
    try:
        return importlib.util.find_spec(name)
    except ModuleNotFoundError as missing:
        if missing.name is None or not (name + ".").startswith(missing.name + "."):
            raise
        return None


def _execute_spec(spec: ModuleSpec) -> None:
    loader: Any = spec.loader
    code = loader.get_code(spec.name)
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
