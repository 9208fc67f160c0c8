"""What the recording holds beyond types, sizes and times, because somebody asked for it by name."""

from __future__ import annotations

import inspect
import sys
from json import dumps
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple
from urllib.parse import parse_qsl

from taskscope_recorder._guard import failed
from taskscope_recorder._output import CannotRecord
from taskscope_recorder._redaction import LEFT_OUT, is_secret_name, without_secrets
from taskscope_recorder._values import text_of

NAMES = ("values", "locals", "headers", "query", "sql")

_MOST_HEADERS = 100
_MOST_PARAMETERS = 100
# Of a statement that runs with many sets of parameters.
_MOST_SETS = 10
_LONGEST_STATEMENT = 10_000
_LONGEST_TEXT = 500
_MOST_LOCALS = 50
# The frame, our own variable and the call that counts.
_HELD_BY_NOBODY_ELSE = 3


class Captured:
    """What was asked for; read by the hooks."""

    values = locals = headers = query = sql = False
    redacts = True


def capture(names: Iterable[str], *, redacts: bool) -> None:
    """Set what is captured from now on."""
    wanted = set(names)
    for name in NAMES:
        setattr(Captured, name, name in wanted)
    Captured.redacts = redacts


def known(names: Iterable[str]) -> List[str]:
    """Understand names that somebody asked for, in the order in which they are listed; raises CannotRecord."""
    wanted = {names} if isinstance(names, str) else set(names)
    unknown = sorted(wanted - set(NAMES))
    if unknown:
        raise CannotRecord(f"nothing to capture is called {unknown[0]!r}; there are: {', '.join(NAMES)}")
    return [name for name in NAMES if name in wanted]


def value_member(value: object, name: str) -> str:
    """JSON member with the text of an argument."""
    return f',"value":{_json(text_of(value, name, redacts=Captured.redacts))}'


def locals_of(frame: Any) -> Dict[str, str]:
    """Name -> text of the local variables of a function's frame; a module's are everybody's."""
    if not frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        return {}
    found = frame.f_locals
    names = list(found)[:_MOST_LOCALS]
    told = {name: text_of(found[name], name, redacts=Captured.redacts) for name in names}
    # PYVERSIONS: before 3.13 the frame keeps what it was asked for, and with it objects that the function lets go.
    # A tracer writes it back into the frame.
    is_traced = frame.f_trace is not None or sys.gettrace() is not None or sys.getprofile() is not None
    if sys.version_info < (3, 13) and not is_traced and sys.getrefcount(found) <= _HELD_BY_NOBODY_ELSE:
        found.clear()
    return told


def of_request(scope: Mapping[str, Any]) -> str:
    """JSON tail with headers and query of a request, as far as they were asked for."""
    try:
        return _headers(scope) + _query(scope)
    except Exception:  # noqa: BLE001 - a scope of another shape
        failed("captured request")
        return ""


def of_statement(sql: str, sets: Any, names: Sequence[str]) -> str:
    """JSON tail with the text of a statement and its parameters; `names` are those of parameters without a name."""
    try:
        tail = f',"statement":{_json(_cleaned(sql[:_LONGEST_STATEMENT]))}'
        told = [_parameters(each, names, sql) for each in list(sets)[:_MOST_SETS]]
        told = [each for each in told if each]
        return tail + (f',"parameters":{_json(told)}' if told else "")
    except Exception:  # noqa: BLE001 - parameters of a driver's own making
        failed("captured statement")
        return ""


def _parameters(parameters: Any, names: Sequence[str], sql: str) -> Any:
    if isinstance(parameters, dict):
        return {
            str(name): text_of(value, str(name), redacts=Captured.redacts)
            for name, value in list(parameters.items())[:_MOST_PARAMETERS]
        }
    values = tuple(parameters)[:_MOST_PARAMETERS]
    if names:
        # Of many rows in one statement the names come again.
        return [text_of(value, names[at % len(names)], redacts=Captured.redacts) for at, value in enumerate(values)]
    if Captured.redacts and is_secret_name(sql):
        # Which of them is the secret cannot be told.
        return [LEFT_OUT] * len(values)
    return [text_of(value, redacts=Captured.redacts) for value in values]


def _headers(scope: Mapping[str, Any]) -> str:
    if not Captured.headers:
        return ""
    pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope.get("headers", ())]
    return f',"headers":{_json([list(_pair(*pair)) for pair in pairs[:_MOST_HEADERS]])}'


def _query(scope: Mapping[str, Any]) -> str:
    text = scope.get("query_string", b"").decode("latin-1")
    if not Captured.query or not text:
        return ""
    pairs = parse_qsl(text, keep_blank_values=True)
    return f',"query":{_json([list(_pair(*pair)) for pair in pairs[:_MOST_PARAMETERS]])}'


def _pair(name: str, value: str) -> Tuple[str, str]:
    hidden = Captured.redacts and is_secret_name(name)
    return name[:_LONGEST_TEXT], LEFT_OUT if hidden else _cleaned(value[:_LONGEST_TEXT])


def _cleaned(text: str) -> str:
    return without_secrets(text) if Captured.redacts else text


def _json(value: object) -> str:
    return dumps(value, ensure_ascii=False, separators=(",", ":"))


def cleaned_path(path: str) -> str:
    """JSON member with a path, where values are captured."""
    return f',"path":{_json(_cleaned(path))}' if Captured.values else ""
