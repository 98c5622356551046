"""What runs in processes that are killed: writers that tell what was acknowledged, and workers."""

import datetime as dt
import itertools
import os
import sys
import time
from dataclasses import replace

from api import main as everything
from api.kernel import audit, jobs, mail, worker
from api.kernel.db import Database
from api.kernel.jobs import Daily, Errand, Work
from api.kernel.language import texts
from api.kernel.time import system_clock
from api.settings import Settings
from tests.kernel.toy.room import CHILD, Sticker, Toy

REMIND = "events-remind"
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


def remind(settings, file, ahead):
    """Be a worker that reminds and carries letters, `ahead` of the real time.

    Says when it is in the middle of either – all is done and nothing is noted – and stays there long enough to be
    killed; of the letters at every tenth.
    """
    settings = Settings(**settings)
    database, told = Database(settings.database, clock=lambda: system_clock() + ahead), _acknowledgements(file)
    handlers, tenth = everything.work(settings).handlers, itertools.cycle([*[False] * 9, True])

    def stay(kind):
        os.write(told, f"{os.getpid()} {kind}\n".encode())
        time.sleep(LONG)

    def reminding(session, payload):
        handlers[REMIND](session, payload)
        session.flush()
        stay(REMIND)

    def carrying(given, payload):
        effect = handlers[mail.KIND].go(given, payload)
        if next(tenth):
            stay(mail.KIND)
        return effect

    lease = 12 * LEASE  # whoever waits for the lock of a busy SQLite holds on to it
    known = {REMIND: reminding, mail.KIND: replace(handlers[mail.KIND], go=carrying, lease=lease)}
    worker.run(database, Work(known, daily=[Daily(REMIND, dt.time())], lease=lease))


def main(what, *arguments):
    """Start by name; `tests.faults.conftest` calls it in a new process."""
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - a database that is shut down under it is expected
    {"write": write, "work": work, "remind": remind}[what](*arguments)
