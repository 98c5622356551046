"""A series as a JSON-stat 2.0 dataset: a sparse cube with the state of every cell beside its value.

Where a value lies in the cube depends on all code lists, so the rows wait in a temporary file until the last is read.
JSON-stat allows no text among numbers: a gap is null and `status` says which.
"""

import json
from collections.abc import Generator, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, Any

from api.indicators import words
from api.indicators.delimited import LICENCE_URL
from api.indicators.published import GAPS, MARK, Cell, Series, value_of
from api.indicators.tables import ObservationStatus

_AT_ONCE = 500  # cells a piece
_EMPTY = "_"  # a code must not be an empty text


def as_jsonstat(series: Series) -> Generator[bytes]:
    """Yield the dataset in pieces."""
    codes: dict[str, dict[str, int]] = {name: {} for name in _labels(series)}
    with TemporaryFile("w+", encoding="utf-8") as waiting:
        for cell in series:
            places = [
                met.setdefault(code, len(met)) for met, code in zip(codes.values(), _key(series, cell), strict=True)
            ]
            value = value_of(series.kind, cell)
            waiting.write(json.dumps([places, value, cell["status"].value], default=float) + "\n")
        steps = _steps([len(met) for met in codes.values()])
        yield f'{_json(_head(series, codes))[:-1]},"value":{{'.encode()
        yield from _pieces(waiting, steps, 1)
        yield b'},"status":{'
        yield from _pieces(waiting, steps, 2)
    yield b"}}"


def _labels(series: Series) -> dict[str, str]:
    """Return the dimensions in order, each with what it is called."""

    def column(name: str) -> dict[str, str]:
        return {name: words.word(f"column.{name}", series.lang)}

    return {
        "area": words.dimension_label("area", series.lang),
        **{one.name: one.label for one in series.dimensions},
        **column("source"),
        **column("basis"),
        **column("territory_date"),
        **(column("release") if series.history else {}),
        **column("period"),
    }


def _key(series: Series, cell: Cell) -> list[str]:
    return [
        cell["area"],
        *(cell["dims"].split(".") if cell["dims"] else []),
        *(cell["source"] or _EMPTY, cell["basis"] or _EMPTY, cell["territory_date"].isoformat()),
        *([cell["release"]] if series.history else []),
        cell["period"],
    ]


def _steps(sizes: list[int]) -> list[int]:
    """Return how far one code of each dimension leads in the cube: the last dimension varies fastest."""
    steps = [1]
    for size in reversed(sizes[1:]):
        steps.insert(0, steps[0] * size)
    return steps


def _pieces(waiting: IO[str], steps: list[int], part: int) -> Iterator[bytes]:
    waiting.seek(0)
    piece: list[str] = []
    for number, line in enumerate(waiting):
        row = json.loads(line)
        place = sum(step * code for step, code in zip(steps, row[0], strict=True))
        piece.append(f'{"," if number else ""}"{place}":{_json(row[part])}')
        if len(piece) == _AT_ONCE:
            yield "".join(piece).encode()
            piece = []
    yield "".join(piece).encode()


def _head(series: Series, codes: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    states = {status.value: words.word(f"status.{status.value}", series.lang) for status in ObservationStatus}
    marks = {status.value: mark for status, mark in GAPS.items()}
    head: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": series.title,
        "source": series.publisher,
        "note": [note for note in (series.note, words.word("chart.demo", series.lang) if series.demo else "") if note],
        "extension": {
            "indicator": series.indicator,
            "release": series.release,
            "licence": {"name": series.licence, "href": LICENCE_URL},
            "unit": series.unit,
            "demo": series.demo,
            "status": {"label": states, "mark": marks, "hidden": MARK},
        },
        "id": list(codes),
        "size": [len(met) for met in codes.values()],
        "role": {"time": ["period"], "geo": ["area"]},
        "dimension": _dimensions(series, codes),
    }
    if series.published_at:
        head["updated"] = series.published_at.isoformat()
    return head


def _dimensions(series: Series, codes: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    lists = {one.name: one.codes for one in series.dimensions} | {"area": series.areas}
    found: dict[str, Any] = {}
    for name, label in _labels(series).items():
        labels = {code: lists.get(name, {}).get(code, code) for code in codes[name]}
        found[name] = {"label": label, "category": {"index": list(codes[name]), "label": labels}}
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
