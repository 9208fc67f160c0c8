"""Four ways to hold the event loop, each two calls below its task."""

import socket
import sqlite3
import threading
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()

SLOW_COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) SELECT max(i) FROM n"

listener = socket.create_server(("127.0.0.1", 0))


def answer_late():
    connection, _ = listener.accept()
    time.sleep(0.3)
    connection.sendall(b"late")


async def remind():
    wait_a_moment()


def wait_a_moment():
    rest()


def rest():
    time.sleep(0.3)  # held here: remind


async def fetch():
    ask_partner()


def ask_partner():
    with socket.create_connection(listener.getsockname()) as partner:
        read_answer(partner)


def read_answer(partner):
    return partner.recv(100)  # held here: fetch


async def rank():
    compare_all()


def compare_all():
    count_pairs(8_000_000)


def count_pairs(most):
    return len([pair for pair in range(most) if pair % 7 == 0])  # held here: rank


async def report():
    collect()


def collect():
    query(sqlite3.connect(":memory:"))


def query(connection):
    return connection.execute(SLOW_COUNT).fetchone()  # held here: report


@app.post("/{name}")
async def start(name: str, background_tasks: BackgroundTasks):
    if name == "fetch":
        threading.Thread(target=answer_late, daemon=True).start()
    background_tasks.add_task({"remind": remind, "fetch": fetch, "rank": rank, "report": report}[name])
    return {"begun": name}
