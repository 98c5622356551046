"""The worker says that it lives, forgets what is old, and survives a database that is away."""

import datetime as dt
import logging
import signal
import threading

import pytest
from sqlmodel import select

from api.kernel import jobs, worker
from api.kernel.tables import Heartbeat, IdempotencyKey, Installation


@pytest.fixture
def database(toys):
    return toys.database()


def beats(database):
    with database.reading() as session:
        return [(beat.process, beat.at.replace(tzinfo=dt.UTC)) for beat in session.exec(select(Heartbeat)).all()]


def test_chores_leave_one_heartbeat_and_forget_old_keys(database, clock):
    with database.writing() as session:
        session.add(IdempotencyKey(key_hash="a", body_hash="b", status=201, resource="1", at=clock.moment))
    assert worker.chores(database) == 0
    clock.moment += dt.timedelta(hours=25)
    assert worker.chores(database) == 1
    assert beats(database) == [("worker", clock.moment)]


@pytest.fixture
def handlers():
    before = {wanted: signal.getsignal(wanted) for wanted in (signal.SIGINT, signal.SIGTERM)}
    yield
    for wanted, handler in before.items():
        signal.signal(wanted, handler)


@pytest.mark.usefixtures("handlers")
def test_the_worker_runs_until_it_is_asked_to_stop(database, caplog):
    """It logs each round – with fields the log really takes – and ends on SIGTERM."""
    caplog.set_level(logging.INFO)
    threading.Timer(0.3, signal.raise_signal, [signal.SIGTERM]).start()
    worker.run(database, every=0.05)
    rounds = [record for record in caplog.records if record.message == "chores"]
    assert len(rounds) >= 2
    assert rounds[0].child == "worker"
    assert len(beats(database)) == 1


@pytest.mark.usefixtures("handlers")
def test_a_database_that_is_away_does_not_end_the_worker(database, caplog, monkeypatch):
    real, calls = worker.chores, []

    def flaky(given, work):
        calls.append(1)
        if len(calls) == 1:
            with given.engine.connect() as connection:
                connection.exec_driver_sql("SELECT nothing FROM nowhere")
        return real(given, work)

    monkeypatch.setattr(worker, "chores", flaky)
    threading.Timer(0.3, signal.raise_signal, [signal.SIGTERM]).start()
    worker.run(database, every=0.05)
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == ["chores failed"]
    assert len(beats(database)) == 1


@pytest.mark.usefixtures("handlers")
def test_jobs_and_errands_are_done_beside_each_other_and_a_surprise_ends_neither(database, monkeypatch):
    real, calls = jobs.do_next, []

    def surprised(given, work):
        calls.append(1)
        if len(calls) <= 2:
            raise TypeError
        return real(given, work)

    def go(_database, _payload):
        return lambda session: session.add(Installation(key="errand", value="done"))

    def make(session, _payload):
        session.add(Installation(key="job", value="done"))

    monkeypatch.setattr(jobs, "do_next", surprised)
    monkeypatch.setattr(worker, "LOOK_SECONDS", 0.05)
    with database.writing() as session:
        jobs.add(session, "go")
        jobs.add(session, "make")
    threading.Timer(1.0, signal.raise_signal, [signal.SIGTERM]).start()
    worker.run(database, jobs.Work({"go": jobs.Errand(go), "make": make}), every=0.05)
    with database.reading() as session:
        assert session.get(Installation, "errand")
        assert session.get(Installation, "job")
