"""Sensor `dependencies`: when a dependency with `yield` is entered and left, and with what.

stack.push(after)            runs last: tells what came out of the dependency
the dependency itself
stack.push(before)           runs first: tells what is thrown into it
"""

from __future__ import annotations

from itertools import count
from typing import Any, Awaitable, Callable, Optional

from taskscope_recorder import _ids, _install
from taskscope_recorder._emit import emit
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._tracebacks import hide_our_frame

Solve = Callable[..., Awaitable[Any]]

_numbers = count(1)


def install(hooks: _install.Hooks) -> None:
    """Look in at FastAPI's function that enters such dependencies."""

    def look(module: Any) -> None:
        # PYVERSIONS: FastAPI calls it solve_generator up to 0.118, _solve_generator in the newest.
        names = [name for name in ("_solve_generator", "solve_generator") if hasattr(module, name)]
        if not names:
            hooks.stepped_aside("fastapi.dependencies.utils has no function that enters dependencies")
        for name in names:
            hooks.wrap(module, name, _solve)

    hooks.when_imported("fastapi.dependencies.utils", look)


def _solve(original: Solve) -> Solve:
    async def solve_generator(**kwargs: Any) -> Any:
        passage = _begin(kwargs)
        try:
            value = await original(**kwargs)
        except BaseException as passing:
            if passage is not None:
                passage.entering_failed(passing)
            hide_our_frame(passing)
            raise
        if passage is not None:
            passage.entered(kwargs["stack"])
        return value

    return solve_generator


class _Passage:
    """One way through one dependency."""

    __slots__ = ("_is_entered", "_number", "_tail")

    def __init__(self, tail: str) -> None:
        self._number = next(_numbers)
        self._tail = f',"dependency":{self._number}'
        self._is_entered = False
        emit("dependency.entering", self._tail + tail)

    def entered(self, stack: Any) -> None:
        self._is_entered = True
        emit("dependency.entered", self._tail)
        stack.push(self.before)

    def entering_failed(self, exception: BaseException) -> None:
        self._tell("dependency.entered", exception)

    def before(self, _kind: Any, exception: Optional[BaseException], _traceback: Any) -> bool:
        self._tell("dependency.exiting", exception)
        return False

    def after(self, _kind: Any, exception: Optional[BaseException], _traceback: Any) -> bool:
        if self._is_entered:
            self._tell("dependency.exited", exception)
        return False

    def _tell(self, kind: str, exception: Optional[BaseException]) -> None:
        with_what = f',"exception":{_ids.exception_id(exception)}' if exception is not None else ""
        emit(kind, self._tail + with_what)


@own_work("dependency.entering")
def _begin(kwargs: Any) -> Optional[_Passage]:
    try:
        dependant = kwargs.get("dependant")
        function = _ids.function_id(kwargs["call"] if dependant is None else dependant.call)
        tail = f',"function":{function}' if function else ""
        if hasattr(dependant, "scope"):
            # Without a word FastAPI leaves such a dependency with the request.
            tail += f',"scope":"{dependant.scope or "request"}"'
        passage = _Passage(tail)
        kwargs["stack"].push(passage.after)
    except Exception:  # noqa: BLE001 - a shape nobody has seen yet
        failed("dependency.entering")
        return None
    return passage
