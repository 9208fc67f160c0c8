"""Serves itself one request, waits for its task, and ends."""

import threading
import time
import urllib.request

import uvicorn
from working import app

server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))


def visit():
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    urllib.request.urlopen(f"http://127.0.0.1:{port}/work?seconds=0.2").read()
    server.should_exit = True


threading.Thread(target=visit).start()
server.run()
