"""All requests at once, without a server; what a task raises comes out of the call."""

import asyncio

import httpx
from main import app
from sent import REQUESTS


async def ask_all():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        calls = [client.request(m, path, headers=headers, content=body.encode()) for m, path, headers, body in REQUESTS]
        for answer in await asyncio.gather(*calls, return_exceptions=True):
            print(type(answer).__name__, getattr(answer, "status_code", answer))


asyncio.run(ask_all())
