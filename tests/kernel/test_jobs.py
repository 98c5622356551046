"""Jobs: done once, taken by one, tried again, given up; clocks that jump stop nobody."""

import datetime as dt
import logging
import threading

import pytest
from sqlmodel import select

from api.kernel import jobs
from api.kernel.jobs import Daily, Errand, Work
from api.kernel.tables import Installation, Job, JobState

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def database(toys):
    return toys.database()


def add(database, kind="count", payload=None, **more):
    with database.writing() as session:
        jobs.add(session, kind, payload or {}, **more)


def stored(database):
    with database.reading() as session:
        return list(session.exec(select(Job).order_by(Job.id)).all())


def counted(database):
    with database.reading() as session:
        row = session.get(Installation, "count")
        return int(row.value) if row else 0


def count(session, payload):
    row = session.get(Installation, "count") or Installation(key="count", value="0")
    row.value = str(int(row.value) + int(payload.get("by", 1)))
    session.add(row)


def fail(session, payload):
    count(session, payload)
    session.flush()
    raise RuntimeError("erika@example.org")


COUNT = Work({"count": count})


def test_a_job_is_done_once_with_its_payload(database):
    add(database, payload={"by": 7})
    assert jobs.do_next(database, COUNT)
    assert not jobs.do_next(database, COUNT)
    assert counted(database) == 7
    (job,) = stored(database)
    assert (job.state, job.tries, job.lease_until) == (JobState.done, 1, None)


def test_a_job_of_a_transaction_that_failed_does_not_exist(database):
    def fails():
        with database.writing() as session:
            jobs.add(session, "count")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert stored(database) == []


def test_the_same_dedup_key_is_one_job_also_when_it_is_done(database):
    for _ in range(3):
        add(database, dedup_key="count:1")
        while jobs.do_next(database, COUNT):
            pass
    add(database, dedup_key="count:2")
    assert jobs.do_next(database, COUNT)
    assert counted(database) == 2


@pytest.mark.parametrize("bad", ["erika@example.org", "Erika Mustermann", "", "x" * 81, "Ä"])
def test_a_payload_holds_ids_only(database, bad):
    with pytest.raises(ValueError, match="who"):
        add(database, payload={"who": bad})
    add(database, payload={"who": "account:7", "number": 3})
    assert len(stored(database)) == 1


def test_what_a_failed_try_wrote_is_gone_and_it_is_tried_again_ever_later(database, clock, caplog):
    add(database)
    waits = []
    while stored(database)[0].state == JobState.waiting:
        assert jobs.do_next(database, Work({"count": fail}))
        job = stored(database)[0]
        assert job.error == "RuntimeError"
        if job.state == JobState.waiting:
            waits.append(job.run_at - clock.moment)
            clock.moment = job.run_at - dt.timedelta(seconds=1)
            assert not jobs.do_next(database, Work({"count": fail}))
            clock.moment = job.run_at
    assert waits == [MINUTE, 4 * MINUTE, 16 * MINUTE, 64 * MINUTE, 256 * MINUTE, 1024 * MINUTE, dt.timedelta(days=1)]
    assert (stored(database)[0].state, counted(database)) == (JobState.dead, 0)
    with database.reading() as session:
        assert jobs.figures(session) == jobs.Figures(waiting=0, dead=1)
    told = [record for record in caplog.records if record.message == "job failed"]
    assert len(told) == jobs.MOST_TRIES
    assert {(record.kind, record.error) for record in told} == {("count", "RuntimeError")}
    assert "erika" not in caplog.text


def test_a_dead_job_can_be_revived(database):
    add(database)
    with database.writing() as session:
        job = session.exec(select(Job)).one()
        job.state, job.tries, job.ended_at = JobState.dead, jobs.MOST_TRIES, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert not jobs.do_next(database, COUNT)
    with database.writing() as session:
        assert jobs.revive(session) == 1
    assert jobs.do_next(database, COUNT)
    assert counted(database) == 1


def test_not_before_its_time_and_the_longest_waiting_first(database, clock):
    order = []

    def note(_session, payload):
        order.append(payload["n"])

    work = Work({"note": note})
    for n, moment in ((1, clock.moment + 2 * MINUTE), (2, clock.moment + MINUTE), (3, None)):
        add(database, "note", {"n": n}, run_at=moment)
    assert jobs.do_next(database, work)
    assert not jobs.do_next(database, work)
    clock.moment += 3 * MINUTE
    while jobs.do_next(database, work):
        pass
    assert order == [3, 2, 1]


def test_a_kind_nobody_knows_waits_for_a_worker_that_does(database):
    add(database, "of a newer version")
    assert not jobs.do_next(database, COUNT)
    assert not jobs.do_next(database, Work())
    assert jobs.do_next(database, Work({"of a newer version": count}))


def dies(_session, _payload):
    """Leave the lease behind as kill -9 does: no failure is noted."""
    raise KeyboardInterrupt


def abandon(database):
    with pytest.raises(KeyboardInterrupt):
        jobs.do_next(database, Work({"count": dies}))


def test_the_job_of_a_worker_that_died_waits_for_the_end_of_its_lease(database, clock):
    add(database)
    abandon(database)
    assert not jobs.do_next(database, COUNT)
    clock.moment += jobs.LEASE
    assert jobs.do_next(database, COUNT)
    assert counted(database) == 1


def test_a_job_that_kills_every_worker_is_given_up(database, clock):
    add(database)
    for _ in range(jobs.MOST_TRIES):
        abandon(database)
        clock.moment += jobs.LEASE
    assert not jobs.do_next(database, COUNT)
    assert (stored(database)[0].state, counted(database)) == (JobState.dead, 0)


@pytest.mark.parametrize("jump", [dt.timedelta(hours=-3), dt.timedelta(days=-400)])
def test_a_clock_set_back_stalls_neither_leases_nor_waits(database, clock, jump):
    add(database)
    add(database, "later", run_at=clock.moment + 10 * MINUTE)
    abandon(database)
    clock.moment += jump
    assert jobs.do_next(database, COUNT), "a lease ends later than any lease can"
    add(database)  # made before the jump forward, waiting for its second try
    clock.moment -= jump
    assert jobs.do_next(database, Work({"count": fail}))
    clock.moment += min(jump, -2 * jobs.LONGEST_WAIT)
    assert jobs.do_next(database, COUNT), "a wait ends later than any wait can"
    assert not jobs.do_next(database, Work({"later": count})), "what has a time of its own keeps it"


def test_who_lost_the_lease_cannot_end_the_job(database, clock):
    """A slow worker comes back after another one took over: its effect is thrown away."""
    add(database, "slow")
    told = []

    def slow(_database, _payload):
        clock.moment += jobs.LEASE + MINUTE
        quick = Errand(lambda _database, _payload: lambda session: count(session, {"by": 100}))
        told.append(jobs.do_next(database, Work({"slow": quick})))
        return lambda session: count(session, {"by": 1})

    assert jobs.do_next(database, Work({"slow": Errand(slow)}))
    assert told == [True]
    assert counted(database) == 100
    assert stored(database)[0].tries == 2


def test_an_errand_runs_outside_of_transactions_and_says_when_it_is_given_up(database, clock):
    def go(given, _payload):
        with given.writing() as session:  # on SQLite this would wait for ever inside another one
            count(session, {})
        raise ConnectionError

    def give_up(session, payload):
        session.add(Installation(key="given-up", value=str(payload["n"])))

    work = Work({"go": Errand(go, give_up=give_up)})
    add(database, "go", {"n": 5})
    for _ in range(jobs.MOST_TRIES):
        assert jobs.do_next(database, work)
        clock.moment += jobs.LONGEST_WAIT
    with database.reading() as session:
        assert session.get(Installation, "given-up").value == "5"
    assert counted(database) == jobs.MOST_TRIES  # the control of "once": what is written outside happens each time


def test_daily_work_is_planned_once_a_berlin_day(database, clock):
    daily = [Daily("count", dt.time(3))]
    clock.moment = dt.datetime(2026, 3, 28, 22, 30, tzinfo=dt.UTC)  # 23:30 in Berlin, the night the clocks change
    moments = []
    for _ in range(49):
        with database.writing() as session:
            jobs.plan(session, daily)
        if jobs.do_next(database, COUNT):
            moments.append(clock.moment.astimezone(dt.UTC))
        clock.moment += dt.timedelta(minutes=30)
    assert [f"{one:%d %H:%M}" for one in moments] == ["28 22:30", "29 01:00"]  # 3:00 of summer time is 1:00 UTC
    assert counted(database) == 2


def test_what_was_done_long_ago_is_forgotten_and_what_waits_is_not(database, clock):
    for _ in range(2):
        add(database)
    assert jobs.do_next(database, COUNT)
    for days, left in ((6, 2), (2, 1), (400, 1)):
        clock.moment += dt.timedelta(days=days)
        with database.writing() as session:
            jobs.forget_old(session)
        assert len(stored(database)) == left


def test_two_workers_share_the_jobs_and_do_none_twice(toys, backend):
    """Each has an engine of its own, as two processes have."""
    first = toys.database()
    with first.writing() as session:
        for number in range(40):
            jobs.add(session, "note", {"n": number})
    done: list[list[int]] = [[], []]
    both = threading.Barrier(2)

    def work(mine, database):
        both.wait()
        while jobs.do_next(database, Work({"note": lambda _session, payload: mine.append(payload["n"])})):
            pass

    threads = [threading.Thread(target=work, args=(mine, toys.database())) for mine in done]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted([*done[0], *done[1]]) == list(range(40))
    with first.reading() as session:
        assert jobs.figures(session) == jobs.Figures(waiting=0, dead=0)


def test_errands_and_handlers_are_told_apart():
    work = Work({"a": count, "b": Errand(count)}, lease=3 * MINUTE)
    assert list(work.only(errands=True).handlers) == ["b"]
    assert list(work.only(errands=False).handlers) == ["a"]
    assert work.only(errands=False).lease_of("a") == 3 * MINUTE


def test_nothing_is_logged_of_a_job_that_went_well(database, caplog):
    caplog.set_level(logging.DEBUG, "wik")
    add(database, payload={"who": "account:7"})
    assert jobs.do_next(database, COUNT)
    assert "account" not in caplog.text
