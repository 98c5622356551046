"""The pages of the indicators with released numbers: what they tell, what they keep, what the address remembers."""

import datetime as dt
import json
import re

import pytest

from api.kernel.db import Database
from api.main import create_app
from api.settings import ROOT, Settings
from tests.conftest import SECRET, TestClock
from tests.e2e.conftest import opened
from tests.indicators.released import LANDSTUHL, WEILERBACH, cell, release
from tests.live import serving

WORDS = json.loads((ROOT / "frontend/messages/de.json").read_text())
HIDDEN = WORDS["indicator.hidden_note"]


def fill(session):
    """Release trainings by area (1.3a) and people who took part (1.3b), some of them hidden."""
    for line in "IP":
        release(session, line, 1, dt.date(2016, 4, 5))
        release(session, line, 2, dt.date(2016, 10, 5))
    for period, value, first, second in (("2016-Q1", 4, 1, 3), ("2016-Q2", 0, 0, 0), ("2016-Q3", 9, 2, 7)):
        cell(session, "1.3a", period, value, since=2)
        cell(session, "1.3a", period, first, since=2, area=LANDSTUHL)
        cell(session, "1.3a", period, second, since=2, area=WEILERBACH)
    for period, value in (("2015-Q4", 30), ("2016-Q1", None), ("2016-Q2", 41)):
        hidden = {"status": "suppressed"} if value is None else {}
        cell(session, "1.3b", period, value, since=2, line="P", dims="_T._T", **hidden)
        for code in ("f", "m"):
            cell(session, "1.3b", period, since=2, line="P", dims=f"{code}._T", status="suppressed")
    cell(session, "1.4a", "2016-Q1", since=2, dims="", status="value", realisation="partly")


@pytest.fixture(scope="module")
def released(bases, tmp_path_factory):
    """The address of a service with two releases of each line."""
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    filled, folder = bases.copy("sqlite", demo=False), tmp_path_factory.mktemp("released")
    database = Database(filled)
    with database.writing() as session:
        fill(session)
    app = create_app(Settings(DATABASE_URL=filled, data_dir=folder, secret=SECRET, **wide), clock=TestClock())
    with serving(app) as address:
        yield address


def rows(page, name):
    """Return the texts of a figure's table, row by row."""
    figure = page.get_by_role("figure", name=name)
    for fold in figure.locator("details:not([open]) > summary").all():
        fold.click()
    return [one.inner_text().split("\t") for one in figure.locator("tbody tr").all()]


def choice(page, key):
    return page.get_by_role("combobox", name=WORDS[key], exact=True)


def test_the_overview_names_every_indicator_and_what_is_not_assessable(page, released):
    opened(page, f"{released}/de/indikatoren")
    codes = [one["code"] for one in page.request.get(f"{released}/api/v1/indicators").json()["items"]]
    cards = page.locator(".indicator-card")
    assert [card.get_attribute("id") for card in cards.all()] == [f"i-{code}" for code in codes]
    assert page.locator(".indicator-card", has_text=WORDS["indicator.verdict_not_assessable"]).count() > 0
    page.locator(".glance a", has_text="1.3a").click()
    page.wait_for_url(f"{released}/de/indikatoren/1.3a")


def test_an_indicator_tells_its_course_as_sentence_picture_and_table(page, released):
    opened(page, f"{released}/de/indikatoren/1.3a")
    course = page.get_by_role("figure", name=re.compile(WORDS["indicator.course"]))
    assert "4 (1. Quartal 2016), zuletzt 9 (3. Quartal 2016)" in course.inner_text()
    assert course.get_by_role("img").count() == 1
    assert rows(page, re.compile(WORDS["indicator.course"])) == [
        ["1. Quartal 2016", "4"],
        ["2. Quartal 2016", "0"],
        ["3. Quartal 2016", "9"],
    ]
    assert [row[:2] for row in rows(page, WORDS["indicator.map"])] == [["Weilerbach", "7"], ["Landstuhl", "2"]]
    assert page.get_by_text(HIDDEN).count() == 0, "nothing is hidden here"


def test_the_address_remembers_the_choice(page, released):
    opened(page, f"{released}/de/indikatoren/1.3a")
    choice(page, "indicator.area").select_option(LANDSTUHL)
    page.wait_for_url(f"**/1.3a?area={LANDSTUHL}")
    name = re.compile(f"{WORDS['indicator.course']}: Landstuhl")
    page.get_by_role("figure", name=name).wait_for()
    page.reload()
    page.get_by_role("figure", name=name).wait_for()
    assert rows(page, name)[0] == ["1. Quartal 2016", "1"]
    csv = page.get_by_role("figure", name=name).locator("a[download]").get_attribute("href")
    assert f"area={LANDSTUHL}" in csv
    assert page.request.get(released + csv).ok


def test_a_hidden_number_is_a_mark_and_explained_once(page, released):
    opened(page, f"{released}/de/indikatoren/1.3b")
    course = page.get_by_role("figure", name=re.compile(WORDS["indicator.course"]))
    assert course.locator("svg[role=img] .line-chart-suppressed").count() == 1
    assert rows(page, re.compile(WORDS["indicator.course"]))[1][1].split("\n")[:2] == ["•", WORDS["table.suppressed"]]
    assert page.get_by_text(HIDDEN).count() == 1


def test_every_download_is_there(page, released):
    opened(page, f"{released}/de/indikatoren/1.3a")
    links = [one.get_attribute("href") for one in page.locator(".downloads a").all()]
    assert len(links) == 9
    for link in links:
        assert page.request.get(released + link).ok, link


def test_realisations_are_told_in_words(page, released):
    opened(page, f"{released}/de/indikatoren/1.4a")
    steps = page.locator(".steps li")
    assert [one.inner_text().split() for one in steps.all()] == [
        ["1.", "Quartal", "2016", *WORDS["indicator.realisation_partly"].split()]
    ]


def test_what_is_not_released_says_so_and_leads_back(page, released):
    opened(page, f"{released}/de/indikatoren/1.3b?area={LANDSTUHL}&period=quarter")
    page.get_by_text(WORDS["indicator.not_offered"]).wait_for()
    page.get_by_role("button", name=WORDS["site.reset"]).click()
    page.wait_for_url(f"{released}/de/indikatoren/1.3b")
    page.get_by_role("figure", name=re.compile(WORDS["indicator.course"])).wait_for()


def test_two_areas_and_two_periods_are_compared(page, released):
    opened(page, f"{released}/de/indikatoren/vergleich?indicator=1.3a")
    for label, area in (("comparison.first", "Landstuhl"), ("comparison.second", "Weilerbach")):
        choice(page, label).select_option(label=area)
    page.wait_for_url(f"**first={LANDSTUHL}&second={WEILERBACH}")
    page.get_by_text("Landstuhl: 2. Weilerbach: 7. Das sind 5 mehr.").wait_for()
    choice(page, "comparison.what").select_option("periods")
    page.get_by_text("2. Quartal 2016: 0. 3. Quartal 2016: 9. Das sind 9 mehr.").wait_for()
    assert page.locator("tbody tr").count() == 3


def test_a_hidden_number_has_no_difference(page, released):
    opened(page, f"{released}/de/indikatoren/vergleich?indicator=1.3b&first=2016-Q1&second=2016-Q2")
    page.get_by_text(f"1. Quartal 2016: •. 2. Quartal 2016: 41. {WORDS['comparison.hidden']}").wait_for()


def test_releases_are_listed_newest_first(page, released):
    opened(page, f"{released}/de/datenstaende")
    page.locator("table").nth(1).wait_for()
    assert [one.inner_text() for one in page.locator("tbody th").all()] == ["I-2", "I-1", "P-2", "P-1"]


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["", "/1.3a", "/1.3b?by=gender", "/1.4a", "/vergleich?indicator=1.3a"])
def test_pages_with_numbers_are_whole_and_axe_finds_nothing(page, released, axe, path, width, language):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, f"{released}/{language}/indikatoren{path}")
    page.wait_for_selector("main h2")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"the page is {overflow} px too wide"
        assert axe(colours=scheme == "dark") == [], scheme


def test_paper_shows_the_table_of_every_picture(page, released):
    opened(page, f"{released}/de/indikatoren/1.3a")
    page.emulate_media(media="print")
    tables = page.locator("figure table")
    assert tables.count() == 2
    assert all(one.is_visible() for one in tables.all())
    assert page.locator(".filters:visible, .downloads:visible, nav:visible").count() == 0
