"""`python -m bench.registering`: signing up for an event, ours and PocketBase's create of a record, in turn.

Ours runs twice: as shipped (SQLite waits for the disk at every commit, `synchronous=FULL`) and as PocketBase does
(`NORMAL`: what was acknowledged may be lost when the power fails). Each asks for one person at a time, each another.
PocketBase keeps the same fields with a unique index, and counts no seats. Last: ours at 50 requests a second.
"""

import argparse
import contextlib
import datetime as dt
import itertools
import json
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import api.main  # noqa: F401 - every table is known
from api.events.registration_tables import Seats
from api.events.tables import Event, EventKind, EventState
from api.kernel.audit import PROFILE, record
from api.kernel.db import Database
from bench import rivals
from bench.__main__ import free_port, medians, running
from bench.load import Load, burst, paced
from bench.series import other

PEOPLE = itertools.count(1)
# the parent's settings are those of its children: it forks them
AS_POCKETBASE = """
import sys
from api.kernel import db
db._PRAGMAS = tuple(one.replace("=FULL", "=NORMAL") for one in db._PRAGMAS)
from api.cli import app
sys.argv = ["wik", *sys.argv[1:]]
app()
"""
Case = tuple[int, Iterator[bytes]]


def event(folder: Path) -> int:
    """Store an event with seats for everybody; return its number."""
    database = Database(f"sqlite:///{folder / 'wik.sqlite'}")
    begin = dt.datetime.now(dt.UTC) + dt.timedelta(days=30)
    title = {"de": {"text": "Vereinsgründung", "state": "original"}}
    with database.writing() as session:
        row = Event(
            uid=str(uuid.uuid4()), kind=EventKind.training, state=EventState.published, area="07335", title=title,
            registration=True, first_at=begin, last_at=begin + dt.timedelta(hours=2),
            stamped_at=begin, created_at=begin,
        )  # fmt: skip
        record(session, PROFILE, "create", row)
        number = row.id or 0
        session.add(Seats(event=number, capacity=1_000_000, bound=1_000_000))
    return number


def posts(path: str, **more: object) -> Iterator[bytes]:
    """Yield requests to sign up, each for another person."""
    for number in PEOPLE:
        name, mail = f"Erika Beispiel {number}", f"erika{number}@example.org"
        body = json.dumps({"name": name, "email": mail, "party": 1, "language": "pl", **more}).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
        yield f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def serve_ours(number: int, data: str, stack: contextlib.ExitStack) -> dict[str, Case]:
    """Start ours with both kinds of durability on one database each."""
    path = f"/api/v1/events/{number}/registrations"
    found = {}
    for name, program in (("ours", ["-m", "api"]), ("ours, as durable as PocketBase", ["-c", AS_POCKETBASE])):
        port = free_port()
        command = [*program, "up", "--port", str(port), "--data", data]
        stack.enter_context(running(command, port, WIK_WRITES_PER_MINUTE="100000000"))
        found[name] = (port, posts(path))
    return found


def serve_pocketbase(installed: Path, folder: Path, stack: contextlib.ExitStack) -> Case:
    """Start PocketBase with a table for the same fields that anybody may add to."""
    program, port = str(rivals.install(installed)[0] / "pocketbase"), free_port()
    rivals.pocketbase_owner(program, folder)
    serve = [program, "serve", f"--http=127.0.0.1:{port}", "--dir", str(folder)]
    stack.enter_context(other(serve, port, "/api/health"))
    rivals.pocketbase_registrations(port)
    return port, posts("/api/collections/registrations/records", event=1)


def main() -> None:
    """Run everything and print the table for bench/README.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.registering", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--folder", type=Path, required=True, help="where PocketBase is installed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as stack:
        port = free_port()
        with running(["-m", "api", "up", "--port", str(port), "--data", data], port):
            pass
        cases = serve_ours(event(Path(data)), data, stack)
        cases["PocketBase"] = serve_pocketbase(options.folder.resolve(), Path(place) / "pocketbase", stack)
        report(measured(cases, rounds=options.rounds, seconds=options.seconds))
        at, asked = cases["ours"]
        even = paced(at, list(itertools.islice(asked, 2000)), connections=10, every=0.2, seconds=20)
        if even.status not in {200, 201}:  # the highest of all
            raise SystemExit(f"ours answers {even.status}")
        print(f"\nOurs at {even.rate:.0f} requests a second: p50 {even.p50:.1f} ms, p95 {even.p95:.1f} ms.")


def measured(cases: dict[str, Case], *, rounds: int, seconds: float) -> dict[int, dict[str, Load]]:
    """Visit every case in turn, over one connection and over sixteen; return the medians by number of connections."""
    found: dict[int, dict[str, list[Load]]] = {many: {name: [] for name in cases} for many in (1, 16)}
    for _ in range(rounds):
        for name, (port, asked) in cases.items():
            for many, some in found.items():
                some[name].append(burst(port, asked, seconds=seconds, connections=many))
    return {many: medians(some) for many, some in found.items()}


def report(found: dict[int, dict[str, Load]]) -> None:
    """Print the figures as Markdown."""
    print("| case | connections | a second | of PocketBase | p50 / p95 ms |")
    print("|---|---|---|---|---|")
    for many, loads in found.items():
        for name, load in loads.items():
            if load.status not in {200, 201}:
                raise SystemExit(f"{name} answers {load.status}")
            share = load.rate / loads["PocketBase"].rate
            print(f"| {name} | {many} | {load.rate:.0f} | {share:.2f} | {load.p50:.1f} / {load.p95:.1f} |")


if __name__ == "__main__":
    main()
