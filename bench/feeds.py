"""`python -m bench.feeds`: the calendar of 2,000 dates made anew, and told that nothing changed.

Over the ASGI app itself on SQLite: 500 invented events of four dates each, every one with its own times. Processor time
of the whole process is what belongs to the program; the machine's neighbours are in the other. Each cold one asks for
other days, so that none is in the cache of answers; the first also fills what is kept of times and texts.
"""

import argparse
import datetime as dt
import gc
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api import profiles
from api.events.registration_tables import Seats
from api.events.tables import Event, EventKind, EventSession, EventState
from api.kernel import migration
from api.kernel.audit import PROFILE, record
from api.kernel.db import Database
from api.main import create_app
from api.settings import Settings
from tests.client import Client

EVENTS, DATES = 500, 4
ABOUT = "Wie man einen Verein gründet, eine Satzung schreibt und Mitglieder findet. "
PATH = "/api/v1/events.ics"


def texts(words: str) -> dict[str, Any]:
    """Return a stored text in German alone."""
    return {"de": {"text": words, "state": "original"}}


def event(number: int, begin: dt.datetime) -> Event:
    """Return an invented event with seats."""
    return Event(
        id=number, uid=str(uuid.uuid4()), kind=EventKind.training, state=EventState.published,
        title=texts(f"Vereinsgründung für Anfänger, Teil {number}"), area="073355009",
        description=texts(ABOUT * 3), languages=["de"], place=f"Bürgerhaus {number}", street="Rummelstraße 15",
        postal_code="67685", town="Weilerbach", registration=True, first_at=begin,
        last_at=begin + dt.timedelta(days=30), stamped_at=begin - dt.timedelta(days=9, seconds=number),
        created_at=begin - dt.timedelta(days=20, seconds=number),
    )  # fmt: skip


def dates(number: int, begin: dt.datetime) -> Iterator[EventSession]:
    """Yield the dates of an event, a week after each other."""
    for week in range(DATES):
        at = begin + dt.timedelta(days=7 * week)
        yield EventSession(
            event=number, uid=str(uuid.uuid4()), starts_at=at, ends_at=at + dt.timedelta(hours=2),
            stamped_at=begin - dt.timedelta(days=8, seconds=number),
        )  # fmt: skip


def fill(database: Database) -> None:
    """Store the events and their dates, as an import would."""
    begin = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
    begins = {number: begin + dt.timedelta(minutes=65 * number) for number in range(1, EVENTS + 1)}
    with database.writing() as session:
        record(session, PROFILE, "create", *(event(number, at) for number, at in begins.items()))
        record(session, PROFILE, "create", *(one for number, at in begins.items() for one in dates(number, at)))
        session.add_all(Seats(event=number, capacity=20, bound=20) for number in begins)


def timed(client: Client, **asked: Any) -> tuple[float, float, Any]:
    """Ask once; return processor time, time of the clock (both ms) and the answer."""
    clock, processor = time.perf_counter(), time.process_time()
    answer = client.get(PATH, **asked)
    return (time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000, answer


def line(what: str, found: list[tuple[float, float, Any]]) -> str:
    """Return a line of the table."""
    processor, clock = (sorted(one[place] for one in found) for place in (0, 1))
    worst = processor[int(len(found) * 0.95)]
    return f"| {what} | {statistics.median(processor):.1f} / {worst:.1f} | {statistics.median(clock):.1f} |"


def main() -> None:
    """Fill a database, and print the table for bench/README.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.feeds", description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        wide = {"reads_per_minute": 1_000_000}
        address, secret = f"sqlite:///{data}/wik.sqlite", "only for this bench, and long enough"
        Path(data, "wik.sqlite").touch()
        settings = Settings(**{"DATABASE_URL": address, "data_dir": Path(data), "secret": secret, **wide})
        database = Database(settings.database)
        migration.upgrade(database)
        profiles.load(database, "kaiserslautern", apply=True, demo=False, today=dt.datetime.now(dt.UTC).date())
        fill(database)
        database.close()
        with Client(create_app(settings)) as client:
            report(client, options.times)


def report(client: Client, times: int) -> None:
    """Ask for the feed anew and again, and print the figures as Markdown."""
    gc.collect()
    gc.freeze()  # as the service does when it starts
    last = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=100)
    cold = [timed(client, params={"to": f"{last + dt.timedelta(days=day)}"}) for day in range(times)]
    first, whole = cold[0], cold[-1][2]
    many = whole.text.count("BEGIN:VEVENT")
    if many != EVENTS * DATES:
        raise SystemExit(f"{many} dates")
    known = {
        "params": {"to": f"{last + dt.timedelta(days=times - 1)}"},
        "headers": {"If-None-Match": whole.headers["etag"]},
    }
    again = [timed(client, **known) for _ in range(times * 10)]
    if again[-1][2].status_code != 304:  # noqa: PLR2004 - Not Modified
        raise SystemExit(f"again: {again[-1][2].status_code}")
    print(f"{many} dates, {len(whole.content) / 1e6:.1f} MB.\n")
    print("| asked for | processor ms, median / 95 % | clock ms, median |\n|---|---|---|")
    print(line("the first", [first]))
    print(line("made anew", cold[1:]))
    print(line("304", again))


if __name__ == "__main__":
    main()
