"""Who has a connection, who waits for one, who waited in vain: on every kind of pool."""

from __future__ import annotations

import asyncio
import gc
import threading
from pathlib import Path
from typing import Any

import pytest

from recordings import recorded_here
from taskscope_recorder import _sql_pool

sa = pytest.importorskip("sqlalchemy")

from sqlalchemy.pool import NullPool, QueuePool, StaticPool  # noqa: E402

from shop import Order, database, disposed  # noqa: E402 - needs SQLAlchemy

__all__ = ["disposed"]


def _small(directory: Path, timeout: float = 5.0) -> Any:
    engine, _ = database(directory, poolclass=QueuePool, pool_size=1, max_overflow=1, pool_timeout=timeout)
    return engine


def test_size_and_what_is_out_are_told(tmp_path: Path) -> None:
    engine = _small(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, engine.connect(), engine.connect():
        pass
    out = found.of("connection.checkedout")
    assert [(event["out"], event["size"], event["overflow"], event["limit"]) for event in out] == [
        (1, 1, 0, 2),
        (2, 1, 1, 2),
    ]
    assert [event["waitedNanos"] for event in out] == [0, 0]
    assert [event["out"] for event in found.of("connection.checkedin")] == [1, 0]
    assert len({event["connection"] for event in out}) == 2


def test_who_waits_and_gets_one_waited_that_long(tmp_path: Path) -> None:
    engine = _small(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        first, second = engine.connect(), engine.connect()
        threading.Timer(0.1, first.close).start()
        engine.connect().close()
        second.close()
    assert len(found.of("connection.waiting")) == 1
    waited = [event["waitedNanos"] for event in found.of("connection.checkedout")]
    assert waited[:2] == [0, 0]
    assert waited[2] > 50_000_000
    assert "session" not in found.of("connection.checkedout")[0]


def test_who_waits_in_vain_is_told_with_the_exception(tmp_path: Path) -> None:
    engine = _small(tmp_path, timeout=0.05)
    refused = pytest.raises(sa.exc.TimeoutError)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, engine.connect(), engine.connect(), refused:
        engine.connect()
    timed_out = found.of("connection.timedout")[0]
    assert timed_out["pool"] == found.of("connection.waiting")[0]["pool"]
    assert timed_out["waitedNanos"] >= 40_000_000
    seen = {event["exception"]: event["type"] for event in found.of("exception.seen")}
    assert seen[timed_out["exception"]] == "sqlalchemy.exc.TimeoutError"


@pytest.mark.parametrize("kind", [NullPool, StaticPool])
def test_pools_without_a_size_have_none(tmp_path: Path, kind: Any) -> None:
    engine, make = database(tmp_path, poolclass=kind)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found, make() as session:
        session.get(Order, 1)
    out = found.of("connection.checkedout")[0]
    assert (out["out"], out["session"]) == (1, found.of("session.created")[0]["session"])
    assert not {"size", "overflow", "limit"} & set(out)
    assert len(found.of("connection.checkedin")) == 1
    engine.dispose()


def test_a_detached_or_invalid_connection_is_no_longer_out(tmp_path: Path) -> None:
    engine = _small(tmp_path)
    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        detached = engine.connect()
        detached.detach()
        detached.close()
        invalid = engine.connect()
        invalid.invalidate()
        invalid.close()
        engine.connect().close()
    assert found.kinds("connection") == ["connection.checkedout", "connection.checkedin"] * 3
    assert len({event["connection"] for event in found.of("connection.checkedout")}) == 3


def test_the_async_pool_waits_without_blocking(tmp_path: Path) -> None:
    pytest.importorskip("aiosqlite")
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine  # noqa: PLC0415 - needs greenlet

    asynchronous = "AsyncAdaptedQueuePool"
    pool = getattr(sa.pool, asynchronous, None) or getattr(sa.pool.impl, asynchronous)
    database(tmp_path)

    async def work() -> None:
        engine = create_async_engine(
            f"sqlite+aiosqlite:///{tmp_path / 'shop.db'}", poolclass=pool, pool_size=1, max_overflow=0
        )

        async def one() -> None:
            async with AsyncSession(engine) as session:
                await session.get(Order, 1)
                await asyncio.sleep(0.05)

        await asyncio.gather(one(), one())
        await engine.dispose()

    with recorded_here(tmp_path / "trace.jsonl", "sql") as found:
        asyncio.run(work())
    assert len(found.of("connection.waiting")) == 1
    assert sorted(event["waitedNanos"] > 20_000_000 for event in found.of("connection.checkedout")) == [False, True]
    assert {event["class"] for event in found.of("session.created")} == {"AsyncSession"}
    assert {event["at"]["function"] for event in found.of("statement.ran")} == {"one"}
    assert found.kinds("session").count("session.closed") == 2


def test_pools_of_engines_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'shop.db'}"
    with recorded_here(tmp_path / "trace.jsonl", "sql"):
        for _ in range(20):
            engine = sa.create_engine(address)
            with engine.connect() as connection:
                connection.execute(sa.text("select 1"))
            engine.dispose()
            del engine, connection
            gc.collect()
        assert len(_sql_pool._pools) <= 2
