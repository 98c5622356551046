"""The picture: what it says, where the line is interrupted, and that nothing in it knows a hidden number."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from api.indicators import speaking
from api.indicators.chart import Rule, as_png, as_svg, drawing
from api.indicators.published import MARK, Break
from api.indicators.released import read
from api.indicators.series import SeriesWish
from api.indicators.tables import IndicatorKind
from api.kernel.language import Languages
from tests.indicators.released import cell as released
from tests.indicators.released import release
from tests.indicators.series import EVIL, cell, series

_LANGUAGES = Languages(codes=("de", "ar", "de-simple"), plain={"de-simple": "de"}, rtl=frozenset({"ar"}))


def _quarters(*cells):
    return [
        cell(f"2016-Q{number}", *given, start=dt.date(2016, 3 * number - 2, 1), **more)
        for number, (given, more) in enumerate(cells, 1)
    ]


def _gap():
    return series(_quarters((("value", 8), {}), (("suppressed",), {}), (("value", 9), {}), (("missing",), {})))


def test_a_hidden_number_interrupts_the_line_and_stands_as_mark_on_the_axis():
    line = drawing(_gap(), _LANGUAGES)["lines"][0]
    assert [len(part) for part in line["parts"]] == [1, 1]
    assert len(line["hidden"]) == 1


def test_the_sentence_names_the_first_and_last_number_shown():
    assert drawing(_gap(), _LANGUAGES)["sentence"] == (
        "Zahl der Tandems: 8 (1. Quartal 2016), zuletzt 9 (3. Quartal 2016)."
    )


@pytest.mark.parametrize(
    ("lang", "said", "tick", "time"),
    [
        ("de", "12,5\u00a0% (1. Quartal 2016)", "2.000.000", "1. Quartal 2016"),
        ("en", "12.5% (Quarter 1 of 2016)", "2,000,000", "Quarter 1 of 2016"),
        ("tr", "%12,5 (2016, 1. çeyrek)", "2.000.000", "2016, 1. çeyrek"),
    ],
)
def test_numbers_and_periods_are_written_as_the_language_does(lang, said, tick, time):
    share = series([cell("2016-Q1", numerator=1, denominator=8)], lang=lang, kind=IndicatorKind.share)
    many = drawing(series([cell("2016-Q1", numerator=1_200_000)], lang=lang), _LANGUAGES)
    assert said in drawing(share, _LANGUAGES)["sentence"]
    assert many["ticks"][-1]["label"] == tick
    assert many["times"][0]["label"] == time


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("2016", "year", "2016"),
        ("2016-H2", "half_year", "2. Halbjahr 2016"),
        ("2016-05", "month", "05/2016"),
        ("2016-05-31", "day", "31.05.2016"),
        ("W2016-03-31", "wave", "Befragung am 31.03.2016"),
        ("PY2", "project_year", "2. Projektjahr"),
        ("PT", "project", "ganzes Projekt"),
    ],
)
def test_every_kind_of_period_is_said_in_words(code, kind, said):
    assert speaking.period(code, kind, "de") == said


@pytest.mark.parametrize(("value", "said"), [(0.5, "0,5"), (2e6, "2.000.000"), (0, "0"), (Decimal("100.0"), "100,0")])
def test_a_number_has_no_exponent_and_a_share_keeps_its_decimal(value, said):
    assert speaking.number(value, "de") == said


def test_without_any_number_the_picture_says_so():
    assert "noch keine Zahl" in drawing(series([]), _LANGUAGES)["sentence"]
    assert as_svg(series([]), _LANGUAGES)


def test_no_byte_of_the_picture_depends_on_a_hidden_number():
    shown = series([cell("2016-Q1", "value", 9), cell("2016-Q2", "suppressed", start=dt.date(2016, 4, 1))])
    leaking = series([cell("2016-Q1", "value", 9), cell("2016-Q2", "suppressed", 4000, start=dt.date(2016, 4, 1))])
    assert as_svg(shown, _LANGUAGES) == as_svg(leaking, _LANGUAGES)


@pytest.mark.parametrize("reason", ["basis", "territory"])
def test_a_break_interrupts_the_line(reason):
    cells = _quarters((("value", 8), {}), (("value", 9), {}), (("value", 9), {}))
    found = drawing(series(cells, breaks=[Break("07335", "2016-Q2", reason)]), _LANGUAGES)
    assert [len(part) for part in found["lines"][0]["parts"]] == [1, 2]
    assert len(found["breaks"]) == 1


def test_values_of_the_same_borders_are_one_line(start):
    """However many days of a territory they name: the day is part of the key, and mostly the last of the period."""
    client = start()
    with client.app.database.writing() as session:
        release(session, "I", 1, dt.date(2017, 1, 5))
        for year in range(2012, 2017):
            released(session, "1.2", str(year), 3, since=1, dims="", area="073355002")
    with client.app.database.reading() as session:
        found = drawing(read(session, "1.2", SeriesWish(area="073355002"), "de"), _LANGUAGES)
    assert [len(part) for part in found["lines"][0]["parts"]] == [2, 3], "it took Hochspeyer in in 2014"


def test_baseline_and_target_are_lines_with_words():
    rules = [Rule("baseline", 4), Rule("target", 16)]
    found = drawing(_gap(), _LANGUAGES, rules)
    assert [(one["label"], one["y"]) for one in found["rules"]] == [("Ausgangswert", 0.2), ("Zielwert", 0.8)]


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_the_svg_says_what_it_shows_to_who_cannot_see_it(lang):
    titled = replace(_gap(), lang=lang, title="A <b> & c")
    root = ET.fromstring(as_svg(titled, _LANGUAGES))  # noqa: S314 - our own picture
    assert root.get("role") == "img"
    assert root.get("lang") == lang
    assert root[0].tag.endswith("title")
    assert root[0].text.startswith("A <b> & c")


def test_the_same_series_gives_the_same_picture():
    assert as_svg(_gap(), _LANGUAGES) == as_svg(_gap(), _LANGUAGES)
    assert as_png(_gap(), _LANGUAGES)[:8] == b"\x89PNG\r\n\x1a\n"
    assert as_png(_gap(), _LANGUAGES) == as_png(_gap(), _LANGUAGES)


def test_many_lines_are_told_apart_by_words_and_too_many_are_one():
    few = drawing(series(), _LANGUAGES)["lines"]
    assert [one["label"] for one in few] == ["Landkreis Kaiserslautern", f"{EVIL}, Frauen", f"{EVIL}, Männer"]
    many = drawing(series([cell(area=str(number), numerator=9) for number in range(9)]), _LANGUAGES)["lines"]
    assert len(many) == 1


def test_the_note_explains_the_mark():
    assert f"{MARK} = Zahl wird nicht gezeigt" in drawing(_gap(), _LANGUAGES)["notes"]
