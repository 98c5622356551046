"""Sheets without a name: filled in on a phone, by keyboard, at a kiosk; shown and read by staff; traced to nobody."""

import datetime as dt

import pytest
from sqlalchemy import inspect, text

from api.main import create_app
from api.settings import Settings
from tests.conftest import NOON, SECRET, TestClock
from tests.e2e.conftest import opened, sign_in
from tests.e2e.test_events import WORDS, asked_by, field
from tests.live import serving

NUMBER_OF = "SELECT id FROM event WHERE state = 'held' ORDER BY last_at DESC"
COMMENT = "Mehr Zeit für Fragen, bitte"
DE = WORDS["de"]


@pytest.fixture(scope="module")
def place(bases, tmp_path_factory):
    """A service of its own, whose clock and database the tests hold."""
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000, "refusals_per_minute": 1_000_000}
    filled, folder = bases.copy("sqlite", demo=True), tmp_path_factory.mktemp("sheets")
    clock = TestClock()
    app = create_app(Settings(DATABASE_URL=filled, data_dir=folder, secret=SECRET, **wide), clock=clock)
    with serving(app) as address:
        yield address, app.database, clock


@pytest.fixture(scope="module")
def site(place):
    return place[0]


@pytest.fixture
def number(place):
    """A training of the demo that was held a week ago: its sheets are open for another."""
    with place[1].engine.connect() as connection:
        return connection.execute(text(NUMBER_OF)).scalar()


@pytest.fixture
def code(page, site, number):
    sign_in(page, site, "project_manager")
    shown = page.request.get(f"{site}/api/v1/staff/events/{number}/sheets").json()
    page.context.clear_cookies()
    return shown["code"]


def rows(database):
    """Everything in the database, by table."""
    with database.engine.connect() as connection:
        return {
            name: sorted(str(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))  # noqa: S608
            for name in inspect(database.engine).get_table_names()
        }


def choose(page, name, label):
    page.locator(f"[data-field='{name}']").get_by_label(label, exact=True).check()


def whole(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def chosen(page):
    return page.locator("form input[type=radio]:checked").evaluate_all("all => all.map((one) => one.value)")


@pytest.mark.parametrize("language", ["pl", "ar"])
def test_an_answer_on_the_phone_is_counted_and_leads_to_nobody(page, site, place, number, code, axe, watch, language):
    words, database = WORDS[language], place[1]
    page.set_viewport_size({"width": 320, "height": 700})
    seen = asked_by(page)
    assert opened(page, f"{site}/{language}/veranstaltungen/{number}/rueckmeldung#{code}").status == 200
    assert page.get_by_text(words["sheet.kept_nobody"]).is_visible(), "said before anything is sent"
    assert chosen(page) == ["not_stated", "not_stated", "", "", ""], "nobody has to say anything"
    assert page.locator("[data-field=code]").count() == 0
    assert whole(page)
    assert axe() == []
    before = rows(database)
    choose(page, "gender", words["sheet.gender_f"])
    choose(page, "background", words["sheet.background_yes"])
    choose(page, "overall", words["sheet.grade_5"])
    field(page, "comment").fill(COMMENT)
    page.locator("form button[type=submit]").click()
    page.locator("h2", has_text=words["sheet.thanks"]).wait_for()
    page.locator("h2:focus").wait_for()
    assert axe() == []
    assert watch.errors == []
    after = rows(database)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"event_tally", "event_comment"}, "no registration, trail, job or key beside it"
    for name in changed:
        keys = inspect(database.engine).get_foreign_keys(name)
        assert {key["referred_table"] for key in keys} == {"event"}
    assert [url for _, url, _ in seen if code in url.partition("#")[0]] == []
    assert [headers for method, _, headers in seen if method == "POST" and "cookie" in headers] == []
    assert page.evaluate("[...Object.values(sessionStorage), ...Object.values(localStorage)].join()").find(COMMENT) < 0
    page.get_by_role("button", name=words["sheet.next"]).click()
    assert chosen(page) == ["not_stated", "not_stated", "", "", ""]
    assert field(page, "comment").input_value() == ""


def test_the_code_is_typed_and_everything_works_by_keyboard(page, site, number, code):
    opened(page, f"{site}/de/veranstaltungen/{number}")
    page.get_by_role("link", name=DE["event.say_how"]).press("Enter")
    page.locator("h1", has_text=DE["sheet.title"]).wait_for()
    field(page, "code").focus()
    page.keyboard.type("aaaaaaaaaa")
    page.keyboard.press("Enter")
    page.locator(".error-summary", has_text=DE["sheet.fault_code"]).wait_for()
    field(page, "code").press("Control+a")
    page.keyboard.type(f"{code[:5].upper()} {code[5:]}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "not_stated"
    page.keyboard.press("ArrowDown")
    assert chosen(page)[0] == "f"
    page.keyboard.press("Enter")
    page.locator("h2", has_text=DE["sheet.thanks"]).wait_for()


def test_what_arrived_is_not_counted_twice_when_the_rest_got_lost(page, site, place, number, code):
    def counted():
        with place[1].engine.connect() as connection:
            return connection.execute(text("SELECT sum(answers) FROM event_tally WHERE kind = 'statistics'")).scalar()

    opened(page, f"{site}/de/veranstaltungen/{number}/rueckmeldung#{code}")
    before = counted() or 0
    choose(page, "useful", DE["sheet.grade_4"])
    page.route("**/feedback", lambda route: route.abort(), times=1)
    page.locator("form button[type=submit]").click()
    page.locator(".error-summary", has_text=DE["sheet.problem_network"]).wait_for()
    page.locator("form button[type=submit]").click()
    page.locator("h2", has_text=DE["sheet.thanks"]).wait_for()
    assert counted() == before + 1


def test_a_kiosk_takes_one_after_the_other(page, site, number, code, axe):
    page.set_viewport_size({"width": 1080, "height": 1920})
    opened(page, f"{site}/de-simple/veranstaltungen/{number}/rueckmeldung#{code}")
    for _ in range(2):
        page.locator("form button[type=submit]").click()
        page.locator("main .note-success button").click()
        page.locator("form").wait_for()
    assert whole(page)
    assert axe() == []


def test_an_event_that_has_not_begun_takes_no_sheets(page, site, axe):
    event = page.request.get(f"{site}/api/v1/events").json()["items"][0]["id"]
    opened(page, f"{site}/de/veranstaltungen/{event}/rueckmeldung")
    assert page.get_by_text(DE["sheet.soon"]).is_visible()
    assert page.locator("form button[type=submit]").count() == 0
    assert axe() == []
    assert page.goto(f"{site}/de/veranstaltungen/99999/rueckmeldung").status == 404


def test_staff_show_the_code_and_enter_sheets_from_paper(page, site, number, code, desk, axe):
    desk(f"/team/veranstaltungen/{number}")
    page.get_by_role("link", name="Rückmeldungen").click()
    page.locator("h1", has_text="Rückmeldungen").wait_for()
    assert page.locator(".sheets-code").inner_text().replace(" ", "") == code
    assert page.locator(".sheets-qr").evaluate("image => image.complete && image.naturalWidth > 100")
    assert page.get_by_text("sehen Sie erst, wenn niemand mehr antwortet").is_visible()
    assert COMMENT not in page.locator("main").inner_text()
    field(page, "people").fill("3")
    field(page, "f.yes").fill("4")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("alert").get_by_text("Es sind mehr Bögen als Menschen.").wait_for()
    assert axe() == []
    field(page, "people").fill("14")
    page.get_by_role("button", name="Speichern").click()
    page.locator(".toast", has_text="Gespeichert.").wait_for()
    page.reload(wait_until="networkidle")
    assert (field(page, "people").input_value(), field(page, "f.yes").input_value()) == ("14", "4")
    assert axe() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert whole(page)


def test_staff_read_what_came_in_when_nobody_answers_any_more(page, site, place, number, code, desk, axe):
    number_of = f"{site}/api/v1/events/{number}"
    for gender in ["m"] * 6 + ["not_stated"] * 4:
        body = {"code": code, "definition": 1, "gender": gender}
        assert page.request.post(f"{number_of}/statistics", data=body).status == 204
    for _ in range(5):
        assert page.request.post(f"{number_of}/feedback", data={"code": code, "useful": 4}).status == 204
    assert page.request.post(f"{number_of}/feedback", data={"code": code, "comment": COMMENT}).status == 204
    clock = place[2]
    clock.moment = NOON + dt.timedelta(days=6)
    try:
        desk(f"/team/veranstaltungen/{number}/rueckmeldungen")
        main = page.locator("main")
        assert main.get_by_text("Geschlecht: nicht gezeigt").is_visible(), "three women came in before"
        grades = page.get_by_role("table", name="Wie es war").get_by_role("row", name="Nützt es?").inner_text()
        assert grades.split()[-3:] == ["6", "0", "4,0"]
        assert axe() == []
        cards = main.locator("li.card", has_text=COMMENT)
        many = cards.count()
        main.get_by_role("button", name="Löschen").first.click()
        page.get_by_role("dialog").get_by_role("button", name="Löschen").click()
        page.locator(".toast", has_text="Gelöscht.").wait_for()
        cards.nth(many - 1).wait_for(state="detached")
        page.set_viewport_size({"width": 390, "height": 844})
        assert whole(page)
    finally:
        clock.moment = NOON
