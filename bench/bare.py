"""The yardstick: an ASGI app that sends constant bytes with the same status, on the same server as ours."""

import json
import os
from pathlib import Path

from starlette.types import Message, Receive, Scope, Send

from api.kernel import server


class Bare:
    """Sends one body for every request, or an empty 304 where the client sends If-None-Match.

    Three headers on a 200, two on a 304; below /same it sends the headers of our own 200, to tell their cost apart.
    """

    def __init__(self, body: bytes, etag: str, ours: list[tuple[str, str]]) -> None:
        self.body = body
        headers = [(b"content-type", b"application/json"), (b"etag", etag.encode())]
        full = [*headers, (b"content-length", str(len(body)).encode())]
        self.start: Message = {"type": "http.response.start", "status": 200, "headers": full}
        same = [(name.encode(), value.encode()) for name, value in ours]
        self.same: Message = {"type": "http.response.start", "status": 200, "headers": same}
        self.not_modified: Message = {"type": "http.response.start", "status": 304, "headers": headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if any(name == b"if-none-match" for name, _ in scope["headers"]):
            await send(self.not_modified)
            await send({"type": "http.response.body", "body": b""})
            return
        await send(self.same if scope["path"] == "/same" else self.start)
        await send({"type": "http.response.body", "body": self.body})

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})


def main() -> None:
    """Serve on the port in BENCH_PORT what the file in BENCH_BODY holds."""
    known = json.loads(Path(os.environ["BENCH_BODY"]).read_text(encoding="utf-8"))
    app = Bare(known["body"].encode(), known["etag"], known["headers"])
    server.run(app, server.bind("127.0.0.1", int(os.environ["BENCH_PORT"])), header_seconds=10.0, trusted_proxies=[])


if __name__ == "__main__":
    main()
