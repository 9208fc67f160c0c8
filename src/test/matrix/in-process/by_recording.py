"""Records itself with the context manager; with RECORD_TO empty it is the same program unrecorded."""

import contextlib
import os

from by_hand import call_all
from sent import REQUESTS


def recorded():
    if not os.environ["RECORD_TO"]:
        return contextlib.nullcontext()
    import taskscope_recorder  # noqa: PLC0415 - unrecorded it is not even imported

    return taskscope_recorder.recording(os.environ["RECORD_TO"])


with recorded():
    from main import app

    call_all(app, REQUESTS)
