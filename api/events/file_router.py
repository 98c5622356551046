"""Pictures and material of events over HTTP, under addresses that lead to the same bytes for ever."""

from typing import Annotated, Any

from fastapi import Path, Request, Response

from api.events import registering, served
from api.events.file_schemas import Materials, Size
from api.events.registration_router import ANYBODY, Secret, Token
from api.events.router import Number
from api.events.served import Served
from api.kernel import pictures
from api.kernel.db import Reading
from api.kernel.problems import NotFound
from api.kernel.routing import Room, answers

_FOR_AN_HOUR = "public, max-age=3600, immutable"  # what is taken away is gone from caches on the way, too
EVENT, OWN = "/events/{number}", "/registration/materials"
router = Room(prefixes=("/events", OWN), tags=["Events"])
Digest = Annotated[str, Path(max_length=64, description="Of the bytes.", examples=["9b1d6c0f5e4a47f0b1f2a3c4d5e6f708"])]
Which = Annotated[Size, Path(description="Longest side 640 or 1600 pixels at most.")]


def bytes_of(description: str, media_type: str, *, kept: bool = False) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an operation that answers with a file."""
    schema = {"type": "string", "format": "binary"}
    made: dict[int | str, dict[str, Any]] = {
        200: {"description": description, "content": {media_type: {"schema": schema}}},
        **answers(NotFound),
    }
    return {**made, 304: {"description": "What the asker has is what is here."}} if kept else made


PICTURE = bytes_of("The picture.", pictures.MEDIA_TYPE)
FILE = bytes_of("The file, to be saved.", "application/octet-stream")


@router.get(
    EVENT + "/pictures/{digest}/{size}.webp",
    operation_id="get_event_picture",
    summary="The picture of an event",
    response_class=Response,
    responses=bytes_of("The picture.", pictures.MEDIA_TYPE, kept=True),
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
    responses=bytes_of("The file, to be saved.", "application/octet-stream", kept=True),
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
    responses=FILE,
    openapi_extra=ANYBODY,
)
def download_own_material(
    token: Token, digest: Digest, session: Reading, secret: Secret, response: Response
) -> Response:
    """Return a file of the event of the registration whose secret is sent."""
    return sent(served.material_for(session, registering.own(session, secret, token), digest), response)


def sent(found: Served, response: Response, **more: str) -> Response:
    """Return an answer with the bytes of a file."""
    headers = {**response.headers, **more}
    if found.disposition:
        headers["Content-Disposition"] = found.disposition
    return Response(found.content, headers=headers, media_type=found.media_type)


def _kept(found: Served, tag: str, request: Request, response: Response) -> Response:
    """Send what never changes: who has it is told so, who has it not keeps it."""
    more = {"ETag": f'"{tag}"', "Cache-Control": _FOR_AN_HOUR}
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if asked & {f'"{tag}"', "*"}:
        return Response(status_code=304, headers={**response.headers, **more})
    return sent(found, response, **more)
