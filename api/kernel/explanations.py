"""`/problems` and `/problems/<code>`: what each kind of problem means, in German and English."""

from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.kernel.problems import NotFound, Problem, kinds

router = APIRouter(include_in_schema=False)
_PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head><body><main>{content}</main></body></html>"""


@router.get("/problems")
def list_problems() -> HTMLResponse:
    """List every kind of problem."""
    rows = "".join(
        f'<li><a href="/problems/{kind.code}">{kind.status} {escape(kind.title_de)} – '
        f'<span lang="en">{escape(kind.title)}</span></a></li>'
        for kind in kinds().values()
    )
    return HTMLResponse(
        _PAGE.format(
            title="Fehlerarten", content=f"<h1>Fehlerarten – <span lang=en>Kinds of problems</span></h1><ul>{rows}</ul>"
        )
    )


@router.get("/problems/{code}")
def get_problem(code: str) -> HTMLResponse:
    """Explain one kind of problem. Raises NotFound for an unknown code."""
    kind: type[Problem] | None = kinds().get(code)
    if kind is None:
        raise NotFound
    content = (
        f"<h1>{escape(kind.title_de)}</h1><p>{escape(kind.meaning_de)}</p>"
        f'<section lang="en"><h2>{escape(kind.title)}</h2><p>{escape(kind.meaning)}</p></section>'
        f"<p>HTTP {kind.status} · <code>{kind.code}</code></p>"
    )
    return HTMLResponse(_PAGE.format(title=escape(kind.title_de), content=content))
