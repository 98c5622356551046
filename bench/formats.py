"""Writes a series of many invented rows in every streamed format and prints size, seconds and the peak of memory.

`python -m bench.formats [rows]`; each format runs in a process of its own, so that its peak is its own.
"""

import datetime as dt
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from api.indicators.delimited import as_csv
from api.indicators.jsonstat import as_jsonstat
from api.indicators.published import Cell, CodeList, Series
from api.indicators.sdmx import as_sdmx_csv
from api.indicators.sdmx_message import as_sdmx_json
from api.indicators.spreadsheet import as_xlsx
from api.indicators.tables import IndicatorKind, ObservationStatus

WRITERS = {one.__name__: one for one in (as_csv, as_xlsx, as_sdmx_csv, as_sdmx_json, as_jsonstat)}
AREAS = 1000
_DAY = dt.date(2014, 7, 1)


def rows(many: int) -> Iterator[Cell]:
    """Yield cells of a thousand areas, a day each."""
    for number in range(many):
        day = dt.date(2010, 1, 1) + dt.timedelta(days=number // AREAS)
        yield Cell(
            indicator="1.1a",
            area=f"{number % AREAS:08}",
            period=day.isoformat(),
            period_type="day",
            start=day,
            end=day,
            dims="",
            status=ObservationStatus.given,
            numerator=number,
            denominator=None,
            realisation=None,
            counted=None,
            expected=None,
            source="project",
            basis="",
            territory_date=_DAY,
            release="I-1",
        )


def run(name: str, many: int) -> None:
    """Write one format and print its line."""
    no_dimensions: list[CodeList] = []
    series = Series("1.1a", IndicatorKind.count, "de", "", "", "", False, "I-1", None, no_dimensions, {}, rows(many))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    size = sum(map(len, WRITERS[name](series)))
    seconds = time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"| {name} | {many} | {size / 1e6:.1f} | {seconds:.1f} | {grown / 1024:.1f} |")


def main() -> None:
    """Run one format, or each in a process of its own."""
    if len(sys.argv) > 2:  # noqa: PLR2004 - a name and a number
        run(sys.argv[1], int(sys.argv[2]))
        return
    print("| format | rows | MB | s | memory grown by MB |\n|---|---|---|---|---|", flush=True)
    for many in (10_000, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000):
        for name in WRITERS:
            subprocess.run([sys.executable, "-m", "bench.formats", name, str(many)], check=True)


if __name__ == "__main__":
    main()
