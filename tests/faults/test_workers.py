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

ROUNDS = 4  # on a busy machine a round may pass without a kill that hits a job


def storms(processes, address, folder, *, count, proves, **options):
    """Let rounds of jobs pass until one shows what `proves` asks; return how often each was done, and what it said."""
    for number in range(ROUNDS):
        done, again = storm(
            processes, address, folder / f"started{number}", first=number * count, count=count, **options
        )
        if proves(done, again):
            return done, True
    return done, False


def storm(processes, address, started, *, inside, first, count, workers, kills, seconds=60, pause=0.2):
    """Let workers do the jobs while some are killed; return how often each was done, and how many were begun again."""
    database = Database(address)
    with database.writing() as session:
        for number in range(first, first + count):
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
    storm_of = {"workers": workers, "kills": kills, "seconds": seconds, "pause": pause}

    def proves(done, again):
        assert done == Counter({f"job {number}": 1 for number in range(len(done))})
        return again

    done, proven = storms(processes, address, tmp_path, inside=True, count=count, proves=proves, **storm_of)
    assert len(done) % count == 0
    assert proven, "nobody was killed while at work: the storm proves nothing"


def test_the_control_with_its_effect_outside_the_transaction_doubles(processes, address, tmp_path):
    doubles = {
        "inside": False,
        "count": 30,
        "workers": 2,
        "kills": 10,
        "proves": lambda done, _: max(done.values()) > 1,
    }
    done, doubled = storms(processes, address, tmp_path, **doubles)
    assert len(done) % 30 == 0
    assert doubled
