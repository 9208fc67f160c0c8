"""Records what happens to background tasks of FastAPI and Starlette applications."""

from __future__ import annotations

from taskscope_recorder._output import CannotRecord
from taskscope_recorder._recording import Recording, recording, start, write_now
from taskscope_recorder._version import VERSION

__all__ = ["CannotRecord", "Recording", "__version__", "recording", "start", "write_now"]

__version__ = VERSION
