"""The lines of a file as values of indicators, with everything that is wrong in them, found in one pass. Pure.

The first line that names indicator, area and period is the heading; what stands above it is a title. A suppressed value
is left out: a file that shows "•" must not put a gap where we know the number.
"""

from collections.abc import Callable, Iterator

from api.indicators.headings import REQUIRED, columns_of, name_of, shown
from api.indicators.imported import Fault, Interpreted, Known
from api.indicators.rows import Row
from api.indicators.tables import ObservationStatus
from api.kernel.reading_files import Content, Line

_HEADING_WITHIN = 20  # lines


def interpret(content: Content, known: Known, advance: Callable[[], None] = lambda: None) -> Interpreted:
    """Return all values and all faults of a file; `advance` is told of each line."""
    found = Interpreted()
    for place, line in enumerate(content.lines[:_HEADING_WITHIN]):
        columns = columns_of(line)
        if columns.keys() >= REQUIRED:
            found.faults += _heading_faults(line)
            found.names = {name: shown(line.cells[at]) for name, at in columns.items()}
            for one in content.lines[place + 1 :]:
                _add(found, Row(one, line, columns, known))
                advance()
            return found
    hint = "One of the first lines must name the columns indicator, area, period and value."
    found.faults.append(Fault(content.lines[0].number if content.lines else None, None, None, "no_heading", hint))
    return found


def _heading_faults(line: Line) -> Iterator[Fault]:
    seen: set[str] = set()
    for cell in line.cells:
        name = name_of(cell)
        if str(cell).strip() == "":
            code, hint = "column_without_name", "Give every column a name of its own; undo merged cells."
        elif name is None:
            code, hint = "unknown_column", "Rename or delete the column."
        elif name in seen:
            code, hint = "column_twice", "Keep one of the two columns."
        else:
            seen.add(name)
            continue
        yield Fault(line.number, shown(cell), shown(cell), code, hint)


def _add(found: Interpreted, row: Row) -> None:
    found.rows += 1
    read = row.interpret()
    if read is not None:
        key, value = read
        if value.status is ObservationStatus.suppressed:
            found.hidden += 1
        elif (first := found.values.setdefault(key, value)) is not value:
            row.fault("indicator", "given_twice", f"Line {first.line} says something about the same. Keep one.")
    found.faults += row.faults
