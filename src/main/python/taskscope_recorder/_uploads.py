"""Sensor `uploads`: files that a request brought along, and who used them when they were closed.

    the form is parsed ──► upload.opened ──► upload.read (in a task, or failed) ──► upload.closed

An upload is known by the temporary file inside it, so a second `UploadFile` around that file is the same
upload, and so is the file alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Awaitable, Callable, Dict, Iterable, Tuple

from taskscope_recorder import _describe, _ids, _requests
from taskscope_recorder._context import request_id, task_id
from taskscope_recorder._emit import emit, is_recording
from taskscope_recorder._guard import failed
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks

# What gives content; the others only tell something when they fail.
_READS = ("read", "read1", "readinto", "readinto1", "readline", "readlines", "__iter__")
_OTHERS = ("write", "writelines", "seek", "tell", "truncate", "fileno", "__enter__")

# A loop that reads a closed file again and again says nothing new.
_MOST_PER_UPLOAD = 20
_MOST_REMEMBERED = 5_000

# Upload, task (0: none) and whether it failed -> how often it was told of.
_told: Dict[Tuple[int, int, bool], int] = {}
_closed: Dict[int, bool] = {}


def install(hooks: Hooks) -> None:
    """Look in at Starlette's parser of forms, and at the temporary files that it fills."""
    hooks.when_imported("starlette.formparsers", lambda module: _look(hooks, module))
    hooks.on_stop(_begin_again)
    hooks.after_fork_in_child(_begin_again)
    _begin_again()


def _begin_again() -> None:
    _describe.uploads.clear()
    _told.clear()
    _closed.clear()


def _look(hooks: Hooks, module: Any) -> None:
    hooks.wrap(module.MultiPartParser, "parse", _parse)
    # The parser's own name for it: whatever makes the files is what to look at.
    file = module.SpooledTemporaryFile
    hooks.wrap(file, "close", _close)
    hooks.wrap(file, "__exit__", _close)
    for name in (*_READS, *_OTHERS):
        # PYVERSIONS: read1 and readinto came with 3.11.
        if name in vars(file):
            hooks.wrap(file, name, _read if name in _READS else _use)


def _parse(original: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    async def parse(self: Any) -> Any:
        try:
            form = await original(self)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if is_recording():
            _opened(form)
        return form

    return parse


def _read(original: Callable[..., Any]) -> Callable[..., Any]:
    def read(self: Any, *args: Any) -> Any:
        try:
            result = original(self, *args)
        except BaseException as passing:
            _failed(self, passing)
            hide_our_frame(passing)
            raise
        if (task_id() or request_id() not in _requests.open_requests) and is_recording():
            _tell(self, "")
        return result

    return read


def _use(original: Callable[..., Any]) -> Callable[..., Any]:
    def use(self: Any, *args: Any) -> Any:
        try:
            return original(self, *args)
        except BaseException as passing:
            _failed(self, passing)
            hide_our_frame(passing)
            raise

    return use


def _close(original: Callable[..., Any]) -> Callable[..., Any]:
    def close(self: Any, *args: Any) -> Any:
        try:
            return original(self, *args)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        finally:
            if is_recording():
                _told_closed(self)

    return close


def _opened(form: Any) -> None:
    try:
        values: Iterable[Any] = (value for _, value in form.multi_items())
        for upload in [value for value in values if _describe.kind_of(value) == "upload"]:
            own = object.__getattribute__(upload, "__dict__")
            file = own["file"]
            if _describe.uploads.find(file):
                continue
            tail = f',"upload":{_describe.uploads.add(file)}'
            # PYVERSIONS: Starlette counts the bytes from 0.24 on.
            size = own.get("size")
            tail += f',"bytes":{size}' if type(size) is int else ""
            in_memory = not getattr(file, "_rolled", True)
            emit("upload.opened", f'{tail},"inMemory":{"true" if in_memory else "false"}')
    except Exception:  # noqa: BLE001 - a form of another shape
        failed("upload.opened")


def _failed(file: Any, exception: BaseException) -> None:
    try:
        if is_recording() and _describe.uploads.find(file):
            _tell(file, f',"exception":{_ids.exception_id(exception)}')
    except Exception:  # noqa: BLE001 - an exception of another shape
        failed("upload.read")


def _tell(file: Any, tail: str) -> None:
    number = _describe.uploads.find(file)
    if not number:
        return
    # Of what succeeds, the first time tells everything.
    most = _MOST_PER_UPLOAD if tail else 1
    key = (number, task_id(), bool(tail))
    times = _told.get(key, 0)
    if times < most:
        if len(_told) >= _MOST_REMEMBERED:
            _told.clear()
        _told[key] = times + 1
        emit("upload.read", f',"upload":{number}{tail}')


def _told_closed(file: Any) -> None:
    number = _describe.uploads.find(file)
    if number and number not in _closed:
        if len(_closed) >= _MOST_REMEMBERED:
            _closed.clear()
        _closed[number] = True
        emit("upload.closed", f',"upload":{number}')
