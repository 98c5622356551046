"""The catalogue of released data over HTTP."""

from fastapi import Request, Response

from api.indicators import catalogue
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.problems import NotFound, NotReady
from api.kernel.routing import Room, answers

router = Room(prefixes=("/catalogue",), tags=["Indicators"])
_EXAMPLE = {"@id": "https://kreis.example/api/v1/catalogue", "@type": "dcat:Catalog"}


@router.get(
    "/catalogue.jsonld",
    operation_id="get_catalogue_jsonld",
    summary="What data there is, as JSON-LD",
    response_class=Response,
    responses={
        200: {
            "description": "A DCAT-AP.de catalogue.",
            "content": {"application/ld+json": {"schema": {"type": "object", "examples": [_EXAMPLE]}}},
        },
        **answers(NotFound, NotReady),
    },
)
def get_catalogue_jsonld(session: Reading, language: Language, request: Request, response: Response) -> Response:
    """Return the catalogue (DCAT-AP.de): a data set for each indicator with released numbers, with its files."""
    found = catalogue.read(session, request.app.state.settings.public_url, language, "json-ld")
    return Response(found, headers=dict(response.headers), media_type="application/ld+json")


@router.get(
    "/catalogue",
    operation_id="get_catalogue",
    summary="What data there is",
    response_class=Response,
    responses={
        200: {
            "description": "A DCAT-AP.de catalogue.",
            "content": {"application/ld+json": {"schema": {"type": "object", "examples": [_EXAMPLE]}}},
        },
        **answers(NotFound, NotReady),
    },
)
def get_catalogue(session: Reading, language: Language, request: Request, response: Response) -> Response:
    """Return the catalogue under the name it gives itself, as `/catalogue.jsonld` does."""
    return get_catalogue_jsonld(session, language, request, response)


@router.get(
    "/catalogue.ttl",
    operation_id="get_catalogue_turtle",
    summary="What data there is, as Turtle",
    response_class=Response,
    responses={
        200: {
            "description": "A DCAT-AP.de catalogue.",
            "content": {"text/turtle": {"schema": {"type": "string"}, "example": "@prefix dcat: <…> ."}},
        },
        **answers(NotFound, NotReady),
    },
)
def get_catalogue_turtle(session: Reading, language: Language, request: Request, response: Response) -> Response:
    """Return the same catalogue as `/catalogue.jsonld`."""
    found = catalogue.read(session, request.app.state.settings.public_url, language, "turtle")
    return Response(found, headers=dict(response.headers), media_type="text/turtle; charset=utf-8")
