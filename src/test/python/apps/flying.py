"""Tasks that end well, one that fails, a loop that is held, and a handler of the application's own for SIGUSR2."""

import signal
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
heard = []
before = signal.signal(signal.SIGUSR2, lambda number, frame: heard.append(number))


def mail():
    pass


def fail():
    raise ValueError("no such customer")


@app.get("/well")
async def well(tasks: BackgroundTasks):
    tasks.add_task(mail)


@app.get("/fails")
async def fails(tasks: BackgroundTasks):
    tasks.add_task(fail)


@app.get("/holds")
async def holds():
    time.sleep(1.3)


@app.get("/heard")
async def what_was_heard():
    return {"heard": heard, "before": before is signal.SIG_DFL, "now": signal.getsignal(signal.SIGUSR2).__name__}
