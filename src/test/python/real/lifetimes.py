"""Handles requests of every kind and prints how many objects of each kind live on, before and after a collection."""

import asyncio
import gc
import json
import logging
import weakref
from collections import defaultdict

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI, Request, UploadFile
from fastapi.responses import JSONResponse, StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from starlette.middleware.base import BaseHTTPMiddleware

seen = defaultdict(list)


def look(**named):
    for name, thing in named.items():
        seen[name].append(weakref.ref(thing))


class Argument:
    def run(self, number):
        pass


class Broken(Exception):
    pass


class Looking(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        look(request_of_middleware=request, response_of_middleware=response)
        return response


def application():
    app = FastAPI()
    app.add_middleware(Looking)
    add_the_others(app)
    engine = create_engine("sqlite://")
    look(application=app, engine=engine)

    def session():
        session = Session(engine)
        look(session=session)
        try:
            yield session
        finally:
            session.close()

    def fail(argument):
        error = Broken("in a task")
        look(error_of_task=error)
        raise error

    async def later(argument):
        await asyncio.sleep(0)

    @app.get("/queue")
    async def queue(request: Request, tasks: BackgroundTasks, session: Session = Depends(session)):
        argument = Argument()
        tasks.add_task(work, argument, session)
        tasks.add_task(argument.run, 1)
        tasks.add_task(lambda given: argument, argument)
        session.execute(text("select 1"))
        created = asyncio.create_task(later(argument))
        await created
        response = JSONResponse({"queued": 3}, background=tasks)
        look(request=request, argument=argument, queue=tasks, response=response, created=created)
        for task in tasks.tasks:
            look(task=task)
        return response

    @app.get("/fail")
    def queue_what_fails(tasks: BackgroundTasks):
        argument = Argument()
        look(argument_of_sync=argument)
        tasks.add_task(fail, argument)

    return app


async def work(argument, session=None):
    look(running=asyncio.current_task())


def add_the_others(app):
    @app.get("/raise")
    def raise_one():
        try:
            raise Broken("handled")
        except Broken as handled:
            look(handled=handled)
        error = Broken("in a route")
        look(error_of_route=error)
        raise error

    @app.get("/stream")
    def stream():
        parts = iter([b"a", b"b"])
        made = (part for part in parts)
        look(parts=made)
        return StreamingResponse(made)

    @app.post("/upload")
    def upload(file: UploadFile, tasks: BackgroundTasks):
        look(upload=file, file_of_upload=file.file)
        tasks.add_task(work, file)


async def ask():
    look(loop=asyncio.get_running_loop())
    transport = httpx.ASGITransport(app=application(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        for path in ("/queue", "/fail", "/raise", "/stream"):
            await client.get(path)
        await client.post("/upload", files={"file": b"content"})


def alive():
    return {name: sum(reference() is not None for reference in of) for name, of in sorted(seen.items())}


# Errors that nobody handles are logged with their tracebacks, which a log handler may keep.
logging.disable()
gc.disable()
asyncio.run(ask())
before = alive()
gc.collect()
print(json.dumps({"made": {name: len(of) for name, of in seen.items()}, "before": before, "after": alive()}))
