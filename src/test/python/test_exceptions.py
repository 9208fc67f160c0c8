"""Exceptions as data, and values as types: whatever shape the application gives them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asgi import record
from taskscope_recorder import _describe, _ids
from taskscope_recorder._emit import emit, quote
from taskscope_recorder._weak import WeakNumbers


def _raise(exception: BaseException) -> BaseException:
    try:
        raise exception
    except BaseException as raised:
        return raised


def test_cause_and_context_are_told_before_the_exception_that_names_them(trace: Path) -> None:
    def fails() -> None:
        try:
            {}["x"]
        except KeyError as missing:
            try:
                raise ValueError("first")
            except ValueError:
                raise RuntimeError("second") from missing

    with record(trace, "exceptions") as events, pytest.raises(RuntimeError) as caught:
        fails()
    with record(trace, "exceptions") as events:
        number = _ids.exception_id(caught.value)
    told = events.exception(number)
    assert told["message"] == "second"
    assert told["suppressed"] is True
    assert events.exception(told["cause"])["type"] == "KeyError"
    assert events.exception(told["context"])["message"] == "first"
    order = [event["exception"] for event in events.of("exception.seen")]
    assert order.index(number) == len(order) - 1


def test_the_same_exception_is_told_once(trace: Path) -> None:
    with record(trace, "exceptions") as events:
        raised = _raise(ValueError("x"))
        numbers = {_ids.exception_id(raised) for _ in range(3)}
        raised.__traceback__ = None
        numbers.add(_ids.exception_id(raised))
    assert len(numbers) == len(events.of("exception.seen")) == 1


def test_a_cycle_of_contexts_ends(trace: Path) -> None:
    first, second = _raise(ValueError("1")), _raise(ValueError("2"))
    first.__context__, second.__context__ = second, first
    with record(trace, "exceptions") as events:
        _ids.exception_id(first)
    assert {event["context"] for event in events.of("exception.seen")} == {
        event["exception"] for event in events.of("exception.seen")
    }


@pytest.mark.skipif(sys.version_info < (3, 11), reason="groups and notes came with Python 3.11")
def test_groups_and_notes_are_kept(trace: Path) -> None:
    group = _raise(ExceptionGroup("several", [ValueError("a"), _raise(KeyError("b"))]))  # noqa: F821 - 3.11
    group.add_note("a note")
    with record(trace, "exceptions") as events:
        told = events, _ids.exception_id(group)
    seen = events.exception(told[1])
    assert seen["notes"] == ["a note"]
    assert [events.exception(number)["type"] for number in seen["group"]] == ["ValueError", "KeyError"]


def test_a_hostile_exception_is_told_of_all_the_same(trace: Path) -> None:
    class Hostile(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no")

        __repr__ = __str__

        def __getattribute__(self, name: str) -> object:
            if name in ("exceptions", "__notes__"):
                raise RuntimeError("no")
            return super().__getattribute__(name)

    with record(trace, "exceptions") as events:
        emit("task.failed", f',"exception":{_ids.exception_id(_raise(Hostile()))}')
    assert events.one("exception.seen")["message"] == "<Hostile: its text cannot be shown>"


def test_a_long_message_and_a_deep_stack_are_cut(trace: Path) -> None:
    def deep(depth: int) -> None:
        if not depth:
            raise ValueError("x" * 10_000)
        deep(depth - 1)

    with record(trace, "exceptions") as events:
        try:
            deep(300)
        except ValueError as raised:
            _ids.exception_id(raised)
    seen = events.one("exception.seen")
    assert len(seen["message"]) == 2_000
    assert len(seen["frames"]) == 100
    assert seen["frames"][-1][3].startswith("raise ValueError")


def test_frames_say_whose_file_it_is(trace: Path) -> None:
    with record(trace, "exceptions") as events:
        try:
            json.loads("{")
        except ValueError as raised:
            _ids.exception_id(raised)
    frames = events.one("exception.seen")["frames"]
    assert [(frame[0], frame[4]) for frame in frames[-3:]] == [
        ("json/__init__.py", 0),
        ("json/decoder.py", 0),
        ("json/decoder.py", 0),
    ]
    assert any(frame[0].endswith("test_exceptions.py") and frame[4] == 1 for frame in frames)


def test_a_value_is_described_without_running_its_code() -> None:
    class Liar:
        def __getattribute__(self, name: str) -> object:
            raise RuntimeError("touched")

        def __repr__(self) -> str:
            raise RuntimeError("touched")

        __len__ = __sizeof__ = __hash__ = __eq__ = __iter__ = __repr__

    class Meta(type):
        def __getattribute__(cls, name: str) -> object:
            raise RuntimeError("touched")

        def __instancecheck__(cls, instance: object) -> bool:
            raise RuntimeError("touched")

        def __hash__(cls) -> int:
            raise RuntimeError("touched")

    name = f"{__name__}.test_a_value_is_described_without_running_its_code.<locals>"
    assert _described(Liar()) == {"type": f"{name}.Liar"}
    assert _described(Meta("Odd", (), {})())["type"].endswith("Odd")
    assert _described([Liar()])["type"] == "list"


def test_generators_and_coroutines_are_named() -> None:
    async def coroutine() -> None:
        pass

    made = coroutine()
    assert _described(made)["is"] == "coroutine"
    made.close()
    assert _described(one for one in ())["is"] == "generator"


def _described(value: object) -> dict:
    return json.loads("{" + _describe.describe(value) + "}")


@given(st.text())
def test_any_text_is_valid_json(text: str) -> None:
    assert json.loads(quote(text)) == text


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_numbers_follow_identity(names: list[str]) -> None:
    class Thing:
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 1

    things = {name: Thing() for name in "abc"}
    numbers = WeakNumbers()
    given_numbers = [numbers.of(things[name]) for name in names]
    first_seen = list(dict.fromkeys(names))
    assert given_numbers == [first_seen.index(name) + 1 for name in names]
    things.clear()
    assert numbers.of(Thing()) == len(set(names)) + 1


def test_numbers_of_the_dead_do_not_fill_our_memory() -> None:
    class Thing:
        """Can be weakly referenced."""

    numbers = WeakNumbers()
    living = [Thing() for _ in range(500)]
    given_numbers = [numbers.of(thing) for thing in living]
    dying: list[object] = []
    for _ in range(30):
        dying = [*(Thing() for _ in range(400)), *(object() for _ in range(400))]
        for thing in dying:
            numbers.of(thing)
    del dying
    assert len(numbers) <= 2_000
    assert [numbers.find(thing) for thing in living] == given_numbers


def test_with_the_sensor_off_an_exception_is_only_named(trace: Path) -> None:
    with record(trace, "tasks") as events:
        emit("task.failed", f',"exception":{_ids.exception_id(_raise(ValueError("a secret")))}')
    seen = events.one("exception.seen")
    assert (seen["type"], seen["message"], seen["frames"]) == ("ValueError", "", [])


def test_classes_that_come_and_go_do_not_fill_our_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_describe, "_MOST_TYPES", 50)
    for number in range(200):
        assert _described(type(f"Made{number}", (), {})())["type"].endswith(f"Made{number}")
    assert len(_describe._described) <= 50
