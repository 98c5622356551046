"""The picture of link previews, `/vorschau/{lang}.png`: the county's name and the project's title in one language.

Fonts lie beside this file (FiraGO, SIL Open Font License), so the picture is the same on every machine.
"""

import json
from functools import cache
from pathlib import Path
from typing import Annotated

import typst
from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from sqlmodel import Session

from api.kernel.db import Reading
from api.kernel.language import Languages, said
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.programme.county import not_ready
from api.programme.tables import Project

PIXELS_PER_INCH = 72  # the template is 1200 × 630 points large
_HERE = Path(__file__).parent
_NAMES = columns(Project.name, Project.title)

router = APIRouter(include_in_schema=False)
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
    return draw(json.dumps(data, ensure_ascii=False))


def draw(data: str) -> bytes:
    """Fill the template with `data`, a JSON object, and return a PNG."""
    return typst.compile(
        str(_HERE / "preview.typ"),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"data": data},
    )


@cache
def fonts() -> typst.Fonts:
    """Return the fonts everything printed is set in: Latin, Cyrillic and Arabic letters."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_HERE / "fonts")])
