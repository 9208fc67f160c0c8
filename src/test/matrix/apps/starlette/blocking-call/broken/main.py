"""A shop that tells a partner about new data after the answer."""

import asyncio
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from starlette.applications import Starlette
from starlette.background import BackgroundTasks
from starlette.responses import JSONResponse
from starlette.routing import Route


class SlowPartner(BaseHTTPRequestHandler):
    """The partner's server, played here on the loopback interface: it takes its time."""

    def do_GET(self):
        time.sleep(0.6)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


partner = ThreadingHTTPServer(("127.0.0.1", 0), SlowPartner)
threading.Thread(target=partner.serve_forever, daemon=True, name="partner").start()
PARTNER_URL = f"http://127.0.0.1:{partner.server_port}/sync"


async def write_journal(text: str):
    await asyncio.sleep(0.1)  # to the journal's own service
    print(text)


async def sync_partner(url: str):
    answer = requests.get(url, timeout=5)
    print(f"the partner answered {answer.status_code}")


async def sync_data(request):
    tasks = BackgroundTasks()
    tasks.add_task(write_journal, "new data")
    tasks.add_task(sync_partner, PARTNER_URL)
    return JSONResponse({"message": "The partner will be told."}, background=tasks)


async def health(request):
    await asyncio.sleep(0.15)  # is the database there?
    return JSONResponse({"status": "ok"})


app = Starlette(routes=[Route("/sync-data", sync_data, methods=["POST"]), Route("/health", health)])
