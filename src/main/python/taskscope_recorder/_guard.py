"""What fails inside the recorder is counted by place and never reaches the application."""

from __future__ import annotations

import functools
from typing import Any, Callable, Dict, List, NamedTuple, TypeVar

# Place -> how often something failed there. Written with every `recorder.cost`.
failures: Dict[str, int] = {}

Function = TypeVar("Function", bound=Callable[..., Any])


class OwnWork(NamedTuple):
    """A function in which a hook does its work, and the way to put another in its place."""

    # A kind of event, or the sensor's name.
    place: str
    function: Callable[..., Any]
    put: Callable[[Callable[..., Any]], None]


# What `_cost` may time.
own_works: List[OwnWork] = []


def failed(place: str) -> None:
    """Count one failure; never raises, so it can stand in any `except Exception`."""
    failures[place] = failures.get(place, 0) + 1


def guarded(place: str) -> Callable[[Function], Function]:
    """Make a function that returns None instead of raising, and counts what it would have raised."""

    def decorate(function: Function) -> Function:
        work: Callable[..., Any] = function

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return work(*args, **kwargs)
            except Exception:  # noqa: BLE001 - the edge of the recorder: nothing may pass
                failed(place)
                return None

        def put(other: Callable[..., Any]) -> None:
            nonlocal work
            work = other

        own_works.append(OwnWork(place, function, put))
        return call  # type: ignore[return-value]

    return decorate


def own_work(place: str) -> Callable[[Function], Function]:
    """Name a module's function that guards itself, to save a call; it is found by its name each time."""

    def decorate(function: Function) -> Function:
        def put(other: Callable[..., Any]) -> None:
            function.__globals__[function.__name__] = other

        own_works.append(OwnWork(place, function, put))
        return function

    return decorate
