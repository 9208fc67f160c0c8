"""A small database for the tests: orders, and a table with a key of two columns."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, declarative_base, sessionmaker

Base: Any = declarative_base()


class Order(Base):
    """A row with a usual key."""

    __tablename__ = "orders"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String, unique=True)


class Seat(Base):
    """A row with a key of two columns."""

    __tablename__ = "seats"
    row = sa.Column(sa.Integer, primary_key=True)
    place = sa.Column(sa.Integer, primary_key=True)
    guest = sa.Column(sa.String)


_engines: list[Any] = []


@pytest.fixture(autouse=True)
def disposed() -> Iterator[None]:
    """Close every database when a test has ended; import this to have it."""
    yield
    gc.collect()
    while _engines:
        _engines.pop().dispose()


def database(directory: Path, **engine: Any) -> tuple[Any, Any]:
    """Make an empty database in a file; gives its engine and a maker of sessions."""
    made = sa.create_engine(f"sqlite:///{directory / 'shop.db'}", **engine)
    _engines.append(made)
    Base.metadata.create_all(made)
    return made, sessionmaker(made)


def statements_of(engine: Any) -> list[str]:
    """Texts of all statements that this engine runs from now on."""
    texts: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *what: texts.append(what[2]))
    return texts


__all__ = ["Order", "Seat", "Session", "database", "disposed", "statements_of"]
