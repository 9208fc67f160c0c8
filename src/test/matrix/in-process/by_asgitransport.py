"""Requests shortly after each other, without a server; what a task raises comes out of the call."""

import asyncio

import httpx
from main import app
from sent import REQUESTS


async def ask(client, number):
    method, path, headers, body = REQUESTS[number]
    await asyncio.sleep(0.08 * number)
    return await client.request(method, path, headers=headers, content=body.encode())


async def ask_all():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        calls = [ask(client, number) for number in range(len(REQUESTS))]
        for answer in await asyncio.gather(*calls, return_exceptions=True):
            print(type(answer).__name__, getattr(answer, "status_code", answer))


asyncio.run(ask_all())
