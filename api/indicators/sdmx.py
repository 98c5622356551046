"""A series as SDMX-CSV 2.1, and what both SDMX formats share: dimensions, frequencies, times, observation states.

Source, census basis and the day of the territory are dimensions: they belong to the key of a cell. One state stands
for every hidden cell (`Q`, missing: suppressed); confidentiality has no code of its own, which would tell why.
"""

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from itertools import islice

from api.indicators.periods import PeriodType
from api.indicators.published import MARK, Cell, Series, value_of
from api.indicators.tables import ObservationStatus
from api.kernel.formulas import harmless

AGENCY = "WIK"
NOTHING = "_Z"  # not applicable, in SDMX's own words
FREQUENCIES = {
    PeriodType.day: "D",
    PeriodType.month: "M",
    PeriodType.quarter: "Q",
    PeriodType.half_year: "S",
    PeriodType.year: "A",
}
OTHER_FREQUENCY = "_O"  # waves and project time
STATES = {  # cross-domain code list CL_OBS_STATUS
    ObservationStatus.given: "A",
    ObservationStatus.zero: "A",
    ObservationStatus.missing: "O",
    ObservationStatus.later: "L",
    ObservationStatus.unreliable: "U",
    ObservationStatus.not_applicable: "M",
    ObservationStatus.suppressed: "Q",
}
_AT_ONCE = 500  # rows a piece


def structure_id(series: Series) -> str:
    """Return the identifier of the data structure: `WIK:IND_1_3A(1.0)`."""
    return f"{AGENCY}:IND_{re.sub('[^A-Z0-9]', '_', series.indicator.upper())}(1.0)"


def dimension_names(series: Series) -> list[str]:
    """Return the dimensions in the order of the key."""
    last = ["SOURCE", "BASIS", "TERRITORY_DATE", *(["RELEASE"] if series.history else []), "TIME_PERIOD"]
    return ["FREQ", "REF_AREA", *(one.name.upper() for one in series.dimensions), *last]


def attribute_names(series: Series) -> list[str]:
    """Return what is said of each observation beside its value."""
    release = [] if series.history else ["RELEASE"]
    demo = ["DEMO"] if series.demo else []
    return ["OBS_STATUS", "STATUS", "NUMERATOR", "DENOMINATOR", "COUNTED", "EXPECTED", *release, *demo]


def key_of(series: Series, cell: Cell) -> list[str]:
    """Return the codes of a cell in the order of `dimension_names`."""
    codes = cell["dims"].split(".") if cell["dims"] else []
    return [
        FREQUENCIES.get(PeriodType(cell["period_type"]), OTHER_FREQUENCY),
        cell["area"],
        *codes,
        *(cell["source"] or NOTHING, cell["basis"] or NOTHING, cell["territory_date"].isoformat()),
        *([cell["release"]] if series.history else []),
        time_of(cell),
    ]


def attributes_of(series: Series, cell: Cell) -> list[str]:
    """Return the attributes of a cell in the order of `attribute_names`, empty where there is none."""
    numbers = [cell["numerator"], cell["denominator"], cell["counted"], cell["expected"]]
    return [
        STATES[cell["status"]],
        cell["status"].value,
        *("" if number is None else str(number) for number in numbers),
        *([] if series.history else [cell["release"]]),
        *(["demo"] if series.demo else []),
    ]


def time_of(cell: Cell) -> str:
    """Return the time as SDMX writes it: `2016-S1` for a half-year, `2015-06-01/P366D` for time of its own."""
    match PeriodType(cell["period_type"]):
        case PeriodType.half_year:
            return cell["period"].replace("H", "S")
        case PeriodType.project_year | PeriodType.project:
            return f"{cell['start']}/P{(cell['end'] - cell['start']).days + 1}D"
        case PeriodType.wave:
            return cell["start"].isoformat()
        case _:
            return cell["period"]


def as_sdmx_csv(series: Series) -> Generator[bytes]:
    """Yield the file in pieces, written while the rows are read."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", *dimension_names(series), "OBS_VALUE", *attribute_names(series)]
    )
    yield target.getvalue().encode()
    lines = _lines(series)
    while some := list(islice(lines, _AT_ONCE)):
        target.seek(0)
        target.truncate()
        writer.writerows(some)
        yield target.getvalue().encode()


def _lines(series: Series) -> Iterator[Sequence[str]]:
    structure = structure_id(series)
    for cell in series:
        value = MARK if cell["status"] is ObservationStatus.suppressed else value_of(series.kind, cell)
        texts = [*key_of(series, cell), "" if value is None else str(value), *attributes_of(series, cell)]
        yield ["datastructure", structure, "I", *map(harmless, texts)]
