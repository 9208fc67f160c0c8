"""An application that sells: sync and async sessions, in routes, dependencies and tasks."""

import asyncio
import os
import time

import sqlalchemy as sa
from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String)


path = os.environ["SHOP_DATABASE"]
engine = sa.create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
Base.metadata.create_all(engine)
make = sessionmaker(engine)
async_engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
app = FastAPI()


def get_session():
    with make() as session:
        yield session


def read_late(session: Session, number: int):
    time.sleep(0.05)
    session.get(Order, number)


async def read_async(number: int):
    async with AsyncSession(async_engine) as session:
        await session.get(Order, number)


def compute(_):
    until = time.perf_counter() + 0.15
    while time.perf_counter() < until:
        pass


async def compute_in_greenlet(number: int):
    async with AsyncSession(async_engine) as session:
        await session.get(Order, number)
        await session.run_sync(compute)


@app.get("/greenlet/{number}")
async def greenlet(number: int, tasks: BackgroundTasks):
    tasks.add_task(compute_in_greenlet, number)
    return number


@app.get("/sync/{number}")
def sync(number: int, tasks: BackgroundTasks, session: Session = Depends(get_session)):
    session.get(Order, number)
    time.sleep(0.1)
    tasks.add_task(read_late, session, number)
    return number


@app.get("/async/{number}")
async def asynchronous(number: int, tasks: BackgroundTasks):
    async with AsyncSession(async_engine) as session:
        await session.get(Order, number)
        await asyncio.sleep(0.1)
        await session.get(Order, number + 1)
    tasks.add_task(read_async, number)
    return number
