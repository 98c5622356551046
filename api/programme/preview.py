"""The picture of link previews, `/vorschau/{lang}.png`: the county's name and the project's title in one language.

Fonts lie beside this file (FiraGO, SIL Open Font License), so the picture is the same on every machine.
"""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from sqlmodel import Session

from api.kernel.db import Reading
from api.kernel.language import Languages, said
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.routing import OneThreadRoute
from api.programme.county import not_ready
from api.programme.tables import Project
from api.programme.typesetting import typeset_picture

PIXELS_PER_INCH = 72  # the template is 1200 × 630 points large
TEMPLATE = Path(__file__).parent / "preview.typ"
_NAMES = columns(Project.name, Project.title)

router = APIRouter(include_in_schema=False, route_class=OneThreadRoute)
Lang = Annotated[str, InPath(max_length=20)]


@router.get("/vorschau/{lang}.png")
def get_preview(lang: Lang, session: Reading, request: Request) -> Response:
    """Return the picture as PNG, 1200 × 630 pixels. Raises NotFound for a language the county does not offer."""
    languages: Languages = request.app.state.languages
    if lang not in languages.codes:
        raise NotFound
    return Response(picture(session, lang, languages), media_type="image/png")


def picture(session: Session, language: str, languages: Languages) -> bytes:
    """Draw the picture. Raises NotReady when no profile is loaded."""
    row = next(iter(rows_of(session, _NAMES)), None)
    if row is None:
        raise not_ready()
    title = said(row.title, language)
    data = {
        "title": title.text,
        "county": row.name,
        "lang": languages.tag(title.lang),
        "dir": languages.direction(title.lang),
    }
    return typeset_picture(TEMPLATE, data, "png", pixels_per_inch=PIXELS_PER_INCH)
