"""Counts of people from the sheet to the public page: worked out, read, signed; and a number that is withdrawn."""

import contextlib
import json
import re
import sqlite3

import pytest

from api import main
from api.kernel import jobs
from api.main import create_app
from api.settings import ROOT, Settings
from tests.conftest import SECRET, TestClock
from tests.disclosure.county import territory
from tests.e2e.conftest import SAME_SITE, opened, sign_in
from tests.indicators.approving import cross
from tests.indicators.entering import COUNTY, LANDSTUHL
from tests.live import serving

API = "/api/v1/staff"
DEMO_VALUES = (
    "release_cell",
    "release_certificate",
    "release_draft",
    "release",
    "observation",
    "submission",
    "version",
)
WORDS = json.loads((ROOT / "frontend/messages/staff/releases/de.json").read_text())
AREAS = sorted(set(territory("2025-12-31")) - {COUNTY})
TRAITS = ("gender", "migration_background")
PEOPLE = {("f", "yes"): 12, ("f", "no"): 3, ("m", "yes"): 9, ("m", "no"): 14, ("d", "no"): 1, ("m", "not_stated"): 6}
WIDTHS = ((390, "light"), (1280, "dark"))


@pytest.fixture(scope="module")
def house(bases, tmp_path_factory):
    """A service of its own without any values, and its app: what is published stays for all tests that follow."""
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    filled, folder = bases.copy("sqlite", demo=True), tmp_path_factory.mktemp("house")
    with contextlib.closing(sqlite3.connect(filled.removeprefix("sqlite:///"))) as raw, raw:
        for table in DEMO_VALUES:
            raw.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    app = create_app(Settings(DATABASE_URL=filled, data_dir=folder, secret=SECRET, **wide), clock=TestClock())
    with serving(app) as address:
        yield address, app


def sent(page, address, status, body=None, revision=None):
    headers = {**SAME_SITE, **({"If-Match": f'"{revision}"'} if revision else {})}
    answer = page.request.post(address, data=body, headers=headers)
    assert answer.status == status, answer.text()
    return answer.json()


def approved(page, site, areas, people_there, period="2025"):
    """Values that a trainer hands in and the project manager approves."""
    sheets = f"{site}{API}/observations"
    sign_in(page, site, "trainer")
    made = []
    for area in areas:
        cells = [
            {"dims": dims, "status": "value" if count else "zero", "numerator": count}
            for dims, count in cross(TRAITS, people_there).items()
        ]
        body = {"indicator": "1.3b", "area": area, "period": period, "cells": cells}
        sheet = sent(page, sheets, 201, body)
        where = f"{sheets}/{sheet['id']}"
        made.append((where, sent(page, f"{where}/submission", 200, {"reason": "geprüft"}, sheet["revision"])))
    sign_in(page, site, "project_manager")
    for where, sheet in made:
        sent(page, f"{where}/approval", 200, None, sheet["revision"])


def work(app):
    todo = main.work(app.settings).only(errands=True)
    while jobs.do_next(app.database, todo):
        pass


def whole(page, axe):
    """The page is clean and no wider than the screen."""
    for width, scheme in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{overflow} px too wide at {width}"
        assert axe() == [], (width, scheme)


def read(page, site, path):
    answer = page.request.get(f"{site}{API}/releases{path}")
    assert answer.status == 200, answer.text()
    return answer.json()


def publicly(page, site, area, query=""):
    """What the table of the public page says of an area in 2025, by the heads of its columns."""
    opened(page, f"{site}/de/indikatoren/1.3b?area={area}&period=year&{query}")
    figure = page.get_by_role("figure", name=re.compile("Verlauf"))
    figure.locator("details:not([open]) > summary").first.click()
    heads = figure.locator("thead th").all_inner_texts()
    cells = figure.locator("tbody tr").first.locator("th, td").all_inner_texts()
    return {head: text.split("\n")[0] for head, text in zip(heads, cells, strict=True)}


def asked(page, site):
    """Ask for a draft on the screen, and return its number."""
    opened(page, f"{site}/team/datenstaende")
    page.get_by_role("button", name=WORDS["releases.ask"]).click()
    page.get_by_role("dialog").get_by_role("button", name=WORDS["releases.ask_do"]).click()
    page.wait_for_url("**/entwuerfe/*")
    page.get_by_text(WORDS["releases.waiting_text"]).wait_for()
    return int(page.url.rsplit("/", 1)[1])


def signed(page):
    page.get_by_role("button", name=WORDS["releases.sign"]).click()
    page.get_by_role("dialog").get_by_role("button", name=WORDS["releases.sign"]).click()


def test_from_approved_values_to_the_public_page(page, house, axe):
    site, app = house
    approved(page, site, AREAS, PEOPLE)
    opened(page, f"{site}/team")
    page.locator("a.todo-item[href='/team/datenstaende']", has_text="6 Einträge").wait_for()
    number = asked(page, site)
    whole(page, axe)
    work(app)
    page.get_by_role("heading", name=WORDS["releases.exact_title"]).wait_for()
    page.get_by_role("row", name=re.compile(WORDS["releases.why_small"])).first.wait_for()
    whole(page, axe)
    cells = read(page, site, f"/drafts/{number}/cells?indicator=1.3b&limit=200")["items"]
    hidden = {one["dims"] for one in cells if one["area"] == LANDSTUHL and one["hidden"]}
    assert "f.no" in hidden
    page.get_by_label("Gebiet", exact=True).select_option(LANDSTUHL)
    page.get_by_label(WORDS["releases.show"]).select_option("hidden")
    page.wait_for_url(f"**area={LANDSTUHL}&show=hidden")
    caption = page.get_by_role("table", name=WORDS["releases.exact_title"])
    assert caption.locator("tbody tr").count() == len(hidden)
    row = caption.get_by_role("row", name=re.compile("Frauen, Ohne Migrationshintergrund"))
    assert {"3", "•", WORDS["releases.why_small"]} <= set(row.locator("td").all_inner_texts())
    opened(page, f"{site}/de/indikatoren/1.3b")
    page.get_by_text("Noch sind keine Werte veröffentlicht").wait_for()
    opened(page, f"{site}/team/datenstaende/entwuerfe/{number}")
    signed(page)
    page.locator(".toast", has_text="Datenstand P-1 ist veröffentlicht.").wait_for()
    page.get_by_role("row", name=re.compile("P-1")).wait_for()
    whole(page, axe)
    assert publicly(page, site, LANDSTUHL, "by=gender")["Divers"] == "•"
    assert publicly(page, site, COUNTY)["Wert"] == str(6 * 45)


def test_what_changed_since_is_explained_and_worked_out_anew(page, house, axe):
    site, app = house
    sign_in(page, site, "project_manager")
    number = asked(page, site)
    work(app)
    page.get_by_text(WORDS["releases.nothing_new"]).wait_for()
    assert page.get_by_role("button", name=WORDS["releases.sign"]).is_disabled()
    approved(page, site, ["outside"], {("f", "yes"): 20, ("m", "no"): 21})
    number = asked(page, site)
    work(app)
    page.get_by_role("heading", name=WORDS["releases.exact_title"]).wait_for()
    approved(page, site, ["unknown"], {("f", "yes"): 30, ("m", "no"): 31})
    signed(page)
    page.get_by_text(WORDS["releases.conflict_values_changed"]).wait_for()
    whole(page, axe)
    page.get_by_role("button", name=WORDS["releases.again"]).click()
    page.get_by_role("dialog").get_by_role("button", name=WORDS["releases.ask_do"]).click()
    page.wait_for_url(f"**/entwuerfe/{number + 1}")
    page.get_by_role("button", name=WORDS["releases.drop"]).click()
    page.get_by_role("dialog").get_by_role("button", name=WORDS["releases.drop"]).click()
    page.locator(".toast", has_text=WORDS["releases.dropped"]).wait_for()
    page.get_by_text(WORDS["releases.open_none"]).wait_for()


def test_a_number_that_betrays_somebody_is_withdrawn_with_its_partners(page, house, axe):
    site, _ = house
    sign_in(page, site, "project_manager")
    opened(page, f"{site}/team/datenstaende/zuruecknehmen?indicator=1.3b")
    page.get_by_label("Gebiet", exact=True).select_option(LANDSTUHL)
    page.get_by_role("checkbox", name="alle Menschen").check()
    page.get_by_text(WORDS["releases.giveaway_title"]).wait_for()
    whole(page, axe)
    while page.locator(".note-danger .cluster button").count():
        page.locator(".note-danger .cluster button").last.click()
    page.get_by_text(WORDS["releases.no_giveaway"]).wait_for()
    page.get_by_role("textbox", name=WORDS["releases.reason"]).fill("Eine Familie war zu erkennen.")
    page.get_by_role("button", name=WORDS["releases.withdraw_do"]).click()
    page.get_by_role("dialog").get_by_role("button", name=WORDS["releases.withdraw_do"]).click()
    page.locator(".toast", has_text=WORDS["releases.withdrawn"]).wait_for()
    page.get_by_text("zurückgenommen: Eine Familie war zu erkennen.").first.wait_for()
    assert page.get_by_role("checkbox", name="alle Menschen").is_disabled()
    assert publicly(page, site, LANDSTUHL)["Wert"] == "•"
