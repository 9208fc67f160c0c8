"""Objects that break when they are looked at: nobody looks, and what was lost is said."""

from __future__ import annotations

from pathlib import Path

from hostile import both, failures, of

HOSTILE = """
class Hostile:
    def _raise(self, *given):
        print("somebody looked")
        raise RuntimeError("hands off")
    __repr__ = __str__ = __hash__ = __eq__ = __bool__ = __len__ = __iter__ = __getattr__ = __format__ = _raise
    __class__ = property(_raise)

class Callable(Hostile):
    async def __call__(self, *given):
        pass
"""


def test_an_argument_that_raises_whenever_it_is_touched_is_queued_untouched(tmp_path: Path) -> None:
    script = f"""{HOSTILE}
async def endpoint(request):
    tasks = BackgroundTasks()
    tasks.add_task(async_task, Hostile(), [Hostile()], (Hostile(),), {{"key": Hostile()}}, *[Hostile()] * 3)
    tasks.add_task(sync_task, Hostile())
    return PlainTextResponse("fine", background=tasks)
app.routes.append(Route("/hostile", endpoint))
ask("/hostile")
"""
    said, found = both(tmp_path, script)
    assert said.out == "/hostile ['http.response.start', 'http.response.body']\n"
    assert [task["arguments"][0]["type"] for task in of(found, "task.queued")] == ["__main__.Hostile"] * 2
    assert len(of(found, "task.ended")) == 2
    assert not failures(found)


def test_a_callable_that_raises_whenever_it_is_touched_runs(tmp_path: Path) -> None:
    script = f"""{HOSTILE}
class Quiet(Callable):
    __class__ = property(lambda self: Quiet)
    def __getattr__(self, name):
        raise AttributeError(name)
async def endpoint(request):
    return PlainTextResponse("fine", background=BackgroundTask(Quiet()))
app.routes.append(Route("/hostile", endpoint))
ask("/hostile")
"""
    said, found = both(tmp_path, script)
    assert "looked" not in said.out
    (ended,) = of(found, "task.ended")
    assert ended["task"] == of(found, "task.queued")[0]["task"]
    assert not failures(found)


def test_exceptions_that_cannot_be_shown_are_told_of_without_their_text(tmp_path: Path) -> None:
    script = """
    import dataclasses

    class Unspeakable(Exception):
        def __str__(self):
            raise SystemExit("never raised by looking at it")

    class Closed(Exception):
        @property
        def args(self):
            raise RuntimeError("hands off")
        def __getattribute__(self, name):
            raise RuntimeError("hands off")
        def __setattr__(self, name, value):
            raise RuntimeError("hands off")

    @dataclasses.dataclass(frozen=True)
    class Frozen(Exception):
        code: int

    def raising(kind, *given):
        async def task():
            raise kind(*given)
        async def endpoint(request):
            return PlainTextResponse("fine", background=BackgroundTask(task))
        return endpoint

    for kind, *given in [(Unspeakable,), (Closed,), (Frozen, 7)]:
        app.routes.append(Route("/" + kind.__name__, raising(kind, *given)))
        try:
            asyncio.run(call(app, "/" + kind.__name__))
        except Exception as passing:
            print(type(passing).__name__)
    """
    said, found = both(tmp_path, script)
    # Starlette itself looks at an exception on its way out, and meets the other one.
    assert said.out.split() == ["Unspeakable", "RuntimeError", "Frozen"]
    seen = {event["type"].split(".")[-1]: event["message"] for event in of(found, "exception.seen")}
    assert seen["Unspeakable"] == "<Unspeakable: its text cannot be shown>"
    assert {"Closed", "Frozen"} <= set(seen)
    assert len(of(found, "task.failed")) == 3


def test_huge_messages_and_endless_causes_are_cut(tmp_path: Path) -> None:
    script = """
    async def task():
        first = ValueError("x" * 5_000_000)
        first.__cause__ = second = KeyError("second")
        second.__cause__ = first
        raise first

    async def long():
        passing = None
        for number in range(20_000):
            before, passing = passing, ValueError(number)
            passing.__cause__ = before
        raise passing

    async def endpoint(request):
        return PlainTextResponse("fine", background=BackgroundTask(long if "long" in request.url.path else task))

    app.routes.extend([Route("/huge", endpoint), Route("/long", endpoint)])
    for path in ("/huge", "/long"):
        try:
            asyncio.run(call(app, path))
        except ValueError as passing:
            print(path, len(str(passing)), type(passing.__cause__).__name__)
    """
    said, found = both(tmp_path, script)
    assert said.out == "/huge 5000000 KeyError\n/long 5 ValueError\n"
    huge, *_ = (event for event in of(found, "exception.seen") if event["type"] == "ValueError" and "cause" in event)
    assert max(len(event["message"]) for event in of(found, "exception.seen")) == 2_000
    assert huge["cause"] != huge["exception"]
    assert len(of(found, "task.failed")) == 2
    assert len(of(found, "exception.seen")) < 100
    assert not failures(found)
