"""Files of an event: its picture, and material to take along. Their bytes lie here, so that every backup has them."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint, text
from sqlmodel import Field

from api.kernel.tables import Row, choice


class FileKind(StrEnum):
    """What a file is for."""

    picture = "picture"
    material = "material"


class Visibility(StrEnum):
    """Who may have a material: everybody, or who has a seat."""

    public = "public"
    registered = "registered"


class EventFile(Row, table=True):
    """A file; `digest` of its bytes is its name in addresses, so what an address leads to never changes.

    A picture is WebP in two sizes (`small`, and `content`, which has width and height); its alternative text is one of
    the texts of the event. A material has a title in the language it is written in.
    """

    __tablename__ = "event_file"
    __table_args__ = (
        choice(FileKind, "kind"),
        choice(Visibility, "visibility"),
        CheckConstraint("(kind = 'picture') = (small IS NOT NULL)", name="picture_in_two_sizes"),
        UniqueConstraint("event", "kind", "digest"),
        Index(
            "uq_event_file_picture",
            "event",
            unique=True,
            sqlite_where=text("kind = 'picture'"),
            postgresql_where=text("kind = 'picture'"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    event: int = Field(foreign_key="event.id", ondelete="CASCADE")
    kind: FileKind = Field(sa_type=String(10))
    visibility: Visibility = Field(default=Visibility.public, sa_type=String(10))
    digest: str = Field(max_length=32)
    media_type: str = Field(max_length=80)
    content: bytes = Field(sa_type=LargeBinary)
    size: int
    small: bytes | None = Field(default=None, sa_type=LargeBinary)
    width: int | None = None
    height: int | None = None
    name: str | None = Field(default=None, max_length=100, description="For who saves it; safe on every system.")
    title: str | None = Field(default=None, max_length=200)
    language: str | None = Field(default=None, max_length=20)
    created_at: dt.datetime
