"""Stands where a function in C stood, and can be mistaken for it.

A Python function would not do: as an attribute of a class it would become a method, and hand the instance
on as the first argument. A function in C does not, and nor does an object like this.
"""

from __future__ import annotations

import inspect
from typing import Any, Callable, Tuple

from taskscope_recorder._tracebacks import hide_our_frame

# Gets what the function was called with.
Told = Callable[[Tuple[Any, ...], Any], None]


class StandIn:
    """Calls the function of a module, and tells of each call that succeeded."""

    # No __dict__: functools.wraps would copy it.
    __slots__ = ("__name__", "__qualname__", "__signature__", "__text_signature__", "_original", "_tell")

    __name__: str
    _original: Callable[..., Any]
    _tell: Told

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do what the original does."""
        try:
            result = self._original(*args, **kwargs)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        self._tell(args, kwargs)
        return result

    def __repr__(self) -> str:
        """Look like the original."""
        return repr(self._original)

    def __reduce__(self) -> str:
        """Be pickled by name, as a function is."""
        return self.__name__


def stand_in(module: str, original: Any, tell: Told) -> Any:
    """Make an object that stands for a function of this module; `tell` must not raise."""
    name = original.__name__
    # What a reader of `__doc__` and `__module__` finds on an object is its class's.
    kind = type("StandIn", (StandIn,), {"__slots__": (), "__doc__": original.__doc__, "__module__": module})
    made = kind()
    made.__name__ = made.__qualname__ = name
    made.__text_signature__ = original.__text_signature__
    made.__signature__ = inspect.signature(original)
    made._original = original  # noqa: SLF001 - it is being built
    made._tell = tell  # noqa: SLF001 - see above
    return made
