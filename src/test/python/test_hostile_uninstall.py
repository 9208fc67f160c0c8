"""After a recording nothing of it is left: no patched name, no object, no thread, no descriptor."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

import taskscope_recorder._prefix  # noqa: F401 - so that all of it is loaded
from hostile import both, failures, of
from serving import HERE, PYTHON, RECORDER, run

# Every module that a sensor may look into, and every class in it, by identity of each attribute.
SNAPSHOT = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
sys.path.insert(0, {str(RECORDER.parent)!r})
import asyncio, importlib, json, logging, os, signal, tempfile, warnings

NAMES = (
    "fastapi", "fastapi.applications", "fastapi.background", "fastapi.concurrency", "fastapi.dependencies.utils",
    "fastapi.params", "fastapi.routing", "starlette.applications", "starlette.background", "starlette.concurrency",
    "starlette.datastructures", "starlette.exceptions", "starlette.formparsers", "starlette.middleware",
    "starlette.middleware.base", "starlette.middleware.errors", "starlette.middleware.exceptions", "starlette.requests",
    "starlette.responses", "starlette.routing", "anyio", "anyio.to_thread", "anyio._backends._asyncio",
    "uvicorn.config", "uvicorn.server", "uvicorn.main", "uvicorn.protocols.http.h11_impl",
    "uvicorn.protocols.http.httptools_impl", "uvicorn.protocols.utils", "uvicorn.supervisors.multiprocess",
    "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.base", "sqlalchemy.engine.default", "sqlalchemy.event",
    "sqlalchemy.orm", "sqlalchemy.orm.session", "sqlalchemy.pool", "sqlalchemy.pool.base",
    "sqlalchemy.ext.asyncio", "asyncio",
    "asyncio.base_events", "asyncio.events", "asyncio.runners", "asyncio.tasks", "asyncio.taskgroups",
    "concurrent.futures.thread", "contextlib", "contextvars", "gc", "io", "builtins", "logging", "os", "pathlib",
    "shutil", "signal", "sys", "tempfile", "threading", "time", "warnings", "weakref", "hypercorn.app_wrappers",
    "hypercorn.asyncio.run", "gunicorn.arbiter", "gunicorn.workers.base",
)
# Written by the interpreter itself, or by whoever imports or warns.
ALIVE = {{"last_value", "last_type", "last_traceback", "last_exc", "__warningregistry__", "onceregistry", "modules"}}

def modules():
    for name in NAMES:
        try:
            yield importlib.import_module(name)
        except ImportError:
            pass

def snapshot():
    found = {{}}
    for module in modules():
        for name, value in list(vars(module).items()):
            if name in ALIVE:
                continue
            found[module.__name__, name] = id(value)
            if isinstance(value, type) and value.__module__ == module.__name__:
                for inner, member in list(vars(value).items()):
                    # The caches and counters of abstract classes and of garbage.
                    if not inner.startswith("_abc") and inner not in ("__weakref__", "__dict__"):
                        found[module.__name__, name, inner] = id(member)
    found["meta_path"] = [id(finder) for finder in sys.meta_path]
    found["signals"] = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    found["trace"] = [sys.gettrace(), sys.getprofile(), sys.getswitchinterval(), sys.unraisablehook, sys.excepthook]
    found["environment"] = dict(os.environ)
    found["gc"] = list(__import__("gc").callbacks)
    return found
"""


def test_every_attribute_of_every_module_is_the_same_object_afterwards(tmp_path: Path) -> None:
    script = f"""{SNAPSHOT}
import taskscope_recorder
from taskscope_recorder._sensors import SENSORS
list(modules())
# The first loop of a process makes the policy.
asyncio.run(asyncio.sleep(0))
before = snapshot()
recording = taskscope_recorder.start(sys.argv[1], {{name: True for name in SENSORS}})
during = snapshot()
from asgi_driver import call
from fastapi import BackgroundTasks, FastAPI
app = FastAPI()
@app.get("/")
async def endpoint(tasks: BackgroundTasks):
    tasks.add_task(print, "ran", flush=True)
asyncio.run(call(app))
recording.stop()
after = snapshot()
changed = [key for key in before if during.get(key) != before[key]]
print(len(changed) > 10, [key for key in {{**before, **after}} if before.get(key) != after.get(key)])
"""
    said = run([PYTHON, "-c", script, str(tmp_path / "trace.jsonl")], tmp_path)
    assert (said.out, said.err, said.code) == ("ran\nTrue []\n", "", 0)


def test_a_hundred_recordings_leave_nothing_behind(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
sys.path.insert(0, {str(RECORDER.parent)!r})
import asyncio, gc, os, threading
from asgi_driver import call
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import PlainTextResponse
from starlette.routing import Route
import taskscope_recorder

async def task():
    pass

async def endpoint(request):
    return PlainTextResponse("fine", background=BackgroundTask(task))

app = Starlette(routes=[Route("/", endpoint)])

def left():
    gc.collect()
    threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else threading.active_count()
    files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    return threads, files, len(gc.get_objects())

def record():
    with taskscope_recorder.recording(sys.argv[1]):
        asyncio.run(call(app))

for _ in range(10):
    record()
threads, files, objects = left()
for _ in range(100):
    record()
more_threads, more_files, more_objects = left()
print(more_threads - threads, more_files - files, abs(more_objects - objects) < 100)
"""
    said = run([PYTHON, "-c", script, str(tmp_path / "trace.jsonl")], tmp_path, timeout=60)
    assert (said.out, said.err, said.code) == ("0 0 True\n", "", 0)


@pytest.mark.parametrize(
    ("module", "source", "sensor"),
    [
        ("starlette.background", "class BackgroundTask: pass\n", "tasks"),
        ("uvicorn.config", "Config = 3\n", "requests"),
        ("hypercorn.app_wrappers", "value = 1\n", "requests"),
        ("sqlalchemy", "__version__ = '0'\nclass orm: pass\n", "sql"),
    ],
)
def test_a_module_of_the_same_name_and_another_shape_is_left_alone(
    tmp_path: Path, module: str, source: str, sensor: str
) -> None:
    package, _, inner = module.partition(".")
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text("" if inner else source)
    if inner:
        (tmp_path / package / f"{inner}.py").write_text(source)
    script = f"""
import logging
import {module} as module
print(sorted(name for name in vars(module) if not name.startswith("__")), module.__loader__ is module.__spec__.loader)
# So that this process tells of itself.
logging.getLogger("mine").error("done")
"""
    said, found = both(tmp_path, script, preface="")
    assert said.out.endswith("True\n")
    asides = of(found, "recorder.stepped_aside")
    assert asides
    assert {aside["sensor"] for aside in asides} == {sensor}
    assert len({aside["why"] for aside in asides}) == len(asides)
    assert not failures(found)


def test_a_function_that_takes_more_than_its_wrapper_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "starlette").mkdir()
    (tmp_path / "starlette" / "__init__.py").write_text("")
    (tmp_path / "starlette" / "background.py").write_text("""
class BackgroundTask:
    def __init__(self, func, *args, **kwargs):
        self.func, self.args, self.kwargs, self.is_async = func, args, kwargs, False
    async def __call__(self, scope, *, patience):
        return self.func(scope, patience)

class BackgroundTasks(BackgroundTask):
    def __init__(self, tasks=None):
        self.tasks = []
    def add_task(self, func, *args, **kwargs):
        pass

async def run_in_threadpool(func, *args, **kwargs):
    return func(*args, **kwargs)
""")
    script = """
import asyncio, logging
from starlette.background import BackgroundTask
print(asyncio.run(BackgroundTask(lambda *given: given)({}, patience=3)))
logging.getLogger("mine").error("done")
"""
    said, found = both(tmp_path, script, preface="")
    assert said.out == "({}, 3)\n"
    whys = [aside["why"] for aside in of(found, "recorder.stepped_aside")]
    assert whys == ["BackgroundTask.__call__(self, scope, *, patience) has another signature"]
    assert not failures(found)


def test_nothing_in_the_recorder_is_a_clock_that_others_can_find_and_stop() -> None:
    clocks = {id(getattr(time, name)) for name in dir(time) if callable(getattr(time, name))} - {id(time.struct_time)}
    found = [
        (module.__name__, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("taskscope_recorder.")
        for name, value in vars(module).items()
        if id(value) in clocks
    ]
    assert any(name.startswith("taskscope_recorder.") for name in sys.modules)
    assert found == []
