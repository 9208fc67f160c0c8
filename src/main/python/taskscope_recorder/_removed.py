"""Files and directories that were removed, and those that somebody then missed.

    os.unlink, os.remove, os.rmdir ──► file.removed ┄┄ the same key ┄┄ file.missing ◄── FileNotFoundError

Everything else removes through these three: `shutil.rmtree` ends with `os.rmdir`. `open` is not touched: what it
did not find is told by its exception.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, Callable, List

from taskscope_recorder import _exceptions, _requests
from taskscope_recorder._capture import cleaned_path
from taskscope_recorder._context import request_id
from taskscope_recorder._emit import emit, is_recording
from taskscope_recorder._files import is_users
from taskscope_recorder._guard import failed
from taskscope_recorder._location import at_users_line, location_of
from taskscope_recorder._sql_keys import forget_salt, key_of, share_salt
from taskscope_recorder._stand_in import stand_in
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# A job that empties a directory of thousands of files is one story.
_MOST_PER_TICK = 50
_MOST_PARENTS = 30

_REMOVERS = ("unlink", "remove", "rmdir")
# Sets of functions that an application may ask whether they can do something here.
_ABILITIES = ("supports_dir_fd", "supports_effective_ids", "supports_fd", "supports_follow_symlinks")

_left = [_MOST_PER_TICK]


def install(hooks: Hooks) -> None:
    """Wait for an application: any other process removes its files unseen."""
    if share_salt():
        hooks.on_stop(forget_salt)
    hooks.when_imported("starlette.requests", lambda _: _look(hooks))
    hooks.every_tick(_allow_more)
    _exceptions.when_seen.append(_missing)
    hooks.on_stop(lambda: _exceptions.when_seen.remove(_missing))


def _allow_more() -> None:
    _left[0] = _MOST_PER_TICK


def _look(hooks: Hooks) -> None:
    # They keep the functions that they find when they are imported: those must be the true ones.
    for name in ("shutil", "tempfile", "pathlib"):
        importlib.import_module(name)
    for name in _REMOVERS:
        true = getattr(os, name)
        if hooks.wrap(os, name, _stand_in):
            _be_able(hooks, true, getattr(os, name))
    named = vars(sys.modules["tempfile"])["_TemporaryFileWrapper"]
    hooks.wrap(named, "close", _close)
    # PYVERSIONS: from 3.12 on the end of a `with` block removes the file without a call of `close`.
    if sys.version_info >= (3, 12):
        hooks.wrap(named, "__exit__", _close)
    # PYVERSIONS: up to 3.9 pathlib keeps the functions of os.
    if sys.version_info < (3, 10):
        path = sys.modules["pathlib"].Path
        hooks.wrap(path, "unlink", lambda original: _through_path(original, is_directory=False))
        hooks.wrap(path, "rmdir", lambda original: _through_path(original, is_directory=True))


def _stand_in(original: Any) -> Any:
    is_directory = original.__name__ == "rmdir"

    def tell(args: Any, kwargs: Any) -> None:
        # Below a directory that is open, the name alone says nothing.
        if kwargs.get("dir_fd") is None:
            _removed(args[0] if args else kwargs.get("path"), is_directory=is_directory)

    return stand_in("os", original, tell)


def _be_able(hooks: Hooks, true: Any, ours: Any) -> None:
    for name in _ABILITIES:
        able = getattr(os, name)
        if true in able:
            able.add(ours)
            hooks.on_stop(lambda able=able: able.discard(ours))  # type: ignore[misc]


def _close(original: Callable[..., Any]) -> Callable[..., Any]:
    def close(self: Any, *args: Any) -> Any:
        was_there = _is_there(self)
        try:
            result = original(self, *args)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if was_there and not _is_there(self):
            _removed(self.name, is_directory=False)
        return result

    return close


def _is_there(file: Any) -> bool:
    try:
        return _is_looked_at() and os.path.lexists(file.name)
    except Exception:  # noqa: BLE001 - a temporary file of another making
        failed("file.removed")
        return False


def _through_path(original: Callable[..., None], *, is_directory: bool) -> Callable[..., None]:
    def remove(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            original(self, *args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        _removed(self, is_directory=is_directory)

    return remove


def _is_looked_at() -> bool:
    return bool(request_id() or _requests.open_requests) and is_recording()


def _removed(path: Any, *, is_directory: bool) -> None:
    if not _is_looked_at() or _left[0] <= 0:
        return
    try:
        _left[0] -= 1
        text = _absolute(path)
        if text:
            key = key_of("", (text,))
            directory = "true" if is_directory else "false"
            emit("file.removed", f',"key":"{key}","directory":{directory}{cleaned_path(text)}{at_users_line()}')
    except Exception:  # noqa: BLE001 - a path of another making, or no working directory
        failed("file.removed")


def _missing(exception: BaseException, number: int) -> None:
    # A class of the application's may have its own idea of `filename`.
    if type(exception) is not FileNotFoundError:
        return
    try:
        text = _absolute(exception.filename)
        if text:
            keys = '","'.join(key_of("", (one,)) for one in _with_parents(text))
            emit("file.missing", f',"keys":["{keys}"],"exception":{number}{cleaned_path(text)}{_users_line(exception)}')
    except Exception:  # noqa: BLE001 - no working directory
        failed("file.missing")


def _absolute(path: Any) -> str:
    """Absolute path, empty for what is no path or would have to be asked for it."""
    kind = type(path)
    pathlib = sys.modules.get("pathlib")
    if pathlib is not None and kind in (pathlib.PosixPath, pathlib.WindowsPath):
        path = os.fspath(path)
    elif kind is bytes:
        path = os.fsdecode(path)
    elif kind is not str:
        return ""
    return str(os.path.abspath(path))


def _with_parents(path: str) -> List[str]:
    found = [path]
    for _ in range(_MOST_PARENTS):
        parent = os.path.dirname(path)
        # Nobody removes the root.
        if parent == path or os.path.dirname(parent) == parent:
            break
        found.append(parent)
        path = parent
    return found


def _users_line(exception: BaseException) -> str:
    found = None
    entry = exception.__traceback__
    while entry is not None:
        if is_users(entry.tb_frame.f_code.co_filename):
            found = entry
        entry = entry.tb_next
    return location_of(found.tb_frame.f_code, found.tb_lineno) if found is not None else at_users_line()
