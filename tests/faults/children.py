"""What runs in processes that are killed: writers that tell what was acknowledged, and workers."""

import datetime as dt
import os
import sys
import time

from api.kernel import audit, jobs
from api.kernel.db import Database
from api.kernel.jobs import Errand, Work
from api.kernel.language import texts
from tests.kernel.toy.room import CHILD, Sticker, Toy

LEASE = dt.timedelta(seconds=0.5)
PAUSE, LONG = 0.04, 0.5  # seconds: a little wait, and one that is long enough to be killed in


def _toy(session, name):
    toy = Toy(name=name, title=texts(name), made_on=dt.date(2020, 1, 1))
    audit.record(session, CHILD, "create", toy)
    audit.record(session, CHILD, "create", Sticker(toy_id=toy.id), public=False)


def _tell(acknowledged, number):
    os.write(acknowledged, f"{number}\n".encode())  # in the kernel's hands at once: it survives our end


def _acknowledgements(file):
    return os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def write(address, file, start, early):
    """Write pairs of rows for ever; each is acknowledged after its commit – or, for the control, before."""
    database, acknowledged, number = Database(address), _acknowledgements(file), start
    while True:
        number += 1
        with database.writing() as session:
            _toy(session, str(number))
            if early:
                session.flush()
                _tell(acknowledged, number)
                time.sleep(LONG)
        if not early:
            _tell(acknowledged, number)


def work(address, file, inside, pause):
    """Do jobs for ever; each makes one toy: inside the job's transaction – or, for the control, in one of its own."""
    database = Database(address)

    def make(session, payload):
        time.sleep(pause)
        _toy(session, f"job {payload['n']}")

    def make_outside(given, payload):
        with given.writing() as session:
            _toy(session, f"job {payload['n']}")
        time.sleep(pause)
        return lambda _session: None

    _tell(_acknowledgements(file), os.getpid())  # from now on it is always at work
    handlers = {"make": make if inside else Errand(make_outside, lease=LEASE)}
    while True:
        if not jobs.do_next(database, Work(handlers, lease=LEASE)):
            time.sleep(PAUSE)


def main(what, *arguments):
    """Start by name; `tests.faults.conftest` calls it in a new process."""
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - a database that is shut down under it is expected
    {"write": write, "work": work}[what](*arguments)
