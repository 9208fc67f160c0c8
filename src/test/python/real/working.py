"""An application with one task that takes a while."""

import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def work(seconds: float):
    time.sleep(seconds)


@app.get("/work")
def start_work(background_tasks: BackgroundTasks, seconds: float = 0.1):
    background_tasks.add_task(work, seconds)
    return {"work": "begun"}
