"""A number on its whole way, by hands that do it for the first time: from what is due to what everybody reads."""

import re

import pytest

from api.main import create_app
from api.settings import Settings
from tests.conftest import SECRET, TestClock
from tests.e2e.conftest import opened, sign_in
from tests.e2e.test_releases import AREAS, PEOPLE, WORDS, approved, asked, signed, whole, work
from tests.e2e.test_values import number, told
from tests.indicators.entering import LANDSTUHL
from tests.live import serving

PERIOD = "2026-Q3"
TYPED = {"Frauen, Mit Migrationshintergrund": 13, "Frauen, Ohne Migrationshintergrund": 6, "Männer, Keine Angabe": 24}


@pytest.fixture(scope="module")
def house(bases, tmp_path_factory):
    """The demo, where one area alone has not said yet how many came in the last quarter; and its app."""
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    filled, folder = bases.copy("sqlite", demo=True), tmp_path_factory.mktemp("journey")
    app = create_app(Settings(DATABASE_URL=filled, data_dir=folder, secret=SECRET, **wide), clock=TestClock())
    with serving(app) as address:
        yield address, app


def entered(page, site, axe):
    """From what is due to a sheet that is handed in; return its address."""
    opened(page, f"{site}/team")
    page.locator(".todo-item", has_text="Anzahl der Teilnehmenden mit und ohne").click()
    page.get_by_role("row", name=re.compile("3. Quartal 2026")).get_by_role("button", name="Eintragen").click()
    page.get_by_role("heading", level=1, name="1.3b: Landstuhl, 3. Quartal 2026").wait_for()
    number(page, "Frauen, Mit Migrationshintergrund").fill("dreizehn")
    page.get_by_text("Bitte geben Sie eine Zahl ein.").wait_for()
    for name, people in TYPED.items():
        number(page, name).fill(str(people))
    page.get_by_text("Das ist ein großer Sprung seit dem letzten Mal.").first.wait_for()
    page.get_by_role("button", name="Leere Felder mit 0 und Summen füllen").click()
    assert number(page, "Zusammen").input_value() == str(sum(TYPED.values()))
    assert number(page, "Divers, Zusammen").input_value() == "0"
    whole(page, axe)
    return page.url


def handed_in(page):
    """A total that does not fit is not handed in; then it is, with a word about what stands out."""
    number(page, "Zusammen").fill("430")
    page.get_by_role("button", name="Speichern und einreichen").click()
    dialog = page.get_by_role("dialog", name="Werte einreichen")
    dialog.get_by_text("Die Teile ergeben weniger als das Ganze.").wait_for()
    assert dialog.get_by_role("button", name="Einreichen").count() == 0
    dialog.get_by_role("button", name="Zurück zum Blatt").click()
    number(page, "Zusammen").fill(str(sum(TYPED.values())))
    page.get_by_role("button", name="Speichern und einreichen").click()
    dialog.get_by_label("Anmerkung für die Projektleitung").fill("Der Sommerkurs kam dazu.")
    dialog.get_by_role("button", name="Einreichen").click()
    page.get_by_text("Jetzt ist die Projektleitung an der Reihe.").wait_for()
    assert page.get_by_role("button", name="Freigeben").count() == 0


def let_through(page, site, sheet, axe):
    """From what waits to approval, and on to the releases."""
    opened(page, f"{site}/team")
    page.locator("a.todo-item[href='/team/werte?state=submitted']").click()
    page.locator(f"a[href='{sheet.removeprefix(site)}']").click()
    page.get_by_text("Der Sommerkurs kam dazu.").wait_for()
    page.get_by_text("Fällt auf:").first.wait_for()
    page.get_by_role("button", name="Freigeben").click()
    told(page, "Freigegeben.")
    page.get_by_text("sobald die Projektleitung einen Datenstand unterschreibt").wait_for()
    whole(page, axe)
    page.locator("main a[href='/team/datenstaende']").click()
    page.get_by_role("heading", level=1, name="Datenstände").wait_for()


def test_a_number_goes_from_who_counted_to_everybody(page, house, axe):
    site, app = house
    approved(page, site, [one for one in AREAS if one != LANDSTUHL], PEOPLE, PERIOD)
    everybody = (len(AREAS) - 1) * sum(PEOPLE.values()) + sum(TYPED.values())

    sign_in(page, site, "area_staff")
    sheet = entered(page, site, axe)
    handed_in(page)

    sign_in(page, site, "project_manager")
    let_through(page, site, sheet, axe)
    asked(page, site)
    work(app)
    rows = page.get_by_role("table", name=WORDS["releases.exact_title"]).locator("tbody tr")
    rows.first.wait_for()
    assert rows.first.locator("th, td").all_inner_texts()[1:4] == [
        "Landkreis Kaiserslautern",
        "3. Quartal 2026",
        str(everybody),
    ]
    assert all("3. Quartal 2026" in one for one in rows.all_inner_texts()), "only what changes is shown at first"
    page.context.clear_cookies()
    assert str(everybody) not in latest(page, site)

    sign_in(page, site, "project_manager")
    opened(page, f"{site}/team/datenstaende")
    page.get_by_role("row", name=re.compile(WORDS["releases.state_ready"])).get_by_role("link").click()
    signed(page)
    told(page, "Datenstand P-4 ist veröffentlicht.")
    page.context.clear_cookies()
    assert f"zuletzt {everybody} (3. Quartal 2026)" in latest(page, site)
    page.get_by_text("Sie sehen Datenstand P-4").wait_for()
    whole(page, axe)


def latest(page, site):
    """What the sentence of the public page says of the county."""
    opened(page, f"{site}/de/indikatoren/1.3b")
    return page.get_by_role("figure", name=re.compile("Verlauf: Landkreis")).inner_text()
