"""Tasks that cannot work, or not as they were meant: seen when they are queued and when they start."""

from __future__ import annotations

import functools
import gc
import inspect
import warnings
from pathlib import Path
from typing import Any

import pytest
from fastapi import BackgroundTasks, FastAPI

from asgi import Events, record, request
from taskscope_recorder._fits import why_it_cannot_be_called


def task(order: object, text: str = "", *, urgent: bool = False) -> None:
    pass


def anything(*args: object, **kwargs: object) -> None:
    pass


async def async_task(order: object) -> None:
    pass


def decorated(function: Any) -> Any:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


class Callable:
    def __call__(self, order: object) -> None:
        pass

    def method(self, order: object) -> None:
        pass

    @classmethod
    def of_class(cls, order: object) -> None:
        pass

    @staticmethod
    def static(order: object) -> None:
        pass


def _run(path: Path, queue: Any) -> Events:
    app = FastAPI()

    @app.get("/")
    def route(tasks: BackgroundTasks) -> None:
        queue(tasks)

    with record(path, "requests", "tasks", "exceptions") as events, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            request(app)
        except Exception:
            pass
        # Coroutines that nobody awaited complain here, and not in a later test.
        gc.collect()
    return events


@pytest.mark.parametrize(
    "function",
    [
        task,
        anything,
        async_task,
        decorated(task),
        decorated(async_task),
        Callable(),
        Callable().method,
        Callable.of_class,
        Callable.static,
        functools.partial(task, 1),
        functools.partial(functools.partial(task, text="x"), 1),
        functools.partial(Callable().method, order=1),
        lambda: None,
        lambda a, b=2, *c, d, e=5, **f: None,
    ],
    ids=lambda function: getattr(function, "__qualname__", type(function).__name__),
)
@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        ((1,), {}),
        ((1, 2), {}),
        ((1, 2, 3), {}),
        ((), {"order": 1}),
        ((1,), {"order": 1}),
        ((1,), {"text": "x"}),
        ((1,), {"urgent": True}),
        ((1,), {"nobody": 1}),
        ((1,), {"d": 1}),
    ],
    ids=str,
)
def test_arguments_fit_where_python_says_so(function: Any, args: Any, kwargs: Any) -> None:
    outer = inspect.signature(function, follow_wrapped=False)
    try:
        outer.bind(*args, **kwargs)
    except TypeError:
        fits = False
    else:
        fits = True
    assert (why_it_cannot_be_called(function, len(args), list(kwargs)) == "") == fits


def test_a_task_with_a_missing_argument_does_not_fit(trace: Path) -> None:
    events = _run(trace, lambda tasks: tasks.add_task(task))
    queued = events.one("task.queued")
    assert (queued["fits"], queued["why"]) == (False, "missing 'order'")
    assert events.exception(events.one("task.failed")["exception"])["type"] == "TypeError"


def test_a_task_that_fits_is_told_of_as_before(trace: Path) -> None:
    queued = _run(trace, lambda tasks: tasks.add_task(task, 1, urgent=True)).one("task.queued")
    assert {"fits", "why", "callable", "unwrapped"} & set(queued) == set()


def test_one_line_that_queues_both_ways_is_told_of_each(trace: Path) -> None:
    def queue(tasks: BackgroundTasks) -> None:
        for args in ((1,), (), (1, 2, 3)):
            tasks.add_task(task, *args)

    queued = _run(trace, queue).of("task.queued")
    assert [event.get("why") for event in queued] == [
        None,
        "missing 'order'",
        "takes 2 positional arguments but 3 were given",
    ]


def test_what_was_called_instead_of_passed_is_not_callable(trace: Path) -> None:
    queued = _run(trace, lambda tasks: tasks.add_task(task(1))).one("task.queued")
    assert (queued["callable"], queued["name"]) == (False, "NoneType")


def test_a_coroutine_is_not_callable(trace: Path) -> None:
    queued = _run(trace, lambda tasks: tasks.add_task(async_task(1))).one("task.queued")
    assert (queued["callable"], queued["name"]) == (False, "test_queued_wrong.async_task")


def test_a_wrapper_that_hides_an_asynchronous_function_is_seen(trace: Path) -> None:
    events = _run(trace, lambda tasks: tasks.add_task(decorated(async_task), 1))
    queued = events.one("task.queued")
    assert (queued["mode"], queued["unwrapped"]) == ("sync", "async")
    assert events.one("task.ended")["returned"] == "coroutine"


def _changed(events: Events) -> list[Any]:
    return [event.get("changed") for event in events.of("task.started")]


def test_arguments_that_were_changed_after_queueing_are_named(trace: Path) -> None:
    def queue(tasks: BackgroundTasks) -> None:
        order, tags, raw, deep, same = {"id": 1}, {1}, bytearray(b"x"), {"a": [1]}, [1, "x", {"y": 2}]
        tasks.add_task(anything, order, tags, raw=raw, deep=deep, same=same)
        tasks.add_task(task, order)
        order["id"], raw[0] = 2, 0
        tags.add(2)
        deep["a"].append(2)

    assert _changed(_run(trace, queue)) == [["*0", "*1", "raw", "deep"], ["order"]]


def test_a_variable_that_a_lambda_reads_too_late_is_named(trace: Path) -> None:
    def queue(tasks: BackgroundTasks) -> None:
        for user in ("ann", "bob", "cid"):
            tasks.add_task(lambda: anything(user))  # noqa: B023 - the mistake that is to be seen

    assert _changed(_run(trace, queue)) == [["user"], ["user"], None]


def test_a_variable_that_is_bound_at_once_is_not_named(trace: Path) -> None:
    def queue(tasks: BackgroundTasks) -> None:
        for user in ("ann", "bob"):
            tasks.add_task(lambda user=user: anything(user))
            tasks.add_task(functools.partial(anything, user))

    assert _changed(_run(trace, queue)) == [None] * 4


def test_an_object_of_the_applications_is_not_asked_what_it_is(trace: Path) -> None:
    class Loud(list):
        def __iter__(self) -> Any:
            raise AssertionError("a line of the application's ran")

        __len__ = __eq__ = __hash__ = __repr__ = __iter__  # type: ignore[assignment]

    events = _run(trace, lambda tasks: tasks.add_task(task, Loud()))
    assert (_changed(events), events.kinds("task")) == ([None], ["task.queued", "task.started", "task.ended"])


def test_what_an_earlier_task_of_the_queue_changed_is_named_too(trace: Path) -> None:
    def queue(tasks: BackgroundTasks) -> None:
        seen: list[int] = []
        tasks.add_task(seen.append, 1)
        tasks.add_task(task, seen)

    assert _changed(_run(trace, queue)) == [None, ["order"]]
