"""Pictures and material of events as they are handed out: to everybody, to who has a seat, to staff."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlmodel import Session, col

from api.events.file_schemas import Material, PictureView, Size, StaffMaterial
from api.events.file_tables import EventFile, FileKind, Visibility
from api.events.permissions import SEE, event_of
from api.events.registration_tables import Registration, RegistrationState
from api.events.states import PUBLIC
from api.events.tables import Event
from api.kernel.language import said
from api.kernel.permission import Actor
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.routing import BASE

_LISTED = columns(
    EventFile.digest, EventFile.title, EventFile.language, EventFile.name, EventFile.media_type, EventFile.size,
    EventFile.visibility,
).where(col(EventFile.kind) == FileKind.material).order_by(col(EventFile.title), col(EventFile.id))  # fmt: skip


@dataclass(frozen=True)
class Served:
    """Bytes as they are sent: of which type, and under which name they are saved (None: shown)."""

    content: bytes
    media_type: str
    name: str | None = None

    @property
    def disposition(self) -> str | None:
        """The header that makes browsers save them; the plain name is for those that know no other alphabet."""
        if self.name is None:
            return None
        plain = self.name.encode("ascii", "ignore").decode().strip()
        fallback = plain if not plain.startswith(".") else f"material{plain}"
        return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(self.name, safe='')}"


def picture_view(row: Any, language: str) -> PictureView | None:
    """Return the picture of a row of an event that was read with it."""
    if row.picture is None:
        return None
    address = f"{BASE}/events/{row.id}/pictures/{row.picture}"
    return PictureView(
        alt=said(row.picture_alt, language),
        width=row.picture_width,
        height=row.picture_height,
        small=f"{address}/small.webp",
        large=f"{address}/large.webp",
    )


def for_staff(picture: PictureView | None) -> PictureView | None:
    """Return a picture under the addresses staff have for it, where it is no public one yet."""
    if picture is None:
        return None
    return picture.model_copy(update={size: _staff_address(getattr(picture, size)) for size in ("small", "large")})


def _staff_address(public: str) -> str:
    number, _, which = public.removeprefix(f"{BASE}/events/").partition("/pictures/")
    return f"{BASE}/staff/event-pictures/{number}/{which}"


def materials(session: Session, number: int) -> list[Material]:
    """Return what everybody may take along from a public event. Raises NotFound."""
    _require_public(session, number)
    public = _LISTED.where(col(EventFile.event) == number, col(EventFile.visibility) == Visibility.public)
    return [_material(row) for row in rows_of(session, public)]


def materials_for(session: Session, whose: Registration) -> list[Material]:
    """Return everything who has a seat may take along from a public event; nothing for others."""
    if whose.state != RegistrationState.confirmed or not _is_public(session, whose.event):
        return []
    return [_material(row) for row in rows_of(session, _LISTED.where(col(EventFile.event) == whose.event))]


def staff_materials(session: Session, number: int) -> list[StaffMaterial]:
    """Return every file of an event the actor may see."""
    rows = rows_of(session, _LISTED.where(col(EventFile.event) == number))
    return [StaffMaterial(**_material(row).model_dump(), visibility=row.visibility) for row in rows]


def _material(row: Any) -> Material:
    return Material(**{name: getattr(row, name) for name in Material.model_fields})


def public_picture(session: Session, number: int, digest: str, size: Size) -> Served:
    """Return the bytes of the picture of a public event. Raises NotFound."""
    _require_public(session, number)
    return _picture(session, number, digest, size)


def staff_picture(session: Session, actor: Actor, number: int, digest: str, size: Size) -> Served:
    """Return the bytes of the picture of an event, also of a draft. Raises NotFound."""
    event_of(session, actor, number, SEE)
    return _picture(session, number, digest, size)


def public_material(session: Session, number: int, digest: str) -> Served:
    """Return a file everybody may take along. Raises NotFound."""
    _require_public(session, number)
    return _file(session, number, digest, col(EventFile.visibility) == Visibility.public)


def material_for(session: Session, whose: Registration, digest: str) -> Served:
    """Return a file to who has a seat. Raises NotFound."""
    if whose.state != RegistrationState.confirmed:
        raise NotFound
    _require_public(session, whose.event)
    return _file(session, whose.event, digest)


def staff_material(session: Session, actor: Actor, number: int, digest: str) -> Served:
    """Return a file of an event, also of a draft. Raises NotFound."""
    event_of(session, actor, number, SEE)
    return _file(session, number, digest)


def _picture(session: Session, number: int, digest: str, size: Size) -> Served:
    bytes_of = EventFile.small if size == "small" else EventFile.content
    wanted = columns(col(bytes_of).label("content"), EventFile.media_type)
    row = _one(session, wanted, number, FileKind.picture, col(EventFile.digest) == digest)
    return Served(row.content, row.media_type)


def _file(session: Session, number: int, digest: str, *more: Any) -> Served:
    wanted = columns(EventFile.content, EventFile.media_type, EventFile.name)
    row = _one(session, wanted, number, FileKind.material, col(EventFile.digest) == digest, *more)
    kind = "text/plain; charset=utf-8" if row.media_type == "text/plain" else row.media_type
    return Served(row.content, kind, row.name)


def _one(session: Session, wanted: Any, number: int, kind: FileKind, *more: Any) -> Any:
    rows = rows_of(session, wanted.where(col(EventFile.event) == number, col(EventFile.kind) == kind, *more))
    if not rows:
        raise NotFound
    return rows[0]


def _is_public(session: Session, number: int) -> bool:
    public = columns(Event.id).where(col(Event.id) == number, col(Event.state).in_(sorted(PUBLIC)))
    return bool(rows_of(session, public))


def _require_public(session: Session, number: int) -> None:
    if not _is_public(session, number):
        raise NotFound
