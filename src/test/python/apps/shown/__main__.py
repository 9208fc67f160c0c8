"""Runs as `python -m shown`."""

import sys

print(sys.argv, __name__, __package__, __spec__.name, sys.path[0])
