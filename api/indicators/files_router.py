"""Released series as files over HTTP: one address per format, with the parameters of the series."""

from collections.abc import Callable, Iterable, Iterator
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
from api.kernel.db import Reading
from api.kernel.language import Language
from api.kernel.problems import NotFound
from api.kernel.routing import BASE, Room, answers

router = Room(prefixes=("/indicators",), tags=["Indicators"])
Writer = Callable[[Series, Request, Session], Iterable[bytes]]


@dataclass(frozen=True)
class Format:
    """How a series is written: suffix of the address, media type, writer, and what the description says."""

    suffix: str
    media_type: str
    write: Writer
    name: str


def _alone(write: Callable[[Series], Iterator[bytes]]) -> Writer:
    return lambda series, _request, _session: write(series)


def _described(write: Callable[[Series, str], bytes]) -> Writer:
    def written(series: Series, request: Request, _session: Session) -> Iterable[bytes]:
        query = f"?{request.url.query}" if request.url.query else ""
        address = f"{request.app.state.settings.public_url}{BASE}/indicators/{series.indicator}/series.csv{query}"
        return [write(series, address)]

    return written


def _drawn(draw: Callable[..., bytes]) -> Writer:
    def written(series: Series, request: Request, session: Session) -> Iterable[bytes]:
        of_county = not {"area", "by"} & request.query_params.keys()
        rules = references(session, series.indicator) if of_county else []
        return [draw(series, request.app.state.languages, rules)]

    return written


FORMATS = (
    Format("csv", "text/csv; charset=utf-8", _alone(as_csv), "CSV"),
    Format("csv-metadata.json", "application/json", _described(as_metadata), "description of the CSV (CSVW)"),
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _alone(as_xlsx), "spreadsheet"),
    Format("sdmx.csv", "application/vnd.sdmx.data+csv; version=2.1.0", _alone(as_sdmx_csv), "SDMX-CSV 2.1"),
    Format("sdmx.json", "application/vnd.sdmx.data+json; version=2.1.0", _alone(as_sdmx_json), "SDMX-JSON 2.1"),
    Format("jsonstat.json", "application/json", _alone(as_jsonstat), "JSON-stat 2.0"),
    Format("datapackage.json", "application/json", _described(as_datapackage), "data package (v2)"),
    Format("chart.svg", "image/svg+xml", _drawn(as_svg), "picture (SVG)"),
    Format("chart.png", "image/png", _drawn(as_png), "picture (PNG)"),
)


def _answering(one: Format) -> Callable[..., Response]:
    def get_file(
        code: Code, wanted: Wanted, session: Reading, language: Language, request: Request, response: Response
    ) -> Response:
        series = read(session, code, wanted, language)
        written = one.write(series, request, session)
        return StreamingResponse(written, headers=dict(response.headers), media_type=one.media_type)

    return get_file


for _one in FORMATS:
    _text = {"schema": {"type": "string"}}
    _document = {"schema": {"type": "object", "examples": [{"title": "Anzahl der thematischen Schulungen"}]}}
    _kind = _one.media_type.partition(";")[0]
    _content = {_kind: _document if _kind.endswith("json") else _text}
    router.add_api_route(
        f"/indicators/{{code}}/series.{_one.suffix}",
        _answering(_one),
        operation_id=f"get_series_{_one.suffix.replace('.', '_').replace('-', '_')}",
        summary=f"Released values: {_one.name}",
        description=f"Return the cells `get_series` returns, as {_one.name}; hidden numbers are all marked the same.",
        response_class=Response,
        responses={200: {"description": f"The series: {_one.name}.", "content": _content}, **answers(NotFound)},
    )
