"""Reads just enough of an SQL statement: its verb, its tables, and which columns a parameter is compared with."""

from __future__ import annotations

import re
from json.encoder import encode_basestring as quote
from typing import Dict, Iterator, List, NamedTuple, Tuple, Union

# Statements are built from a program's source, so there are few different ones; a program that
# writes values into the text makes endlessly many, and must not fill the memory.
_MOST_READINGS = 2_000
# A statement longer than this is bulk data; its head names the verb and the tables.
_MOST_CHARACTERS = 10_000

Placeholder = Union[int, str]


class Comparison(NamedTuple):
    """A column that has to equal a parameter: `orders.id = ?`."""

    table: str
    column: str
    placeholder: Placeholder


class Reading(NamedTuple):
    """What one statement does to which tables."""

    verb: str
    tables: Tuple[str, ...]
    comparisons: Tuple[Comparison, ...]
    # Both as the recording says them, ready-made.
    tail: str


_readings: Dict[str, Reading] = {}

_TOKEN = re.compile(
    r"""'(?:[^']|'')*'                        # text: nothing in it counts
      | --[^\n]* | /\*.*?\*/                  # comments
      | (?P<place>\?|%s|%\((?P<py>\w+)\)s|(?<!:):(?P<name>[A-Za-z_]\w*)|\$(?P<number>\d+))
      | (?P<word>(?:\w+|"[^"]+"|`[^`]+`|\[[^\]]+\])(?:\.(?:\w+|"[^"]+"|`[^`]+`|\[[^\]]+\]))*)
      | (?P<sign><=|>=|<>|!=|::|[=(),;])""",
    re.VERBOSE | re.DOTALL,
)
# How SQLAlchemy shows a statement and its parameters in the message of an exception.
STATEMENT_IN_MESSAGE = "\n[SQL: "
_SHOWN = re.compile(r"\n\[SQL: .*?(?=\n\(Background on this error|\Z)", re.DOTALL)
_QUOTES = str.maketrans("", "", '"`[]')
_BEFORE_A_TABLE = {"FROM", "JOIN", "INTO", "UPDATE", "TABLE"}
_AFTER_THE_TABLES = {"SET", "WHERE", "ON", "GROUP", "ORDER", "LIMIT", "VALUES", "SELECT", "RETURNING", "USING"}
_AFTER_A_TABLE = {
    *_AFTER_THE_TABLES,
    *("LEFT", "RIGHT", "INNER", "OUTER", "FULL", "CROSS", "NATURAL", "UNION", "HAVING", "FOR", "DEFAULT"),
}


def read(sql: str) -> Reading:
    """Read a statement, or remember how the same text was read before."""
    reading = _readings.get(sql)
    if reading is None:
        if len(_readings) >= _MOST_READINGS:
            _readings.clear()
        reading = _readings[sql] = _Reader().read(sql[:_MOST_CHARACTERS])
    return reading


def without_statements(message: str) -> str:
    """Take statements and their values out of the message of an exception."""
    return _SHOWN.sub("", message)


class _Reader:
    """One pass over the tokens of a statement."""

    def __init__(self) -> None:
        self._verb = ""
        self._tables: List[str] = []
        # What a column may be prefixed with -> the table that is meant.
        self._names: Dict[str, str] = {}
        self._compared: List[Tuple[str, Placeholder]] = []
        self._placeholders = 0
        self._last = self._before = self._listed = ""
        self._among_tables = self._wants_table = False

    def read(self, sql: str) -> Reading:
        for token in _TOKEN.finditer(sql):
            if token["word"]:
                self._word(token["word"])
            elif token["place"]:
                self._placeholder(token["py"] or token["name"] or token["number"] or "")
            elif token["sign"]:
                self._sign(token["sign"])
        tail = f',"verb":{quote(self._verb)},"tables":[{",".join(map(quote, self._tables))}]'
        return Reading(self._verb, tuple(self._tables), tuple(self._comparisons()), tail)

    def _comparisons(self) -> Iterator[Comparison]:
        for column, placeholder in self._compared:
            owner, _, name = column.rpartition(".")
            if owner:
                yield Comparison(self._names.get(owner, owner), name, placeholder)
            elif len(self._tables) == 1:
                yield Comparison(self._tables[0], name, placeholder)

    def _word(self, word: str) -> None:
        upper = word.upper()
        self._verb = self._verb or upper
        if upper in _BEFORE_A_TABLE:
            self._among_tables = self._wants_table = True
        elif upper in _AFTER_A_TABLE:
            self._wants_table = False
            self._among_tables = self._among_tables and upper not in _AFTER_THE_TABLES
        elif self._wants_table:
            self._table(_bare(word))
        elif self._among_tables and upper != "AS":
            table = self._before if self._last.upper() == "AS" else self._last
            self._names[_bare(word)] = self._names.get(_bare(table), "")
        self._before, self._last = self._last, word

    def _table(self, name: str) -> None:
        self._wants_table = False
        if name not in self._tables:
            self._tables.append(name)
        self._names[name] = self._names[name.rpartition(".")[2]] = name

    def _sign(self, sign: str) -> None:
        if sign == ",":
            self._wants_table = self._among_tables
            return
        if sign == "(":
            self._wants_table = False
            self._listed = _bare(self._before) if self._last.upper() == "IN" else self._listed
            self._among_tables = False
        elif sign == ")":
            self._listed = ""
        self._before, self._last = self._last, sign

    def _placeholder(self, name: str) -> None:
        placeholder: Placeholder = int(name) - 1 if name.isdigit() else name or self._placeholders
        self._placeholders += 1
        if self._listed:
            self._compared.append((self._listed, placeholder))
        elif self._last == "=":
            self._compared.append((_bare(self._before), placeholder))


def _bare(name: str) -> str:
    return name.translate(_QUOTES)
