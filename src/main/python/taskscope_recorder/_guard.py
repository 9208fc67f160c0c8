"""What fails inside the recorder is counted by place and never reaches the application."""

from __future__ import annotations

import functools
from typing import Any, Callable, Dict, TypeVar

# Place -> how often something failed there. Written with every `recorder.cost`.
failures: Dict[str, int] = {}

Function = TypeVar("Function", bound=Callable[..., Any])


def failed(place: str) -> None:
    """Count one failure; never raises, so it can stand in any `except Exception`."""
    failures[place] = failures.get(place, 0) + 1


def guarded(place: str) -> Callable[[Function], Function]:
    """Make a function that returns None instead of raising, and counts what it would have raised."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except Exception:  # noqa: BLE001 - the edge of the recorder: nothing may pass
                failed(place)
                return None

        return call  # type: ignore[return-value]

    return decorate
