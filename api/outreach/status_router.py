"""Where the measures stand and what is due this week, over HTTP. Staff only."""

from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response

from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.permission import Actor, Needs, SignedIn
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers
from api.outreach import permissions, status, week
from api.outreach.printing import Printer
from api.outreach.status_schemas import StatusReport
from api.outreach.week_schemas import WeekView
from api.programme import matters_in

router = Room(prefixes=("/staff/my-week", "/staff/status-report"), tags=["Outreach"])
Reader = Annotated[Actor, Depends(Needs(permissions.STATUS))]
Number = Annotated[int, Path(ge=1, le=999, description="Number of the measure.", examples=[3])]
_PDF = "application/pdf"
_PRINTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "PDF/UA-1, A4, in the language of the texts.",
        "content": {_PDF: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/staff/my-week", operation_id="get_my_week", summary="What is due this week")
def get_my_week(actor: SignedIn, session: Reading, request: Request) -> WeekView:
    """Return own next steps and tasks that are overdue or due within seven days, then what waits; most urgent first."""
    others = matters_in(request.app.state.languages)(session, actor)
    return week.my_week(session, actor, others)


@router.get("/staff/status-report", operation_id="get_status_report", summary="Where the whole project stands")
def get_status_report(actor: Reader, session: Reading, language: Language) -> StatusReport:
    """Return every measure with progress, milestones, what happened, outreach, open tasks and next dates."""
    return status.report(session, actor, language)


@router.get(
    "/staff/status-report.pdf",
    operation_id="print_status_report",
    summary="Where the whole project stands, to print",
    response_class=Response,
    responses=_PRINTED,
)
def print_status_report(
    actor: Reader, session: Reading, language: Language, request: Request, response: Response
) -> Response:
    """Return an overview on one page, then a page per measure."""
    found = status.report(session, actor, language)
    return _pdf(Printer(request.app.state.languages, language).pdf(found, whole=True), "status", response)


@router.get(
    "/staff/status-reports/{number}.pdf",
    operation_id="print_measure_status",
    summary="Where one measure stands, to print",
    response_class=Response,
    responses={**_PRINTED, **answers(NotFound)},
)
def print_measure_status(
    actor: Reader, number: Number, session: Reading, language: Language, request: Request, response: Response
) -> Response:
    """Return one measure on one A4 page."""
    found = status.report(session, actor, language, number)
    return _pdf(Printer(request.app.state.languages, language).pdf(found, whole=False), f"status-{number}", response)


@router.get(
    "/staff/status-reports/{number}",
    operation_id="get_measure_status",
    summary="Where one measure stands",
    responses=answers(NotFound),
)
def get_measure_status(actor: Reader, number: Number, session: Reading, language: Language) -> StatusReport:
    """Return one measure as a report with a single entry."""
    return status.report(session, actor, language, number)


def _pdf(content: bytes, name: str, response: Response) -> Response:
    headers = {**response.headers, "Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(content, headers=headers, media_type=_PDF)
