"""Stalls of the event loop: how long it answered nobody, what it did meanwhile, and for whom.

    event loop   beat ─ beat ─ beat ─ [one long callback ..................] ─ beat
    watchdog     asleep ....................... alarm ─ look ─ look ── look ─┘ stall.ended

Beats are timers of the loop. They exist only while a request is open, and a little longer.
"""

from __future__ import annotations

import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any, List

from taskscope_recorder import _loop_gc
from taskscope_recorder._guard import guarded
from taskscope_recorder._loop_watch import Watch
from taskscope_recorder._open import watched_loops

if TYPE_CHECKING:
    from taskscope_recorder._install import Hooks
    from taskscope_recorder._loop_dog import Watchdog

_watches: weakref.WeakKeyDictionary[Any, Watch] = weakref.WeakKeyDictionary()
# The one that was asked for last: nearly always the same again.
_last: List[Watch] = []
# A loop may be gone before its last stall was told of; the watchdog is held by its own thread until then. A list: the
# writer's thread copies it in one step while others add to it, which a weak set does not allow.
_dogs: List[weakref.ref[Watchdog]] = []


def install(hooks: Hooks) -> None:
    """Watch every loop on which a request arrives."""
    from taskscope_recorder import _requests  # noqa: PLC0415 - that sensor may be off

    _loop_gc.install(hooks)
    _requests.when_started.append(watch)
    hooks.on_stop(lambda: _requests.when_started.remove(watch))
    hooks.every_tick(_finish)
    hooks.on_stop(_stop)
    hooks.before_fork(_stop)


@guarded("loop")
def watch(loop: Any) -> None:
    """See to it that this loop, the one that runs here, is watched while something is open."""
    if _last and _last[0].is_of(loop):
        _last[0].wake()
        return
    known = _watches.get(loop)
    if known is None:
        known = _watches[loop] = Watch(loop)
        _dogs.append(weakref.ref(known.dog))
    _last[:] = [known]
    known.wake()


def _finish() -> None:
    for reference in list(_dogs):
        dog = reference()
        if dog is None:
            # Unless recording has stopped meanwhile.
            with suppress(ValueError):
                _dogs.remove(reference)
        else:
            dog.finish()


def _stop() -> None:
    # Those of loops that are gone, too: a watchdog lives until its alarm goes off.
    for reference in _dogs[:]:
        dog = reference()
        if dog is not None:
            dog.stop()
    _watches.clear()
    # Of loops that are gone too: their numbers may be given again.
    watched_loops.clear()
    _last.clear()
    _dogs.clear()
