import datetime as dt

import pytest

from api.indicators.imported import Definition, Known
from api.indicators.interpreting import interpret
from api.indicators.periods import PeriodType, ProjectTime
from api.indicators.recognising import UnclearError
from api.indicators.recognising_areas import Areas
from api.indicators.recognising_codes import code_of, indicator_code
from api.indicators.tables import IndicatorKind
from api.indicators.tables import ObservationStatus as Status
from api.kernel.reading_files import NO_RESULT, Content, Line, read
from api.places import AreaRow, Gazetteer
from tests.places.rows import rows

COLUMNS = ("ags", "name", "official_name", "kind", "verbandsgemeinde", "vg_key", "valid_from", "valid_to")
KNOWN = Known(
    {
        "1.1a": Definition(IndicatorKind.count, PeriodType.quarter, ["area", "club_type"]),
        "1.1b": Definition(IndicatorKind.share, PeriodType.wave, ["area", "gender"]),
        "1.4a": Definition(IndicatorKind.realisation, PeriodType.quarter, []),
    },
    Areas(
        Gazetteer(tuple((0, AreaRow.model_validate({name: row[name] for name in COLUMNS})) for row in rows())).territory
    ),
    ProjectTime(dt.date(2015, 7, 1), 3),
)


def interpreted(text):
    return interpret(read(text.encode()), KNOWN)


def only(text):
    found = interpreted(text)
    assert found.faults == []
    ((key, value),) = found.values.items()
    return key, value


def faults(text):
    return [(one.line, one.column, one.value, one.code) for one in interpreted(text).faults]


def test_a_german_file_below_a_title():
    key, value = only(
        "Vereine im Landkreis\n\nIndikator;Gebiet;Zeitraum;Wert;Quelle;Gebietsstand\n"
        "1.1a;VG Landstuhl;II/2016;12¹;Befragung;31.12.2014\n"
    )

    assert (key.indicator, key.area, key.period.code, key.dims) == ("1.1a", "073355005", "2016-Q2", "_T")
    assert (key.source, key.territory_date) == ("Befragung", dt.date(2014, 12, 31))
    assert (value.line, value.status, value.numerator) == (4, Status.given, 12)


@pytest.mark.parametrize(
    ("line", "status", "numerator", "denominator", "realisation"),
    [
        ("1.1a;7335;2016-Q1;0;;;;", Status.zero, 0, None, None),
        ("1.1a;7335;2016-Q1;...;;;;", Status.later, None, None, None),
        ("1.1a;7335;2016-Q1;;7;57;;", Status.given, 7, 57, None),
        ("1.1a;7335;2016-Q1;1.234;;;;", Status.given, 1234, None, None),
        ("1.1b;7335;31.03.2016;;1.234;2,468;;", Status.given, 1234, 2468, None),
        ("1.1a;7335;2016-Q1;(7);;;;", Status.unreliable, 7, None, None),
        ("1.1a;7335;2016-Q1;7;;;;unreliable", Status.unreliable, 7, None, None),
        ("1.1a;7335;2016-Q1;;;;;missing", Status.missing, None, None, None),
        ("1.1b;7335;31.03.2016;12,5 %;1;8;;", Status.given, 1, 8, None),
        ("1.1b;7335;31.03.2016;/;;;;", Status.missing, None, None, None),
        ("1.4a;7335;2016-Q1;teilweise;;;;", Status.given, None, None, "partly"),
        ("1.4a;7335;2016-Q1;;;;yes;", Status.given, None, None, "yes"),
        ("1.4a;7335;2016-Q1;.;;;;", Status.missing, None, None, None),
    ],
)
def test_values(line, status, numerator, denominator, realisation):
    _, value = only(f"indicator;area;period;value;numerator;denominator;realisation;status\n{line}\n")

    assert (value.status, value.numerator, value.denominator, value.realisation) == (
        status,
        numerator,
        denominator,
        realisation,
    )


@pytest.mark.parametrize(
    ("line", "column", "value", "code"),
    [
        ("9.9;7335;2016-Q1;5;;;;;", "indicator", "9.9", "unknown_indicator"),
        ("1.1a;Atlantis;2016-Q1;5;;;;;", "area", "Atlantis", "unknown_area"),
        ("1.1a;7335;irgendwann;5;;;;;", "period", "irgendwann", "unknown_period"),
        ("1.1a;7335;2016-Q1;1.000;;;;;", "value", "1.000", "ambiguous_number"),
        ("1.1b;7335;31.03.2016;1.234;1;8;;;", "value", "1.234", "ambiguous_number"),
        ("01. Feb;7335;2016-Q1;5;;;;;", "indicator", "01. Feb", "date_for_code"),
        ("1.1a;7335;2016-Q1;-3;;;;;", "value", "-3", "negative"),
        ("1.1a;7335;2016-Q1;2,5;;;;;", "value", "2,5", "not_whole"),
        ("1.1a;7335;2016-Q1;;;;;;", "value", "", "empty"),
        ("1.1a;7335;2016-Q1;4;5;;;;", "value", "4", "value_differs"),
        ("1.1a;7335;2016-Q1;4;;;missing;;", "value", "4", "value_in_gap"),
        ("1.1a;7335;2016-Q1;;;;value;;", "status", "value", "value_missing"),
        ("1.1a;7335;2016-Q1;4;;;geheim;;", "status", "geheim", "unknown_status"),
        ("1.1a;7335;2016-Q1;4;;;;f;", "gender", "f", "not_by_this"),
        ("1.1b;7335;31.03.2016;;1;8;;weib;", "gender", "weib", "unknown_code"),
        ("1.1b;7335;31.03.2016;12,5;;;;;", "value", "12,5", "share_without_numbers"),
        ("1.1b;7335;31.03.2016;;1;;;;", "denominator", "", "no_denominator"),
        ("1.1b;7335;31.03.2016;;9;8;;;", "numerator", "9", "more_than_all"),
        ("1.1b;7335;31.03.2016;13;1;8;;;", "value", "13", "share_differs"),
        ("1.4a;7335;2016-Q1;fast;;;;;", "value", "fast", "unknown_realisation"),
        ("1.1a;7335;2016-Q1;4;;;;;demo", "demo", "demo", "demo_value"),
        ("1.1a;7335;2016-Q1;4;;;;;;5", "indicator", "1.1a", "too_many_cells"),
    ],
)
def test_faults(line, column, value, code):
    text = f"indicator;area;period;value;numerator;denominator;status;gender;demo\n{line}\n"

    assert faults(text) == [(2, column, value, code)]
    assert interpreted(text).values == {}


@pytest.mark.parametrize(
    ("said", "code"),
    [("w", "f"), ("Weiblich", "f"), ("Frauen", "f"), ("männlich", "m"), ("divers", "d"), ("'m", "m"),
     ("Keine  Angabe", "not_stated"), ("insgesamt", "_T")],
)  # fmt: skip
def test_genders_in_german(said, code):
    key, _ = only(f"Kennzahl;Gebiet;Zeitraum;Zähler;Nenner;Geschlecht\n1.1b;7335;31.03.2016;1;8;{said}\n")

    assert key.dims == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("ja", "yes"), ("Nein", "no"), ("mit Migrationshintergrund", "yes"), ("k. A.", "not_stated"), ("no", "no")],
)
def test_migration_background_in_german(said, code):
    assert code_of("migration_background", said) == code


def test_an_indicator_that_became_a_date_of_a_spreadsheet():
    heading = Line(1, ("indicator", "area", "period", "value"))
    row = Line(2, (dt.date(2026, 2, 1), "7335", "2016-Q1", "3"))
    (fault,) = interpret(Content([heading, row]), KNOWN).faults

    assert (fault.column, fault.code) == ("indicator", "date_for_code")
    assert "probably of 1.2." in fault.hint
    assert "as text" in fault.hint


@pytest.mark.parametrize(
    "said", ["01.02.2026", "2026-02-01", "1. Feb", "01. Mrz", "Apr 04", "4-Apr", "02.Jan", "1. März"]
)
def test_dates_spreadsheets_make_of_codes(said):
    with pytest.raises(UnclearError, match="date_for_code"):
        indicator_code(said)


@pytest.mark.parametrize("said", ["1.2", "X.1", "'4.4", "1.1a", "2.1"])
def test_codes_that_are_no_dates(said):
    assert indicator_code(said) == said.strip("'")


def test_all_faults_of_a_file_in_one_pass():
    text = "indicator;area;period;value\n9;Atlantis;nie;viele\n1.1a;7335;2016;x1\n1.1a;nowhere;2016;5\n"

    assert [(line, code) for line, _, _, code in faults(text)] == [
        (2, "unknown_indicator"),
        (2, "unknown_period"),
        (3, "not_a_number"),
        (4, "unknown_area"),
    ]


def test_the_same_twice_names_the_first():
    found = interpreted("indicator;area;period;value\n1.1a;7335;2016-Q1;5\n1.1a;07335;Q1 2016;5\n")

    assert [(one.line, one.code) for one in found.faults] == [(3, "given_twice")]
    assert "Line 2" in found.faults[0].hint


def test_suppressed_values_are_left_out():
    found = interpreted("indicator;area;period;value\n1.1a;7335;2016-Q1;•\n")

    assert (found.values, found.faults, found.hidden, found.rows) == ({}, [], 1, 1)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("indicator;area;period;value;", "column_without_name"),
        ("indicator;area;period;value;wetter", "unknown_column"),
        ("indicator;area;period;value;Wert", "column_twice"),
    ],
)
def test_headings(heading, code):
    assert [(line, told) for line, _, _, told in faults(f"{heading}\n")] == [(1, code)]


def test_no_heading():
    assert faults("a;b\n1;2\n") == [(1, None, None, "no_heading")]
    assert [one.code for one in interpret(Content([]), KNOWN).faults] == ["no_heading"]


def test_lines_are_those_of_the_file():
    lines = [Line(1, ("indicator", "area", "period", "value")), Line(900, ("1.1a", "x", "2016", ""))]

    assert [one.line for one in interpret(Content(lines), KNOWN).faults] == [900, 900]


@pytest.mark.parametrize("column", ["indicator", "area", "period", "value", "source"])
def test_a_cell_longer_than_any_we_know_is_not_looked_at(column):
    cells = {"indicator": "1.1a", "area": "7335", "period": "2016-Q1", "value": "3", "source": ""}
    # Patterns that look for the end of it would take minutes.
    line = ";".join((cells | {column: "1" + " " * 130_000 + "x"}).values())
    ((_, where, value, code),) = faults(f"{';'.join(cells)}\n{line}\n")

    assert (where, len(value), code) == (column, 500, "too_long")


def test_a_long_heading_is_not_repeated_for_every_line():
    found = faults(
        f"indicator;area;period;value{' ' * 9000};migration{' ' * 9000}background\n1.1a;7335;2016-Q1;x5;yes\n"
    )

    assert [(len(where), code) for _, where, _, code in found] == [(60, "not_by_this"), (5, "not_a_number")]


@pytest.mark.parametrize("column", ["source", "basis", "evidence"])
def test_a_formula_is_no_text(column):
    heading = Line(1, ("indicator", "area", "period", "value", column))
    found = interpret(Content([heading, Line(2, ("1.1a", "7335", "2016-Q1", "3", NO_RESULT))]), KNOWN)

    assert [(one.column, one.value, one.code) for one in found.faults] == [(column, "", "formula_without_result")]


def test_a_text_is_one_line_without_control_characters():
    key, value = only('indicator;area;period;value;source;evidence\n1.1a;7335;2016-Q1;3;"Um\x01\nfrage";"Lis\x7fte"\n')

    assert (key.source, value.evidence) == ("Um frage", "Lis te")
