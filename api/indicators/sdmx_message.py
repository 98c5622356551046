"""A series as an SDMX-JSON 2.1 data message.

The observations come first and the code lists after them: a code is numbered when it is first met, so the message is
written while the rows are read and only the code lists are held in memory.
"""

import datetime as dt
import json
from collections.abc import Generator, Mapping
from typing import Any

from api.indicators import flat, words
from api.indicators.published import MARK, Series, value_of
from api.indicators.sdmx import AGENCY, attribute_names, attributes_of, dimension_names, key_of, structure_id
from api.indicators.tables import ObservationStatus

SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/v2.1.0/data-message/tools/schemas/sdmx-json-data-schema.json"
)
_AT_ONCE = 500  # observations a piece
_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # when nothing has been published
_PLAIN = {"TIME_PERIOD", "TERRITORY_DATE", "BASIS"}  # no code lists
_NUMBERS = {"NUMERATOR", "DENOMINATOR", "COUNTED", "EXPECTED"}
_WORDS = {"REF_AREA": "dimension.area", "TIME_PERIOD": "column.period", "OBS_STATUS": "column.status"}


class _Numbers(dict[str, int]):
    """The codes of a component with their numbers, in the order they were met."""

    def __missing__(self, code: str) -> int:
        self[code] = len(self)
        return self[code]


def as_sdmx_json(series: Series) -> Generator[bytes]:
    """Yield the message in pieces."""
    dimensions = {name: _Numbers() for name in dimension_names(series)}
    attributes = {name: _Numbers() for name in attribute_names(series)}
    head = {"structure": 0, "action": "Information", "links": [{"urn": _urn(series), "rel": "structure"}]}
    yield f'{{"meta":{_json(_meta(series))},"data":{{"dataSets":[{_json(head)[:-1]},"observations":{{'.encode()
    piece: list[str] = []
    for count, cell in enumerate(series):
        key = ":".join(str(met[code]) for met, code in zip(dimensions.values(), key_of(series, cell), strict=True))
        value = MARK if cell["status"] is ObservationStatus.suppressed else value_of(series.kind, cell)
        said = zip(attributes.items(), attributes_of(series, cell), strict=True)
        piece.append(
            f'{"," if count else ""}"{key}":{_json([value, *(_said(name, met, text) for (name, met), text in said)])}'
        )
        if len(piece) == _AT_ONCE:
            yield "".join(piece).encode()
            piece = []
    structure = {
        "name": series.title,
        "description": flat.about(series),
        "dataSets": [0],
        "links": [{"urn": _urn(series), "rel": "structure"}],
        "dimensions": {"observation": _dimensions(series, dimensions)},
        "measures": {"observation": [{"id": "OBS_VALUE", "name": words.word("column.value", series.lang)}]},
        "attributes": {"observation": _attributes(series, attributes)},
    }
    yield f'{"".join(piece)}}}}}],"structures":[{_json(structure)}]}}}}'.encode()


def _urn(series: Series) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={structure_id(series)}"


def _meta(series: Series) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": f"{AGENCY}-{series.indicator}-{series.release or '0'}".replace(".", "_"),
        "test": series.demo,
        "prepared": (series.published_at or _NEVER).isoformat(),
        "contentLanguages": [series.lang.partition("-")[0]],
        "name": series.title,
        "sender": {"id": AGENCY, "name": series.publisher},
    }


def _said(name: str, met: _Numbers, text: str) -> int | None:
    """Return what an observation says of an attribute: a number itself, the number of a code, None for nothing."""
    if not text:
        return None
    return int(text) if name in _NUMBERS else met[text]


def _dimensions(series: Series, met: Mapping[str, _Numbers]) -> list[dict[str, Any]]:
    return [
        {"id": name, "name": _name(series, name), "keyPosition": place, **_values(series, name, codes)}
        for place, (name, codes) in enumerate(met.items())
    ]


def _attributes(series: Series, met: Mapping[str, _Numbers]) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "name": _name(series, name),
            "relationship": {"observation": {}},
            **_values(series, name, codes),
        }
        for name, codes in met.items()
    ]


def _name(series: Series, name: str) -> str:
    label = next((one.label for one in series.dimensions if one.name.upper() == name), None)
    found = words.say(_WORDS.get(name, f"column.{name.lower()}"), series.lang)
    return label or (found.text if found else name)


def _values(series: Series, name: str, met: _Numbers) -> dict[str, Any]:
    if not met:
        return {}
    if name in _PLAIN:
        return {"values": [{"value": code} for code in met]}
    lists = {one.name.upper(): one.codes for one in series.dimensions}
    lists["REF_AREA"] = series.areas
    return {"values": [{"id": code, "name": lists.get(name, {}).get(code, code)} for code in met]}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=float)  # Decimal: one place of 100
