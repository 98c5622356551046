"""Letters over HTTP: templates, and the Word file with one letter per chosen row of outreach. Staff only."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from api.kernel.conditional import SeenRevision, tag
from api.kernel.db import Reading, Writing
from api.kernel.idempotency import Idempotent
from api.kernel.paging import Listing, Page, linked
from api.kernel.problems import IdempotencyMismatch, NotFound
from api.kernel.routing import BASE, Room, answers
from api.outreach import letters
from api.outreach.letter_schemas import DocumentWish, LetterChange, LetterView, LetterWish
from api.outreach.mailmerge import MEDIA_TYPE
from api.outreach.router import CHANGED, Editor

router = Room(prefixes=("/staff/letters",), tags=["Outreach"])
Number = Annotated[int, Path(ge=1, lt=2**31, description="Number of the letter.", examples=[1])]


@router.get("/staff/letters", operation_id="list_letters", summary="Letters to many")
def list_letters(
    actor: Editor, session: Reading, page: Page, request: Request, response: Response
) -> Listing[LetterView]:
    """Return the templates of letters, and what may stand in braces in them."""
    return linked(letters.list_letters(session, actor, page), request, response)


@router.post(
    "/staff/letters",
    operation_id="create_letter",
    summary="A new letter to many",
    status_code=201,
    responses=answers(IdempotencyMismatch),
)
def create_letter(
    actor: Editor, wish: LetterWish, session: Writing, retry: Idempotent, response: Response
) -> LetterView:
    """Make a template. A placeholder nobody knows is 422; the hint names those there are."""
    known = retry.recall(session, wish)
    letter = letters.get_letter(session, actor, int(known)) if known else letters.create(session, actor, wish)
    retry.remember(session, str(letter.id))
    response.headers["Location"] = f"{BASE}/staff/letters/{letter.id}"
    tag(response, letter)
    return letters.view(letter)


@router.get("/staff/letters/{number}", operation_id="get_letter", summary="One letter", responses=answers(NotFound))
def get_letter(actor: Editor, number: Number, session: Reading, response: Response) -> LetterView:
    """Return a template."""
    letter = letters.get_letter(session, actor, number)
    tag(response, letter)
    return letters.view(letter)


@router.patch("/staff/letters/{number}", operation_id="change_letter", summary="Change a letter", responses=CHANGED)
def change_letter(
    actor: Editor, number: Number, wish: LetterChange, seen: SeenRevision, session: Writing, response: Response
) -> LetterView:
    """Change a template."""
    letter = letters.change(session, actor, number, seen, wish)
    tag(response, letter)
    return letters.view(letter)


@router.delete(
    "/staff/letters/{number}",
    operation_id="delete_letter",
    summary="Remove a letter",
    status_code=204,
    responses=CHANGED,
)
def delete_letter(actor: Editor, number: Number, seen: SeenRevision, session: Writing) -> None:
    """Remove a template; contact logs keep its name."""
    letters.delete(session, actor, number, seen)


@router.post(
    "/staff/letters/{number}/documents",
    operation_id="write_letters",
    summary="Write the letters",
    response_class=Response,
    responses={
        200: {
            "description": "A Word file with one letter per row, each on pages of its own.",
            "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        },
        **answers(NotFound, IdempotencyMismatch),
    },
)
def write_letters(
    actor: Editor,
    number: Number,
    wish: DocumentWish,
    session: Writing,
    retry: Idempotent,
    preview: Annotated[bool, Query(description="Only to look at: nothing is noted in contact logs.")] = False,  # noqa: FBT002 - FastAPI fills it by name
) -> Response:
    """Return one letter per chosen row, and note it in the contact log of each in the same transaction."""
    letter = letters.get_letter(session, actor, number)
    content = letters.written(session, actor, letter, wish)
    if not preview and retry.recall(session, wish, status=200) is None:
        letters.note(session, actor, letter, wish)
        retry.remember(session, str(letter.id))
    headers = {"Content-Disposition": f'attachment; filename="letters-{number}.docx"'}
    return Response(content, headers=headers, media_type=MEDIA_TYPE)
