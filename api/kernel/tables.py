"""What every table shares: constraint names, the room a table belongs to, and the kernel's own tables."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, String
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel

# One convention, so that migrations can name a constraint on every database
# (Alembic, "The importance of naming constraints").
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Stored(SQLModel):
    """What every table comes from; it tells type checkers that the name of a table is text."""

    if TYPE_CHECKING:
        __tablename__: ClassVar[str]  # pyright: ignore[reportIncompatibleVariableOverride]


class Row(Stored):
    """A row of any room; written only through `kernel.audit`.

    What is working memory and no fact of the programme (sessions, drafts, jobs) comes from `Stored` and is written
    freely inside `Database.writing`.
    """

    if TYPE_CHECKING:  # SQLModel types it as something no string fits
        __tablename__: ClassVar[str]  # pyright: ignore[reportIncompatibleVariableOverride]


class Anonymous(Row):
    """A row nobody may be found by: written only through `kernel.anonymous_write`, never noted in the trail.

    It has no number that counts up and no time; its key says nothing about who or when.
    """


class Revised(Row):
    """A row people edit: `revision` counts its changes and is its staff ETag."""

    revision: int = Field(default=1, ge=1)


class Versioned(Revised):
    """A row whose earlier states are kept as `Version`; never one that holds personal data."""


def choice(values: type[StrEnum], column: str) -> CheckConstraint:
    """Return the constraint that a column holds one of these values: text and CHECK, never an ENUM type."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"{column}_known")


def json(empty: Callable[[], Any] | None = None, *, optional: bool = False) -> Any:
    """Return a column of JSON, which begins as what `empty` makes; None is NULL in it, never JSON's own null."""
    column = Column(JSON(none_as_null=True), nullable=optional)
    return Field(default_factory=empty, sa_column=column) if empty else Field(default=None, sa_column=column)


class RoomRevision(Stored, table=True):
    """How often the public data of a room changed; the read cache compares these numbers."""

    __tablename__ = "room_revision"
    room: str = Field(primary_key=True, max_length=40)
    revision: int = Field(default=0, sa_type=BigInteger)


class AuditEntry(Stored, table=True):
    """Who changed what when: names of changed fields, never their values.

    Entries are numbered without a gap; `hash` covers the entry and the hash of the one before it (`kernel.trail`).
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "object_type", "object_key"),)
    id: int | None = Field(default=None, primary_key=True)
    at: dt.datetime
    actor: str = Field(max_length=80, index=True)
    action: str = Field(max_length=20)
    object_type: str = Field(max_length=60)
    object_key: str = Field(max_length=200)
    fields: list[str] = json(list)
    hash: str = Field(default="", max_length=64)


class AuditHead(Stored, table=True):
    """The newest entry of the trail: one row, locked while entries are added."""

    __tablename__ = "audit_head"
    id: int = Field(default=1, primary_key=True)
    number: int
    hash: str = Field(max_length=64)


class Version(Stored, table=True):
    """The values a change or a deletion replaced; `revision` is the one that had them."""

    __tablename__ = "version"
    object_type: str = Field(primary_key=True, max_length=60)
    object_key: str = Field(primary_key=True, max_length=200)
    revision: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    replaced_at: dt.datetime
    replaced_by: str = Field(max_length=80)
    values: dict[str, Any] = json()


class IdempotencyKey(Stored, table=True):
    """A request that was answered: hashes, status and the resource it made; never a body. Kept 24 hours."""

    __tablename__ = "idempotency_key"
    key_hash: str = Field(primary_key=True, max_length=64)
    body_hash: str = Field(max_length=64)
    status: int
    resource: str = Field(max_length=200)
    at: dt.datetime = Field(index=True)


class Installation(Stored, table=True):
    """Facts about this database as a whole: the loaded profile, whether it holds demo data."""

    key: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=200)


class Heartbeat(Stored, table=True):
    """When a child process last said that it works."""

    process: str = Field(primary_key=True, max_length=40)
    at: dt.datetime


class JobState(StrEnum):
    """A job waits (also while somebody works on it), is done, or was given up."""

    waiting = "waiting"
    done = "done"
    dead = "dead"


class Job(Stored, table=True):
    """Something to do later (`kernel.jobs`): ids only, never personal data."""

    __table_args__ = (choice(JobState, "state"), Index(None, "state", "run_at"))
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=60)
    payload: dict[str, int | str] = json()
    dedup_key: str | None = Field(default=None, max_length=200, unique=True)
    state: JobState = Field(default=JobState.waiting, sa_type=String(12))
    run_at: dt.datetime | None = Field(default=None, description="Not before; None is at once.")
    lease_until: dt.datetime | None = Field(default=None, description="Until then somebody works on it.")
    tries: int = 0
    error: str | None = Field(default=None, max_length=80, description="Kind of the last failure, never its text.")
    ended_at: dt.datetime | None = None


class MailState(StrEnum):
    """A mail waits, was sent, was refused or given up, or has nobody left to go to."""

    waiting = "waiting"
    sent = "sent"
    dead = "dead"
    dropped = "dropped"


class Mail(Stored, table=True):
    """The outbox (`kernel.mail`): which letter about what goes to whom; words and address are found when it leaves.

    `to_account` is None for people without one: then `object_key` leads to them.
    """

    __table_args__ = (choice(MailState, "state"),)
    id: str = Field(primary_key=True, max_length=32, description="Random, and the stable part of the Message-ID.")
    kind: str = Field(max_length=60)
    to_account: int | None = Field(default=None, index=True)
    object_key: str = Field(max_length=200)
    language: str = Field(max_length=20)
    state: MailState = Field(default=MailState.waiting, sa_type=String(12))
    code: int | None = Field(default=None, description="What the mail server answered when it refused for good.")
    at: dt.datetime = Field(index=True)
    ended_at: dt.datetime | None = None


KERNEL_TABLES = frozenset(
    {RoomRevision, AuditEntry, AuditHead, Version, IdempotencyKey, Installation, Heartbeat, Job, Mail}
)
_classes: dict[str, type[SQLModel]] = {}


def class_of(table: Any) -> type[SQLModel]:
    """Return the class of an SQLAlchemy table."""
    if table.name not in _classes:
        registry: Any = SQLModel._sa_registry  # noqa: SLF001 - it has no public door  # pyright: ignore[reportPrivateUsage]
        for mapper in registry.mappers:
            _classes[mapper.local_table.name] = mapper.class_
    return _classes[table.name]


def room_of(table: Any) -> str:
    """Return the room an SQLAlchemy table belongs to, which is the package its class is defined in."""
    module = class_of(table).__module__.split(".")
    return module[1] if module[0] == "api" else module[0]


def insert_into(session: Session, table: type[SQLModel]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that can say what happens on a conflict, in the dialect of the session's database."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
