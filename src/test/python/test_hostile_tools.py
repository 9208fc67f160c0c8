"""Other tools in the same process: tracers, profilers, coverage, stopped clocks, other watchers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hostile import VERSION, both, failures, of
from serving import HERE, PYTHON, recorded, run

HAS_COVERAGE = run([PYTHON, "-c", "import coverage"], HERE).code == 0


def _fine(found: list) -> None:
    assert not failures(found)
    assert not of(found, "recorder.stepped_aside")
    assert len(of(found, "task.ended")) >= 2


@pytest.mark.parametrize("setter", ["settrace", "setprofile"])
def test_a_tracer_of_the_applications_own_sees_its_lines_and_stays(tmp_path: Path, setter: str) -> None:
    script = f"""
    seen = []
    # Worker threads outlive the names of this module.
    def tracer(frame, event, argument, own=__file__, seen=seen):
        if frame.f_code.co_filename == own:
            seen.append((event, frame.f_code.co_name, frame.f_lineno))
        return sys.get{setter[3:]}()
    sys.{setter}(tracer)
    threading.{setter}(tracer)
    ask()
    ask("/fail")
    kept = sys.get{setter[3:]}() is tracer
    sys.{setter}(None)
    print(kept, len(seen), sorted(set(seen)))
    """
    said, found = both(tmp_path, script)
    assert "True" in said.out
    assert "failing_task" in said.out
    _fine(found)


@pytest.mark.skipif(VERSION < (3, 12), reason="sys.monitoring came with 3.12")
def test_tools_that_have_every_number_make_the_sensor_step_aside(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nfor n in (3, 4): sys.monitoring.use_tool_id(n, 'theirs')\n")
    script = "ask()\nprint(sys.monitoring.get_tool(3), sys.monitoring.get_tool(4))"
    _, found = both(tmp_path, script, PYTHONPATH=str(tmp_path))
    (aside,) = of(found, "recorder.stepped_aside")
    assert (aside["sensor"], aside["why"]) == ("swallowed", "every free number of sys.monitoring is taken")


@pytest.mark.skipif(not HAS_COVERAGE, reason="coverage is not installed beside this Python")
def test_coverage_measures_the_same_lines(tmp_path: Path) -> None:
    script = HERE / "apps" / "covered.py"
    measured = []
    for prefix in ([PYTHON], [*recorded(tmp_path / "trace.jsonl"), "python"]):
        data = tmp_path / f"{len(prefix)}.coverage"
        words = ["-m", "coverage", "run", "--branch", f"--data-file={data}", f"--include={script}", str(script)]
        said = run([*prefix, *words], tmp_path)
        assert said.code == 0, said.err
        run([PYTHON, "-m", "coverage", "json", f"--data-file={data}", "-o", f"{data}.json"], tmp_path)
        measured.append(next(iter(json.loads(Path(f"{data}.json").read_text())["files"].values())))
    alone, with_us = measured
    assert len(alone["executed_lines"]) > 10
    assert with_us == alone


def test_a_stopped_clock_stops_no_time_of_ours(tmp_path: Path) -> None:
    script = """
    # What freezegun does: every attribute of every module that is one of these functions is replaced.
    names = ("time", "time_ns", "perf_counter", "perf_counter_ns", "monotonic", "process_time_ns", "thread_time_ns")
    real = {id(getattr(time, name)) for name in names}
    undo = []
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if id(value) in real and not module.__name__.startswith("asyncio"):
                undo.append((module, name, value))
                setattr(module, name, lambda: 1)
    ask()
    for module, name, value in undo:
        setattr(module, name, value)
    ask("/fail")
    """
    _, found = both(tmp_path, script)
    times = [event["t"] for event in found if event["e"] in ("request.started", "request.ended")]
    assert times == sorted(times)
    assert len(set(times)) == 4
    assert min(times) > 0
    _fine(found)


def test_an_application_that_lets_nobody_touch_files_on_the_loop_is_recorded(tmp_path: Path) -> None:
    script = """
    # What blockbuster does: system calls on the event loop are errors.
    class Blocking(Exception):
        pass
    def forbid(module, name):
        real = getattr(module, name)
        def refuse(*given, **named):
            try:
                asyncio.get_running_loop()
            except RuntimeError:
                return real(*given, **named)
            print("blocking", name)
            raise Blocking(name)
        setattr(module, name, refuse)
    import io
    for name in ("write", "read", "open", "fstat", "stat", "getcwd", "listdir"):
        forbid(os, name)
    for name in ("abspath", "exists"):
        forbid(os.path, name)
    forbid(io, "open")
    forbid(time, "sleep")
    ask()
    """
    said, found = both(tmp_path, script)
    assert said.out == "/ ['http.response.start', 'http.response.body']\n"
    _fine(found)
    assert of(found, "function.seen")[0].get("source")


def test_a_loop_and_a_policy_of_their_own_are_kept(tmp_path: Path) -> None:
    script = """
    import warnings
    warnings.simplefilter("ignore")
    class Loop(asyncio.SelectorEventLoop):
        called = 0
        def call_soon(self, *given, **named):
            Loop.called += 1
            return super().call_soon(*given, **named)
    class Policy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self):
            return Loop()
    asyncio.set_event_loop_policy(Policy())
    async def main():
        print(type(asyncio.get_running_loop()).__name__, Loop.called > 0)
        await call(app)
    asyncio.run(main())
    """
    _, found = both(tmp_path, script)
    _fine(found)


def test_a_loop_that_runs_inside_itself_is_watched_without_harm(tmp_path: Path) -> None:
    script = """
    # What nest_asyncio does: run_until_complete from inside a running loop.
    from asyncio import events, tasks
    def nested(coroutine):
        loop = asyncio.get_running_loop()
        outer = tasks.current_task()
        future = asyncio.ensure_future(coroutine)
        if hasattr(tasks, "_leave_task"):
            tasks._leave_task(loop, outer)
        events._set_running_loop(None)
        while not future.done():
            events._set_running_loop(loop)
            loop._run_once()
        events._set_running_loop(loop)
        tasks._enter_task(loop, outer)
        return future.result()
    async def endpoint(request):
        inner = nested(call(app, "/"))
        return PlainTextResponse(str(len(inner)), background=BackgroundTask(async_task))
    app.routes.append(Route("/nested", endpoint))
    ask("/nested")
    """
    said, found = both(tmp_path, script)
    assert said.code == 0
    _fine(found)


def test_another_watcher_may_come_before_or_after_and_go_in_any_order(tmp_path: Path) -> None:
    script = """
    import starlette.background as background
    called = []
    def watch(name):
        before = background.BackgroundTask.__call__
        async def call(self):
            called.append(name)
            await before(self)
        background.BackgroundTask.__call__ = call
        return before
    first = watch("first")
    ask()
    second = watch("second")
    ask()
    background.BackgroundTask.__call__ = second
    background.BackgroundTask.__call__ = first
    ask()
    print(called)
    """
    said, found = both(tmp_path, script)
    assert said.out.endswith("['first', 'first', 'second', 'first', 'second', 'first']\n")
    assert len(of(found, "task.ended")) == 6
    _fine(found)


@pytest.mark.parametrize("how", ["= lambda self, record: print('theirs')", "= original"])
def test_logging_of_the_applications_own_stays_its_own(tmp_path: Path, how: str) -> None:
    script = f"""
    original = logging.Logger.callHandlers
    logging.Logger.callHandlers {how}
    logging.getLogger("mine").error("something")
    del logging.Logger.handle
    ask()
    """
    said, found = both(tmp_path, script)
    assert ("theirs" in said.out) is ("theirs" in how)
    _fine(found)
