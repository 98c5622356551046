"""Files with courses over HTTP: looked at first, then imported as a whole or not at all."""

from typing import Annotated

from fastapi import Depends, File, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.events import import_schemas, importing, sources
from api.events.import_schemas import CourseImport, CourseSource, CourseSources
from api.events.importing import Target
from api.events.permissions import IMPORT
from api.events.tables import EventKind
from api.kernel.db import Reading, Writing
from api.kernel.permission import Actor, Needs
from api.kernel.problems import RevisionMismatch
from api.kernel.reading_files import LARGEST
from api.kernel.routing import Room, answers

_AROUND = 16 * 1024  # bytes of a form beside its file
IMPORTS, PREVIEWS, SOURCES = "/staff/event-imports", "/staff/event-import-previews", "/staff/event-import-sources"
router = Room(prefixes=(IMPORTS, PREVIEWS, SOURCES), tags=["Events"], largest_body=LARGEST + _AROUND)
Importer = Annotated[Actor, Depends(Needs(IMPORT))]


class CourseFileWish(BaseModel):
    """A file with courses, as `multipart/form-data`."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Field(description="CSV, XLSX or iCalendar, up to 8 MB; its first bytes say which.")
    source: str = Field(
        default="kvhs",
        pattern="^[a-z0-9-]{1,60}$",
        description="The system the file comes from; each school has its own. What is missing in the file is archived.",
    )
    kind: EventKind = Field(default=EventKind.training, description="What new courses are here.")
    organiser: str | None = Field(default=None, max_length=80, description="Key of the organisation.")


class CourseImportWish(CourseFileWish):
    """A file that was looked at and is to be imported."""

    digest: str = Field(max_length=64, description="The `digest` of the preview that was read.")


@router.get(SOURCES, operation_id="list_event_import_sources", summary="Systems courses came from")
def list_event_import_sources(_actor: Importer, session: Reading) -> CourseSources:
    """Say of which systems there are courses, so that a file is not taken for one of another."""
    items = [CourseSource(**row._asdict()) for row in sources.sources(session)]
    return CourseSources(items=items)


@router.post(PREVIEWS, operation_id="preview_event_import", summary="Look at a file with courses")
def preview_event_import(_actor: Importer, wish: Annotated[CourseFileWish, File()], session: Reading) -> CourseImport:
    """Say what would happen to each course and, in one pass, everything that is wrong: nothing is stored.

    A file that cannot be read at all is 422: `errors` says why. XML is refused.
    """
    return import_schemas.document(importing.plan(session, wish.file.file.read(), _target(wish)))


@router.post(
    IMPORTS,
    operation_id="create_event_import",
    summary="Import a file with courses",
    responses=answers(RevisionMismatch),
)
def create_event_import(actor: Importer, wish: Annotated[CourseImportWish, File()], session: Writing) -> CourseImport:
    """Create, change, cancel and archive events as the preview said, all of it or nothing.

    412 when it would do other things by now: look at it again. The same file once more changes nothing, so it needs no
    Idempotency-Key. What staff changed here stays; who signed up is told of what moves or is cancelled, and an event
    with people signed up is not archived.
    """
    return import_schemas.document(importing.apply(session, actor, wish.file.file.read(), _target(wish), wish.digest))


def _target(wish: CourseFileWish) -> Target:
    return Target(wish.source, wish.kind, wish.organiser)
