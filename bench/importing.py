"""`python -m bench.importing`: reading 10,000 lines with faults in each, as CSV and as XLSX. Prints a table."""

import datetime as dt
import io
import resource
import time

from openpyxl import Workbook

from api.indicators.imported import Definition, Known
from api.indicators.interpreting import interpret
from api.indicators.periods import PeriodType, ProjectTime
from api.indicators.reading_files import read
from api.indicators.recognising_areas import Areas
from api.indicators.tables import IndicatorKind
from api.places import Territory

HEADING = ["indicator", "area", "period", "value", "numerator", "denominator", "status", "source", "territory_date"]
LINES = 10_000
KNOWN = Known(
    {"1.1a": Definition(IndicatorKind.count, PeriodType.quarter, ["area"])},
    Areas(Territory([], [])),
    ProjectTime(dt.date(2015, 7, 1), 3),
)


def lines() -> list[list[str]]:
    """Return the heading and lines with faults each."""
    end = ["1.234", "", "", "", "Quelle", "31.12.2014"]
    return [
        HEADING,
        *(["9.9", "Atlantis", f"{one % 4 + 1}. Quartal {1000 + one % 9000}", *end] for one in range(LINES // 2)),
        *(["1.1a", "Atlantis", f"{one % 4 + 1}. Quartal {1000 + one % 9000}", *end] for one in range(LINES // 2)),
    ]


def spreadsheet() -> bytes:
    """Return the lines as XLSX."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines():
        sheet.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def main() -> None:
    """Read both files; memory is the largest the process had, the making of the files included."""
    print("| file | KB | faults | processor s | memory MB |\n|---|---|---|---|---|")
    texts = "\n".join(";".join(line) for line in lines()).encode("cp1252")
    for name, content in (("CSV", texts), ("XLSX", spreadsheet())):
        begun = time.process_time()
        found = interpret(read(content), KNOWN)
        used = time.process_time() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"| {name} | {len(content) // 1024} | {len(found.faults)} | {used:.2f} | {memory} |")


if __name__ == "__main__":
    main()
