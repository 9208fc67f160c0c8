"""`python -m taskscope_recorder ...`, or `python path/to/taskscope_recorder ...`."""

import sys

if not __package__:
    # Started by path: Python put this directory on the import path, where nothing of it belongs.
    import importlib.util
    import os

    _here = os.path.dirname(os.path.abspath(__file__))
    _spec = importlib.util.spec_from_file_location(
        "taskscope_recorder", os.path.join(_here, "__init__.py"), submodule_search_locations=[_here]
    )
    if _spec is not None and _spec.loader is not None:
        _module = importlib.util.module_from_spec(_spec)
        sys.modules["taskscope_recorder"] = _module
        _spec.loader.exec_module(_module)

from taskscope_recorder._prefix import main

if __name__ == "__main__":
    main(sys.argv[1:])
