"""`./wik bench`: our answers against a bare ASGI app in turn, uncached answers, start, memory. Prints a table."""

import argparse
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

from bench import staff
from bench.load import Load, burst, request

ROOT = Path(__file__).parent.parent
MEASURED = "/api/v1/measures?lang=pl"
UNCACHED = (
    "/api/v1/areas?limit=2",
    "/api/v1/areas?limit=200",
    "/api/v1/measures",
    "/api/v1/measures/3",
    "/api/v1/county",
    "/api/v1/timeline",
)


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], path: str = "/health/live") -> None:
    """Wait until our own process answers on its port."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
            return
        time.sleep(0.02)
    raise SystemExit("the server did not start")


@contextlib.contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server of ours for the length of the block."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def medians(rounds: dict[str, list[Load]]) -> dict[str, Load]:
    """Return the median of each figure per case."""
    fields = ("rate", "p50", "p95")
    return {
        name: Load(*(statistics.median(getattr(one, field) for one in found) for field in fields), found[0].status)
        for name, found in rounds.items()
    }


def compare(ours: int, bare: int, etag: str, *, rounds: int, seconds: float) -> dict[str, Load]:
    """Visit every case in turn, `rounds` times, so that all share the same weather."""
    cases = {
        "ours 200": (ours, request(MEASURED, Accept_Encoding="identity")),
        "bare 200": (bare, request(MEASURED)),
        "same 200": (bare, request("/same")),
        "ours 304": (ours, request(MEASURED, If_None_Match=etag)),
        "bare 304": (bare, request(MEASURED, If_None_Match=etag)),
    }
    found: dict[str, list[Load]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, (port, asked) in cases.items():
            found[name].append(burst(port, asked, seconds=seconds))
    return medians(found)


def uncached(port: int, *, seconds: float) -> dict[str, Load]:
    """Measure answers made from the database each time (cache switched off), one connection."""
    return {path: burst(port, request(path), seconds=seconds, connections=1) for path in UNCACHED}


def memory(parent: int) -> dict[str, float]:
    """Return resident megabytes of the children, in the order they were started (Linux)."""
    found: dict[int, float] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if fields.get("PPid", "").strip() == str(parent):
                found[int(fields["Pid"])] = int(fields["VmRSS"].split()[0]) / 1024
    return dict(zip(("web", "worker"), (found[pid] for pid in sorted(found)), strict=False))


def start_time(data: str) -> float:
    """Return the seconds from the command to the first answer, with everything in place."""
    port = free_port()
    begun = time.perf_counter()
    with running(["-m", "api", "up", "--port", str(port), "--data", data], port):
        return time.perf_counter() - begun


def main() -> None:
    """Run everything and print the table for bench/README.md."""
    parser = argparse.ArgumentParser(prog="./wik bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, contextlib.ExitStack() as stack:
        first = start_time(data)
        starts = [start_time(data) for _ in range(5)]
        ours, bare, slow = free_port(), free_port(), free_port()
        limits = {"WIK_READS_PER_MINUTE": "100000000"}
        parent = stack.enter_context(running(["-m", "api", "up", "--port", str(ours), "--data", data], ours, **limits))
        plain = Request(f"http://127.0.0.1:{ours}{MEASURED}", headers={"Accept-Encoding": "identity"})
        with urlopen(plain, timeout=10) as answer:
            known = {"body": answer.read().decode(), "etag": answer.headers["ETag"]}
            known["headers"] = [pair for pair in answer.headers.items() if pair[0] not in {"date", "connection"}]
        body = Path(data) / "body.json"
        body.write_text(json.dumps(known), encoding="utf-8")
        stack.enter_context(running(["-m", "bench.bare"], bare, BENCH_PORT=str(bare), BENCH_BODY=str(body)))
        found = compare(ours, bare, known["etag"], rounds=options.rounds, seconds=options.seconds)
        resident = memory(parent.pid)
        with running(["-m", "api", "up", "--port", str(slow), "--data", data], slow, WIK_CACHE_BYTES="0", **limits):
            made = uncached(slow, seconds=options.seconds)
        report(found, made, (first, starts), resident, len(known["body"]))
        staff.report(ours, seconds=options.seconds)


def report(
    found: dict[str, Load],
    made: dict[str, Load],
    starts: tuple[float, list[float]],
    resident: dict[str, float],
    size: int,
) -> None:
    """Print the figures as Markdown; `starts` are the first one and the further ones, in seconds."""
    print(f"Body: `{MEASURED}`, {size} bytes.\n")
    print("| cached GET | ours, of bare's rate | p50 ms ours / bare | p95 ms ours / bare |\n|---|---|---|---|")
    for status in ("200", "304"):
        ours, bare = found[f"ours {status}"], found[f"bare {status}"]
        if {ours.status, bare.status} != {int(status)}:
            raise SystemExit(f"answers are not {status}: {ours}, {bare}")
        times = f"{ours.p50:.2f} / {bare.p50:.2f} | {ours.p95:.2f} / {bare.p95:.2f}"
        print(f"| {status} | **{ours.rate / bare.rate:.2f}** | {times} |")
    same = found["same 200"]
    ratio = found["ours 200"].rate / same.rate
    print(f"| 200, bare with our headers | {ratio:.2f} | – / {same.p50:.2f} | – / {same.p95:.2f} |")
    print("\n| uncached GET | p50 ms | p95 ms |\n|---|---|---|")
    for path, load in made.items():
        print(f"| `{path}` | {load.p50:.1f} | {load.p95:.1f} |")
    first, later = starts
    print(f"\nFirst start (empty folder, everything installed): {first:.1f} s;", end=" ")
    print(f"further starts: median {statistics.median(later):.2f} s of {len(later)}.")
    print("Resident memory: " + ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in resident.items()) + ".")


if __name__ == "__main__":
    main()
