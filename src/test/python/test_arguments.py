"""Arguments that belong to the database or to the request are known as such, and never touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi import BackgroundTasks, FastAPI, Request, UploadFile

from asgi import Events, record, request
from taskscope_recorder import _describe

sqlalchemy = pytest.importorskip("sqlalchemy")
orm = pytest.importorskip("sqlalchemy.orm")

Base = orm.declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = sqlalchemy.Column(sqlalchemy.Integer, primary_key=True)
    name = sqlalchemy.Column(sqlalchemy.String)


@pytest.fixture
def sessions() -> object:
    engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.pool.StaticPool)
    Base.metadata.create_all(engine)
    yield orm.sessionmaker(engine)
    engine.dispose()


def task(*things: object, **more: object) -> None:
    pass


def _queue(path: Path, *things: object) -> Events:
    application = FastAPI()

    @application.get("/")
    async def route(tasks: BackgroundTasks, incoming: Request) -> None:
        tasks.add_task(task, *things, incoming)

    with record(path, "requests", "tasks", "sql") as events:
        request(application)
    return events


def test_a_mapped_object_names_its_session_and_is_not_loaded(trace: Path, sessions: object) -> None:
    with sessions() as session:
        session.add(Order(name="x"))
        session.commit()
        order = session.query(Order).first()
        session.expire(order)
        loaded: list[str] = []
        sqlalchemy.event.listen(session.get_bind(), "before_cursor_execute", lambda *args: loaded.append(args[2]))
        arguments = _queue(trace, order, session, [order]).one("task.queued")["arguments"]
    assert loaded == []
    assert [argument.get("is") for argument in arguments] == ["orm", "session", "orm", "request"]
    assert [argument["type"] for argument in arguments[:3]] == [
        "test_arguments.Order",
        "sqlalchemy.orm.session.Session",
        "list",
    ]
    assert len({argument["session"] for argument in arguments[:3]}) == 1


def test_an_object_without_a_session_names_none(trace: Path) -> None:
    argument = _queue(trace, Order(name="x")).one("task.queued")["arguments"][0]
    assert (argument["is"], "session" in argument) == ("orm", False)


def test_values_are_never_written(trace: Path) -> None:
    _queue(trace, "a secret", ["another secret"], {"key": "third secret"})
    assert "secret" not in trace.read_text().replace(json.dumps(Path(__file__).read_text()), "").split("task.queued")[1]


@pytest.mark.parametrize(
    ("value", "kind"),
    [(UploadFile(None), "upload"), ({"a": UploadFile(None)}, "upload"), ("text", ""), (None, ""), (object(), "")],
    ids=["upload", "upload in a dict", "text", "none", "object"],
)
def test_the_kind_of_a_value(value: object, kind: str) -> None:
    assert json.loads("{" + _describe.describe(value) + "}").get("is", "") == kind


def test_an_async_session_has_the_number_of_the_session_inside() -> None:
    asyncio_part = pytest.importorskip("sqlalchemy.ext.asyncio", exc_type=ImportError)
    session = asyncio_part.AsyncSession()
    described = json.loads("{" + _describe.describe(session) + "}")
    assert described["is"] == "asyncsession"
    assert described["session"] == _describe.session_id(session.sync_session)
