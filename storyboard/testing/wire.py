"""Sending, and failing to send: answers cut in the middle, connections closed or reset, answers that never come."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

_HTML = "<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center><hr>nginx</body></html>\n"
_LOOK_EVERY = 0.05

Connections = dict[tuple[str, int], asyncio.Transport]


class Wire:
    """Knows the open connections by the caller's address."""

    def __init__(self) -> None:
        self.connections: Connections = {}

    def transport_of(self, client: Sequence[object] | None) -> asyncio.Transport | None:
        return self.connections.get((str(client[0]), int(str(client[1])))) if client else None

    async def drop(self, request: Request, *, reset: bool = False) -> NoReturn:
        """Close the connection without an answer; with `reset` the caller's system is told so by an RST."""
        await self.cut(request.scope.get("client"), reset=reset)
        raise _disconnected("Server disconnected without sending a response.")

    async def cut(self, client: Sequence[object] | None, *, reset: bool = False, flush: bool = False) -> None:
        """Close the connection; `flush` sends what has been written first."""
        transport = self.transport_of(client)
        if transport is None:
            return
        if reset:
            plug = transport.get_extra_info("socket")
            # Linger of zero seconds: closing throws away what waits and sends a reset.
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if flush:
            transport.close()
        else:
            transport.abort()
        await asyncio.sleep(0.02)  # The server must have noticed before we end, or it would complain.

    async def hang(self, request: Request) -> NoReturn:
        """Answer nothing until the caller gives up."""
        if self.transport_of(request.scope.get("client")) is None:
            await asyncio.Event().wait()  # Within the process: until the caller's task is cancelled.
        while not await request.is_disconnected():  # noqa: ASYNC110 - ASGI rings no bell that can be waited for
            await asyncio.sleep(_LOOK_EVERY)
        raise _disconnected("The caller gave up.")


def html_page(status: int, title: str, headers: Mapping[str, str]) -> Response:
    """The error page of a proxy on the way."""
    return Response(_HTML.format(title=title), status, dict(headers), media_type="text/html")


class CutResponse(Response):
    """Sends half of its body and closes the connection.

    With `length` the header says how much there should have been; without it the body is chunked and never ended.
    """

    def __init__(self, body: bytes, wire: Wire, headers: Mapping[str, str], *, length: bool, kind: str) -> None:
        super().__init__(body, 200, dict(headers), media_type=kind)
        self._wire, self._length = wire, length

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - the shape of ASGI
        headers = [pair for pair in self.raw_headers if self._length or pair[0] != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await self._wire.cut(scope.get("client"), flush=True)
        raise _disconnected("peer closed connection without sending complete message body")


class EventStream(Response):
    """Server-sent events; can break off after some of them.

    Args:
        events: Frames ready to be sent, as they come.
        wire: To break off with.
        headers: Sent with it.
        breaks_after: So many frames are sent, then the connection is closed; None sends all.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        events: AsyncIterator[bytes],
        wire: Wire,
        headers: Mapping[str, str],
        *,
        breaks_after: int | None = None,
    ) -> None:
        super().__init__(b"", 200, {**headers, "cache-control": "no-cache"})
        self._events, self._wire, self._breaks_after = events, wire, breaks_after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - the shape of ASGI
        headers = [pair for pair in self.raw_headers if pair[0] != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        sent = 0
        async for frame in self._events:
            if self._breaks_after is not None and sent >= self._breaks_after:
                await self._wire.cut(scope.get("client"), flush=True)
                raise _disconnected("peer closed connection without sending complete message body")
            await send({"type": "http.response.body", "body": frame, "more_body": True})
            sent += 1
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def frame(data: str, event: str) -> bytes:
    """One server-sent event."""
    return f"event: {event}\ndata: {data}\n\n".encode()


def _disconnected(message: str) -> Exception:
    import httpx2

    return httpx2.RemoteProtocolError(message)
