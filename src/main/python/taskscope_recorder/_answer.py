"""What goes over the wire for one request, seen between the server and the application."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, MutableMapping

from taskscope_recorder._emit import emit, now, zero
from taskscope_recorder._guard import failed
from taskscope_recorder._late_reads import read_by_users_code, tell_read
from taskscope_recorder._tracebacks import hide_our_frame

Message = MutableMapping[str, Any]

# A last chunk that is followed at once by an empty one was not held up.
_LEAST_NANOS_HELD_UP = 1_000_000


class Answer:
    """Passes messages on and records what they say once they have passed."""

    __slots__ = ("_bytes", "_has_ended", "_last_chunk", "_receive", "_send")

    def __init__(self, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
        """Stand between these two and the application."""
        self._receive = receive
        self._send = send
        self._bytes = self._last_chunk = 0
        self._has_ended = False

    async def receive(self) -> Message:
        """Get the next message from the server."""
        # Streaming responses listen for the client too: they begin before the last byte, with no user's frame outside.
        reads_late = self._has_ended and read_by_users_code()
        try:
            message = await self._receive()
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if not self._has_ended and message["type"] in ("http.disconnect", "websocket.disconnect"):
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
        try:
            kind = message["type"]
            if kind == "http.response.body":
                body = message.get("body", b"")
                self._bytes += len(body)
                if not message.get("more_body", False):
                    self._end(f',"bytes":{self._bytes}{"" if body else self._held_up()}')
                elif body:
                    self._last_chunk = now()
            elif kind == "http.response.start":
                emit("response.started", f',"status":{int(message["status"])}')
            elif kind == "http.response.pathsend":
                # The server reads the file: how long it is only the server knows.
                self._end("")
        except Exception:  # noqa: BLE001 - a message of another shape
            failed("send")

    def _held_up(self) -> str:
        """Tell when the last chunk with anything in it was sent, if the empty one came late."""
        last = self._last_chunk
        is_late = last and now() - last > _LEAST_NANOS_HELD_UP
        return f',"lastChunkNanos":{last - zero[0]}' if is_late else ""

    def _end(self, tail: str) -> None:
        if not self._has_ended:
            self._has_ended = True
            emit("response.ended", tail)
