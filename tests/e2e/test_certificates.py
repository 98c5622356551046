"""A certificate: staff issue it, anybody checks its number. How it is downloaded: `test_event_journey`."""

import json
import re

import pytest

from api.settings import ROOT
from tests.e2e.conftest import SAME_SITE, opened, sign_in

WORDS = {code: json.loads((ROOT / f"frontend/messages/{code}.json").read_text()) for code in ("de", "pl", "ar")}
BASE = "/api/v1/staff/events"
DATES = [
    ("2026-11-10T18:00:00+01:00", "2026-11-10T21:00:00+01:00"),
    ("2026-11-17T18:00:00+01:00", "2026-11-17T21:00:00+01:00"),
]


class Desk:
    """What staff do with an event, over the API."""

    def __init__(self, page, site, number=None):
        sign_in(page, site, "project_manager")
        self.request, self.base, self.number = page.request, f"{site}{BASE}", number

    def sent(self, method, path, body, **headers):
        answer = getattr(self.request, method)(self.base + path, data=body, headers={**SAME_SITE, **headers})
        assert answer.ok, answer.text()
        return answer.json()

    def move(self, state):
        seen = self.request.get(f"{self.base}/{self.number}").headers["etag"]
        self.sent("patch", f"/{self.number}", {"state": state}, **{"If-Match": seen})

    def there(self, key, dates):
        for date in dates:
            mark = {"present": True, "marked_at": date["starts_at"]}
            self.sent("put", f"/{self.number}/attendance/{date['id']}/{key}", mark)


class Training(Desk):
    """A training of two evenings that are over; Mila came twice, Jona once."""

    def __init__(self, page, site):
        super().__init__(page, site)
        body = {
            "kind": "training", "title": [{"lang": "de", "text": "Protokolle schreiben"}], "area": "073355009",
            "registration": True, "capacity": 10,
            "sessions": [{"starts_at": begin, "ends_at": end} for begin, end in DATES],
        }  # fmt: skip
        self.number = self.sent("post", "", body)["id"]
        self.move("published")
        self.came("Mila Beispiel", "mila@example.org", 2)
        self.came("Jona Beispiel", None, 1)
        self.move("held")

    def came(self, name, email, times):
        body = {"name": name, "email": email, "language": "pl"}
        key = self.sent("post", f"/{self.number}/registrations", body)["id"]
        dates = self.request.get(f"{self.base}/{self.number}/people").json()["sessions"]
        self.there(key, dates[:times])


@pytest.fixture
def training(page, site):
    return Training(page, site)


def narrow(page):
    page.set_viewport_size({"width": 390, "height": 844})
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def issued_by_staff(page, site, training, desk, axe):
    """Staff issue to who came often enough; returns the number."""
    desk(f"/team/veranstaltungen/{training.number}/teilnehmende")
    table = page.get_by_role("table", name="Bescheinigungen")
    table.get_by_role("row", name="Jona Beispiel").get_by_text("zu selten da").wait_for()
    page.get_by_role("button", name="1 Bescheinigung ausstellen").click()
    page.get_by_role("dialog").get_by_role("button", name="1 Bescheinigung ausstellen").click()
    row = table.get_by_role("row", name="Mila Beispiel")
    row.get_by_role("button", name="Zurückziehen").wait_for()
    assert axe() == []
    assert narrow(page) <= 0
    printed = page.request.get(site + row.get_by_role("link", name="Drucken").get_attribute("href"))
    assert printed.body().startswith(b"%PDF")
    return re.search(r"(\w{4}-){2}\w{4}", row.inner_text())[0]


def test_staff_issue_and_anybody_checks(page, site, training, desk, axe, watch):
    number = issued_by_staff(page, site, training, desk, axe)
    page.context.clear_cookies()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    words = WORDS["ar"]
    opened(page, f"{site}/ar/bescheinigung#{number}")
    page.get_by_role("heading", name=words["certificate.valid"]).wait_for()
    text = page.locator("main").inner_text()
    assert "Protokolle schreiben" in text
    assert number in text
    assert "Mila" not in text
    assert axe() == []
    assert narrow(page) <= 0
    assert [url for url in asked if number in url.partition("#")[0]] == []
    assert watch.errors == []


def test_a_number_is_typed_and_a_withdrawn_one_says_so(page, site, training, desk, axe):
    sheet = training.sent("post", f"/{training.number}/certificates", None)
    number = next(one["certificate"]["number"] for one in sheet["people"] if one["certificate"])
    words = WORDS["de"]
    opened(page, f"{site}/de/bescheinigung")
    page.keyboard.press("Tab")
    field = page.get_by_label(words["certificate.number"])
    field.press("Enter")
    page.get_by_text(words["certificate.missing"]).wait_for()
    field.fill("0000 0000 0000")
    field.press("Enter")
    page.get_by_role("heading", name=words["certificate.unknown"]).wait_for()
    assert axe() == []
    field.fill(number.lower().replace("-", ""))
    field.press("Enter")
    page.get_by_role("heading", name=words["certificate.valid"]).wait_for()

    desk(f"/team/veranstaltungen/{training.number}/teilnehmende")
    page.get_by_role("table", name="Bescheinigungen").get_by_role("button", name="Zurückziehen").click()
    page.get_by_role("dialog").get_by_role("button", name="Zurückziehen").click()
    page.get_by_role("button", name="Neu ausstellen: Mila Beispiel").wait_for()
    opened(page, f"{site}/de/bescheinigung#{number}")
    page.get_by_role("heading", name=words["certificate.withdrawn"]).wait_for()
    assert axe() == []
