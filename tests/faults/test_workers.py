"""Workers that are killed at random: every effect of a job happens exactly once."""

import random
import time
from collections import Counter
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from api.kernel import jobs
from api.kernel.db import Database
from tests.faults.conftest import PATIENCE, some_time


def storm(processes, address, *, inside, count, workers, kills, seconds=PATIENCE):
    """Let workers do the jobs while some are killed; return how often each was done."""
    database = Database(address)
    with database.writing() as session:
        for number in range(count):
            jobs.add(session, "make", {"n": number})
    with ExitStack() as stack:
        running = [stack.enter_context(processes("work", address, inside)) for _ in range(workers)]
        deadline = time.monotonic() + seconds
        while _left(database):
            assert time.monotonic() < deadline, f"{_left(database)} jobs are left"
            time.sleep(some_time(0.1, 0.3))
            if kills:
                kills -= 1
                victim = random.randrange(len(running))  # noqa: S311 - not for secrets
                running[victim].kill()
                running[victim] = stack.enter_context(processes("work", address, inside))
    with database.engine.connect() as connection:
        done = Counter(connection.execute(text("SELECT name FROM toy")).scalars())
        dead = connection.execute(text("SELECT count(*) FROM job WHERE state <> 'done'")).scalar()
        again = connection.execute(text("SELECT count(*) FROM job WHERE tries > 1")).scalar()
    database.close()
    assert dead == 0
    assert kills == 0, "all was done before everybody was killed who should be"
    return done, again


def _left(database):
    with database.reading() as session:
        return jobs.figures(session).waiting


@pytest.mark.parametrize(
    ("count", "workers", "kills", "seconds"),
    [(100, 2, 5, PATIENCE), pytest.param(1000, 4, 8, 240, marks=pytest.mark.full)],
)
def test_every_effect_happens_exactly_once(processes, address, count, workers, kills, seconds):
    done, again = storm(processes, address, inside=True, count=count, workers=workers, kills=kills, seconds=seconds)
    assert done == Counter({f"job {number}": 1 for number in range(count)})
    assert again, "nobody was killed while at work: the storm proves nothing"


def test_the_control_with_its_effect_outside_the_transaction_doubles(processes, address):
    done, _ = storm(processes, address, inside=False, count=80, workers=2, kills=5)
    assert len(done) == 80
    assert max(done.values()) > 1
