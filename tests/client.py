"""A synchronous client on the ASGI app itself: no network, the real lifespan, every layer."""

import asyncio
from contextlib import ExitStack
from typing import Any, Self

import httpx
from anyio.from_thread import start_blocking_portal

HOST = "http://localhost:8000"
AS_A_PAGE = {"Accept-Encoding": "identity", "Sec-Fetch-Site": "same-origin"}  # as a browser on one of our pages


class Client:
    """Speaks HTTP with an ASGI app; use it as a context manager."""

    def __init__(self, app: Any, **headers: str) -> None:
        self.app = app
        self.headers = headers
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._portal = self._stack.enter_context(start_blocking_portal())
        self._stopping, self._lifespan = self._portal.call(self._start)
        self._stack.callback(self._portal.call, self._stop)
        transport = httpx.ASGITransport(self.app, client=("203.0.113.7", 1))
        self._http = httpx.AsyncClient(transport=transport, base_url=HOST, headers={**AS_A_PAGE, **self.headers})
        self._stack.callback(self._portal.call, self._http.aclose)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    async def _start(self) -> tuple[asyncio.Event, asyncio.Task[None]]:
        started, stopping = asyncio.Event(), asyncio.Event()

        async def receive() -> dict[str, str]:
            if not started.is_set():
                return {"type": "lifespan.startup"}
            await stopping.wait()
            return {"type": "lifespan.shutdown"}

        async def send(message: dict[str, str]) -> None:
            assert not message["type"].endswith("failed"), message
            started.set()

        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        task = asyncio.create_task(self.app(scope, receive, send))
        await started.wait()
        return stopping, task

    async def _stop(self) -> None:
        self._stopping.set()
        await self._lifespan

    def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            return await self._http.request(method, url, **options)

        return self._portal.call(ask)

    def get(self, url: str, **options: Any) -> httpx.Response:
        return self.request("GET", url, **options)

    def post(self, url: str, **options: Any) -> httpx.Response:
        return self.request("POST", url, **options)

    def patch(self, url: str, **options: Any) -> httpx.Response:
        return self.request("PATCH", url, **options)

    def put(self, url: str, **options: Any) -> httpx.Response:
        return self.request("PUT", url, **options)

    def delete(self, url: str, **options: Any) -> httpx.Response:
        return self.request("DELETE", url, **options)

    def together(self, *requests: tuple[str, str, dict[str, Any]]) -> list[httpx.Response]:
        """Send requests at the same moment."""

        async def ask() -> list[httpx.Response]:
            asked = (self._http.request(method, url, **options) for method, url, options in requests)
            return await asyncio.gather(*asked)

        return self._portal.call(ask)
