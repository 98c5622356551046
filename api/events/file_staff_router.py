"""Staff give events pictures and material, as `multipart/form-data`."""

from typing import Annotated

from fastapi import File, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.events import documents, files, served, staff_listing
from api.events.file_router import FILE, PICTURE, Digest, Which, sent
from api.events.file_tables import Visibility
from api.events.permissions import EDIT, event_of
from api.events.router import Number
from api.events.staff_router import Editor, Reader
from api.events.staff_schemas import EventDocument
from api.kernel import pictures
from api.kernel.conditional import SeenRevision, tagged
from api.kernel.db import Reading, Slot, Writing
from api.kernel.language import Offered
from api.kernel.problems import Conflict, NotFound, RevisionMismatch, RevisionRequired
from api.kernel.routing import Room, answers

_AROUND = 16 * 1024  # bytes of a form beside its file
PICTURES, MATERIALS = "/staff/event-pictures", "/staff/event-materials"
router = Room(prefixes=(PICTURES, MATERIALS), tags=["Events"], largest_body=files.LARGEST + _AROUND)
_CHANGES = answers(NotFound, RevisionMismatch, RevisionRequired)


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


@router.get(
    PICTURES + "/{number}/{digest}/{size}.webp",
    operation_id="get_staff_event_picture",
    summary="The picture of an event, also of a draft",
    response_class=Response,
    responses=PICTURE,
)
def get_staff_event_picture(
    actor: Reader, number: Number, digest: Digest, size: Which, session: Reading, response: Response
) -> Response:
    """Return the picture an event has now."""
    return sent(served.staff_picture(session, actor, number, digest, size), response)


@router.put(
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


@router.delete(
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


@router.post(
    MATERIALS + "/{number}",
    operation_id="add_event_material",
    summary="Add material to an event",
    responses=answers(NotFound, Conflict),
)
def add_event_material(
    actor: Editor,
    number: Number,
    wish: Annotated[MaterialWish, File()],
    offered: Offered,
    request: Request,
    response: Response,
    _slot: Slot,
) -> EventDocument:
    """Add a file; its bytes say what it is. The same one again gets the new title: no Idempotency-Key is needed.

    What is no document of a known kind, is too large or has macros is 422: `errors` says why.
    """
    database = request.app.state.database
    with database.reading() as session:
        event_of(session, actor, number, EDIT)  # before anything is done with bytes
    made = documents.recognised(wish.file.file.read())
    values = {"file_name": wish.file.filename or "", **wish.model_dump(exclude={"file"})}
    with database.writing() as session:
        files.add_material(session, actor, number, made, values, offered.codes)
        return tagged(response, staff_listing.get_event(session, actor, number))


@router.get(
    MATERIALS + "/{number}/{digest}",
    operation_id="get_staff_event_material",
    summary="A file of an event, also of a draft",
    response_class=Response,
    responses=FILE,
)
def get_staff_event_material(
    actor: Reader, number: Number, digest: Digest, session: Reading, response: Response
) -> Response:
    """Return a file as it was given to us."""
    return sent(served.staff_material(session, actor, number, digest), response)


@router.delete(
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
