"""An application that starts its own server."""

import sys

import uvicorn

if __name__ == "__main__":
    uvicorn.run("main:app", port=int(sys.argv[1]))
