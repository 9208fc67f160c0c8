"""What the scenario sends, as the matrix left it in a file."""

import json
from pathlib import Path

REQUESTS = [tuple(each) for each in json.loads(Path("requests.json").read_text(encoding="utf-8"))]
