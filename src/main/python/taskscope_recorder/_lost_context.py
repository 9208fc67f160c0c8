"""Context variables that were set on a worker thread, whose context is a copy: nobody else will see them.

route (def) ──► copy of the context ──► tenant.set(...) ┄┄ the task has the old value
"""

from __future__ import annotations

import functools
import types
from contextvars import Context, copy_context
from typing import Any, List

from taskscope_recorder._code import code_of
from taskscope_recorder._context import request_id
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._files import is_users
from taskscope_recorder._guard import guarded
from taskscope_recorder._ids import function_id

_MOST_NAMES = 20
# Set by whoever computes with decimals first, to what it would have been.
_OF_NO_MEANING = frozenset(("decimal_context",))

_ABSENT = object()


@guarded("context.lost")
def tell_lost(before: Context, function: Any) -> None:
    """Tell what this function has set since, on the thread that runs it; its context ends now."""
    if not request_id():
        return
    names: List[str] = []
    for variable, value in copy_context().items():
        # By identity: equality would be the application's own code.
        if before.get(variable, _ABSENT) is not value and variable.name not in _OF_NO_MEANING:
            names.append(variable.name)
    if names:
        number = function_id(_users(function))
        of_function = f',"function":{number}' if number else ""
        shown = ",".join(map(quote, names[:_MOST_NAMES]))
        emit("context.lost", f'{of_function},"names":[{shown}]')


def _users(function: Any) -> Any:
    """Find the user's function: the one that runs, or the one that a function of the framework's was given."""
    given = (*function.args, *function.keywords.values()) if type(function) is functools.partial else ()
    for candidate in (function, *given):
        code = code_of(candidate) if _is_plain(candidate) else None
        if code is not None and is_users(code.co_filename):
            return candidate
    return None


def _is_plain(thing: Any) -> bool:
    """Tell whether the code of this can be had without asking an object of the application's."""
    kind = type(thing)
    return kind is types.FunctionType or kind is types.MethodType or kind is functools.partial
