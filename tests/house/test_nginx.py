"""nginx as we ship its settings: takes them, keeps answers, and goes on serving when the service is gone."""

import os
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tests.house.conftest import configuration, free_port

pytestmark = pytest.mark.nginx
# as the service's own answers, only that they are stale after a second
FRESH_FOR_A_SECOND = "public, max-age=1, stale-while-revalidate=1, stale-if-error=86400"


class Service(BaseHTTPRequestHandler):
    """Answers like the service: a strong ETag, 304 when it is known; counts what reaches it."""

    protocol_version = "HTTP/1.0"  # a connection ends with its answer, so that a stopped service is really gone
    asked: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self):
        known = self.headers.get("If-None-Match") == '"one"'
        status = 304 if known else 200
        self.asked.append((self.path, status))
        body = b"" if known else b"as it was"
        self.send_response(status)
        self.send_header("ETag", '"one"')
        personal = self.path.startswith("/api/v1/staff")
        self.send_header("Cache-Control", "private, no-store" if personal else FRESH_FOR_A_SECOND)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def service():
    """A service that can be stopped: `service.stop()`; `service.asked` lists path and status of what reached it."""
    Service.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    stopped = threading.Event()

    def stop():
        if not stopped.is_set():
            stopped.set()
            server.shutdown()
            server.server_close()
            thread.join(5)

    server.stop, server.asked = stop, Service.asked
    yield server
    stop()


def ask(address, trusting, **headers):
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own nginx
    try:
        with urllib.request.urlopen(request, context=trusting, timeout=15) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_nginx_takes_the_settings(nginx_folder):
    path = configuration(nginx_folder, service=8000, plain=free_port(), tls=free_port())
    command = [os.environ["WIK_NGINX"], "-t", "-c", path, "-p", nginx_folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "test is successful" in done.stderr


def test_an_answer_is_asked_for_once_while_it_is_fresh(nginx, service, trusting):
    with nginx(service.server_port) as address:
        states = [ask(f"{address}/api/v1/county", trusting)[1]["X-Cache"] for _ in range(3)]
    assert states == ["MISS", "HIT", "HIT"]
    assert len(service.asked) == 1


def test_a_stale_answer_is_revalidated_by_its_etag(nginx, service, trusting):
    with nginx(service.server_port) as address:
        ask(f"{address}/api/v1/county", trusting)
        time.sleep(3.1)
        status, _, body = ask(f"{address}/api/v1/county", trusting)
        time.sleep(0.3)  # the refresh happens in the background
    assert (status, body) == (200, b"as it was")
    assert service.asked == [("/api/v1/county", 200), ("/api/v1/county", 304)]


def test_the_last_good_answer_is_served_when_the_service_is_gone(nginx, service, trusting):
    with nginx(service.server_port) as address:
        ask(f"{address}/de/", trusting)
        service.stop()
        time.sleep(3.1)
        status, headers, body = ask(f"{address}/de/", trusting)
        unknown, _, _ = ask(f"{address}/never-asked", trusting)
    assert (status, body, headers["X-Cache"]) == (200, b"as it was", "STALE")
    assert unknown == 502


def test_what_belongs_to_one_person_is_never_kept(nginx, service, trusting):
    with nginx(service.server_port) as address:
        for _ in range(2):
            ask(f"{address}/api/v1/staff/measures", trusting)
            ask(f"{address}/api/v1/county", trusting, Cookie="a=b")
            ask(f"{address}/api/v1/areas", trusting, Authorization="Bearer x")
    assert len(service.asked) == 6


def test_nobodys_visit_is_written_down(nginx, service, trusting, nginx_folder):
    with nginx(service.server_port) as address:
        ask(f"{address}/de/massnahmen/3?q=canary", trusting)
        service.stop()
        status, _, _ = ask(f"{address}/de/massnahmen/4?q=canary", trusting)
    assert status == 502
    written = [path for path in nginx_folder.rglob("*") if path.is_file() and path.parent == nginx_folder]
    assert not any(b"canary" in path.read_bytes() for path in written)
