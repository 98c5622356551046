"""Reminders of events while the workers that write and carry them are killed: one for everybody, whatever happens."""

import datetime as dt
from collections import Counter
from contextlib import ExitStack
from email import message_from_bytes

import pytest
from sqlmodel import func, select

from api.events import booking, chores
from api.kernel import jobs, mail
from api.kernel.audit import PROFILE
from api.kernel.db import Database
from api.kernel.tables import Job, Mail
from api.kernel.time import system_clock
from tests.conftest import SECRET
from tests.events.booked import START, dated, event, signing
from tests.faults.children import REMIND
from tests.faults.conftest import until

DAY = dt.timedelta(days=1)
PATIENCE = 400  # seconds, on a machine with other work


@pytest.fixture
def ahead():
    """How far the clock of this test goes ahead of the real one: to the day before the event."""
    return START - DAY - system_clock()


@pytest.fixture
def settings(bases, backend, tmp_path):
    return {"DATABASE_URL": bases.copy(backend), "data_dir": tmp_path, "secret": SECRET}


@pytest.fixture
def database(settings, settings_for, ahead):
    address = settings_for(settings["DATABASE_URL"]).database
    opened = Database(address, clock=lambda: system_clock() + ahead)
    yield opened
    opened.close()


def full_event(database, people):
    """Make an event of tomorrow; everybody signed up long ago, and nobody wrote to them since."""
    number = event(database, capacity=people)
    dated(database, number)
    with database.writing() as session:
        session.info["clock"] = lambda: START - 9 * DAY
        for one in range(people):
            booking.register(session, PROFILE, number, signing(one, number))


def told(file, kind):
    """Return which workers were in the middle of a job of this kind, one after the other."""
    lines = file.read_text().splitlines() if file.exists() else []
    return [int(pid) for pid, _, what in (line.partition(" ") for line in lines) if what == kind]


def number_of(database, found):
    with database.reading() as session:
        return session.exec(found).one()


def kill_in_the_middle(running, file, kind):
    """Kill the first worker that is in the middle of such a job, and leave it to the others."""
    pid, *_ = until(lambda: told(file, kind), f"a worker in the middle of {kind}", PATIENCE)
    next(one for one in running if one.pid == pid).kill()


@pytest.mark.parametrize("people", [60, pytest.param(1000, marks=pytest.mark.full)])
def test_everybody_is_reminded_once_however_workers_die(processes, settings, database, ahead, tmp_path, people):
    full_event(database, people)
    with database.writing() as session:
        for _ in range(2):  # whatever the schedule, which brings a third: each of them has everybody to remind
            jobs.add(session, REMIND)
    file, sent = tmp_path / "told", select(func.count()).where(Mail.state == "sent")
    with ExitStack() as stack:
        running = [stack.enter_context(processes("remind", settings, file, ahead)) for _ in range(2)]
        for kind in (REMIND, mail.KIND):
            kill_in_the_middle(running, file, kind)
            running.append(stack.enter_context(processes("remind", settings, file, ahead)))
        until(lambda: number_of(database, sent) >= people, "the last letter", PATIENCE)
    with database.writing() as session:
        chores.remind(session)  # and once more, the next morning
    again = select(func.count()).where(Job.tries > 1, Job.kind == mail.KIND)
    assert number_of(database, again) >= 1, "nobody was killed in the middle of a letter"
    assert number_of(database, select(func.count()).where(Mail.kind == "event-reminder")) == people
    carried = Counter(message_from_bytes(one.read_bytes())["To"] for one in (tmp_path / "mail").glob("*.eml"))
    assert carried == {f"person{one}@example.org": 1 for one in range(people)}
