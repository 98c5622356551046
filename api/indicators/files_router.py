"""Released series as files over HTTP: one address per format, with the parameters of the series."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from api.indicators.chart import as_png, as_svg
from api.indicators.datapackage import as_datapackage
from api.indicators.delimited import as_csv, as_metadata
from api.indicators.jsonstat import as_jsonstat
from api.indicators.published import Series
from api.indicators.released import read
from api.indicators.router import Code, Wanted
from api.indicators.sdmx import as_sdmx_csv
from api.indicators.sdmx_message import as_sdmx_json
from api.indicators.service import references
from api.indicators.spreadsheet import as_xlsx
from api.kernel.db import Lasting, Reading
from api.kernel.language import Language
from api.kernel.problems import NotFound
from api.kernel.reading import ends_with
from api.kernel.routing import BASE, Room, answers

router = Room(prefixes=("/indicators",), tags=["Indicators"])
Writer = Callable[[Series], Generator[bytes]]
Maker = Callable[[Series, Request, Session], bytes]


@dataclass(frozen=True)
class Format:
    """How a series is written: suffix of the address, media type, endpoint, and what the description says."""

    suffix: str
    media_type: str
    endpoint: Callable[..., Response]
    name: str


def _streamed(suffix: str, media_type: str, write: Writer, name: str) -> Format:
    """Return a format that is sent while the rows are read, however many there are."""

    def get_file(
        code: Code, wanted: Wanted, session: Lasting, language: Language, response: Response
    ) -> StreamingResponse:
        pieces = write(read(session, code, wanted, language, in_portions=True))
        ends_with(session, pieces)
        return StreamingResponse(pieces, headers=dict(response.headers), media_type=media_type)

    return Format(suffix, media_type, get_file, name)


def _made(suffix: str, media_type: str, make: Maker, name: str, *, of_rows: bool) -> Format:
    """Return a format that is a small file; `of_rows` when it is made of all rows at once, else of none."""

    def get_file(
        code: Code, wanted: Wanted, session: Reading, language: Language, request: Request, response: Response
    ) -> Response:
        made = make(read(session, code, wanted, language, in_portions=not of_rows), request, session)
        return Response(made, headers=dict(response.headers), media_type=media_type)

    return Format(suffix, media_type, get_file, name)


def _described(write: Callable[[Series, str], bytes]) -> Maker:
    def made(series: Series, request: Request, _session: Session) -> bytes:
        query = f"?{request.url.query}" if request.url.query else ""
        address = f"{request.app.state.settings.public_url}{BASE}/indicators/{series.indicator}/series.csv{query}"
        return write(series, address)

    return made


def _drawn(draw: Callable[..., bytes]) -> Maker:
    def made(series: Series, request: Request, session: Session) -> bytes:
        of_county = not {"area", "by"} & request.query_params.keys()
        rules = references(session, series.indicator) if of_county else []
        return draw(series, request.app.state.languages, rules)

    return made


_JSON, _SHEET = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SDMX = "application/vnd.sdmx.data+{}; version=2.1.0"
_CSVW, _PACKAGE = "description of the CSV (CSVW)", "data package (v2)"
FORMATS = (
    _streamed("csv", "text/csv; charset=utf-8", as_csv, "CSV"),
    _made("csv-metadata.json", _JSON, _described(as_metadata), _CSVW, of_rows=False),
    _streamed("xlsx", _SHEET, as_xlsx, "spreadsheet"),
    _streamed("sdmx.csv", _SDMX.format("csv"), as_sdmx_csv, "SDMX-CSV 2.1"),
    _streamed("sdmx.json", _SDMX.format("json"), as_sdmx_json, "SDMX-JSON 2.1"),
    _streamed("jsonstat.json", _JSON, as_jsonstat, "JSON-stat 2.0"),
    _made("datapackage.json", _JSON, _described(as_datapackage), _PACKAGE, of_rows=False),
    _made("chart.svg", "image/svg+xml", _drawn(as_svg), "picture (SVG)", of_rows=True),
    _made("chart.png", "image/png", _drawn(as_png), "picture (PNG)", of_rows=True),
)


for _one in FORMATS:
    _text = {"schema": {"type": "string"}}
    _document = {"schema": {"type": "object", "examples": [{"title": "Anzahl der thematischen Schulungen"}]}}
    _kind = _one.media_type.partition(";")[0]
    _content = {_kind: _document if _kind.endswith("json") else _text}
    router.add_api_route(
        f"/indicators/{{code}}/series.{_one.suffix}",
        _one.endpoint,
        operation_id=f"get_series_{_one.suffix.replace('.', '_').replace('-', '_')}",
        summary=f"Released values: {_one.name}",
        description=f"Return the cells `get_series` returns, as {_one.name}; hidden numbers are all marked the same.",
        response_class=Response,
        responses={200: {"description": f"The series: {_one.name}.", "content": _content}, **answers(NotFound)},
    )
