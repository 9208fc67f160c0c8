"""Two requests at once, one of them on a worker thread, each with a session of its own."""

import asyncio
import time

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///overlapping.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)

app = FastAPI()


def get_db():
    with SessionLocal() as db:
        yield db


def count(rows: str):
    with SessionLocal() as db:
        db.execute(text("SELECT 1"))
        time.sleep(0.4)
        db.execute(text("SELECT 2"))
    print(rows)


@app.get("/thread")
def on_a_thread(background_tasks: BackgroundTasks, db: Session = Depends(get_db)):
    background_tasks.add_task(count, "thread")
    db.execute(text("SELECT 3"))
    db.commit()
    return {"on": "a worker thread"}


@app.get("/loop")
async def on_the_loop(background_tasks: BackgroundTasks, db: Session = Depends(get_db)):
    background_tasks.add_task(count, "loop")
    await asyncio.sleep(0.1)
    db.execute(text("SELECT 4"))
    db.commit()
    return {"on": "the loop"}
