"""Version of the recorder and of the format that it writes."""

VERSION = "0.1.0"
FORMAT = 1
