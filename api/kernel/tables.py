"""What every table shares: constraint names, the room a table belongs to, and the kernel's own tables."""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column
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
    """A row of any room; written only through `kernel.audit`."""

    if TYPE_CHECKING:  # SQLModel types it as something no string fits
        __tablename__: ClassVar[str]  # pyright: ignore[reportIncompatibleVariableOverride]


class Revised(Row):
    """A row people edit: `revision` counts its changes and is its staff ETag."""

    revision: int = Field(default=1, ge=1)


class RoomRevision(Stored, table=True):
    """How often the public data of a room changed; the read cache compares these numbers."""

    __tablename__ = "room_revision"
    room: str = Field(primary_key=True, max_length=40)
    revision: int = Field(default=0, sa_type=BigInteger)


class AuditEntry(Stored, table=True):
    """Who changed what when: names of changed fields, never their values."""

    __tablename__ = "audit_entry"
    id: int | None = Field(default=None, primary_key=True)
    at: dt.datetime
    actor: str = Field(max_length=80)
    action: str = Field(max_length=20)
    object_type: str = Field(max_length=60)
    object_key: str = Field(max_length=200)
    fields: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


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


KERNEL_TABLES = frozenset({RoomRevision, AuditEntry, IdempotencyKey, Installation, Heartbeat})
_rooms: dict[str, str] = {}


def room_of(table: Any) -> str:
    """Return the room an SQLAlchemy table belongs to, which is the package its class is defined in."""
    if table.name not in _rooms:
        registry: Any = SQLModel._sa_registry  # noqa: SLF001 - it has no public door  # pyright: ignore[reportPrivateUsage]
        for mapper in registry.mappers:
            module = mapper.class_.__module__.split(".")
            _rooms[mapper.local_table.name] = module[1] if module[0] == "api" else module[0]
    return _rooms[table.name]


def insert_into(session: Session, table: type[SQLModel]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that can say what happens on a conflict, in the dialect of the session's database."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
