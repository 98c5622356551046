"""The way of a club officer: from the list to her certificate, in her own language and without an account."""

import datetime as dt
import io
import re
from email import message_from_bytes, policy
from pathlib import Path

import pikepdf
import pytest
import yaml
from icalendar import Calendar

from api import main
from api.events import letters
from api.settings import Settings
from tests.conftest import SECRET, TestClock
from tests.e2e.conftest import opened
from tests.e2e.test_certificates import Desk
from tests.e2e.test_events import LANGUAGES, WORDS, field, find_the_training, give_back, sign_up_over_the_api
from tests.e2e.test_releases import work
from tests.events.ical_linter import faults
from tests.live import serving

LETTERS = yaml.safe_load(Path(letters.__file__).with_name("letters.yaml").read_text())
ANNA = "anna@example.org"


class House:
    """A service of its own: its address, its clock, and the folder its mails land in."""

    def __init__(self, app, site, clock, mails):
        self.app, self.site, self.clock, self.mails = app, site, clock, mails

    def post(self):
        """Deliver what waits; return what Anna has in her box by now, by subject."""
        work(self.app)
        files = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in self.mails.glob("*.eml")]
        return {str(one["Subject"]): one for one in files if one["To"] == ANNA}


@pytest.fixture
def house(bases, tmp_path):
    wide = {"reads_per_minute": 1_000_000, "writes_per_minute": 1_000_000}
    settings = Settings(DATABASE_URL=bases.copy("sqlite", demo=True), data_dir=tmp_path, secret=SECRET, **wide)
    clock = TestClock()
    app = main.create_app(settings, clock=clock)
    with serving(app) as address:
        yield House(app, address, clock, tmp_path / "mail")


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 390, "height": 800})
    return page


def filled(page, site):
    """Fill the training until others wait for a seat of it; return its number, and who could give one back."""
    event = page.request.get(f"{site}/api/v1/events?topic=vereinsgruendung").json()["items"][0]["id"]
    others = []
    while page.request.get(f"{site}/api/v1/events/{event}").json()["registration"]["seats"] != "waiting_list":
        others.append(sign_up_over_the_api(page, site, event, f"Vorher{len(others)}"))
    return event, others


def asks_for_a_seat(phone, words):
    """All she does: a name, an address, a button. Where she stands is told at once."""
    field(phone, "name").fill("Anna Muster")
    field(phone, "email").fill(ANNA)
    phone.get_by_role("button", name=words["signup.submit_waiting"]).click()
    phone.locator("h3", has_text=words["signup.done_waiting"]).wait_for()


def the_letter(box, kind, title, language):
    """The letter of a kind in her language, as its words say; nothing in it stands in another one."""
    said = LETTERS[kind][language]
    letter = box[said["subject"].format(title=title)]
    assert said["text"].partition("{title}")[0] + title in letter.get_body(("plain",)).get_content()
    return letter


def the_link(letter, site):
    """The link in a letter, on the machine of this test."""
    return site + re.search(r"https?://[^/\s]+(/\S+/anmeldung#\S+)", letter.get_body(("plain",)).get_content())[1]


def the_entry(phone, site, event, letter):
    """Her calendar takes the entry, and knows it again in the feed of the event: one UID."""
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "PUBLISH"
    content = part.get_payload(decode=True)
    assert faults(content) == []
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    feed = Calendar.from_ical(phone.request.get(f"{site}/api/v1/events/{event}.ics").body())
    assert [one["UID"] for one in calendar.walk("VEVENT")] == [one["UID"] for one in feed.walk("VEVENT")] != []


def she_comes_and_staff_say_so(phone, house, event, link):
    """The evening is over: staff note who was there, and issue what was earned."""
    ends = phone.request.get(f"{house.site}/api/v1/events/{event}").json()["sessions"][-1]["ends_at"]
    house.clock.moment = dt.datetime.fromisoformat(ends).astimezone(dt.UTC) + dt.timedelta(hours=1)
    phone.context.clock.set_fixed_time(house.clock.moment)
    desk = Desk(phone, house.site, event)
    dates = phone.request.get(f"{desk.base}/{event}/people").json()["sessions"]
    desk.there(link.partition("#")[2].partition(".")[0], dates)
    desk.move("held")
    desk.sent("post", f"/{event}/certificates", None)
    phone.context.clear_cookies()


def she_downloads(phone, words, language):
    """The certificate in her language and in German, each as what it says it is."""
    for button, wanted in (("signup.certificate_get", language), ("signup.certificate_get_de", "de")):
        with phone.expect_download() as download:
            phone.get_by_role("button", name=words[button]).click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(b"%PDF")
        with pikepdf.open(io.BytesIO(content)) as document:
            assert document.Root.Lang == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_list_to_the_certificate(phone, house, axe, watch, language):
    words, site = WORDS[language], house.site
    event, others = filled(phone, site)
    title = find_the_training(phone, site, language)
    asks_for_a_seat(phone, words)
    link = the_link(the_letter(house.post(), "event-waiting", title, language), site)
    opened(phone, link)
    phone.locator("h2", has_text=words["signup.done_waiting"]).wait_for()
    assert re.search(r": \W*1\W", phone.locator("main [role=status]").first.inner_text()), "her place in line"

    give_back(phone, site, others.pop())
    letter = the_letter(house.post(), "event-moved-up", title, language)
    the_entry(phone, site, event, letter)
    assert the_link(letter, site) == link
    phone.reload(wait_until="networkidle")
    phone.locator("h2", has_text=words["signup.done_confirmed"]).wait_for()

    she_comes_and_staff_say_so(phone, house, event, link)
    assert the_link(the_letter(house.post(), "event-certificate", title, language), site) == link
    phone.reload(wait_until="networkidle")
    she_downloads(phone, words, language)
    assert axe() == []
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [one for one in watch.errors if "/session" not in one] == []
