"""Signing up on a phone without an account: seats kept, offered, given back. The whole way: `test_event_journey`."""

import json
import re

import pytest

from api.settings import ROOT
from tests.e2e.conftest import SAME_SITE, opened, sign_in

WORDS = {code: json.loads((ROOT / f"frontend/messages/{code}.json").read_text()) for code in ("de", "pl", "ar")}
LANGUAGES = ("pl", "ar")
EVENTS = "/api/v1/events"


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 390, "height": 800})
    return page


def found(page, site, **query):
    return page.request.get(f"{site}{EVENTS}", params={"limit": 200, **query}).json()["items"]


def one_with(page, site, seats, topic=None):
    """Return an event whose seats are of a class."""
    all_of_them = found(page, site, **({"topic": topic} if topic else {}))
    return next(one for one in all_of_them if one["registration"] and one["registration"]["seats"] == seats)


def sign_up_over_the_api(page, site, event, name):
    body = {"name": name, "email": f"{name.lower()}@example.org", "language": "pl"}
    answer = page.request.post(f"{site}{EVENTS}/{event}/registrations", data=body)
    assert answer.status == 201, answer.text()
    return answer.json()


def give_back(page, site, made):
    secret = {"Registration-Secret": made["manage_url"].partition("#")[2]}
    answer = page.request.delete(f"{site}/api/v1/registration", headers=secret)
    assert answer.json()["state"] == "cancelled"


def field(page, name):
    return page.locator(f"[data-field='{name}']").locator("input, select, textarea").first


def asked_by(page):
    """Notes every address and the headers of what the page asks."""
    seen = []
    page.on("request", lambda request: seen.append((request.method, request.url, request.headers)))
    return seen


def find_the_training(phone, site, language):
    """From the list to the event by its topic; returns its title."""
    words = WORDS[language]
    opened(phone, f"{site}/{language}/veranstaltungen")
    phone.locator(".event-filters > summary").click()
    phone.get_by_label(words["event.topic"]).select_option("vereinsgruendung")
    phone.wait_for_url(re.compile("topic=vereinsgruendung"))
    card = phone.locator(".event-card")
    phone.locator("main p[role=status]", has_text=re.compile(r"1|واحدة")).wait_for()
    title = card.locator("h2").inner_text()
    card.locator("a").click()
    phone.locator("main h1", has_text=title).wait_for()
    return title


def manage_with_the_secret(phone, seen, words):
    """The secret of the page that manages a registration is in no address, and comes along in another language."""
    secret = phone.evaluate("location.hash.slice(1)")
    assert len(secret) > 70
    assert [url for _, url, _ in seen if secret.partition(".")[2] in url.partition("#")[0]] == []
    assert any(headers.get("registration-secret") == secret for _, _, headers in seen)
    phone.locator(".languages-button").click()
    phone.locator("#languages a[hreflang=de]").first.click()
    phone.locator("h2", has_text=words["signup.done_confirmed"]).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_club_officer_signs_up_for_a_training_on_her_phone(phone, site, axe, watch, language):
    words = WORDS[language]
    seen = asked_by(phone)
    title = find_the_training(phone, site, language)
    assert words["event.seats_free"] in phone.locator("main").inner_text()

    name = f"Anna Muster {language}"
    field(phone, "name").fill(name)
    phone.locator(".form-actions [role=status]", has_text=re.compile(r"\d\d:\d\d")).wait_for()  # a seat is kept
    phone.locator(".form button[type=submit]").click()
    phone.locator(".error-summary").wait_for()
    assert words["signup.fault_contact"] in phone.locator(".error-summary").inner_text()
    assert axe() == []

    phone.reload(wait_until="networkidle")
    assert field(phone, "name").input_value() == name, "what she entered survives a reload"
    field(phone, "email").fill("anna@example.org")
    assert field(phone, "language").input_value() == language
    phone.locator(".form button[type=submit]").click()
    phone.locator("h3", has_text=words["signup.done_confirmed"]).wait_for()
    assert axe() == []

    phone.get_by_role("link", name=words["signup.done_open"]).click()
    phone.locator("h2", has_text=words["signup.done_confirmed"]).wait_for()
    assert name in phone.locator("main").inner_text()
    phone.locator("h2 a", has_text=title).wait_for()
    code = phone.get_by_role("img", name=words["signup.door_picture"])
    assert code.evaluate("picture => picture.complete && picture.naturalWidth > 0"), "her code for the door is drawn"
    assert axe() == []
    assert watch.errors == []

    manage_with_the_secret(phone, seen, WORDS["de"])


SEATS = {"registration": True, "mode": "offer", "capacity": 2, "waiting_limit": 5, "offer_hours": 24}


def offering(page, site):
    """A training whose seats are offered, with a date ahead; made by the project manager, who leaves again."""
    sign_in(page, site, "project_manager")
    wish = {
        "kind": "training", "title": [{"lang": "de", "text": "Kasse und Quittung"}], "area": "073355009", **SEATS,
        "sessions": [{"starts_at": "2026-12-12T18:00", "ends_at": "2026-12-12T20:00"}],
    }  # fmt: skip
    made = page.request.post(f"{site}/api/v1/staff/events", data=wish, headers=SAME_SITE)
    assert made.status == 201, made.text()
    address, seen = f"{site}/api/v1/staff/events/{made.json()['id']}", {"If-Match": made.headers["etag"]}
    answer = page.request.patch(address, data={"state": "published"}, headers={**SAME_SITE, **seen})
    assert answer.status == 200, answer.text()
    page.context.clear_cookies()
    return made.json()["id"]


def ask_for_more(phone, words):
    """All seats are taken: hers stays, and the field says so."""
    field(phone, "party").select_option("2")
    phone.get_by_role("button", name=words["signup.save"]).click()
    phone.get_by_text(words["signup.party_full"]).first.wait_for()


def be_forgotten(phone, words):
    """Delete everything about oneself; the link leads nowhere afterwards."""
    phone.get_by_role("button", name=words["signup.erase"], exact=True).click()
    phone.get_by_role("button", name=words["signup.erase_yes"]).click()
    phone.get_by_text(words["signup.erased"]).wait_for()
    phone.reload(wait_until="networkidle")
    phone.get_by_text(words["signup.mine_gone"]).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_she_changes_gives_her_seat_back_and_is_forgotten(phone, site, axe, language):
    words = WORDS[language]
    event = offering(phone, site)
    made, _ = (sign_up_over_the_api(phone, site, event, f"{name}{language}") for name in ("Olena", "Oksana"))
    opened(phone, f"{site}/{language}/anmeldung#{made['manage_url'].partition('#')[2]}")
    phone.locator("h2", has_text=words["signup.done_confirmed"]).wait_for()
    phone.locator("summary", has_text=words["signup.change"]).click()
    field(phone, "email").fill("olena@example.org")
    phone.get_by_role("button", name=words["signup.save"]).click()
    phone.get_by_text(words["signup.saved"], exact=True).wait_for()
    ask_for_more(phone, words)
    assert axe() == []
    phone.get_by_role("button", name=words["signup.cancel"], exact=True).click()
    phone.get_by_role("button", name=words["signup.cancel_yes"]).click()
    phone.locator("h2", has_text=words["signup.mine_cancelled"]).wait_for()
    assert phone.get_by_role("button", name=words["signup.cancel"], exact=True).count() == 0
    assert axe() == []
    be_forgotten(phone, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_takes_the_seat_that_is_kept_for_them(phone, site, axe, watch, language):
    words = WORDS[language]
    event = offering(phone, site)
    first = [sign_up_over_the_api(phone, site, event, f"Zuerst{language}{one}") for one in range(2)]
    waiting = sign_up_over_the_api(phone, site, event, f"Wartet{language}")
    assert waiting["state"] == "waiting"
    give_back(phone, site, first[0])

    opened(phone, f"{site}/{language}/anmeldung#{waiting['manage_url'].partition('#')[2]}")
    phone.locator("h2", has_text=words["signup.mine_offered_title"]).wait_for()
    assert axe() == []
    assert phone.get_by_role("img", name=words["signup.door_picture"]).count() == 0
    phone.get_by_role("button", name=words["signup.accept"]).click()
    phone.locator("h2", has_text=words["signup.done_confirmed"]).wait_for()
    phone.get_by_role("img", name=words["signup.door_picture"]).wait_for()
    assert phone.get_by_role("button", name=words["signup.accept"]).count() == 0
    assert watch.errors == []


def test_more_people_keep_more_seats_while_the_form_is_filled_in(phone, site):
    event = one_with(phone, site, "free", "arbeit")["id"]
    opened(phone, f"{site}/de/veranstaltungen/{event}")
    field(phone, "name").focus()
    phone.get_by_text("Ein Platz ist bis").wait_for()
    field(phone, "party").select_option("3")
    phone.get_by_text("3 Plätze sind bis").wait_for()


def test_a_retry_after_a_lost_answer_is_the_same_registration(phone, site):
    event = one_with(phone, site, "free", "arbeit")["id"]
    opened(phone, f"{site}/de/veranstaltungen/{event}")
    field(phone, "name").fill("Karim Beispiel")
    field(phone, "phone").fill("0631 1234567")
    lost = []

    def lose(route):
        lost.append((route.request.headers["idempotency-key"], route.fetch().json()["id"]))
        route.abort()

    phone.route("**/registrations", lose, times=1)
    phone.locator(".form button[type=submit]").click()
    phone.locator(".error-summary", has_text=WORDS["de"]["signup.problem_network"]).wait_for()
    with phone.expect_response("**/registrations") as again:
        phone.locator(".form button[type=submit]").click()
    assert again.value.request.headers["idempotency-key"] == lost[0][0]
    assert again.value.json()["id"] == lost[0][1]
    phone.locator("h3", has_text=WORDS["de"]["signup.done_confirmed"]).wait_for()
    phone.reload(wait_until="networkidle")
    phone.locator("h3", has_text=WORDS["de"]["signup.done_confirmed"]).wait_for()


def test_the_form_and_the_link_work_by_keyboard_alone(page, site):
    event = one_with(page, site, "free", "arbeit")["id"]
    opened(page, f"{site}/de/veranstaltungen/{event}")
    field(page, "name").focus()
    for text in ("Ioana Beispiel", "ioana@example.org"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("h3", has_text=WORDS["de"]["signup.done_confirmed"]).wait_for()
    page.locator("h3:focus").wait_for()  # focus goes to what became of it
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("h2", has_text=WORDS["de"]["signup.done_confirmed"]).wait_for()
    page.get_by_role("button", name=WORDS["de"]["signup.cancel"], exact=True).press("Enter")
    page.keyboard.press("Enter")
    page.locator("h2", has_text=WORDS["de"]["signup.mine_cancelled"]).wait_for()


@pytest.mark.parametrize("view", ["month", "map"])
@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_month_and_map_are_whole_and_axe_finds_nothing(page, site, axe, watch, view, language, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, f"{site}/{language}/veranstaltungen?view={view}")
    page.wait_for_selector(".month-day li a" if view == "month" else ".area-map svg")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe() == []
    assert watch.errors == []


def test_the_calendars_behind_the_links_are_there_in_the_language_of_the_page(page, site):
    event, said = one_with(page, site, "free")["id"], WORDS["pl"]
    opened(page, f"{site}/pl/veranstaltungen/{event}")
    address = page.get_by_role("link", name=said["event.calendar"]).get_attribute("href")
    assert f"/pl/veranstaltungen/{event}\r\n" in unfolded(page.request.get(site + address))
    opened(page, f"{site}/pl/veranstaltungen?topic=arbeit")
    address = page.get_by_label(said["event.subscribe_address"]).input_value()
    opens = page.get_by_role("link", name=said["event.subscribe_open"]).get_attribute("href")
    assert opens.partition("://")[2] == address.partition("://")[2]
    calendar = unfolded(page.request.get(address))
    assert "BEGIN:VEVENT" in calendar
    assert said["event.topic_arbeit"] in calendar
    feed = page.locator('head link[type="application/atom+xml"]').get_attribute("href")
    assert 'xml:lang="pl"' in page.request.get(site + "/api" + feed.partition("/api")[2]).text()
    feed = page.get_by_role("link", name=said["event.atom"]).get_attribute("href")
    assert 'term="arbeit"' in page.request.get(site + feed).text()


def unfolded(answer):
    return answer.text().replace("\r\n ", "")
