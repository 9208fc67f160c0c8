"""What goes over the wire for one request, seen between the server and the application."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, MutableMapping

from taskscope_recorder._emit import emit, now, zero
from taskscope_recorder._guard import failed, own_work
from taskscope_recorder._late_reads import read_by_users_code, tell_read
from taskscope_recorder._tracebacks import hide_our_frame

Message = MutableMapping[str, Any]

# A last chunk that is followed at once by an empty one was not held up.
_LEAST_NANOS_HELD_UP = 1_000_000


class Answer:
    """Passes messages on and records what they say once they have passed."""

    __slots__ = ("_receive", "_send", "bytes", "has_ended", "last_chunk")

    def __init__(self, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
        """Stand between these two and the application."""
        self._receive = receive
        self._send = send
        self.bytes = self.last_chunk = 0
        self.has_ended = False

    async def receive(self) -> Message:
        """Get the next message from the server."""
        # Streaming responses listen for the client too: they begin before the last byte, with no user's frame outside.
        reads_late = self.has_ended and read_by_users_code()
        try:
            message = await self._receive()
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if not self.has_ended and message["type"] in ("http.disconnect", "websocket.disconnect"):
            emit("request.disconnected")
        elif reads_late:
            tell_read(message)
        return message

    async def send(self, message: Message) -> None:
        """Hand a message to the server; only when that has returned was it sent."""
        try:
            await self._send(message)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        _sent(self, message)

    def held_up(self) -> str:
        """Tell when the last chunk with anything in it was sent, if the empty one came late."""
        last = self.last_chunk
        is_late = last and now() - last > _LEAST_NANOS_HELD_UP
        return f',"lastChunkNanos":{last - zero[0]}' if is_late else ""

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
            body = message.get("body", b"")
            answer.bytes += len(body)
            if not message.get("more_body", False):
                answer.end(f',"bytes":{answer.bytes}{"" if body else answer.held_up()}')
            elif body:
                answer.last_chunk = now()
        elif kind == "http.response.pathsend":
            # The server reads the file: how long it is only the server knows.
            answer.end("")
    except Exception:  # noqa: BLE001 - a message of another shape
        failed("send")
