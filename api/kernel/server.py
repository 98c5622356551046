"""uvicorn as we run it: sockets of our own, a deadline for request headers, no access log, proxies only if named."""

import asyncio
import gc
import socket
from typing import Any

import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.kernel import failures
from api.kernel.headers import policy
from api.kernel.problems import BadRequest, HeadersTooLarge

GRACEFUL_SECONDS = 10
UNREAD_MILLISECONDS = 30_000
_LARGEST_HEAD = 64 * 1024


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; it says IPPROTO_TCP, so that asyncio switches Nagle's algorithm off."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux: who reads nothing of an answer for so long is cut off
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MILLISECONDS)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    listening.listen(2048)
    return listening


class PunctualProtocol(HttpToolsProtocol):
    """Closes a connection whose request head is not complete in time, or larger than 64 KB."""

    header_seconds = 10.0
    _deadline: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Start the clock of the first request."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Start the clock of a further request on the same connection."""
        cycle: Any = self.cycle  # None before the first request, whatever uvicorn's annotation says
        if self._deadline is None and (cycle is None or cycle.response_complete):
            self._wait_for_head()
        super().data_received(data)
        if self._deadline is not None:  # the head is still not complete
            self._head_bytes += len(data)
            if self._head_bytes > _LARGEST_HEAD:
                self.send_400_response("")

    def on_headers_complete(self) -> None:
        """Stop the clock. Raises ValueError, which becomes the answer, when the head came too large in one piece."""
        self._forget()
        self._head_bytes = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if self._head_bytes > _LARGEST_HEAD:
            raise ValueError
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - our problem documents have words of their own
        """Answer what is no request with a problem document, and hang up."""
        answer = failures.answer(HeadersTooLarge() if self._head_bytes > _LARGEST_HEAD else BadRequest())
        headers = MutableHeaders(raw=answer.raw_headers)
        headers.update({**policy("/api/", reads=False), "Connection": "close"})
        lines = b"".join(b"%b: %b\r\n" % pair for pair in headers.raw)
        self.transport.write(b"HTTP/1.1 %d \r\n%b\r\n%b" % (answer.status_code, lines, bytes(answer.body)))
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._forget()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        self._head_bytes = 0
        self._deadline = self.loop.call_later(self.header_seconds, self.transport.close)

    def _forget(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def configured(app: ASGIApp, *, header_seconds: float, trusted_proxies: list[str]) -> uvicorn.Config:
    """Return uvicorn's configuration for one web process."""
    protocol = type("Protocol", (PunctualProtocol,), {"header_seconds": header_seconds})
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=protocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )


def run(app: ASGIApp, listening: socket.socket, **options: Any) -> None:
    """Serve until SIGINT or SIGTERM, then finish what is under way."""
    gc.collect()
    gc.freeze()  # the program stays: walking through it in the middle of an answer made one in twenty a half slower
    uvicorn.Server(configured(app, **options)).run(sockets=[listening])
