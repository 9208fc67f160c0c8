"""An application whose every line and branch coverage measures."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from starlette.applications import Starlette
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from asgi_driver import call


def on_a_thread(number):
    if number > 1:
        return "large"
    return "small"


async def on_the_loop(number):
    try:
        if number:
            raise ValueError(number)
    except ValueError:
        return "caught"
    return "none"


async def endpoint(request):
    tasks = BackgroundTasks([BackgroundTask(on_a_thread, 1), BackgroundTask(on_the_loop, 0)])
    tasks.add_task(on_the_loop, 1)
    return PlainTextResponse("fine", background=tasks)


app = Starlette(routes=[Route("/", endpoint)])
asyncio.run(call(app))
