"""The fake service on a real socket."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from starlette.applications import Starlette

_START_SECONDS = 10.0


class Served(Protocol):
    """What can be served: an app, and where it finds the connections it may cut."""

    app: Starlette

    @property
    def connections(self) -> dict[tuple[str, int], asyncio.Transport]: ...


@contextlib.contextmanager
def serve(service: Served, port: int = 0) -> Iterator[str]:
    """Serve on 127.0.0.1 in a thread until the block ends; gives the base URL.

    Args:
        service: What to serve.
        port: 0 takes any free one.
    """
    import uvicorn
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class CuttableProtocol(H11Protocol):
        """Lets the service reach its connections, to cut them."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
            super().connection_made(transport)
            if self.client is not None:
                service.connections[self.client] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            if self.client is not None:
                service.connections.pop(self.client, None)
            super().connection_lost(exc)

    listening = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        service.app,
        http=CuttableProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level=100,  # Cut connections are what it is for; the server's own complaints about them are not wanted.
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="fake image service", daemon=True
    )
    thread.start()
    try:
        give_up = time.monotonic() + _START_SECONDS
        while not server.started:
            if time.monotonic() > give_up or not thread.is_alive():
                raise RuntimeError("the fake service did not start")
            time.sleep(0.005)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
