"""uvicorn as we run it, on a real socket: slow, huge and broken clients are cut, the others are served meanwhile."""

import json
import logging
import socket
import threading
import time
from contextlib import closing, contextmanager, suppress

import httpx
import pytest
import uvicorn

from api.kernel import server

PATIENCE = 10  # seconds until a test gives up waiting
STAFF = (
    b"POST /api/v1/staff/toys HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Sec-Fetch-Site: same-origin\r\n"
)


class Running:
    """A server in a thread of this process."""

    def __init__(self, app, **options):
        self.socket = server.bind("127.0.0.1", 0)
        self.port = self.socket.getsockname()[1]
        config = server.configured(app, **{"header_seconds": 5.0, "trusted_proxies": [], **options})
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)
        self.thread.start()
        deadline = time.monotonic() + PATIENCE
        while not self.server.started:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def connect(self):
        return closing(socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE))

    def ask(self, request):
        """Send bytes, read until the server hangs up, return what came."""
        with self.connect() as connection:
            connection.sendall(request)
            return drained(connection)

    def stop(self):
        self.server.should_exit = True
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


def drained(connection):
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer else 0


def problem(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head.lower()
    return json.loads(body)["type"]


def read_one(connection):
    """Read one answer with Content-Length from a connection that stays open."""
    found = b""
    while b"\r\n\r\n" not in found:
        piece = connection.recv(65536)
        assert piece, found
        found += piece
    head, _, body = found.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head, body


@pytest.fixture(scope="session")
def backend():
    """One database is enough: what is tested here never looks at it."""
    return "sqlite"


@pytest.fixture
def running(toys):
    """Return a function that starts a server for a toy app; `toy` holds the app's settings."""
    started = []

    def start(*, toy=None, **options):
        started.append(Running(toys.app(**(toy or {})), **options))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@contextmanager
def quick(limit=2.0):
    """What is inside takes less than `limit` seconds: far more than an answer needs."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < limit


def live(one):
    with quick():
        assert (
            httpx.get(f"http://127.0.0.1:{one.port}/health/live", timeout=PATIENCE, trust_env=False).status_code == 200
        )


@pytest.mark.parametrize(
    "sent", [b"", b"GET /health/live HT", b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: 1\r\n"]
)
def test_a_client_that_does_not_finish_its_head_is_cut(running, sent):
    one = running(header_seconds=0.3)
    with one.connect() as silent:
        silent.sendall(sent)
        live(one)
        with quick(5):
            assert drained(silent) == b""
    live(one)


def test_a_client_that_drips_its_head_is_cut_too(running):
    """Each byte is progress for a keep-alive timer; the deadline is for the whole head."""
    one = running(header_seconds=0.4)
    deadline = time.monotonic() + PATIENCE
    with one.connect() as slow, quick(5):
        slow.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n")
        with suppress(OSError):  # reset or broken pipe, as the moment has it; else `quick` ends the test
            while time.monotonic() < deadline:
                slow.sendall(b"X-A: b\r\n")
                time.sleep(0.05)


def test_the_second_head_on_a_connection_has_its_own_deadline(running):
    one = running(header_seconds=0.4)
    with one.connect() as client:
        for _ in range(3):
            client.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"200" in read_one(client)[0]
            time.sleep(0.2)  # in all longer than one head may take, and that is fine
        client.sendall(b"GET /health/live HT")
        with quick(5):
            assert drained(client) == b""


def test_an_open_connection_serves_many_requests(running):
    one = running()
    with one.connect() as client:
        for _ in range(50):
            client.sendall(b"GET /api/v1/toys HTTP/1.1\r\nHost: localhost\r\n\r\n")
            head, body = read_one(client)
            assert head.startswith(b"HTTP/1.1 200")
            assert json.loads(body)["items"] == []
            assert b"\r\nserver:" not in head.lower()


def test_a_slow_body_is_cut_while_others_are_served(running):
    one = running(toy={"body_seconds": 0.4})
    with one.connect() as slow:
        slow.sendall(STAFF + b'Content-Length: 1000\r\n\r\n{"name": "lost"')
        live(one)
        with quick(5):
            answer = drained(slow)
    assert (status(answer), problem(answer)) == (408, "/problems/request-timeout")
    assert b"connection: close" in answer.lower()
    live(one)


def test_a_body_that_drips_is_cut(running):
    one = running(toy={"body_seconds": 0.5})
    answers = []
    with one.connect() as slow, quick(5):
        slow.sendall(STAFF + b"Content-Length: 100000\r\n\r\n")
        reader = threading.Thread(target=lambda: answers.append(drained(slow)))
        reader.start()
        while reader.is_alive():
            try:
                slow.sendall(b" ")
            except OSError:
                break
            time.sleep(0.02)
        reader.join(PATIENCE)
    assert status(answers[0]) in {408, 0}  # the answer may be lost when the client goes on sending


def test_a_large_body_in_one_piece_is_no_large_head(running):
    """Head and 200 KB of body arrive together: only the head counts as head."""
    one = running()
    body = b'{"name": "Ball"' + b" " * 200_000 + b"}"
    answer = one.ask(STAFF + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    assert status(answer) == 201


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Large: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
        + b"".join(b"X-%d: b\r\n" % n for n in range(9000))
        + b"\r\n",
        b"GET /?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Endless: " + b"a" * 70_000,
    ],
    ids=["one header", "many headers", "address", "not finished"],
)
def test_a_head_of_more_than_64_kilobytes_is_refused(running, request_):
    answer = running().ask(request_)
    assert (status(answer), problem(answer)) == (431, "/problems/headers-too-large")
    assert b"x-content-type-options: nosniff" in answer.lower()


def test_a_head_of_60_kilobytes_is_read(running):
    answer = running().ask(
        b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Large: " + b"a" * 60_000 + b"\r\n\r\n"
    )
    assert status(answer) == 200


@pytest.mark.parametrize(
    "request_",
    [
        b"canary4711\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03canary4711\r\n\r\n",
        b"GET /canary4711 \xff HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX canary4711: 1\r\n\r\n",
        STAFF + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        STAFF + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        STAFF + b"Content-Length: -1\r\n\r\n",
        STAFF + b"Content-Length: 1x\r\n\r\n",
        STAFF + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=[
        "no HTTP",
        "TLS",
        "no UTF-8",
        "space in a name",
        "two lengths",
        "two other lengths",
        "minus",
        "letters",
        "no chunk",
    ],
)
def test_what_is_no_request_is_a_problem_too(running, request_):
    """Above all a message whose length can be read in two ways, which proxies and servers could read differently."""
    answer = running().ask(request_)
    assert status(answer) == 400, answer
    assert problem(answer) == "/problems/bad-request"
    assert b"canary" not in answer


def test_what_follows_a_refused_body_is_not_a_request(running):
    """The rest of a body that was not read is never taken for a request of its own."""
    one = running(toy={"max_body_bytes": 1024})
    smuggled = b"GET /api/v1/toys HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = one.ask(STAFF + b"Content-Length: %d\r\n\r\n" % (2000 + len(smuggled)) + b" " * 2000 + smuggled)
    assert (status(answer), answer.count(b"HTTP/1.1 ")) == (413, 1)


def test_what_follows_a_body_nobody_reads_is_not_a_request(running):
    one = running()
    smuggled = b"DELETE /api/v1/toys HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with one.connect() as client:
        client.sendall(
            b"GET /api/v1/toys HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(smuggled) + smuggled
        )
        assert read_one(client)[0].startswith(b"HTTP/1.1 200")
        client.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert drained(client).count(b"HTTP/1.1 200") == 1


def test_300_megabytes_get_their_answer_at_once(running):
    answer = running().ask(STAFF + b"Content-Length: 300000000\r\n\r\n")
    assert (status(answer), problem(answer)) == (413, "/problems/body-too-large")


def test_many_silent_clients_keep_nobody_out(running):
    one = running(header_seconds=1.0)
    silent = [socket.create_connection(("127.0.0.1", one.port)) for _ in range(200)]
    live(one)
    for connection in silent:
        connection.close()


def test_a_stop_lets_a_request_finish(toys):
    from tests.kernel.toy import room  # noqa: PLC0415 - only here

    one = Running(toys.app())
    inside, answers = threading.Event(), []

    def slowly(_session):
        inside.set()
        time.sleep(0.3)

    room.DURING.append(slowly)
    body = b'{"name": "Ball"}'
    request = STAFF + b"Content-Length: %d\r\n\r\n" % len(body) + body
    client = threading.Thread(target=lambda: answers.append(one.ask(request)))
    client.start()
    assert inside.wait(PATIENCE)
    one.stop()
    client.join(PATIENCE)
    assert status(answers[0]) == 201
    with pytest.raises(OSError):  # noqa: PT011 - refused
        one.ask(b"GET /health/live HTTP/1.1\r\n\r\n")


@pytest.mark.parametrize(
    ("proxies", "counted"), [([], "together"), (["127.0.0.1"], "apart"), (["192.0.2.1"], "together")]
)
def test_forwarded_addresses_are_believed_from_named_proxies_only(running, proxies, counted):
    """With a rate of one read a minute: two clients behind a proxy are two, two names a client gives itself are one."""
    one = running(toy={"reads_per_minute": 1}, trusted_proxies=proxies)
    found = []
    for address in ("198.51.100.1", "198.51.100.2"):
        answer = httpx.get(
            f"http://localhost:{one.port}/api/v1/toys/4711",
            headers={"X-Forwarded-For": address},
            timeout=PATIENCE,
            trust_env=False,
        )
        found.append(answer.status_code)
    assert found == ([404, 404] if counted == "apart" else [404, 429])


def test_what_a_client_writes_before_its_proxy_is_not_believed(running):
    """The proxy appends the address it saw; what stood there before came from the client."""
    one = running(toy={"reads_per_minute": 1}, trusted_proxies=["127.0.0.1"])
    found = [
        httpx.get(
            f"http://localhost:{one.port}/api/v1/toys/4711",
            headers={"X-Forwarded-For": f"{invented}, 198.51.100.9"},
            timeout=PATIENCE,
            trust_env=False,
        ).status_code
        for invented in ("203.0.113.1", "203.0.113.2")
    ]
    assert found == [404, 429]


def test_broken_requests_leave_no_words_in_the_log(running, caplog):
    from api.kernel.log import AllowList  # noqa: PLC0415 - only here

    caplog.set_level(logging.DEBUG)
    running().ask(b"GET /canary4711 \xff HTTP/1.1\r\n\r\n")
    written = [AllowList().format(record) for record in caplog.records]
    assert not [line for line in written if "canary" in line]


def test_a_bound_socket_switches_nagle_off(running):
    """asyncio sets TCP_NODELAY only on sockets that say IPPROTO_TCP."""
    assert running().socket.proto == socket.IPPROTO_TCP


def test_a_taken_port_is_an_error_and_leaves_no_socket():
    with closing(server.bind("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        server.bind("127.0.0.1", taken.getsockname()[1])
