"""Shows how it was started, and then ends as its first argument says."""

import atexit
import json
import os
import signal
import sys
import threading

import __main__

atexit.register(print, "goodbye")
print(
    json.dumps(
        {
            "argv": sys.argv,
            "path": sys.path,
            "name": __name__,
            "file": globals().get("__file__"),
            "package": __package__,
            "spec": getattr(__spec__, "name", None),
            "main": __main__.__dict__ is globals(),
            "names": sorted(name for name in globals() if name.startswith("__")),
            "threads": [thread.name for thread in threading.enumerate()],
            "warnings": sys.warnoptions,
            "loader": type(__loader__).__name__,
        }
    )
)
how = sys.argv[1] if len(sys.argv) > 1 else ""
if how == "exit":
    sys.exit(int(sys.argv[2]))
if how == "enumeration":
    sys.exit(signal.Signals(5))
if how == "message":
    sys.exit("a message")
if how == "raise":
    raise ValueError("uncaught")
if how == "interrupt":
    raise KeyboardInterrupt
if how == "leave":
    os._exit(9)
