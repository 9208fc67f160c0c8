"""A shop that tells a partner about new data after the answer."""

import asyncio
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from fastapi import BackgroundTasks, FastAPI


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

app = FastAPI()


async def write_journal(text: str):
    await asyncio.sleep(0.1)  # to the journal's own service
    print(text)


async def sync_partner(url: str):
    answer = requests.get(url, timeout=5)
    print(f"the partner answered {answer.status_code}")


@app.post("/sync-data")
async def sync_data(background_tasks: BackgroundTasks):
    background_tasks.add_task(write_journal, "new data")
    background_tasks.add_task(sync_partner, PARTNER_URL)
    return {"message": "The partner will be told."}


@app.get("/health")
async def health():
    await asyncio.sleep(0.15)  # is the database there?
    return {"status": "ok"}
