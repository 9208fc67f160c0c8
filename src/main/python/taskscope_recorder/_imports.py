"""Runs a callback when a module has been imported, without importing it."""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Sequence

from taskscope_recorder._guard import failed

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import ModuleType

Callback = Callable[[Any], None]

_callbacks: Dict[str, List[Callback]] = {}


def when_imported(name: str, callback: Callback) -> None:
    """Call back with the module: now if it is there already, else right after its import."""
    module = sys.modules.get(name)
    # A module that is being imported right now is not complete yet: wait for its loader.
    if module is not None and not getattr(getattr(module, "__spec__", None), "_initializing", False):
        _call(callback, module)
        return
    _callbacks.setdefault(name, []).append(callback)
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)


def forget_imports() -> None:
    """Take the import hook away."""
    _callbacks.clear()
    if _FINDER in sys.meta_path:
        sys.meta_path.remove(_FINDER)


def _call(callback: Callback, module: Any) -> None:
    try:
        callback(module)
    except Exception:  # noqa: BLE001 - the application's import must succeed
        failed("import of " + getattr(module, "__name__", "?"))


class _WatchedLoader(Loader):
    """Stands in for the real loader while the module is executed, then steps aside."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def create_module(self, spec: ModuleSpec) -> Optional[ModuleType]:
        module: Optional[ModuleType] = self._real.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        spec = module.__spec__
        if spec is not None:
            spec.loader = self._real
        module.__loader__ = self._real
        self._real.exec_module(module)
        for callback in _callbacks.pop(module.__name__, []):
            _call(callback, module)


class _Finder(MetaPathFinder):
    """Finds nothing itself: lets the others find, and puts its loader around theirs."""

    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None
    ) -> Optional[ModuleSpec]:
        if fullname not in _callbacks:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            if finder is self or find is None:
                continue
            spec: Optional[ModuleSpec] = find(fullname, path, target)
            if spec is not None:
                if hasattr(spec.loader, "exec_module"):
                    spec.loader = _WatchedLoader(spec.loader)
                return spec
        return None


_FINDER = _Finder()
