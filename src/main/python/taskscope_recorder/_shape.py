"""Whether a wrapper fits around what it was written for."""

from __future__ import annotations

import inspect
from typing import Any, List

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class UnknownShape(Exception):
    """A function takes what our wrapper around it does not."""


def takes_as_much(wrapper: Any, original: Any) -> bool:
    """Tell whether every call of the original can be made through the wrapper."""
    try:
        ours, theirs = _parameters(wrapper), _parameters(original)
    except (TypeError, ValueError):
        # Written in C, or no function at all: nobody can tell.
        return True
    kinds = {parameter.kind for parameter in ours}
    if inspect.Parameter.VAR_POSITIONAL not in kinds:
        if any(parameter.kind is inspect.Parameter.VAR_POSITIONAL for parameter in theirs):
            return False
        if _positions(theirs) > _positions(ours):
            return False
    if inspect.Parameter.VAR_KEYWORD in kinds:
        return True
    names = {parameter.name for parameter in ours}
    by_name = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    return all(parameter.name in names for parameter in theirs if parameter.kind in by_name)


def _parameters(function: Any) -> List[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())


def _positions(parameters: List[inspect.Parameter]) -> int:
    return sum(parameter.kind in _POSITIONAL for parameter in parameters)
