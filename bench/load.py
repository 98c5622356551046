"""A bounded load generator on raw sockets: cheap enough that the server is what is measured."""

import itertools
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Load:
    """What one burst showed: answers a second, and percentiles of the time to an answer in milliseconds."""

    rate: float
    p50: float
    p95: float
    status: int


def request(path: str, **headers: str) -> bytes:
    """Return the bytes of a GET."""
    more = (f"{name.replace('_', '-')}: {value}" for name, value in headers.items())
    return ("\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *more]) + "\r\n\r\n").encode()


def burst(port: int, asked: bytes | Iterator[bytes], *, seconds: float, connections: int = 16) -> Load:
    """Ask 127.0.0.1:`port` over `connections` keep-alive connections for `seconds`, one request at a time on each.

    Asked is always the same, or one after the other.
    """
    following = itertools.repeat(asked) if isinstance(asked, bytes) else asked
    waiting = selectors.DefaultSelector()
    for _ in range(connections):
        line = socket.create_connection(("127.0.0.1", port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(line, selectors.EVENT_READ, [b"", time.perf_counter()])
        line.sendall(next(following))
    times: list[float] = []
    status = 0
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        for key, _ in waiting.select(1):
            line: Any = key.fileobj
            key.data[0] += line.recv(1 << 18)
            if _complete(key.data[0]):
                now = time.perf_counter()
                times.append(now - key.data[1])
                status = int(key.data[0][9:12])
                key.data[:] = [b"", now]
                line.sendall(next(following))
    elapsed = time.perf_counter() - started
    for key in list(waiting.get_map().values()):
        line = key.fileobj
        waiting.unregister(line)
        line.close()
    times.sort()
    pick = [times[int(len(times) * share)] * 1000 if times else 0.0 for share in (0.5, 0.95)]
    return Load(len(times) / elapsed, pick[0], pick[1], status)


def paced(port: int, asked: list[bytes], *, connections: int, every: float, seconds: float) -> Load:
    """Ask over `connections` keep-alive connections, each every `every` seconds, taking the requests in turn."""
    lines: list[socket.socket] = []
    for _ in range(connections):
        line = socket.create_connection(("127.0.0.1", port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines.append(line)
    times: list[float] = []
    statuses: set[int] = set()
    started = time.perf_counter()

    def work(number: int) -> None:
        line, turn = lines[number], 0
        time.sleep(every * number / connections)  # not all at the same moment
        while time.perf_counter() - started < seconds:
            begun = time.perf_counter()
            line.sendall(asked[(turn * connections + number) % len(asked)])
            answer = b""
            while not _complete(answer):
                answer += line.recv(1 << 18)
            times.append(time.perf_counter() - begun)
            statuses.add(int(answer[9:12]))
            turn += 1
            time.sleep(max(0.0, every - (time.perf_counter() - begun)))

    workers = [threading.Thread(target=work, args=(number,)) for number in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - started
    for line in lines:
        line.close()
    times.sort()
    pick = [times[int(len(times) * share)] * 1000 for share in (0.5, 0.95)]
    return Load(len(times) / elapsed, pick[0], pick[1], max(statuses))


def _complete(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    if b"transfer-encoding: chunked" in head.lower():
        return body.endswith(b"\r\n0\r\n\r\n")
    at = head.lower().find(b"content-length:")
    return at < 0 or len(body) >= int(head[at + 15 :].split(b"\r\n", 1)[0])
