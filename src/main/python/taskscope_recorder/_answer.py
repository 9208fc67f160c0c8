"""What goes over the wire for one request, seen between the server and the application."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, MutableMapping

from taskscope_recorder._emit import emit
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._tracebacks import hide_our_frame

Message = MutableMapping[str, Any]


class Answer:
    """Passes messages on and records what they say once they have passed."""

    __slots__ = ("_receive", "_send", "bytes", "has_ended")

    def __init__(self, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
        """Stand between these two and the application."""
        self._receive = receive
        self._send = send
        self.bytes = 0
        self.has_ended = False

    async def receive(self) -> Message:
        """Get the next message from the server."""
        try:
            message = await self._receive()
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if not self.has_ended and message["type"] in ("http.disconnect", "websocket.disconnect"):
            emit("request.disconnected")
        return message

    async def send(self, message: Message) -> None:
        """Hand a message to the server; only when that has returned was it sent."""
        try:
            await self._send(message)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        _sent(self, message)

    def end(self, tail: str) -> None:
        """Tell that the last byte was sent."""
        if not self.has_ended:
            self.has_ended = True
            emit("response.ended", tail)


@own_work("response.ended")
def _sent(answer: Answer, message: Message) -> None:
    try:
        kind = message["type"]
        if kind == "http.response.start":
            emit("response.started", f',"status":{int(message["status"])}')
        elif kind == "http.response.body":
            answer.bytes += len(message.get("body", b""))
            if not message.get("more_body", False):
                answer.end(f',"bytes":{answer.bytes}')
        elif kind == "http.response.pathsend":
            # The server reads the file: how long it is only the server knows.
            answer.end("")
    except Exception:  # noqa: BLE001 - a message of another shape
        failed("send")
