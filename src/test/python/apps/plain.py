"""The smallest application with a task."""

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def task():
    pass


@app.get("/")
def queue(tasks: BackgroundTasks):
    tasks.add_task(task)
