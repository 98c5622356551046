"""Workers that are killed at random: every effect of a job happens exactly once."""

import random
import time
from collections import Counter
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from api.kernel import jobs
from api.kernel.db import Database
from tests.faults.conftest import read_acknowledged, some_time


def storm(processes, address, started, *, inside, count, workers, kills, seconds=60, pause=0.2):
    """Let workers do the jobs while some are killed; return how often each was done, and how many were begun again."""
    database = Database(address)
    with database.writing() as session:
        for number in range(count):
            jobs.add(session, "make", {"n": number})
    killed = 0
    with ExitStack() as stack:
        running = [stack.enter_context(processes("work", address, started, inside, pause)) for _ in range(workers)]
        deadline = time.monotonic() + seconds
        while left := _left(database):
            assert time.monotonic() < deadline, f"{left} jobs are left"
            time.sleep(some_time(0.1, 0.3))
            at_work = [number for number, one in enumerate(running) if str(one.pid) in read_acknowledged(started)]
            if killed < kills and at_work:
                killed += 1
                victim = random.choice(at_work)  # noqa: S311 - not for secrets
                running[victim].kill()
                running[victim] = stack.enter_context(processes("work", address, started, inside, pause))
    assert killed >= 2, "all was done before anybody was killed"
    with database.engine.connect() as connection:
        done = Counter(connection.execute(text("SELECT name FROM toy")).scalars())
        dead = connection.execute(text("SELECT count(*) FROM job WHERE state <> 'done'")).scalar()
        again = connection.execute(text("SELECT count(*) FROM job WHERE tries > 1")).scalar()
    database.close()
    assert dead == 0
    return done, again


def _left(database):
    with database.reading() as session:
        return jobs.figures(session).waiting


@pytest.mark.parametrize(
    ("count", "workers", "kills", "seconds", "pause"),
    [(30, 2, 8, 60, 0.2), pytest.param(1000, 4, 20, 300, 0.02, marks=pytest.mark.full)],
)
def test_every_effect_happens_exactly_once(processes, address, tmp_path, count, workers, kills, seconds, pause):
    started = tmp_path / "started"
    done, again = storm(
        processes,
        address,
        started,
        inside=True,
        count=count,
        workers=workers,
        kills=kills,
        seconds=seconds,
        pause=pause,
    )
    assert done == Counter({f"job {number}": 1 for number in range(count)})
    assert again, "nobody was killed while at work: the storm proves nothing"


def test_the_control_with_its_effect_outside_the_transaction_doubles(processes, address, tmp_path):
    done, _ = storm(processes, address, tmp_path / "started", inside=False, count=30, workers=2, kills=10)
    assert len(done) == 30
    assert max(done.values()) > 1
