"""Starts to record when the application is imported already, and never says stop."""

import os

from by_hand import call_all
from main import app
from sent import REQUESTS

if os.environ["RECORD_TO"]:
    import taskscope_recorder

    taskscope_recorder.start(os.environ["RECORD_TO"])

call_all(app, REQUESTS)
