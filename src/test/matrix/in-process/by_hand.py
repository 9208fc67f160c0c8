"""Calls an ASGI application by hand, with the standard library alone."""

import asyncio
import traceback


async def call(app, method, path, headers, body):
    """Send one request and print its status, or the traceback of what came out."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 4321),
        "server": ("127.0.0.1", 80),
    }
    messages = [{"type": "http.request", "body": body.encode(), "more_body": False}]

    async def receive():
        if not messages:
            await asyncio.sleep(30)
        return messages.pop()

    async def send(message):
        if message["type"] == "http.response.start":
            print(method, path, message["status"])

    try:
        await app(scope, receive, send)
    except Exception:
        traceback.print_exc()


def call_all(app, requests):
    async def one_after_the_other():
        for each in requests:
            await call(app, *each)

    asyncio.run(one_after_the_other())
