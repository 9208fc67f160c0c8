"""What is read from the text of a statement."""

from __future__ import annotations

import pytest

from taskscope_recorder._sql_text import read, without_statements


@pytest.mark.parametrize(
    ("sql", "verb", "tables"),
    [
        ("SELECT orders.id FROM orders WHERE orders.id = ?", "SELECT", ("orders",)),
        ("select * from a, b, c x where a.id = x.id", "select", ("a", "b", "c")),
        ("INSERT INTO orders (id, name) VALUES (?, ?)", "INSERT", ("orders",)),
        ("UPDATE shop.orders SET name=? WHERE shop.orders.id = ?", "UPDATE", ("shop.orders",)),
        ('SELECT 1 FROM "line items" JOIN `other` ON 1=1', "SELECT", ("line items", "other")),
        ("SELECT ' FROM nowhere ' FROM t -- FROM comment\n", "SELECT", ("t",)),
        ("SELECT a FROM (SELECT b FROM inner_table) AS q", "SELECT", ("inner_table",)),
        ("DELETE FROM t /* FROM u */ WHERE id=1", "DELETE", ("t",)),
        ("PRAGMA foreign_keys=ON", "PRAGMA", ()),
        ("", "", ()),
    ],
)
def test_verb_and_tables(sql: str, verb: str, tables: tuple[str, ...]) -> None:
    reading = read(sql)
    assert (reading.verb, reading.tables) == (verb.upper(), tables)


@pytest.mark.parametrize(
    ("sql", "comparisons"),
    [
        ("SELECT 1 FROM t WHERE t.id = ? AND t.name = ?", [("t", "id", 0), ("t", "name", 1)]),
        ("SELECT 1 FROM orders AS o WHERE o.id = :id_1", [("orders", "id", "id_1")]),
        ("SELECT 1 FROM orders o WHERE o.id = %(id)s", [("orders", "id", "id")]),
        ("SELECT 1 FROM t WHERE t.id = $2::INTEGER", [("t", "id", 1)]),
        ("SELECT 1 FROM t WHERE id IN (?, ?) AND x = ?", [("t", "id", 0), ("t", "id", 1), ("t", "x", 2)]),
        ("UPDATE t SET name=%s WHERE t.id = %s", [("t", "name", 0), ("t", "id", 1)]),
        ("SELECT 1 FROM t WHERE note = ':id' AND id = ?", [("t", "id", 0)]),
        ("SELECT 1 FROM a, b WHERE id = ?", []),
        ("SELECT 1 FROM t WHERE id > ? LIMIT ?", []),
    ],
)
def test_what_a_parameter_is_compared_with(sql: str, comparisons: list[tuple[str, str, object]]) -> None:
    assert [tuple(comparison) for comparison in read(sql).comparisons] == comparisons


def test_endless_different_texts_do_not_fill_the_memory() -> None:
    from taskscope_recorder import _sql_text  # noqa: PLC0415 - its inside is looked at

    for number in range(5_000):
        read(f"SELECT {number}")
    assert len(_sql_text._readings) <= _sql_text._MOST_READINGS


def test_a_hostile_text_is_read_in_bounded_time() -> None:
    assert read("SELECT " + "(" * 1_000_000).verb == "SELECT"
    assert read("/*" * 500_000).tables == ()


def test_messages_lose_statements_and_keep_the_rest() -> None:
    message = "(OperationalError) no\n[SQL: SELECT 'a\nb']\n[parameters: ('secret',)]\n(Background on this error at: x)"
    assert without_statements(message) == "(OperationalError) no\n(Background on this error at: x)"
    assert without_statements(message + message).count("SQL") == 0
    assert without_statements("no\n[SQL: SELECT 1]") == "no"
