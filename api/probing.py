"""Asks a service on this machine whether it answers: for `up`, its smoke test, and the container's health check."""

import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

READY_SECONDS = 60
OK = 200
# `/` leads to the page in the reader's language. Nothing here belongs to one county.
CHECKED = (
    "/health/live", "/health/ready", "/openapi.yaml", "/problems",
    "/api/v1/county", "/api/v1/areas", "/api/v1/areas.geojson", "/api/v1/organisations",
    "/api/v1/measures", "/api/v1/timeline", "/api/v1/indicators", "/",
)  # fmt: skip


def status(port: int, path: str) -> int:
    """Return the HTTP status of an address on 127.0.0.1, redirects followed; 0 when nothing answers."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def comes_up(port: int, path: str = "/health/live", *, seconds: float = READY_SECONDS) -> bool:
    """Wait until the address answers 200; False when it does not in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if status(port, path) == OK:
            return True
        time.sleep(0.05)
    return False


def answers(port: int) -> dict[str, int]:
    """Return the status of each address of the smoke test, once the worker has reported too."""
    comes_up(port, "/health/ready", seconds=5)
    return {path: status(port, path) for path in CHECKED}
