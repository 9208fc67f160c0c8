"""Slots of `Depends(..., max_concurrency=N)`: who waits for one, who has it and for how long.

FastAPI gives a slot back when it leaves the dependency: with the default scope after the tasks.
"""

from __future__ import annotations

import sys
from typing import Any, Callable

from taskscope_recorder import _ids, _install
from taskscope_recorder._emit import emit, is_recording, now
from taskscope_recorder._guard import failed
from taskscope_recorder._tracebacks import hide_our_frame

# It enters what it gets and keeps nothing. Anybody else gets the semaphore itself.
_SOLVER = "fastapi.dependencies.utils"


def install(hooks: _install.Hooks) -> None:
    """Look in where FastAPI hands out the semaphore of a dependency; older ones have none."""

    def look(module: Any) -> None:
        # PYVERSIONS: FastAPI 0.165 has it, 0.117 has not.
        limit = getattr(module, "_DependencyConcurrency", None)
        if limit is not None:
            hooks.wrap(limit, "get_semaphore", _get_semaphore)

    hooks.when_imported("fastapi.concurrency", look)


def _get_semaphore(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def get_semaphore(self: Any) -> Any:
        semaphore = original(self)
        # Only it knows for whom.
        asking = sys._getframe(1)  # noqa: SLF001 - the one way to see who asks
        if asking.f_globals.get("__name__") != _SOLVER or not is_recording():
            return semaphore
        try:
            return _Slot(semaphore, self.max_concurrency, asking)
        except Exception:  # noqa: BLE001 - a shape nobody has seen yet
            failed("slot")
            return semaphore

    return get_semaphore


class _Slot:
    """One way through the semaphore; everything else about it is the semaphore's."""

    __slots__ = ("_function", "_limit", "_semaphore")

    def __init__(self, semaphore: Any, limit: int, asking: Any) -> None:
        names = asking.f_locals
        dependant = names.get("use_sub_dependant") or names.get("dependant")
        function = _ids.function_id(getattr(dependant, "call", None))
        self._function = f',"function":{function}' if function else ""
        self._limit = f',"limit":{int(limit)}'
        self._semaphore = semaphore

    def __getattr__(self, name: str) -> Any:
        return getattr(self._semaphore, name)

    async def __aenter__(self) -> Any:
        began = self._wait()
        try:
            entered = await self._semaphore.__aenter__()
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        waited = f',"waitedNanos":{now() - began if began else 0}'
        emit("slot.acquired", self._function + self._limit + waited)
        return entered

    async def __aexit__(self, *how: object) -> Any:
        try:
            return await self._semaphore.__aexit__(*how)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        finally:
            emit("slot.released", self._function)

    def _wait(self) -> int:
        """Say that it has to wait, where it has to; gives since when."""
        try:
            if self._semaphore.value > 0 and not self._semaphore.statistics().tasks_waiting:
                return 0
            emit("slot.waiting", self._function + self._limit, at_once=True)
        except Exception:  # noqa: BLE001 - a semaphore of another making
            failed("slot.waiting")
        return now()
