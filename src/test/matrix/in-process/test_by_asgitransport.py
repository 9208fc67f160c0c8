"""As people test asynchronously, with the plugin of AnyIO."""

import os

import httpx
import pytest
from main import app
from sent import REQUESTS

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return os.environ["ANYIO_BACKEND"]


@pytest.mark.parametrize("number", range(len(REQUESTS)))
async def test_it_answers(number):
    method, path, headers, body = REQUESTS[number]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        answer = await client.request(method, path, headers=headers, content=body.encode())
    assert answer.status_code == 200
