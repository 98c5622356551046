"""The door of the staff area: finds out who asks, by cookie or token; holds what sign-ins need and no table keeps."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Executable, update
from sqlmodel import Session, col

from api.accounts import rights
from api.accounts.arrivals import RoleMap
from api.accounts.passwords import Queue
from api.accounts.problems import FreshProofNeeded
from api.accounts.provider import Provider
from api.accounts.reach import Reaches
from api.accounts.rights import AreaKeys, Stage, Visit
from api.accounts.tables import AccountSession, ApiToken
from api.accounts.throttle import Throttle
from api.kernel.db import Database
from api.kernel.permission import Actor, Needs
from api.kernel.problems import Forbidden, NotSignedIn, SecondFactorRequired
from api.kernel.time import today
from api.settings import Settings

Result = TypeVar("Result")
COOKIE = "__Host-wik"
TOKEN = "wik_"  # noqa: S105 - what tokens begin with, so that scanners find leaked ones
_SEEN_EVERY = dt.timedelta(minutes=1)
_MOST_SIGHTINGS = 10_000


class Entrance:
    """One per app. Calling it says who asks: what the kernel knows as `authenticate`."""

    def __init__(self, settings: Settings) -> None:
        self.secret = settings.secret.get_secret_value()
        self.throttle = Throttle(self.secret)
        self.queue = Queue()
        self.provider = Provider(settings) if settings.oidc_issuer else None
        self.roles = RoleMap.read(settings.oidc_roles)
        self._reaches = Reaches()
        self._seen: dict[str, dt.datetime] = {}
        # A request that reads must not wait for SQLite's one writer; this thread may.
        self._notes = ThreadPoolExecutor(1, thread_name_prefix="sightings")

    def __call__(self, request: Request, database: Database) -> Actor:
        """Return who asks, in at most two statements. Raises NotSignedIn, or SecondFactorRequired half way in."""
        if "authorization" in request.headers:
            return self._by_token(request.headers["authorization"], database)
        found = self.visit(request, database)
        if found.stage is not Stage.signed_in:
            raise SecondFactorRequired
        return found.actor

    def visit(self, request: Request, database: Database) -> Visit:
        """Return the sign-in of this browser, however far it has come. Raises NotSignedIn."""
        with database.reading() as session:
            found = self.look(request, session)
        if found is None:
            raise NotSignedIn
        self._sighted(found, database)
        return found

    def look(self, request: Request, session: Session) -> Visit | None:
        """Return the sign-in of this browser without prolonging it."""
        cookie = request.cookies.get(COOKIE)
        return self.visit_of(cookie, session) if cookie else None

    def visit_of(self, cookie: str, session: Session) -> Visit | None:
        """Return the sign-in of a cookie."""
        return rights.visit(session, cookie, self._areas(session), self._seen.get)

    def settle(self) -> None:
        """Wait until every sighting is written; for tests."""
        self._notes.submit(lambda: None).result()

    def forget(self, id_hash: str) -> None:
        """Forget when a sign-in that has ended was seen."""
        self._seen.pop(id_hash, None)

    def _areas(self, session: Session) -> Callable[[int], AreaKeys]:
        return lambda revision: self._reaches.of(session, revision, today(session))

    def _by_token(self, header: str, database: Database) -> Actor:
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer" or not token.startswith(TOKEN):
            raise NotSignedIn
        with database.reading() as session:
            found = rights.token_use(session, token, self._areas(session))
            day = today(session)
        if found is None:
            raise NotSignedIn
        if found.last_used_on != day:
            statement = update(ApiToken).where(col(ApiToken.id) == found.token).values(last_used_on=day)
            self._notes.submit(_write, database, statement)
        return found.actor

    def _sighted(self, found: Visit, database: Database) -> None:
        """Note that somebody is still there: in memory at once, in the table at most once a minute."""
        moment = database.clock()
        last = max(found.seen_at, self._seen.get(found.id_hash, found.seen_at))
        if moment - last < _SEEN_EVERY:
            return
        if len(self._seen) > _MOST_SIGHTINGS:
            self._seen.clear()
        self._seen[found.id_hash] = moment
        statement = update(AccountSession).where(col(AccountSession.id) == found.session).values(seen_at=moment)
        self._notes.submit(_write, database, statement)


def _write(database: Database, statement: Executable) -> None:
    with database.writing() as session:
        session.connection().execute(statement)


def entrance_of(request: Request) -> Entrance:
    """Return the app's entrance."""
    return cast("Entrance", request.app.state.entrance)


async def _present(request: Request) -> Visit:
    """Return who is there; a token is not enough for what belongs to the person and not to their programs."""
    if "authorization" in request.headers:
        raise Forbidden  # else a token could make itself another one that may more
    database: Database = request.app.state.database
    entrance = entrance_of(request)
    async with database.slots:
        found = await run_in_threadpool(entrance.visit, request, database)
    request.state.actor = found.actor
    return found


Door = Annotated[Entrance, Depends(entrance_of)]
# Whoever has at least given a password or come from the provider; a second factor may still be missing.
Present = Annotated[Visit, Depends(_present)]


def _in_person(visit: Present) -> Visit:
    if visit.stage is not Stage.signed_in:
        raise SecondFactorRequired
    return visit


InPerson = Annotated[Visit, Depends(_in_person)]  # signed in with everything the role asks for


def _proved(visit: InPerson) -> Visit:
    if not visit.fresh:
        raise FreshProofNeeded
    return visit


Proved = Annotated[Visit, Depends(_proved)]  # in person, and shown again within the last minutes


def _enrolling(visit: Present) -> Visit:
    if visit.stage is Stage.second_factor:
        raise SecondFactorRequired
    return visit if visit.stage is Stage.enrolment else _proved(visit)


Enrolling = Annotated[Visit, Depends(_enrolling)]  # may set up a second factor: proved, or here for nothing else


class InPersonNeeds(Needs):
    """As `Needs`, for what guards signing in: done by a person who has just shown who they are, never by a token."""

    async def __call__(self, visit: Proved) -> Actor:  # pyright: ignore[reportIncompatibleMethodOverride] - FastAPI calls it
        """Return the actor. Raises Forbidden, SecondFactorRequired, or FreshProofNeeded."""
        return await super().__call__(visit.actor)


async def in_transaction(request: Request, work: Callable[[Session], Result]) -> Result:
    """Return what `work` returns, once it is committed: for endpoints that wait for something outside in between."""
    database: Database = request.app.state.database

    def run() -> Result:
        with database.writing() as session:
            return work(session)

    async with database.turns, database.slots:
        return await run_in_threadpool(run)
