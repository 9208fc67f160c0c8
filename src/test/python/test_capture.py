"""What a recording holds of values: nothing unless asked for by name, and then no secrets."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
import re
import sys
import weakref
from pathlib import Path
from typing import Any

import pytest
from fastapi import BackgroundTasks, FastAPI

import taskscope_recorder
from asgi import Events, request
from serving import HERE, PYTHON, RECORDER, events, free_port, run, serving
from taskscope_recorder._capture import locals_of
from taskscope_recorder._redaction import LEFT_OUT, without_secrets
from taskscope_recorder._values import text_of

MARK = "marked-4711"
# Of nobody: letters in a row behind the prefix of each issuer.
RECOGNISABLE_KEYS = (
    "AKIAABCDEFGHIJKLMNOP",
    "ghp_abcdefghijklmnop",
    "glpat-abcdefghijklmnop",
    "AIzaabcdefghijklmnop",
    "xoxb-abcdefghijklmnop",
    "sk_live_abcdefghijkl",
    "sk-proj-abcdefghijkl",
    "sk-abcdefghijklmnopqrst",
)
NAMES = ("values", "locals", "headers", "query", "sql")


@dataclasses.dataclass
class Order:
    """Shown by its fields, not by what it says of itself."""

    number: int
    api_key: str

    def __repr__(self) -> str:
        raise AssertionError("nobody may ask")


class Thing:
    """Shown by its class alone."""

    def __repr__(self) -> str:
        raise AssertionError("nobody may ask")


class Colour(enum.Enum):
    """Shown by its name."""

    RED = 1

    def __repr__(self) -> str:
        raise AssertionError("nobody may ask")


class Zone(dt.tzinfo):
    """Left out."""

    def utcoffset(self, _: object) -> dt.timedelta:
        return dt.timedelta(0)

    def __repr__(self) -> str:
        raise AssertionError("nobody may ask")


async def work(order: object, password: str = "") -> None:
    kept, token = order, password
    if kept and token != "impossible":
        raise ValueError("broken")


app = FastAPI()


@app.get("/queue")
async def queue(tasks: BackgroundTasks, name: str = "") -> Any:
    tasks.add_task(work, name, password="hunter2")
    return {"ok": True}


def _recorded(trace: Path, *capture: str, redact: bool = True) -> Events:
    found = Events()
    headers = [(b"x-order", MARK.encode()), (b"authorization", b"Bearer abcdefgh12345678")]
    broken = pytest.raises(ValueError, match="broken")
    with taskscope_recorder.recording(trace, capture=capture, redact=redact), broken:
        request(app, "/queue", query_string=f"name={MARK}&api_key=hunter2".encode(), headers=headers)
    lines = trace.read_text(encoding="utf-8").splitlines()
    found.header = json.loads(lines[0])
    found.extend(map(json.loads, lines[1:]))
    assert found.of("recorder.cost")[-1]["failures"] == {}
    return found


def test_nothing_that_an_application_handles_is_recorded_by_itself(trace: Path) -> None:
    found = _recorded(trace)
    assert found.header["captured"] == ["source"]
    assert "redacted" not in found.header
    assert MARK not in trace.read_text(encoding="utf-8")
    # In the lines of the user's functions it stands all the same: those are recorded, or not, by `source`.
    assert [event["e"] for event in found if "hunter2" in json.dumps(event)] == ["function.seen"]


def test_arguments_are_recorded_when_asked_for(trace: Path) -> None:
    found = _recorded(trace, "values")
    assert found.header["captured"] == ["source", "values"]
    assert found.header["redacted"] is True
    assert [(each["name"], each["value"]) for each in found.one("task.queued")["arguments"]] == [
        ("order", f"'{MARK}'"),
        ("password", LEFT_OUT),
    ]


def test_locals_are_recorded_beside_the_users_frames_alone(trace: Path) -> None:
    seen = _recorded(trace, "locals").of("exception.seen")[0]
    assert len(seen["locals"]) == len(seen["frames"])
    for frame, variables in zip(seen["frames"], seen["locals"]):
        assert not variables or frame[4] == 1
    assert seen["locals"][-1] == {
        "order": f"'{MARK}'",
        "password": LEFT_OUT,
        "kept": f"'{MARK}'",
        "token": LEFT_OUT,
    }


def test_headers_and_query_are_recorded_when_asked_for(trace: Path) -> None:
    started = _recorded(trace, "headers", "query").one("request.started")
    assert started["headers"] == [["x-order", MARK], ["authorization", LEFT_OUT]]
    assert started["query"] == [["name", MARK], ["api_key", LEFT_OUT]]


def test_secrets_are_recorded_only_on_demand(trace: Path) -> None:
    found = _recorded(trace, *NAMES, redact=False)
    assert found.header["redacted"] is False
    assert found.one("request.started")["headers"][1] == ["authorization", "Bearer abcdefgh12345678"]
    assert found.one("task.queued")["arguments"][1]["value"] == "'hunter2'"


def test_a_name_that_is_none_is_refused_before_anything_is_written(trace: Path) -> None:
    with pytest.raises(
        taskscope_recorder.CannotRecord, match="nothing to capture is called 'value'; there are: values"
    ):
        taskscope_recorder.start(trace, capture=["value"])
    assert not trace.exists()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        ([1, (2.5, True), {"a": b"b"}], "[1, (2.5, True), {'a': b'b'}]"),
        ([[[1]]], "[[[...]]]"),
        (list(range(50)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...]"),
        ("x" * 500, "'" + "x" * 196 + "..."),
        ({"password": 1, "user": "ada"}, "{'password': [redacted], 'user': 'ada'}"),
        (Order(7, "k"), "Order(number=7, api_key=[redacted])"),
        (Thing(), "<test_capture.Thing>"),
        ("Bearer abcdefgh12345678", "'[redacted]'"),
        ("postgresql://ada:hunter2@db/shop", "'postgresql://[redacted]@db/shop'"),
        (4111111111111111, LEFT_OUT),
        (4111111111111112, "4111111111111112"),
        ("first\nBearer abcdefgh12345678", r"'first\n[redacted]'"),
        (b"\nBearer abcdefgh12345678", r"b'\n[redacted]'"),
        ("redis://:hunter2@db/0", "'redis://[redacted]@db/0'"),
        ("postgresql://ada:hu/nt@er2@db/shop", "'postgresql://[redacted]@db/shop'"),
        ("-----BEGIN PRIVATE KEY-----\nMIIx\nab==\n-----END PRIVATE KEY-----", "'[redacted]'"),
        ({"author": "ada", "authorization": "x"}, "{'author': 'ada', 'authorization': [redacted]}"),
        ([(b"cookie", b"hunter2"), (b"x", b"y")], "[(b'cookie', [redacted]), (b'x', b'y')]"),
        ({b"password": 1, "db_pwd": 2}, "{b'password': [redacted], 'db_pwd': [redacted]}"),
        ("name=ada&password=hunter2&x=1", "'name=ada&password[redacted]&x=1'"),
        ('{"token": "hunter2"}', "'{\"token[redacted]\"}'"),
        ({"cc_number": 1}, "{'cc_number': [redacted]}"),
        *((f"key {key} of ada", "'key [redacted] of ada'") for key in RECOGNISABLE_KEYS),
        (Colour.RED, "Colour.RED"),
        (dt.datetime(2026, 11, 25, tzinfo=Zone()), "datetime.datetime(2026, 11, 25, 0, 0)"),
        (dt.date(2026, 11, 25), "datetime.date(2026, 11, 25)"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "'[redacted]'"),
    ],
)
def test_a_value_is_a_short_text_of_which_secrets_are_left_out(value: object, text: str) -> None:
    assert text_of(value, redacts=True) == text


def test_a_number_that_python_refuses_to_write_is_shown_by_its_class() -> None:
    assert text_of(10**5000, redacts=True) == "<int>"


@pytest.mark.parametrize(
    "text",
    [
        "order 4711 of ada@example.com",
        "sk-8, sk-learn-based-regressors, gh_pages and desk-lamp-with-shade",
        "2026-11-25T12:00:00+01:00",
        "/srv/shop/app/routers/v1/background_tasks/main.py",
    ],
)
def test_an_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert without_secrets(text) == text


def test_statements_are_recorded_with_their_parameters_when_asked_for(trace: Path) -> None:
    code = f"""
import sqlalchemy
engine = sqlalchemy.create_engine("sqlite://")
with engine.connect() as connection:
    connection.execute(sqlalchemy.text("create table users (name text, password text)"))
    connection.execute(sqlalchemy.text("insert into users values (:name, :password)"),
                       dict(name={MARK!r}, password="hunter2"))
    connection.execute(sqlalchemy.text("select name from users where name = :name"), dict(name={MARK!r}))
"""
    for capture in ([], ["--capture", "sql"]):
        _run_quietly(trace, capture, code)
        ran = [event for event in events(trace) if event["e"] == "statement.ran"]
        assert [("statement" in event, "parameters" in event) for event in ran] == [
            (bool(capture), False),
            (bool(capture), bool(capture)),
            (bool(capture), bool(capture)),
        ]
    assert ran[1]["parameters"] == [[f"'{MARK}'", LEFT_OUT]]
    assert ran[2]["statement"] == "select name from users where name = ?"
    assert re.search(MARK, json.dumps(ran[2]["parameters"]))


def test_the_workers_of_a_server_capture_what_the_command_line_asks_for(trace: Path) -> None:
    port = free_port()
    words = [PYTHON, str(RECORDER), "-o", str(trace), "--capture=query,headers", "--capture", "values"]
    with serving(
        [*words, "uvicorn", "plain:app", "--port", str(port), "--workers", "2"], port, HERE / "apps"
    ) as server:
        server.get(f"/?mark={MARK}")
        server.stop()
    started: list[Any] = [event for event in events(trace) if event["e"] == "request.started"]
    assert [event["query"] for event in started] == [[["mark", MARK]]]
    assert started[0]["headers"]


def test_what_a_function_lets_go_is_gone_although_its_variables_were_captured() -> None:
    def let_go() -> bool:
        kept: Any = Thing()
        gone = weakref.ref(kept)
        assert locals_of(sys._getframe())["kept"] == "<test_capture.Thing>"
        kept = None
        return gone() is None

    assert let_go()


def test_variables_are_not_touched_while_a_profiler_looks_at_them() -> None:
    def counted() -> int:
        number = 1
        len("a call that the profiler is told of")
        number += 2
        return number

    def look(frame: Any, _: str, __: object) -> None:
        if frame.f_code is counted.__code__:
            locals_of(frame)

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        found = counted()
    finally:
        sys.setprofile(before)
    assert found == 3


def test_a_statement_whose_parameters_have_no_names_and_that_names_a_secret_shows_none(trace: Path) -> None:
    code = """
import sqlalchemy
with sqlalchemy.create_engine("sqlite://").connect() as connection:
    connection.exec_driver_sql("create table users (name text, password text)")
    connection.exec_driver_sql("insert into users values (?, ?)", ("ada", "hunter2"))
    connection.exec_driver_sql("insert into users (name, password) values (?, ?)", ("ada", "hunter2"))
"""
    _run_quietly(trace, ["--capture=sql"], code)
    ran = [event["parameters"] for event in events(trace) if event["e"] == "statement.ran" and "parameters" in event]
    assert ran == [[["'ada'", "'hunter2'"]], [[LEFT_OUT, LEFT_OUT]]]


def _run_quietly(trace: Path, capture: list[str], code: str) -> None:
    words = [PYTHON, str(RECORDER), "-o", str(trace), *capture, "python", "-c", code]
    # SQLAlchemy 1.4 speaks of 2.0.
    said = run(words, HERE, SQLALCHEMY_SILENCE_UBER_WARNING="1")
    assert said == ("", "", 0)
