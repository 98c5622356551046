"""The database: SQLite in WAL (one web process) or PostgreSQL ≥ 15; one code for both."""

import threading
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from fastapi.concurrency import contextmanager_in_threadpool
from sqlalchemy import URL, Engine, Executable, Table, create_engine, event, make_url
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql import ClauseElement, visitors
from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.tables import RoomRevision, room_of
from api.kernel.time import Clock, system_clock

CHANNEL = "wik_revision"
_REVISIONS = select(RoomRevision.room, RoomRevision.revision).order_by(col(RoomRevision.room))
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may lose acknowledged commits when the power fails
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
)


class ReadNote:
    """What an answer was made from: room → revision, and the earliest moment it may become wrong without a write."""

    def __init__(self) -> None:
        self.rooms: dict[str, int] = {}
        self.valid_until: float | None = None

    def add(self, rooms: dict[str, int], valid_until: float | None) -> None:
        """Take in what one more reading saw; times are seconds since 1970."""
        self.rooms.update(rooms)
        if valid_until is not None:
            self.valid_until = min(valid_until, self.valid_until or valid_until)


class Database:
    """An engine with two ways in: `reading()` (a snapshot, never written through) and `writing()` (one transaction)."""

    def __init__(self, address: str, *, clock: Clock = system_clock, threads: int = 8, create: bool = True) -> None:
        """Open nothing yet. Without `create`, a missing SQLite file is an error and not an empty database."""
        url = make_url(address)
        self.address = address
        self.clock = clock
        self.on_sqlite = url.get_backend_name() == "sqlite"
        self.sqlite_file = Path(url.database or "") if self.on_sqlite else None
        self.engine = (
            _sqlite_engine(url, threads, create=create) if self.on_sqlite else _postgresql_engine(address, threads)
        )
        self._reader, self._writer = _two_ways(self.engine, on_sqlite=self.on_sqlite)
        # One writer at a time inside the process: waiting here is fair and cheap, waiting for SQLite's lock is neither.
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.on_sqlite else nullcontext()
        # Requests wait for these on the event loop. Were they let in freely, all threads could wait for a connection
        # (or SQLite's turn) whose holder waits for a thread.
        self.slots = CapacityLimiter(threads)
        self.turns = CapacityLimiter(1 if self.on_sqlite else max(1, threads - 2))  # readers always find one
        self.bodies = CapacityLimiter(max(1, threads // 2))  # readings that last as long as somebody takes a body
        self.after_commit: list[Callable[[], None]] = []

    @contextmanager
    def reading(self, note: ReadNote | None = None) -> Generator[Session]:
        """Yield a session on one snapshot; writing through it raises. `note` learns which rooms were read.

        What `kernel.reading` left open ends with the block: a cursor would keep the snapshot for the next reader.
        """
        with Session(self._reader) as session, ExitStack() as ends:
            session.info.update(clock=self.clock, rooms=set[str](), writable=False, ends=ends)
            revisions: dict[str, int] = dict(session.exec(_REVISIONS).all())
            session.info["rooms"].discard("kernel")
            yield session
            if note is not None:
                rooms = {room: revisions.get(room, 0) for room in session.info["rooms"]}
                note.add(rooms, session.info.get("valid_until"))

    @contextmanager
    def writing(self) -> Generator[Session]:
        """Yield a session that commits at the end of the block and rolls back when it raises."""
        with self._turn, Session(self._writer, expire_on_commit=False) as session:
            session.info.update(clock=self.clock, writable=True)
            yield session
            session.flush()
            if raised := audit.before_commit(session):
                self._announce(session)
            session.commit()
        if raised:
            for tell in self.after_commit:
                tell()

    def revisions(self) -> dict[str, int]:
        """Return the present revision of every room."""
        with self.engine.connect() as connection:
            return dict(connection.execute(_REVISIONS).all())

    def _announce(self, session: Session) -> None:
        if not self.on_sqlite:
            session.connection().exec_driver_sql(f"NOTIFY {CHANNEL}")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def expires(session: Session, moment: float) -> None:
    """Say that what this session read may change at `moment` (seconds since 1970) without any write."""
    session.info["valid_until"] = min(moment, session.info.get("valid_until", moment))


def _sqlite_engine(url: URL, threads: int, *, create: bool) -> Engine:
    if not create:
        url = url.set(database=f"file:{quote(url.database or '')}", query={"mode": "rw", "uri": "true"})
    engine = create_engine(
        url, pool_size=threads, max_overflow=2, hide_parameters=True, connect_args={"check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def began(connection: Any) -> None:
        options, pooled = connection.get_execution_options(), connection.connection
        only_reads = "ON" if options.get("reads") else "OFF"
        if pooled.info.get("only_reads") != only_reads:  # a connection is lent to readers and writers
            pooled.driver_connection.execute(f"PRAGMA query_only={only_reads}")
            pooled.info["only_reads"] = only_reads
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def _postgresql_engine(address: str, threads: int) -> Engine:
    patience = {"connect_timeout": 5}  # seconds: revisions are asked for on the event loop
    return create_engine(
        address, pool_size=threads, max_overflow=2, pool_pre_ping=True, hide_parameters=True, connect_args=patience
    )


def _two_ways(engine: Engine, *, on_sqlite: bool) -> tuple[Engine, Engine]:
    if on_sqlite:
        return engine.execution_options(reads=True), engine.execution_options(writes=True)
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return snapshot, engine


@lru_cache(maxsize=1024)
def _rooms_in(statement: Executable) -> frozenset[str]:
    if not isinstance(statement, ClauseElement):
        return frozenset()
    parts: list[Any] = [part for part in visitors.iterate(statement) if isinstance(part, Table)]
    return frozenset(room_of(table) for table in parts)


@event.listens_for(Session, "do_orm_execute")
def _note_rooms(state: ORMExecuteState) -> None:
    if not state.is_select:
        audit.guard_statement(state)
        return
    rooms: set[str] | None = state.session.info.get("rooms")
    if rooms is not None:  # a reading
        rooms |= _rooms_in(state.statement)


async def _slot(request: Request) -> AsyncIterator[None]:
    database: Database = request.app.state.database
    async with database.slots:
        yield


class Opening:
    """A session for one endpoint: opened, used and closed in the one thread the endpoint runs in (`kernel.routing`).

    Changing between the event loop and a thread costs more than most statements.
    """

    def __init__(self, database: Database, opened: AbstractContextManager[Session], *, writes: bool = False) -> None:
        """Open nothing yet."""
        self.database = database
        self.opened = opened
        self.writes = writes
        self.info: dict[str, object] = {}

    async def run(self, endpoint: Callable[..., Any], values: dict[str, Any]) -> Any:
        """Wait for a turn, call the endpoint with its session and return its answer; what it wrote is committed.

        Raises what the endpoint raises, and DBAPIError for a commit that fails; nothing is written then.
        """

        def work() -> Any:
            with self.opened as session:
                session.info.update(self.info)
                return endpoint(**values | {"session": session})

        async with self.database.turns if self.writes else nullcontext():
            return await to_thread.run_sync(work, limiter=self.database.slots)


async def _read(request: Request) -> Opening:
    database: Database = request.app.state.database
    return Opening(database, database.reading(request.scope.get("wik.note")))


async def _read_on(request: Request) -> AsyncIterator[Session]:
    database: Database = request.app.state.database
    reading = contextmanager_in_threadpool(database.reading(request.scope.get("wik.note")))
    async with database.bodies, database.slots, reading as session:
        yield session


async def open_writing(request: Request) -> Opening:
    """Return the way to a session that writes."""
    database: Database = request.app.state.database
    return Opening(database, database.writing(), writes=True)


Reading = Annotated[Session, Depends(_read)]
Writing = Annotated[Session, Depends(open_writing)]
# For a body that is read while it is sent: the snapshot, a slot and a connection are held until the last byte is taken.
Lasting = Annotated[Session, Depends(_read_on, scope="request")]
# For an endpoint that opens a connection of its own.
Slot = Annotated[None, Depends(_slot, scope="function")]
