"""The life of SQLAlchemy sessions, on a real database in a file."""

from __future__ import annotations

import gc
import sys
import traceback
import weakref
from pathlib import Path
from typing import Any

import pytest

from recordings import recorded_here
from taskscope_recorder._ids import exception_id

sa = pytest.importorskip("sqlalchemy")

from shop import Order, Seat, Session, database, disposed, statements_of  # noqa: E402 - needs SQLAlchemy

__all__ = ["disposed"]


def test_the_whole_life_in_order(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, make() as session:
        session.add(Order(name="tea"))
        session.commit()
    assert found.kinds("session") == [
        f"session.{what}" for what in ("created", "began", "flushed", "committed", "closed")
    ]
    number = found.of("session.created")[0]["session"]
    assert {event["session"] for event in found if event["e"].startswith("session")} == {number}
    assert found.of("session.created")[0]["at"]["function"] == "test_the_whole_life_in_order"
    began, checked_out = found.of("session.began")[0], found.of("connection.checkedout")[0]
    assert began["connection"] == checked_out["connection"]
    assert checked_out["session"] == number
    assert found.kinds("connection") == ["connection.checkedout", "connection.checkedin"]


def test_a_session_that_is_used_after_close_begins_again(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        session = make()
        session.close()
        session.get(Order, 1)
    assert found.kinds("session") == ["session.created", "session.closed", "session.began"]
    assert found.kinds("connection") == ["connection.checkedout"]
    session.close()


def test_a_savepoint_is_neither_commit_nor_rollback(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, make() as session:
        with session.begin_nested():
            session.add(Order(name="tea"))
        savepoint = session.begin_nested()
        savepoint.rollback()
    assert found.kinds("session") == [f"session.{what}" for what in ("created", "began", "flushed", "closed")]


def test_a_failed_flush_names_its_exception_and_the_rollback_comes_later(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, make() as session:
        session.add_all([Order(name="tea"), Order(name="tea")])
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()
        with pytest.raises(sa.exc.PendingRollbackError):
            session.execute(sa.text("SELECT 1"))
        session.rollback()
    told = [kind for kind in found.kinds("session") if kind != "session.created"]
    assert told == ["session.began", "session.flushfailed", "session.rolledback", "session.closed"]
    failed = found.of("session.flushfailed")[0]["exception"]
    seen = {event["exception"]: event for event in found.of("exception.seen")}
    assert seen[failed]["type"] == "sqlalchemy.exc.IntegrityError"
    statement = found.of("statement.ran")[-1]
    assert statement["verb"] == "INSERT"
    assert seen[failed]["cause"] == statement["exception"]
    ours = [frame[2] for frame in seen[failed]["frames"] if frame[4]]
    assert ours[-1] == "test_a_failed_flush_names_its_exception_and_the_rollback_comes_later"


def test_rows_written_and_rows_asked_for_have_the_same_keys(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, make() as session:
        session.add_all([Order(id=41, name="tea"), Order(id=42, name="milk"), Seat(row=1, place=2)])
        session.commit()
        session.get(Order, 42)
        session.expire_all()
        session.get(Seat, (1, 2))
        session.execute(sa.text("SELECT name FROM orders WHERE id = :wanted"), {"wanted": 41})
        session.execute(sa.text("SELECT name FROM orders WHERE name = '42'"))
        session.query(Order).filter(Order.id.in_([41, 42])).all()
    keys: dict[str, list[str]] = {}
    for table, key in found.of("session.flushed")[0]["rows"]:
        keys.setdefault(table, []).append(key)
    tea, milk = keys["orders"]
    asked = [set(event.get("keys", [])) for event in found.of("statement.ran") if event["verb"] == "SELECT"]
    assert asked == [{milk}, set(keys["seats"]), {tea}, set(), {tea, milk}]


def test_keys_are_salted_anew_for_each_run(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    keys = []
    for run in ("one", "two"):
        with recorded_here(tmp_path / f"{run}.jsonl", "sql") as found, make() as session:
            session.add(Order(id=7, name=run))
            session.flush()
        keys.append(found.of("session.flushed")[0]["rows"])
    assert keys[0][0][0] == keys[1][0][0] == "orders"
    assert keys[0][0][1] != keys[1][0][1]


def test_neither_text_nor_value_of_a_statement_is_recorded(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql"), make() as session:
        session.add(Order(id=987654321, name="classified"))
        session.commit()
        session.execute(sa.text("SELECT id FROM orders WHERE name = 'classified' OR id = :id"), {"id": 987654321})
        session.add(Order(id=987654321, name="classified"))
        with pytest.raises(sa.exc.IntegrityError, match="987654321"):
            session.flush()
        with pytest.raises(sa.exc.PendingRollbackError, match="classified") as pending:
            session.execute(sa.text("SELECT 1"))
        exception_id(pending.value)
    text = (tmp_path / "trace.jsonl").read_text(encoding="utf-8")
    assert "statement.ran" in text
    assert "UNIQUE constraint failed: orders.id" in text
    assert "PendingRollbackError" in text
    assert "classified" not in text
    assert "987654321" not in text


def test_the_recorder_runs_no_statement_and_changes_none(tmp_path: Path) -> None:
    def work(directory: Path) -> list[str]:
        directory.mkdir(exist_ok=True)
        engine, make = database(directory)
        texts = statements_of(engine)
        with make() as session:
            session.add(Order(id=1, name="tea"))
            session.commit()
            order = session.get(Order, 1)
            session.expire(order)
            order.name = "milk"
            session.expire(order, ["id"])
            session.flush()
            session.delete(order)
            session.commit()
        return texts

    plain = work(tmp_path / "plain")
    with recorded_here(tmp_path / "trace.jsonl", "sql"):
        with_us = work(tmp_path / "recorded")
    assert with_us == plain


def test_numbers_are_never_given_twice_and_keep_no_session_alive(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        dead = []
        for _ in range(200):
            session = make()
            session.execute(sa.text("SELECT 1"))
            session.close()
            dead.append(weakref.ref(session))
            del session
        gc.collect()
        assert not [one for one in dead if one() is not None]
    numbers = [event["session"] for event in found.of("session.created")]
    assert len(set(numbers)) == len(numbers) == 200


def test_a_session_dropped_without_close_gives_its_connection_back_as_ever(tmp_path: Path) -> None:
    _, make = database(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        session = make()
        session.execute(sa.text("SELECT 1"))
        del session
        gc.collect()
    assert found.kinds("session") == ["session.created", "session.began"]
    assert found.kinds("connection") == ["connection.checkedout", "connection.checkedin"]


def test_scoped_session_and_sqlmodel_are_seen(tmp_path: Path) -> None:
    engine, make = database(tmp_path)
    from sqlalchemy.orm import scoped_session  # noqa: PLC0415 - beside its use

    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        scoped = scoped_session(make)
        scoped.execute(sa.text("SELECT 1"))
        scoped.remove()
    assert found.of("session.created")[0]["class"] == "scoped_session"
    assert found.kinds("session")[-1] == "session.closed"
    sqlmodel = pytest.importorskip("sqlmodel")
    with recorded_here(tmp_path / "model.jsonl", "sql") as found, sqlmodel.Session(engine) as session:
        session.exec(sqlmodel.select(Order.id)).all()
    assert found.kinds("session") == ["session.created", "session.began", "session.closed"]


def test_stopping_puts_everything_back(tmp_path: Path) -> None:
    engine, make = database(tmp_path)
    pool = sa.pool.Pool
    dialect = sa.engine.default.DefaultDialect
    before = [dict(vars(owner)) for owner in (Session, pool, dialect)]
    with recorded_here(tmp_path / "trace.jsonl", "sql"), make() as session:
        session.execute(sa.text("SELECT 1"))
    after = [dict(vars(owner)) for owner in (Session, pool, dialect)]
    assert after == before
    size = (tmp_path / "trace.jsonl").stat().st_size
    with make() as session:
        session.add(Order(name="later"))
        session.commit()
    assert (tmp_path / "trace.jsonl").stat().st_size == size
    assert _listeners(engine.pool.dispatch.checkout) == []


def _listeners(dispatch: Any) -> list[Any]:
    return [one for one in dispatch if "taskscope" in getattr(one, "__module__", "")]


def test_a_statement_that_does_not_end_is_told_of_while_it_runs(tmp_path: Path) -> None:
    engine, make = database(tmp_path, connect_args={"timeout": 0.9})
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, engine.connect() as holder, make() as session:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        session.add(Order(name="tea"))
        with pytest.raises(sa.exc.OperationalError):
            session.flush()
    began = [event for event in found.of("statement.began") if event["verb"] == "INSERT"]
    ran = [event for event in found.of("statement.ran") if event["verb"] == "INSERT"]
    assert len(began) == len(ran) == 1
    assert (began[0]["session"], began[0]["at"]) == (ran[0]["session"], ran[0]["at"])
    assert found.index(began[0]) < found.index(ran[0])
    assert ran[0]["durationNanos"] > 500_000_000
    assert ran[0]["exception"]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="our frames are cut out of logged tracebacks there, not here")
def test_the_traceback_of_a_failure_is_what_it_was(tmp_path: Path) -> None:
    def files() -> list[str]:
        directory = tmp_path / "again"
        directory.mkdir(exist_ok=True)
        engine, make = database(directory)
        with make() as session:
            session.add_all([Order(id=5), Order(id=5)])
            with pytest.raises(sa.exc.IntegrityError) as failure:
                session.commit()
        engine.dispose()
        chain = [failure.value, failure.value.__cause__]
        return [entry.name for one in chain for entry in traceback.extract_tb(one.__traceback__)]

    plain = files()
    with recorded_here(tmp_path / "trace.jsonl", "sql"):
        with_us = files()
    assert with_us == plain
