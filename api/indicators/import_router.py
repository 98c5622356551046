"""Files with values of indicators over HTTP: looked at first, then imported as a whole or not at all."""

from typing import Annotated

from fastapi import Depends, File, Path, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.indicators import import_views, importing, underway
from api.indicators.import_schemas import ImportDocument, ImportPreview, ImportProgress
from api.indicators.importing import Applying
from api.indicators.permissions import ENTER, READ
from api.indicators.staff_schemas import Reason
from api.indicators.underway import Underway
from api.kernel.db import Reading, Slot
from api.kernel.permission import Actor, Needs
from api.kernel.problems import NotFound, RevisionMismatch
from api.kernel.reading_files import LARGEST
from api.kernel.routing import BASE, Room, answers

_AROUND = 16 * 1024  # bytes of a form beside its file
IMPORTS, PREVIEWS, PROGRESS = "/staff/imports", "/staff/import-previews", "/staff/import-progress"
router = Room(prefixes=(IMPORTS, PREVIEWS, PROGRESS), tags=["Values"], largest_body=LARGEST + _AROUND)

Reader = Annotated[Actor, Depends(Needs(READ))]
Enterer = Annotated[Actor, Depends(Needs(ENTER))]
Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the import.", examples=[5])]
Token = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_-]{16,64}$")]


class FileWish(BaseModel):
    """A file to look at, as `multipart/form-data`."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile = Field(description="CSV or XLSX, up to 8 MB and 20,000 lines; its first bytes say which.")
    progress: Token | None = Field(
        default=None, description="A random word of your own, to ask with how far it is: `/staff/import-progress/`."
    )


class ImportWish(FileWish):
    """A file that was looked at and is to be imported."""

    digest: str = Field(max_length=64, description="The `digest` of the preview that was read.")
    reason: Reason | None = Field(default=None, description="Why; needed where values in force are replaced.")
    partly: bool = Field(default=False, description="Import it although some of it was not read (`unread`).")


@router.post(PREVIEWS, operation_id="preview_import", summary="Look at a file before it is imported")
def preview_import(actor: Enterer, wish: Annotated[FileWish, File()], request: Request, _slot: Slot) -> ImportPreview:
    """Say what would change and, in one pass, everything that is wrong: nothing is stored.

    A file that cannot be read at all is 422: `errors` says why.
    """
    with _underway(request, actor, wish) as counting:
        return importing.preview(request.app.state.database, actor, wish.file.file.read(), counting)


@router.post(
    IMPORTS,
    operation_id="create_import",
    summary="Import a file",
    status_code=201,
    responses={
        200: {"model": ImportDocument, "description": "These bytes were imported before, or say nothing new."},
        **answers(RevisionMismatch),
    },
)
def create_import(
    actor: Enterer, wish: Annotated[ImportWish, File()], request: Request, response: Response, _slot: Slot
) -> ImportDocument:
    """Store a file that was looked at, all of it or nothing: its sheets become drafts, to be handed in as usual.

    With faults it is 422, with each of them. 412 when somebody saved one of the sheets meanwhile: look at it again. The
    same bytes once more change nothing: 200, and `already` is true. So it needs no Idempotency-Key.
    """
    database = request.app.state.database
    how = Applying(wish.file.filename or "", wish.digest, wish.reason, wish.partly)
    with _underway(request, actor, wish) as counting:
        number, new = importing.apply(database, actor, wish.file.file.read(), how, counting)
    if new:
        response.headers["Location"] = f"{BASE}{IMPORTS}/{number}"
    else:
        response.status_code = 200
    with database.reading() as session:
        return import_views.document(session, actor, number, already=not new and number is not None)


def _underway(request: Request, actor: Actor, wish: FileWish) -> Underway:
    return Underway(request.app.state.settings.data_dir, actor, wish.progress)


@router.get(
    f"{PROGRESS}/{{token}}",
    operation_id="watch_import",
    summary="How far an import of one's own is",
    responses=answers(NotFound),
)
def watch_import(
    actor: Enterer,
    token: Annotated[Token, Path(description="What was sent as `progress`.", examples=["3f8a1c5e9b7d4f20"])],
    request: Request,
) -> ImportProgress:
    """While a file is looked at or imported. 404 when nothing is known: not begun, over, or on another machine."""
    found = underway.read(request.app.state.settings.data_dir, actor, token)
    if found is None:
        raise NotFound
    return ImportProgress(done=found[0], total=found[1])


@router.get(
    f"{IMPORTS}/{{number}}", operation_id="get_import", summary="What was imported", responses=answers(NotFound)
)
def get_import(actor: Reader, number: Number, session: Reading) -> ImportDocument:
    """The file, and those of its sheets one may see."""
    return import_views.document(session, actor, number)
