"""`python -m bench.importing`: files of 10,000 lines, looked at and imported, in a fresh SQLite database.

Each case is a process of its own, so that its memory is its own. Prints a table.
"""

import io
import multiprocessing
import resource
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from api import profiles
from api.indicators import importing
from api.kernel import migration
from api.kernel.db import Database
from api.kernel.permission import Actor, Grant, Role
from api.kernel.time import system_clock
from api.settings import Settings

HEADING = ["indicator", "area", "period", "topic", "value", "source"]
LINES = 10_000
MANAGER = Actor("account:1", (Grant(Role.project_manager),))
_AREAS = ("07335", "outside", "unknown")
_PERIODS = [f"{year}-Q{quarter}" for year in range(2008, 2026) for quarter in range(1, 5)]
Lines = Sequence[Sequence[str]]


def faulty() -> Lines:
    """Return lines with two faults each."""
    return [["9.9", "Atlantis", _PERIODS[one % 72], "", "1.234", "Quelle"] for one in range(LINES)]


def sheets() -> Lines:
    """Return lines of some two hundred sheets of nearly fifty cells."""
    places = [(area, period) for area in _AREAS for period in _PERIODS]
    return [["1.3a", *places[one % len(places)], f"t{one // len(places)}", str(one % 90), ""] for one in range(LINES)]


def single() -> Lines:
    """Return lines that are a sheet each: the most work a file can be."""
    places = [(area, period) for area in _AREAS for period in _PERIODS]
    return [["1.3a", *places[one % len(places)], "", "4", f"source {one // len(places)}"] for one in range(LINES)]


def as_csv(lines: Lines) -> bytes:
    """Return lines as CSV."""
    return "\n".join(";".join(line) for line in (HEADING, *lines)).encode("cp1252")


def as_xlsx(lines: Lines) -> bytes:
    """Return lines as XLSX."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in (HEADING, *lines):
        sheet.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


CASES: dict[str, tuple[Callable[[], Lines], Callable[[Lines], bytes]]] = {
    "CSV, two faults in each line": (faulty, as_csv),
    "XLSX, two faults in each line": (faulty, as_xlsx),
    "CSV, 216 sheets": (sheets, as_csv),
    "XLSX, 216 sheets": (sheets, as_xlsx),
    "CSV, a sheet in each line": (single, as_csv),
}


def memory() -> int:
    """Return the most memory the process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def prepare(folder: Path) -> None:
    """Make the database of a county, and the file of each case."""
    database = Database(Settings(data_dir=folder).database)
    migration.upgrade(database)
    profiles.load(database, "kaiserslautern", apply=True, demo=False, today=system_clock().date())
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    for place, (make, write) in enumerate(CASES.values()):
        (folder / str(place)).write_bytes(write(make()))


def case(made: Path, place: int, name: str) -> None:
    """Look at a file and, where nothing is wrong with it, import it; print a line."""
    content = (made / str(place)).read_bytes()
    with TemporaryDirectory() as folder:
        shutil.copy(made / "wik.sqlite", folder)
        database = Database(Settings(data_dir=Path(folder)).database)
        begun, before = time.process_time(), memory()
        seen = importing.preview(database, MANAGER, content)
        looked, imported = time.process_time() - begun, "–"
        if not seen.faults:
            begun = time.process_time()
            importing.apply(database, MANAGER, content, importing.Applying("bench", seen.digest))
            imported = f"{time.process_time() - begun:.1f}"
        told = [name, len(content) // 1024, len(seen.faults), f"{looked:.1f}", imported, before, memory()]
        sys.stdout.write(f"| {' | '.join(map(str, told))} |\n")
        database.close()


def main() -> None:
    """Measure every case."""
    print("| file | KB | faults | preview s | import s | MB before | MB |\n|---|---|---|---|---|---|---|", flush=True)
    with TemporaryDirectory() as folder:
        apart(prepare, Path(folder))
        for place, name in enumerate(CASES):
            apart(case, Path(folder), place, name)


def apart(do: Callable[..., None], *arguments: object) -> None:
    """Do something in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=do, args=arguments)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
