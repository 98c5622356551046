"""What a file would do to what is stored, and everything that is wrong with that: all faults in one pass."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlmodel import Session, select

from api.indicators import checks, reaching, sheets
from api.indicators.entries import Cells, CellWish, Entry
from api.indicators.gathering import Gathered, Published, gather, published
from api.indicators.imported import Fault, Interpreted, Key, Value
from api.indicators.permissions import ENTER
from api.indicators.sheets import Plan, Scene, SheetKey
from api.indicators.tables import ImportBatch, Indicator, SubmissionState
from api.indicators.underway import UNNOTED, Underway
from api.kernel.permission import Actor
from api.kernel.reading_files import Unread
from api.kernel.time import today
from api.places import read_territory

_WITHDRAWN = ("withdrawn", "These values were withdrawn. Restore them first.")
_NOT_YOURS = ("not_yours", "You may not enter values of this indicator for this area.")
_IN_VALUE = frozenset({"numerator", "realisation", "status"})  # a file may say them in the column of values
Sheets = dict[SheetKey, dict[str, Value]]  # what the file says, by sheet and codes


@dataclass(frozen=True)
class Opened:
    """A file as it was understood: `sha256` of its bytes, values and faults, and what was not read of it."""

    sha256: str
    content: Interpreted
    unread: tuple[Unread, ...]


@dataclass(frozen=True)
class Weighed:
    """What a sheet of the file would become: values by their place in the plan, and the cells it has."""

    plan: Plan
    values: list[Value]
    cells: Cells


@dataclass
class Found:
    """What importing a file would do: its sheets in the order of the file, its faults in the order of its lines."""

    file: Opened
    sheets: list[Weighed] = field(default_factory=list[Weighed])
    faults: list[Fault] = field(default_factory=list[Fault])
    warnings: list[Fault] = field(default_factory=list[Fault])
    digest: str = ""
    unchanged: int = 0
    batch: ImportBatch | None = None

    def plans(self) -> list[Plan]:
        """Return the plans that change something."""
        return [one.plan for one in self.sheets if one.plan.changes]

    def needs_reason(self) -> bool:
        """Say whether something in force or derived would be replaced."""
        return any(one.replacing() for one in self.plans())


def weigh(session: Session, actor: Actor, file: Opened, underway: Underway = UNNOTED) -> Found:
    """Say what a file would do to what is stored; locks its sheets in a session that writes. Stores nothing."""
    indicators = {one.code: one for one in session.exec(select(Indicator)).all()}
    found = Found(file, faults=[*file.content.faults], batch=imported(session, file.sha256))
    theirs = _reached(actor, indicators, found)
    stored = gather(session, theirs)
    released = published(session, [key for key, some in theirs.items() if any(one.release for one in some.values())])
    scene = Scene(actor, read_territory(session), today(session), "-")  # whether one is needed is said apart
    for key, some in theirs.items():
        _add(found, scene, indicators[key.indicator], key, _new(some, key, stored, released), stored)
        found.unchanged += len(some)
        underway.advance(len(some))
    found.faults.sort(key=lambda one: one.line or 0)
    found.unchanged -= sum(len(one.changes) for one in found.plans())
    found.digest = _digest(found)
    return found


def imported(session: Session, sha256: str) -> ImportBatch | None:
    """Return the import of a file with these bytes, if there was one."""
    return session.exec(select(ImportBatch).where(ImportBatch.sha256 == sha256)).first()


def _reached(actor: Actor, indicators: Mapping[str, Indicator], found: Found) -> Sheets:
    """Return the sheets the actor may enter; what stands in others is not even looked at."""
    theirs: Sheets = {}
    for key, some in _by_sheet(found.file.content.values).items():
        if reaching.can(actor, ENTER, indicators[key.indicator].responsible, key.area):
            theirs[key] = some
        else:
            found.faults += [Fault(one.line, None, None, *_NOT_YOURS) for one in some.values()]
    return theirs


def _new(some: Mapping[str, Value], key: SheetKey, stored: Gathered, released: Published) -> dict[str, Value]:
    """Leave out lines of our own exports that say what was worked out and published, and nobody entered."""
    cells = stored.cells_of(key)
    entered = {*cells.working, *cells.in_force}
    return {
        dims: one
        for dims, one in some.items()
        if one.release is None
        or dims in entered
        or released.get((key, dims, one.release)) != replace(_entry(one), evidence=None)
    }


def _add(
    found: Found, scene: Scene, indicator: Indicator, key: SheetKey, values: Mapping[str, Value], stored: Gathered
) -> None:
    sheet = stored.sheets.get(key)
    if sheet is not None and sheet.state == SubmissionState.withdrawn:
        found.faults += [Fault(one.line, None, None, *_WITHDRAWN) for one in values.values()]
    elif values:
        wishes = [CellWish(dims, _entry(one)) for dims, one in values.items()]
        cells = stored.cells_of(key)
        plan = sheets.planned(scene, indicator, Plan(key, sheet), wishes, cells)
        one = Weighed(plan, [*values.values()], cells)
        found.faults += _faults(one, found.file.content.names)
        found.warnings += _warnings(one, indicator, scene)
        found.sheets.append(one)


def _by_sheet(values: Mapping[Key, Value]) -> Sheets:
    found: defaultdict[SheetKey, dict[str, Value]] = defaultdict(dict)
    for one, value in values.items():
        key = SheetKey(one.indicator, one.area, one.period, one.territory_date, one.source, one.basis)
        found[key][one.dims] = value
    return found


def _entry(one: Value) -> Entry:
    return Entry(one.status, one.numerator, one.denominator, one.realisation, one.evidence)


def _faults(sheet: Weighed, names: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what forbids the plan of a sheet, each at the line it is about."""
    for one in sheet.plan.issues:
        where, place, name = [*one.pointer.split("/")[1:], "", ""][:3]
        value = sheet.values[int(place)] if where == "cells" else sheet.values[0]
        name = name if where == "cells" else where
        column = names.get(name) or names.get("value" if name in _IN_VALUE else "") or name or None
        yield Fault(value.line, column, _shown(sheet.plan.key, value, name), one.code, one.hint)


def _shown(key: SheetKey, value: Value, name: str) -> str | None:
    said = {"indicator": key.indicator, "area": key.area, "period": key.period.code}.get(
        name, getattr(value, name, None)
    )
    return None if said is None else str(said)


def _warnings(sheet: Weighed, indicator: Indicator, scene: Scene) -> Iterator[Fault]:
    """Yield what would not fit together in a sheet; a draft may be like that, what is handed in may not."""
    said = sheet.cells.entries()
    lines = {one.dims: sheet.values[one.place].line for one in sheet.plan.changes}
    said |= {one.dims: one.entry for one in sheet.plan.changes if one.entry is not None}
    if lines:
        first = min(lines.values())
        for one in checks.of_sheet(indicator, sheet.plan.key, said, {}, scene.today):
            yield Fault(lines.get(one.dims or "", first), None, one.dims, one.code, one.hint)


def _digest(found: Found) -> str:
    """Name what was looked at: the file, and the state of every sheet it changes."""
    states = (f"{one.key} {f'{one.sheet.id} {one.sheet.revision}' if one.sheet else 'new'}" for one in found.plans())
    told = [found.file.sha256, *states]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
