"""As people test: the client is called, its answer is looked at."""

import pytest
from main import app
from sent import REQUESTS
from starlette.testclient import TestClient


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_it_answers(number):
    method, path, headers, body = REQUESTS[number]
    answer = TestClient(app).request(method, path, headers=headers, content=body.encode())
    assert answer.status_code == 200
