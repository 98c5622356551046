import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.indicators.periods import PeriodType, ProjectTime
from api.indicators.recognising import UnclearError, counted, number, reading, whole
from api.indicators.recognising_areas import Areas
from api.indicators.recognising_periods import day, period
from api.indicators.tables import ObservationStatus as Status
from api.kernel.reading_files import NO_RESULT
from api.places import AreaRow, Gazetteer
from tests.places.rows import rows

PROJECT = ProjectTime(dt.date(2015, 7, 1), 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234", "1234"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0.123", "0.123"),
        ("1234,567", "1234.567"),
        ("1 234", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234", "1234"),
        ("1'234", "1234"),
        ("\u22125", "-5"),
    ],
)
def test_numbers(text, expected):
    assert number(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "ambiguous_number"),
        ("12,345", "ambiguous_number"),
        ("1.23.456", "not_a_number"),
        ("1.234.5", "not_a_number"),
        ("1 23", "not_a_number"),
        ("zwölf", "not_a_number"),
        ("1e5", "not_a_number"),
        ("٣", "not_a_number"),
        (NO_RESULT, "formula_without_result"),
    ],
)
def test_no_numbers(text, code):
    with pytest.raises(UnclearError) as caught:
        number(text)
    assert caught.value.code == code
    assert caught.value.hint


def test_the_hint_for_an_unclear_number_shows_both_ways():
    with pytest.raises(UnclearError) as caught:
        number("1.234")
    assert "1234" in caught.value.hint
    assert "1,2340" in caught.value.hint
    assert number("1,2340") == Decimal("1.234")


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("12", 12, Status.given),
        ("0", 0, Status.zero),
        ("-", 0, Status.zero),
        ("–", 0, Status.zero),
        (".", None, Status.missing),
        ("...", None, Status.later),
        ("…", None, Status.later),
        ("/", None, Status.missing),
        ("x", None, Status.not_applicable),
        ("X", None, Status.not_applicable),
        ("()", None, Status.missing),
        ("•", None, Status.suppressed),
        ("", None, Status.missing),
        ("k.A.", None, Status.missing),
        ("(12)", 12, Status.unreliable),
        ("12 e", 12, Status.unreliable),
        ("12¹", 12, Status.given),
        ("12²)", 12, Status.given),
        ("12 1)", 12, Status.given),
        ("12*", 12, Status.given),
        ("12r", 12, Status.given),
        ("12 r", 12, Status.given),
        ("12a", 12, Status.given),
        ("12 b)", 12, Status.given),
        ("12p", 12, Status.unreliable),
        ("12 s", 12, Status.unreliable),
        (Decimal("1.234"), Decimal("1.234"), Status.given),
    ],
)
def test_marks_and_footnotes(text, value, status):
    assert (reading(text).number, reading(text).status) == (value, status)


@pytest.mark.parametrize(("text", "count"), [("1.234", 1234), ("12,345", 12345), ("-1.234", -1234), ("1.234 r", 1234)])
def test_a_count_has_no_decimals_so_a_point_can_only_group(text, count):
    assert counted(text).number == count


@pytest.mark.parametrize("text", ["1.000", "12,000"])
def test_a_count_with_nothing_but_zeros_behind_the_point_stays_unclear(text):
    with pytest.raises(UnclearError, match="ambiguous_number"):
        counted(text)


def test_a_date_is_no_number():
    with pytest.raises(UnclearError) as caught:
        reading(dt.date(2016, 1, 12))
    assert caught.value.code == "date_for_number"


@pytest.mark.parametrize(("value", "code"), [("-1", "negative"), ("1.5", "not_whole"), ("1e16", "too_large")])
def test_counts_are_whole(value, code):
    with pytest.raises(UnclearError) as caught:
        whole(Decimal(value))
    assert caught.value.code == code


@given(st.integers(0, 10**15), st.integers(0, 99))
def test_german_and_machine_numbers_mean_the_same(count, cents):
    machine = f"{count:,}.{cents:02}"
    german = machine.translate(str.maketrans(".,", ",."))

    assert number(machine) == number(german) == Decimal(f"{count}.{cents:02}")
    assert whole(number(str(count))) == count


@given(st.text(max_size=12))
def test_any_text_is_read_or_unclear(text):
    for read in (reading, lambda one: period(one, PROJECT), day):
        try:
            read(text)
        except UnclearError as error:
            hint = error.hint
        else:
            hint = "read"
        assert hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2016-06-30", "2016-06-30"),
        ("30.06.2016", "2016-06-30"),
        ("30.6.2016", "2016-06-30"),
        ("30. Juni 2016", "2016-06-30"),
        ("Stichtag: 31.12.2013", "2013-12-31"),
        ("30/06/2016", "2016-06-30"),
        ("06/30/2016", "2016-06-30"),
        (dt.date(2016, 6, 30), "2016-06-30"),
        ("Juni 2016", "2016-06"),
        ("März 2016", "2016-03"),
        ("Jun. 2016", "2016-06"),
        ("06/2016", "2016-06"),
        ("2016-06", "2016-06"),
        ("Q2 2016", "2016-Q2"),
        ("Q2/2016", "2016-Q2"),
        ("2. Vierteljahr 2016", "2016-Q2"),
        ("2. Q. 2016", "2016-Q2"),
        ("2. Vj. 2016", "2016-Q2"),
        ("Quartal 2/2016", "2016-Q2"),
        ("Quartal II 2016", "2016-Q2"),
        ("Halbjahr 2/2016", "2016-H2"),
        ("20160630", "2016-06-30"),
        (Decimal(20160630), "2016-06-30"),
        ("2016-06-30T00:00:00", "2016-06-30"),
        ("30-06-2016", "2016-06-30"),
        ("30 June 2016", "2016-06-30"),
        ("2016Q2", "2016-Q2"),
        ("2. Quartal 2016", "2016-Q2"),
        ("2.Quartal 2016", "2016-Q2"),
        ("II/2016", "2016-Q2"),
        ("IV. Quartal 2016", "2016-Q4"),
        ("2016/III", "2016-Q3"),
        ("1. Halbjahr 2016", "2016-H1"),
        ("II. Halbjahr 2016", "2016-H2"),
        ("HJ2/2016", "2016-H2"),
        ("2016-H1", "2016-H1"),
        ("2016", "2016"),
        (Decimal(2016), "2016"),
        ("Jahr 2016", "2016"),
        ("PY2", "PY2"),
        ("2. Projektjahr", "PY2"),
        ("Projektjahr 3", "PY3"),
        ("Projekt gesamt", "PT"),
        ("Welle 31.03.2016", "W2016-03-31"),
    ],
)
def test_periods(text, code):
    assert period(text, PROJECT).code == code


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("03/04/2016", None, "ambiguous_date"),
        ("03-04-2016", None, "ambiguous_date"),
        ("30/06-2016", None, "unknown_period"),
        ("2016-06-30T12:00:00", None, "unknown_period"),
        ("20161331", None, "unknown_period"),
        ("30.06.16", None, "short_year"),
        ("2/2016", PeriodType.quarter, "ambiguous_period"),
        ("31.02.2016", None, "unknown_period"),
        ("2016-13", None, "unknown_period"),
        ("PY4", None, "unknown_period"),
        ("demnächst", None, "unknown_period"),
        (NO_RESULT, None, "unknown_period"),
    ],
)
def test_no_periods(text, expected, code):
    with pytest.raises(UnclearError) as caught:
        period(text, PROJECT, expected)
    assert caught.value.code == code


def test_a_last_day_stands_for_the_period_that_is_asked_for():
    assert period("30.06.2016", PROJECT, PeriodType.quarter).code == "2016-Q2"
    assert period("30.06.2016", PROJECT, PeriodType.wave).code == "W2016-06-30"
    assert period("29.06.2016", PROJECT, PeriodType.quarter).code == "2016-06-29"


@pytest.mark.parametrize("kind", [PeriodType.month, PeriodType.quarter, PeriodType.half_year, PeriodType.year])
@given(on=st.dates(dt.date(1000, 1, 1)))
def test_codes_of_our_own_are_read_as_themselves(kind, on):
    from api.indicators.periods import containing  # noqa: PLC0415

    own = containing(kind, on, PROJECT)
    assert period(own.code, PROJECT) == own
    assert period(f"{own.end:%d.%m}.{own.end.year:04}", PROJECT, kind) == own


@pytest.fixture(scope="module")
def areas():
    columns = ("ags", "name", "official_name", "kind", "verbandsgemeinde", "vg_key", "valid_from", "valid_to")
    found = tuple((0, AreaRow.model_validate({name: row[name] for name in columns})) for row in rows())
    return Areas(Gazetteer(found).territory)


THEN = dt.date(2016, 6, 30)
NOW = dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "at", "key"),
    [
        ("07335", THEN, "07335"),
        ("7335", THEN, "07335"),
        (Decimal(7335), THEN, "07335"),
        ("07335002", THEN, "07335002"),
        ("7335002", THEN, "07335002"),
        ("073355005", THEN, "073355005"),
        (Decimal(73355005), THEN, "073355005"),
        ("07 335 002", THEN, "07335002"),
        ("073350000000", THEN, "07335"),
        ("73350000000", THEN, "07335"),
        ("073355005000", THEN, "073355005"),
        ("073355005002", THEN, "07335002"),
        ("Landkreis Kaiserslautern", THEN, "07335"),
        ("VG Landstuhl", THEN, "073355005"),
        ("VG Landstuhl", NOW, "073355011"),
        ("Verbandsgemeinde Landstuhl", NOW, "073355011"),
        ("Landstuhl (VG)", THEN, "073355005"),
        ("VG Landstuhl (ab 01.07.2019)", THEN, "073355011"),
        ("VG Landstuhl (bis 30.06.2019)", NOW, "073355005"),
        ("VG Landstuhl (ab Juli 2019)", NOW, None),
        ("Stadt Landstuhl", THEN, "07335022"),
        ("Landstuhl, Stadt", THEN, "07335022"),
        ("Landstuhl, Sickingenstadt, Stadt", THEN, "07335022"),
        ("Otterberg, Stadt", THEN, "07335035"),
        ("Hirschhorn/ Pfalz", THEN, "07335014"),
        ("Hirschhorn/Pfalz", THEN, "07335014"),
        ("HIRSCHHORN / PFALZ", THEN, "07335014"),
        ("VG Bruchmuehlbach-Miesau", THEN, "073355001"),
        ("Bann", THEN, "07335002"),
        ("outside", THEN, "outside"),
        ("außerhalb", THEN, "outside"),
        ("Unbekannt", THEN, "unknown"),
        ("keine Angabe", THEN, "unknown"),
    ],
)
def test_areas(areas, text, at, key):
    if key is None:
        with pytest.raises(UnclearError):
            areas.key(text, at)
    else:
        assert areas.key(text, at) == key


@pytest.mark.parametrize(
    ("text", "at", "code", "hint"),
    [
        ("Landstuhl", THEN, "ambiguous_area", "073355005"),
        ("073355005", NOW, "area_not_then", "073355011"),
        ("073355011", THEN, "area_not_then", "073355005"),
        ("VG Hochspeyer", NOW, "area_not_then", "073355002"),
        ("Atlantis", THEN, "unknown_area", "key"),
        ("9999", THEN, "unknown_area", "key"),
        ("", THEN, "unknown_area", "key"),
    ],
)
def test_no_areas(areas, text, at, code, hint):
    with pytest.raises(UnclearError) as caught:
        areas.key(text, at)
    assert caught.value.code == code
    assert hint in caught.value.hint
