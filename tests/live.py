"""The app on a real port, through the server we ship: for tests that want real HTTP."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

import uvicorn

from api.kernel import server

START_SECONDS = 20


@contextlib.contextmanager
def serving(app: Any, port: int = 0) -> Iterator[str]:
    """Serve an app from a thread, on any free port or the one given; gives its address without a slash at the end."""
    listening = server.bind("127.0.0.1", port)
    configured = server.configured(app, header_seconds=10, trusted_proxies=[])
    configured.timeout_graceful_shutdown = 1
    running = uvicorn.Server(configured)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not running.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        assert running.started, "the service did not start"
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join(START_SECONDS)
        listening.close()
