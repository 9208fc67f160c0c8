"""What every test of the recorder needs: the recorder on the path, and a file to record to."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "main" / "python"))
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """Where a test records to."""
    return tmp_path / "trace.jsonl"
