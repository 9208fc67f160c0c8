"""All patching, in one place: look at the shape, mark, keep the way back."""

from __future__ import annotations

import importlib
import inspect
from typing import Any, Callable, Dict, List

from taskscope_recorder import _emit, _imports
from taskscope_recorder._guard import failed
from taskscope_recorder._sensors import SENSORS
from taskscope_recorder._shape import UnknownShape, takes_as_much
from taskscope_recorder._weak import WeakNumbers

Undo = Callable[[], None]

_undos: List[Undo] = []
# Our wrappers: those of earlier recordings, too, for as long as somebody holds one.
_wrappers = WeakNumbers()
_on: Dict[str, bool] = {}

# True while what sensors say must not make a process show that has nothing else to tell.
tell_later = [False]
_told_later: List[str] = []

before_fork: List[Callable[[], None]] = []
after_fork_in_child: List[Callable[[], None]] = []


def wrap_once(owner: Any, name: str, make: Callable[[Any], Any]) -> bool:
    """Replace `owner.name` by what `make` makes of it.

    False if it is not there, True if it is now wrapped or already was. The wrapper takes over name,
    documentation, defaults and signature, so that nobody who inspects it sees a difference. Raises
    UnknownShape where the wrapper could not take what the original takes.
    """
    original = vars(owner).get(name)
    if original is None:
        return False
    if _wrappers.find(original):
        return True
    wrapped = make(original)
    if not takes_as_much(wrapped, original):
        raise UnknownShape(f"{getattr(owner, '__name__', owner)}.{name}{inspect.signature(original)}")
    look_like(wrapped, original)
    _wrappers.add(wrapped)
    setattr(owner, name, wrapped)

    def undo() -> None:
        # Where somebody patched after us, taking ours away would take theirs away too.
        if vars(owner).get(name) is wrapped:
            setattr(owner, name, original)

    _undos.append(undo)
    return True


def when_imported(name: str, callback: Callable[[Any], None]) -> None:
    """Call back with the module as soon as it is imported, or now if it is."""
    _imports.when_imported(name, callback)


def on_stop(undo: Undo) -> None:
    """Run this when recording stops, in reverse order."""
    _undos.append(undo)


def stepped_aside(sensor: str, why: str) -> None:
    """Say in the recording that a hook met a shape it does not know."""
    tail = f',"sensor":{_emit.quote(sensor)},"why":{_emit.quote(why)}'
    if tell_later[0]:
        _told_later.append(tail)
    else:
        _emit.emit("recorder.stepped_aside", tail, request=0, task=0, thread=0)


def told_later() -> List[str]:
    """Give what was said about sensors before this process recorded anything."""
    tails = list(_told_later)
    _told_later.clear()
    return tails


def is_on(sensor: str) -> bool:
    """Tell whether this sensor was asked for and is there."""
    return _on.get(sensor, False)


class Hooks:
    """What a sensor's `install(hooks)` gets: the ways to look in, all with a way back."""

    def __init__(self, sensor: str) -> None:
        """Work for the sensor of this name."""
        self.sensor = sensor

    def wrap(self, owner: Any, name: str, make: Callable[[Any], Any]) -> bool:
        """Wrap as `wrap_once` does; where the name is missing, say so in the recording."""
        try:
            if wrap_once(owner, name, make):
                return True
            why = f"{getattr(owner, '__name__', owner)} has no {name}"
        except UnknownShape as unknown:
            why = f"{unknown} has another signature"
        self.stepped_aside(why)
        return False

    def wrap_inherited(self, owner: Any, name: str, make: Callable[[Any], Any]) -> bool:
        """Wrap what a class inherits from one in C, which takes no new attributes, on the class itself."""
        if name in vars(owner):
            return wrap_once(owner, name, make)
        original = getattr(owner, name, None)
        if original is None:
            self.stepped_aside(f"{owner.__name__} has no {name}")
            return False
        wrapped = make(original)
        if not takes_as_much(wrapped, original):
            self.stepped_aside(f"{owner.__name__}.{name} has another signature")
            return False
        look_like(wrapped, original)
        _wrappers.add(wrapped)
        setattr(owner, name, wrapped)

        def undo() -> None:
            if vars(owner).get(name) is wrapped:
                delattr(owner, name)

        _undos.append(undo)
        return True

    def when_imported(self, name: str, callback: Callable[[Any], object]) -> None:
        """Call back with the module; a callback that raises steps aside instead."""

        def call(module: Any) -> None:
            try:
                callback(module)
            except Exception as unknown:  # noqa: BLE001 - a shape nobody has seen yet
                self.stepped_aside(f"{name}: {type(unknown).__name__}: {unknown}")

        when_imported(name, call)

    def stepped_aside(self, why: str) -> None:
        """Say in the recording that this sensor cannot look here."""
        stepped_aside(self.sensor, why)

    def on_stop(self, undo: Undo) -> None:
        """Run this when recording stops."""
        on_stop(undo)

    def every_tick(self, callback: Callable[[], None]) -> None:
        """Call about ten times a second on the writer's thread while something is recorded."""
        _emit.every_tick.append(callback)
        on_stop(lambda: _emit.every_tick.remove(callback))

    def before_fork(self, callback: Callable[[], None]) -> None:
        """Call before this process forks: own threads must end here (a later event may restart them)."""
        before_fork.append(callback)
        on_stop(lambda: before_fork.remove(callback))

    def after_fork_in_child(self, callback: Callable[[], None]) -> None:
        """Call in a forked child, after ids and buffer were reset."""
        after_fork_in_child.append(callback)
        on_stop(lambda: after_fork_in_child.remove(callback))


def install(sensors: Dict[str, bool]) -> None:
    """Install every sensor that is on."""
    _on.clear()
    _on.update(sensors)
    for name, on in sensors.items():
        if on:
            for module in SENSORS[name].modules:
                _install_module(name, module)


def uninstall() -> None:
    """Put everything back, the last patch first."""
    while _undos:
        try:
            _undos.pop()()
        except Exception:  # noqa: BLE001, PERF203 - the others must be undone too
            failed("uninstall")
    _wrappers.sweep()
    _imports.forget_imports()
    _on.clear()


def _install_module(sensor: str, module: str) -> None:
    try:
        importlib.import_module(f"taskscope_recorder.{module}").install(Hooks(sensor))
    except Exception as unknown:  # noqa: BLE001 - one sensor less, never an application less
        failed("install of " + module)
        stepped_aside(sensor, f"{module}: {type(unknown).__name__}: {unknown}")


def look_like(wrapped: Any, original: Any) -> None:
    """Give a wrapper the name, documentation, defaults and signature of what it wraps."""
    if not inspect.isfunction(wrapped):
        return
    for attribute in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__"):
        if hasattr(original, attribute):
            setattr(wrapped, attribute, getattr(original, attribute))
    wrapped.__dict__.update(getattr(original, "__dict__", {}))
    try:
        signature = inspect.signature(original)
    except (TypeError, ValueError):
        return
    if inspect.signature(wrapped) != signature:
        wrapped.__signature__ = signature  # type: ignore[attr-defined]
