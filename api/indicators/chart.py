"""A series as a picture (SVG, PNG) that says in a sentence what it shows. A gap interrupts the line.

The mark of a hidden number stands on the axis: no place, height or scale depends on what is hidden.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from api.indicators import speaking, words
from api.indicators.codes import TOTAL
from api.indicators.published import GAPS, MARK, Cell, Series, value_of
from api.indicators.tables import ObservationStatus, Realisation
from api.kernel.language import Languages
from api.programme import printable, typeset_picture

_TEMPLATE = Path(__file__).parent / "chart.typ"
_MOST_LINES = 5  # more could not be told apart; then the picture shows the first alone
_PIXELS_PER_INCH = 144  # 1440 × 840 pixels
_STEPS = {Realisation.no.value: 0.0, Realisation.partly.value: 1.0, Realisation.yes.value: 2.0}


@dataclass(frozen=True)
class Rule:
    """A baseline or a target: where it lies, and its kind."""

    kind: str
    value: float


@dataclass(frozen=True)
class _Scale:
    since: dt.date
    until: dt.date
    top: float

    def x(self, cell: Cell) -> float:
        days = (self.until - self.since).days or 1
        return round(((cell["start"] - self.since).days + (cell["end"] - cell["start"]).days / 2) / days, 4)

    def y(self, value: float) -> float:
        return round(value / self.top, 4)


def as_svg(series: Series, languages: Languages, rules: Sequence[Rule] = ()) -> bytes:
    """Return the picture as SVG with its sentence as title, for readers who do not see it."""
    data = drawing(series, languages, rules)
    drawn = typeset_picture(_TEMPLATE, data, "svg", pixels_per_inch=_PIXELS_PER_INCH).decode()
    title = f"<title>{escape(' '.join([data['sentence'], data['demo']]).strip())}</title>"
    head, _, rest = drawn.partition(">")
    return f'{head} role="img" lang="{data["lang"]}">{title}{rest}'.encode()


def as_png(series: Series, languages: Languages, rules: Sequence[Rule] = ()) -> bytes:
    """Return the picture as PNG; its sentence stands in it."""
    data = drawing(series, languages, rules)
    return typeset_picture(_TEMPLATE, data, "png", pixels_per_inch=_PIXELS_PER_INCH)


def drawing(series: Series, languages: Languages, rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """Return what the template draws, as plain data."""
    lines = _lines(series)
    first: Sequence[Cell] = next(iter(lines.values())) if lines else ()
    cells = [cell for found in lines.values() for cell in found]
    shown = [value for cell in cells if (value := _height(series, cell)) is not None]
    scale = _Scale(
        min((cell["start"] for cell in cells), default=dt.date.min),
        max((cell["end"] for cell in cells), default=dt.date.max),
        _round_up(max([*shown, *(rule.value for rule in rules)], default=1)),
    )
    breaks = sorted({x for found in lines.values() for x in _breaks(series, found, scale)})
    return {
        "lang": languages.tag(series.lang),
        "dir": languages.direction(series.lang),
        "sentence": printable(_sentence(series, first)),
        "unit": printable(series.unit),
        "demo": words.word("chart.demo", series.lang) if series.demo else "",
        "ticks": _ticks(series, scale),
        "times": _times(series, cells, scale),
        "breaks": breaks,
        "rules": [
            {"kind": one.kind, "y": scale.y(one.value), "label": words.word(f"chart.{one.kind}", series.lang)}
            for one in rules
        ],
        "lines": [_line(series, key, found, scale) for key, found in lines.items()],
        "notes": [printable(note) for note in _notes(series, cells, broken=bool(breaks)) if note],
    }


def _notes(series: Series, cells: Sequence[Cell], *, broken: bool) -> list[str]:
    hidden = any(cell["status"] is ObservationStatus.suppressed for cell in cells)
    return [
        f"{MARK} = {words.word('chart.mark', series.lang)}" if hidden else "",
        f"¦ = {words.word('chart.break', series.lang)}" if broken else "",
        series.publisher,
        series.licence,
        series.release or "",
    ]


def _lines(series: Series) -> Mapping[tuple[str, str, str], list[Cell]]:
    found: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in series:
        found.setdefault((cell["area"], cell["dims"], cell["source"]), []).append(cell)
    chosen = found if len(found) <= _MOST_LINES else dict(list(found.items())[:1])
    return {key: sorted(cells, key=lambda cell: (cell["start"], cell["end"])) for key, cells in chosen.items()}


def _height(series: Series, cell: Cell) -> float | None:
    value = None if cell["status"] in GAPS else value_of(series.kind, cell)
    return _STEPS.get(value) if isinstance(value, str) else None if value is None else float(value)


def _line(series: Series, key: tuple[str, str, str], cells: Sequence[Cell], scale: _Scale) -> dict[str, Any]:
    parts: list[list[dict[str, float]]] = [[]]
    for number, cell in enumerate(cells):
        if number and _is_broken(series, cells[number - 1], cell):
            parts.append([])
        value = _height(series, cell)
        if value is None:
            parts.append([])
        else:
            parts[-1].append({"x": scale.x(cell), "y": scale.y(value)})
    area, dims, _ = key
    labels = [one.codes.get(code, code) for one, code in zip(series.dimensions, dims.split("."), strict=False)]
    told = [label for label, code in zip(labels, dims.split("."), strict=False) if code != TOTAL]
    return {
        "label": printable(", ".join([series.areas.get(area, area), *told])),
        "parts": [part for part in parts if part],
        "hidden": [scale.x(cell) for cell in cells if cell["status"] is ObservationStatus.suppressed],
    }


def _is_broken(series: Series, before: Cell, cell: Cell) -> bool:
    """Say whether a line is interrupted between two of its cells; another source has a line of its own."""
    cut = {(one.area, one.period) for one in series.breaks if one.reason != "source"}
    return before["period"] != cell["period"] and (cell["area"], cell["period"]) in cut


def _breaks(series: Series, cells: Sequence[Cell], scale: _Scale) -> list[float]:
    return [
        round((scale.x(before) + scale.x(after)) / 2, 4)
        for before, after in pairwise(cells)
        if _is_broken(series, before, after)
    ]


def _ticks(series: Series, scale: _Scale) -> list[dict[str, Any]]:
    if series.kind.value == "realisation":
        return [
            {"y": scale.y(step), "label": words.word(f"realisation.{code}", series.lang)}
            for code, step in _STEPS.items()
        ]
    return [{"y": share, "label": speaking.number(scale.top * share, series.lang)} for share in (0, 0.25, 0.5, 0.75, 1)]


def _times(series: Series, cells: Sequence[Cell], scale: _Scale) -> list[dict[str, Any]]:
    found = {scale.x(cell): _period(series, cell) for cell in cells}
    every = -(-len(found) // 8) or 1
    return [{"x": x, "label": found[x]} for x in sorted(found)[::every]]


def _round_up(value: float) -> float:
    """Return the next number whose quarters are easy to read; at least 2."""
    step = 1.0
    while True:
        for nice in (2, 4, 8):
            if value <= nice * step:
                return nice * step
        step *= 10


def _sentence(series: Series, cells: Sequence[Cell]) -> str:
    said = [(_period(series, cell), value) for cell in cells if (value := _spoken(series, cell)) is not None]
    gaps = {"title": series.title, "first": "", "since": "", "last": "", "until": ""}
    if not said:
        return words.word("chart.none", series.lang).format(**gaps)
    gaps |= {"since": said[0][0], "first": said[0][1], "until": said[-1][0], "last": said[-1][1]}
    return words.word("chart.change" if len(said) > 1 else "chart.one", series.lang).format(**gaps)


def _period(series: Series, cell: Cell) -> str:
    return speaking.period(cell["period"], cell["period_type"], series.lang)


def _spoken(series: Series, cell: Cell) -> str | None:
    value = value_of(series.kind, cell)
    if value is None:
        return None
    if isinstance(value, str):
        return words.word(f"realisation.{value}", series.lang)
    if series.kind.value == "share":
        return speaking.percent(Decimal(value), series.lang)
    return speaking.number(value, series.lang)
