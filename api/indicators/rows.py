"""One line of a file on its way to a value of an indicator. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypeVar

from api.indicators import codes
from api.indicators.headings import shown
from api.indicators.imported import Definition, Fault, Key, Known, Value
from api.indicators.published import share_of
from api.indicators.recognising import NO_RESULT_HINT, Reading, UnclearError, counted, reading, whole
from api.indicators.recognising_codes import code_of, indicator_code
from api.indicators.recognising_periods import day, period
from api.indicators.tables import OWN_SOURCE, IndicatorKind, ObservationStatus, Realisation
from api.kernel.reading_files import NO_RESULT, Cell, Line

Read = TypeVar("Read")
_NUMBERED = {ObservationStatus.given, ObservationStatus.zero, ObservationStatus.unreliable}
_REALISED = {
    "ja": Realisation.yes,
    "nein": Realisation.no,
    "teilweise": Realisation.partly,
    "unbekannt": Realisation.unknown,
    **{one.value: one for one in Realisation},
}
_LONGEST = {"source": 60, "basis": 60, "evidence": 300}
_LONGEST_CELL = 500  # nothing we know is longer; patterns would take minutes to find that out
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Row:
    """A line with its heading; `faults` grows while it is interpreted."""

    def __init__(self, line: Line, names: Line, columns: Mapping[str, int], known: Known) -> None:
        self._line, self._names, self._columns, self._known = line, names, columns, known
        self.faults: list[Fault] = []

    def interpret(self) -> tuple[Key, Value] | None:
        """Return what the line says; None where something is wrong with it."""
        if not self._is_readable():
            return None
        code = self._read("indicator", indicator_code) or ""
        definition = self._known.indicators.get(code)
        if definition is None and not self.faults:
            self.fault("indicator", "unknown_indicator", f"Use one of: {', '.join(self._known.indicators)}.")
        if self._text("demo"):
            self.fault("demo", "demo_value", "Invented values are never mixed with real ones. Leave the line out.")
        if len(self._line.cells) > len(self._names.cells):
            self.fault("indicator", "too_many_cells", "The line has more cells than the heading. Quote separators.")
        for name, most in _LONGEST.items():
            if len(self._text(name)) > most:
                self.fault(name, "too_long", f"Use at most {most} characters.")
        key = self._key(code, definition)
        value = self._value(definition) if definition else None
        return (
            (key, replace(value, release=self._text("release") or None)) if key and value and not self.faults else None
        )

    def _is_readable(self) -> bool:
        """Say whether no cell is longer than any we know, and none a formula where a text is expected."""
        for name in self._columns:
            cell = self._cell(name)
            if isinstance(cell, str) and len(cell.strip()) > _LONGEST_CELL:
                self.fault(name, "too_long", f"Use at most {_LONGEST_CELL} characters.")
            elif cell == NO_RESULT and name in _LONGEST:
                self.fault(name, "formula_without_result", NO_RESULT_HINT)
        return not self.faults

    def fault(self, name: str, code: str, hint: str) -> None:
        """Note that the cell of a column is wrong."""
        place = self._columns.get(name)
        column = shown(self._names.cells[place]) if place is not None else name
        value = str(self._cell(name)).replace(NO_RESULT, "")[:_LONGEST_CELL]
        self.faults.append(Fault(self._line.number, column, value, code, hint))

    def _cell(self, name: str) -> Cell:
        place = self._columns.get(name)
        return self._line.cells[place] if place is not None and place < len(self._line.cells) else ""

    def _text(self, name: str) -> str:
        return str(self._cell(name)).strip().removeprefix("'")

    def _free(self, name: str) -> str:
        """Return a text that is kept as it is written, in one line."""
        return _CONTROL.sub(" ", self._text(name)).strip()

    def _read(self, name: str, how: Callable[[Cell], Read]) -> Read | None:
        try:
            return how(self._cell(name))
        except UnclearError as error:
            self.fault(name, error.code, error.hint)
            return None

    def _key(self, code: str, definition: Definition | None) -> Key | None:
        expected = definition.period if definition else None
        when = self._read("period", lambda cell: period(cell, self._known.project, expected))
        stated = self._read("territory_date", day) if self._text("territory_date") else None
        dims = self._dims(definition) if definition else None
        if when is None:
            return None
        at = stated or when.end
        area = self._read("area", lambda cell: self._known.areas.key(cell, at))
        if area is None or dims is None:
            return None
        return Key(code, area, when, dims, self._free("source") or OWN_SOURCE, self._free("basis"), at)

    def _dims(self, definition: Definition) -> str:
        given: dict[str, str] = {}
        for name in (*codes.CLOSED, *codes.OPEN):
            if name in definition.dimensions:
                given[name] = self._read(name, partial(code_of, name)) or codes.TOTAL
            elif self._text(name) not in {"", codes.TOTAL}:
                self.fault(name, "not_by_this", "The indicator is not broken down by this. Leave the cell empty.")
        return codes.dims_of(definition.dimensions, given)

    def _value(self, definition: Definition) -> Value | None:
        stated = self._status()
        if stated is not None and stated not in _NUMBERED:
            return self._gap(stated)
        if definition.kind is IndicatorKind.realisation and not self._is_coverage():
            return self._realised(stated)
        name = "numerator" if self._text("numerator") else "value"
        share = definition.kind is IndicatorKind.share and name == "value"
        read = self._read(name, reading if share else counted)
        if read is None:
            return None
        if read.number is None:
            return self._gap(stated or read.status)
        if share:
            self.fault("value", "share_without_numbers", "Give numerator and denominator; the share follows from them.")
            return None
        return self._counted(definition, name, read, stated)

    def _is_coverage(self) -> bool:
        """Say whether it is a line of our own exports that says how many of something are realised."""
        return bool(self._text("release") and self._text("numerator")) and not self._text("value")

    def _counted(
        self, definition: Definition, name: str, read: Reading, stated: ObservationStatus | None
    ) -> Value | None:
        numerator = self._read(name, lambda _: whole(read.number or Decimal(0)))
        denominator = self._read("denominator", _count) if self._text("denominator") else None
        if numerator is None:
            return None
        if definition.kind is IndicatorKind.share:
            self._check_share(name, numerator, denominator)
        elif name == "numerator" and self._text("value") and self._read("value", _count) not in {None, numerator}:
            self.fault("value", "value_differs", "Value and numerator of a count are the same number. Keep one.")
        unsure = ObservationStatus.unreliable in {read.status, stated}
        usual = ObservationStatus.given if numerator else ObservationStatus.zero
        status = ObservationStatus.unreliable if unsure else usual
        return Value(self._line.number, status, numerator, denominator, evidence=self._free("evidence") or None)

    def _check_share(self, name: str, numerator: int, denominator: int | None) -> None:
        if denominator is None:
            if not self._text("denominator"):
                self.fault("denominator", "no_denominator", "A share needs its denominator.")
        elif numerator > denominator:
            self.fault(name, "more_than_all", "The numerator is larger than the denominator.")
        elif self._text("value"):
            said = self._read("value", _percent)
            if said is not None and said != share_of(numerator, denominator):
                self.fault("value", "share_differs", "It is not numerator of denominator in percent, one decimal.")

    def _realised(self, stated: ObservationStatus | None) -> Value | None:
        name = "realisation" if self._text("realisation") else "value"
        said = self._text(name)
        evidence = self._free("evidence") or None
        if (how := _REALISED.get(said.casefold())) is not None:
            return Value(self._line.number, stated or ObservationStatus.given, realisation=how, evidence=evidence)
        try:
            read = reading(said)
        except UnclearError:
            read = None
        if read is None or read.number is not None:
            self.fault(name, "unknown_realisation", f"Use one of: {', '.join(_REALISED)}.")
            return None
        return self._gap(stated or read.status)

    def _gap(self, status: ObservationStatus) -> Value | None:
        if status in _NUMBERED:
            self.fault("status", "value_missing", "The status says that there is a value. Give it.")
            return None
        if not any(self._text(name) for name in ("value", "numerator", "realisation", "status")):
            self.fault("value", "empty", "Write the value, or a mark for the gap: - . ... / x")
            return None
        for name in ("value", "numerator", "realisation"):
            if self._says_something(name):
                self.fault(name, "value_in_gap", "The status says that there is no value. Correct one of them.")
                return None
        return Value(self._line.number, status, evidence=self._free("evidence") or None)

    def _says_something(self, name: str) -> bool:
        try:
            return reading(self._text(name)).number is not None
        except UnclearError:
            return True

    def _status(self) -> ObservationStatus | None:
        said = self._text("status")
        if not said:
            return None
        if said not in {*ObservationStatus}:
            self.fault("status", "unknown_status", f"Use one of: {', '.join(ObservationStatus)}.")
            return None
        return ObservationStatus(said)


def _count(cell: Cell) -> int:
    read = counted(cell)
    if read.number is None:
        raise UnclearError("not_a_number", "Write digits.")
    return whole(read.number)


def _percent(cell: Cell) -> Decimal | None:
    return reading(cell.rstrip(" %\u00a0") if isinstance(cell, str) else cell).number
