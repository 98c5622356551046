"""Pictures and material of events over HTTP: staff send them, visitors get them under addresses that never change."""

from typing import Annotated, Any

from fastapi import File, Path, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.events import documents, files, registering, served, staff_listing
from api.events.file_schemas import Materials, Size
from api.events.file_tables import Visibility
from api.events.permissions import EDIT, event_of
from api.events.registration_router import ANYBODY, Secret, Token
from api.events.router import Number
from api.events.served import Served
from api.events.staff_router import Editor, Reader
from api.events.staff_schemas import EventDocument
from api.kernel import pictures
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Slot, Writing
from api.kernel.language import Offered
from api.kernel.problems import Conflict, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import Room, answers

_AROUND = 16 * 1024  # bytes of a form beside its file
_FOR_EVER = "public, max-age=31536000, immutable"
PICTURES, MATERIALS = "/staff/event-pictures", "/staff/event-materials"
EVENT, OWN = "/events/{number}", "/registration/materials"
router = Room(prefixes=("/events", OWN), tags=["Events"])
staff_router = Room(prefixes=(PICTURES, MATERIALS), tags=["Events"], largest_body=files.LARGEST + _AROUND)
Digest = Annotated[str, Path(max_length=64, description="Of the bytes.", examples=["9b1d6c0f5e4a47f0b1f2a3c4d5e6f708"])]
Which = Annotated[Size, Path(description="Longest side 640 or 1600 pixels at most.")]


class PictureWish(BaseModel):
    """The picture of an event, as `multipart/form-data`."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Field(description="JPEG, PNG or WebP, up to 8 MB and 40 million pixels.")
    alt: str = Field(
        min_length=1,
        max_length=500,
        description="What is to be seen, in German, for who does not see it; translated like the other texts.",
    )


class MaterialWish(BaseModel):
    """A file to take along, as `multipart/form-data`."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Field(description="PDF, ODT, DOCX, XLSX, PPTX or plain text, up to 8 MB.")
    title: str = Field(min_length=1, max_length=200, description="In the language of the file.")
    language: str = Field(default="de", max_length=20, description="Language of the file; a code of `/county`.")
    visibility: Visibility = Field(default=Visibility.public, description="For everybody, or for who has a seat.")


def _bytes(description: str, media_type: str, *, kept: bool = False) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"}
    made: dict[int | str, dict[str, Any]] = {
        200: {"description": description, "content": {media_type: {"schema": schema}}},
        **answers(NotFound),
    }
    return {**made, 304: {"description": "What the asker has is what is here."}} if kept else made


_PICTURE = _bytes("The picture.", pictures.MEDIA_TYPE)
_FILE = _bytes("The file, to be saved.", "application/octet-stream")
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)


@router.get(
    EVENT + "/pictures/{digest}/{size}.webp",
    operation_id="get_event_picture",
    summary="The picture of an event",
    response_class=Response,
    responses=_bytes("The picture.", pictures.MEDIA_TYPE, kept=True),
)
def get_event_picture(
    number: Number, digest: Digest, size: Which, session: Reading, request: Request, response: Response
) -> Response:
    """Return a picture rebuilt from its pixels; what is at this address never changes."""
    return _kept(served.public_picture(session, number, digest, size), f"{digest}-{size}", request, response)


@router.get(
    EVENT + "/materials",
    operation_id="list_event_materials",
    summary="Material of an event",
    responses=answers(NotFound),
)
def list_event_materials(number: Number, session: Reading) -> Materials:
    """Return the files everybody may take along; who has a seat finds more at `/registration/materials`."""
    return Materials(items=served.materials(session, number))


@router.get(
    EVENT + "/materials/{digest}",
    operation_id="download_event_material",
    summary="A file of an event",
    response_class=Response,
    responses=_bytes("The file, to be saved.", "application/octet-stream", kept=True),
)
def download_event_material(
    number: Number, digest: Digest, session: Reading, request: Request, response: Response
) -> Response:
    """Return a file as it was given to us; what is at this address never changes."""
    return _kept(served.public_material(session, number, digest), digest, request, response)


@router.get(
    OWN,
    operation_id="list_own_materials",
    summary="Material for who has a seat",
    responses=answers(NotFound),
    openapi_extra=ANYBODY,
)
def list_own_materials(token: Token, session: Reading, secret: Secret) -> Materials:
    """Return every file of the event of the registration whose secret is sent; none for who has no seat."""
    return Materials(items=served.materials_for(session, registering.own(session, secret, token)))


@router.get(
    OWN + "/{digest}",
    operation_id="download_own_material",
    summary="A file for who has a seat",
    response_class=Response,
    responses=_FILE,
    openapi_extra=ANYBODY,
)
def download_own_material(
    token: Token, digest: Digest, session: Reading, secret: Secret, response: Response
) -> Response:
    """Return a file of the event of the registration whose secret is sent."""
    return _sent(served.material_for(session, registering.own(session, secret, token), digest), response)


@staff_router.get(
    PICTURES + "/{number}/{digest}/{size}.webp",
    operation_id="get_staff_event_picture",
    summary="The picture of an event, also of a draft",
    response_class=Response,
    responses=_PICTURE,
)
def get_staff_event_picture(
    actor: Reader, number: Number, digest: Digest, size: Which, session: Reading, response: Response
) -> Response:
    """Return the picture an event has now."""
    return _sent(served.staff_picture(session, actor, number, digest, size), response)


@staff_router.put(
    PICTURES + "/{number}", operation_id="put_event_picture", summary="Give an event its picture", responses=_CHANGES
)
def put_event_picture(  # noqa: PLR0913 - a parameter each
    *,
    actor: Editor,
    number: Number,
    seen: SeenRevision,
    wish: Annotated[PictureWish, File()],
    offered: Offered,
    request: Request,
    response: Response,
    _slot: Slot,
) -> EventDocument:
    """Rebuild a picture from its pixels in two sizes and let the event have it: nothing else of the file is kept.

    What is no picture, or is too large, is 422: `errors` says why.
    """
    database = request.app.state.database
    with database.reading() as session:
        event_of(session, actor, number, EDIT)  # before anything is done with bytes
    made = pictures.rebuilt(wish.file.file.read())
    with database.writing() as session:
        files.set_picture(session, actor, number, seen, made, wish.alt, offered.codes)
        return tagged(response, staff_listing.get_event(session, actor, number))


@staff_router.delete(
    PICTURES + "/{number}",
    operation_id="delete_event_picture",
    summary="Take the picture of an event away",
    responses=_CHANGES,
)
def delete_event_picture(
    actor: Editor, number: Number, seen: SeenRevision, session: Writing, response: Response
) -> EventDocument:
    """Delete the picture and its text."""
    files.remove_picture(session, actor, number, seen)
    return tagged(response, staff_listing.get_event(session, actor, number))


@staff_router.post(
    MATERIALS + "/{number}",
    operation_id="add_event_material",
    summary="Add material to an event",
    responses=answers(NotFound, Conflict),
)
def add_event_material(
    actor: Editor,
    number: Number,
    wish: Annotated[MaterialWish, File()],
    session: Writing,
    offered: Offered,
    response: Response,
) -> EventDocument:
    """Add a file; its bytes say what it is. The same one again gets the new title: no Idempotency-Key is needed.

    What is no document of a known kind, is too large or has macros is 422: `errors` says why.
    """
    event_of(session, actor, number, EDIT)
    values = {"file_name": wish.file.filename or "", **wish.model_dump(exclude={"file"})}
    files.add_material(session, actor, number, documents.recognised(wish.file.file.read()), values, offered.codes)
    return tagged(response, staff_listing.get_event(session, actor, number))


@staff_router.get(
    MATERIALS + "/{number}/{digest}",
    operation_id="get_staff_event_material",
    summary="A file of an event, also of a draft",
    response_class=Response,
    responses=_FILE,
)
def get_staff_event_material(
    actor: Reader, number: Number, digest: Digest, session: Reading, response: Response
) -> Response:
    """Return a file as it was given to us."""
    return _sent(served.staff_material(session, actor, number, digest), response)


@staff_router.delete(
    MATERIALS + "/{number}/{digest}",
    operation_id="delete_event_material",
    summary="Take material away from an event",
    responses=answers(NotFound),
)
def delete_event_material(
    actor: Editor, number: Number, digest: Digest, session: Writing, response: Response
) -> EventDocument:
    """Delete a file."""
    files.remove_material(session, actor, number, digest)
    return tagged(response, staff_listing.get_event(session, actor, number))


def _sent(found: Served, response: Response, **more: str) -> Response:
    headers = {**response.headers, **more}
    if found.disposition:
        headers["Content-Disposition"] = found.disposition
    return Response(found.content, headers=headers, media_type=found.media_type)


def _kept(found: Served, tag: str, request: Request, response: Response) -> Response:
    """Send what never changes: who has it is told so, who has it not keeps it."""
    more = {"ETag": f'"{tag}"', "Cache-Control": _FOR_EVER}
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if asked & {f'"{tag}"', "*"}:
        return Response(status_code=304, headers={**response.headers, **more})
    return _sent(found, response, **more)
