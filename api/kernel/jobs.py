"""What is done later: one table, claimed by lease; the effects of a job commit with its end, so each happens once.

A worker that dies loses its lease, and its tries count: the end of a job is only written by who still holds it. Leases
and waits that lie further ahead than any can are those of a clock that was set back, and are over. Two workers, on
one machine or two, take different jobs.
"""

import datetime as dt
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_
from sqlmodel import Session, col, select

from api.kernel.db import Database
from api.kernel.log import place_of
from api.kernel.tables import Job, JobState, insert_into
from api.kernel.time import BERLIN, berlin_day, now

LOG = logging.getLogger("wik")
MOST_TRIES = 8  # with the waits below: about two days
SHORTEST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(days=1)
LEASE = dt.timedelta(minutes=5)  # far longer than any handler takes
KEPT_DONE = dt.timedelta(days=7)  # as long as a dedup key says that something was done
KEPT_DEAD = dt.timedelta(days=90)
_INSERT = insert(Job)
_ID = re.compile("[a-z0-9_:./-]{1,80}")

Payload = Mapping[str, int | str]
Effect = Callable[[Session], None]
Handler = Callable[[Session, Payload], None]  # writes in the transaction that ends the job


@dataclass(frozen=True)
class Errand:
    """Work that takes long or leaves the database, such as sending a mail: outside of any transaction.

    After a crash it may happen again; the effect it returns is written once, with the job's end. `lease` is longer
    than it ever takes; `give_up` writes what is to be said when it has failed for good.
    """

    go: Callable[[Database, Payload], Effect]
    lease: dt.timedelta = LEASE
    give_up: Handler | None = None


@dataclass(frozen=True)
class Daily:
    """A job of every day: it runs once a Berlin day, from `at` (Berlin time) on or as soon as a worker is there."""

    kind: str
    at: dt.time = dt.time(3)


@dataclass(frozen=True)
class Work:
    """What a worker can do, by kind of job; jobs of other kinds wait for a worker that knows them."""

    handlers: Mapping[str, Handler | Errand] = field(default_factory=dict[str, "Handler | Errand"])
    daily: Sequence[Daily] = ()
    lease: dt.timedelta = LEASE  # of plain handlers

    def lease_of(self, kind: str) -> dt.timedelta:
        """Return how long a worker may take for a job of this kind."""
        handler = self.handlers[kind]
        return handler.lease if isinstance(handler, Errand) else self.lease

    def only(self, *, errands: bool) -> "Work":
        """Return this work's errands, or what is no errand."""
        chosen = {kind: one for kind, one in self.handlers.items() if isinstance(one, Errand) is errands}
        return Work(chosen, lease=self.lease)


@dataclass(frozen=True)
class Figures:
    """How many jobs wait (now or later) and how many were given up."""

    waiting: int
    dead: int


@dataclass(frozen=True)
class Claimed:
    """A job this worker holds; `tries` tells its hold from that of others."""

    id: int
    kind: str
    payload: Payload
    tries: int


def add(
    session: Session,
    kind: str,
    payload: Payload | None = None,
    *,
    run_at: dt.datetime | None = None,
    dedup_key: str | None = None,
) -> None:
    """Note that something is to be done, at once or not before `run_at` (aware); commits with the session.

    The payload holds ids only. A second job with the same dedup key is left out. Raises ValueError for anything in the
    payload that is no id.
    """
    wanted = dict(payload or {})
    if bad := [name for name, value in wanted.items() if isinstance(value, str) and not _ID.fullmatch(value)]:
        raise ValueError(f"the payload of {kind} holds no ids: {', '.join(bad)}")
    row = {
        "kind": kind,
        "payload": wanted,
        "run_at": run_at,
        "dedup_key": dedup_key,
        "state": JobState.waiting,
        "tries": 0,
    }
    statement = _INSERT
    if dedup_key is not None:
        statement = insert_into(session, Job).on_conflict_do_nothing(index_elements=["dedup_key"])
    session.connection().execute(statement, row)


def plan(session: Session, daily: Sequence[Daily]) -> None:
    """Put today's daily jobs on the list, unless they are there already."""
    day = berlin_day(now(session))
    for one in daily:
        moment = dt.datetime.combine(day, one.at, BERLIN).astimezone(dt.UTC)
        add(session, one.kind, run_at=moment, dedup_key=f"{one.kind}:{day}")


def do_next(database: Database, work: Work) -> bool:
    """Do one job that is due; say whether there was one. Raises DBAPIError when the database is away."""
    claimed = _claim(database, work)
    if claimed is None:
        return False
    handler = work.handlers[claimed.kind]
    try:
        _do(database, claimed, handler)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is a try that failed
        told = {"error": type(error).__name__, "place": place_of(error), "child": "worker", "kind": claimed.kind}
        LOG.warning("job failed", extra=told)
        _failed(database, claimed, handler, type(error).__name__)
    return True


def figures(session: Session) -> Figures:
    """Count what waits and what was given up."""
    counted = select(Job.state, func.count()).where(Job.state != JobState.done).group_by(col(Job.state))
    by_state: dict[str, int] = {str(state): count for state, count in session.exec(counted).all()}
    return Figures(waiting=by_state.get(JobState.waiting, 0), dead=by_state.get(JobState.dead, 0))


def revive(session: Session) -> int:
    """Give every dead job its tries again, at once; return how many there were."""
    dead = session.exec(select(Job).where(Job.state == JobState.dead)).all()
    for job in dead:
        job.state, job.tries, job.run_at, job.ended_at = JobState.waiting, 0, None, None
    return len(dead)


def forget_old(session: Session) -> None:
    """Delete what was done a week ago and what was given up a quarter ago."""
    for state, kept in ((JobState.done, KEPT_DONE), (JobState.dead, KEPT_DEAD)):
        old = delete(Job).where(col(Job.state) == state, col(Job.ended_at) < now(session) - kept)
        session.connection().execute(old)


def _due(moment: dt.datetime, work: Work) -> ColumnElement[bool]:
    lease, run_at = col(Job.lease_until), col(Job.run_at)
    longest = max(work.lease_of(kind) for kind in work.handlers)
    set_back = and_(col(Job.tries) > 0, run_at > moment + LONGEST_WAIT)
    free = and_(lease.is_(None), or_(run_at.is_(None), run_at <= moment, set_back))
    return or_(free, lease <= moment, lease > moment + longest)


def _claim(database: Database, work: Work) -> Claimed | None:
    """Take one due job: nobody else gets it while the lease lasts."""
    if not work.handlers:
        return None
    due = select(Job).where(Job.state == JobState.waiting, col(Job.kind).in_(work.handlers))
    due = due.order_by(col(Job.run_at).nulls_first(), col(Job.id)).limit(1)
    with database.reading() as session:  # a look costs no writer its turn
        if session.exec(due.where(_due(now(session), work))).first() is None:
            return None
    with database.writing() as session:
        moment = now(session)
        job = session.exec(due.where(_due(moment, work)).with_for_update(skip_locked=True)).first()
        if job is None:
            return None
        if job.tries >= MOST_TRIES:  # every try ended with the worker's death
            _end(session, job, work.handlers[job.kind])
            return None
        job.tries += 1
        job.lease_until = moment + work.lease_of(job.kind)
        return Claimed(id=job.id or 0, kind=job.kind, payload={**job.payload}, tries=job.tries)


def _held(session: Session, claimed: Claimed) -> Job | None:
    """Return the job, locked, if this worker still holds it."""
    held = select(Job).where(Job.id == claimed.id, Job.tries == claimed.tries, Job.state == JobState.waiting)
    return session.exec(held.with_for_update()).first()


def _effect(database: Database, claimed: Claimed, handler: Handler | Errand) -> Effect:
    if isinstance(handler, Errand):
        return handler.go(database, claimed.payload)

    def write(session: Session) -> None:
        handler(session, claimed.payload)

    return write


def _do(database: Database, claimed: Claimed, handler: Handler | Errand) -> None:
    effect = _effect(database, claimed, handler)
    with database.writing() as session:
        job = _held(session, claimed)
        if job is None:  # it took longer than the lease, and somebody else has it now
            return
        effect(session)
        job.state, job.lease_until, job.error, job.ended_at = JobState.done, None, None, now(session)


def _failed(database: Database, claimed: Claimed, handler: Handler | Errand, error: str) -> None:
    with database.writing() as session:
        job = _held(session, claimed)
        if job is None:
            return
        job.error = error[:80]
        if job.tries >= MOST_TRIES:
            _end(session, job, handler)
            return
        job.lease_until = None
        job.run_at = now(session) + min(SHORTEST_WAIT * 4 ** (job.tries - 1), LONGEST_WAIT)


def _end(session: Session, job: Job, handler: Handler | Errand) -> None:
    """Give a job up; an administrator sees it."""
    job.state, job.lease_until, job.ended_at = JobState.dead, None, now(session)
    if isinstance(handler, Errand) and handler.give_up:
        handler.give_up(session, job.payload)
