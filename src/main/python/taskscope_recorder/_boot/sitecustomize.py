"""Python imports this at the start of every child process of a recorded command.

It must run on any Python, print nothing and leave no trace on the import path.
"""

import os
import sys


def _leave_the_path(here):
    sys.path[:] = [place for place in sys.path if os.path.abspath(place) != here]
    sys.path_importer_cache.pop(here, None)


def _let_the_real_one_run():
    ours = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401, PLC0415 - the one that we stand in front of
    except ImportError as missing:
        if getattr(missing, "name", "sitecustomize") != "sitecustomize":
            raise
    finally:
        sys.modules.setdefault("sitecustomize", ours)


def _record(package):
    import importlib.util  # noqa: PLC0415 - not on every Python

    place = os.path.join(package, "__init__.py")
    spec = importlib.util.spec_from_file_location("taskscope_recorder", place, submodule_search_locations=[package])
    module = importlib.util.module_from_spec(spec)
    sys.modules["taskscope_recorder"] = module
    spec.loader.exec_module(module)
    from taskscope_recorder import _children  # noqa: PLC0415 - only now it can be found

    _children.join()


_here = os.path.dirname(os.path.abspath(__file__))
_leave_the_path(_here)
try:
    if sys.version_info >= (3, 8) and "TASKSCOPE_RUN" in os.environ:
        _record(os.path.dirname(_here))
except Exception:  # noqa: BLE001, S110 - the child must start as it would have
    pass
_let_the_real_one_run()
