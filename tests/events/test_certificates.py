"""Certificates: who earns one, what is on it, the number anybody can check, and what stays when the name goes."""

import datetime as dt
import io
import re
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from api.events import attendance, certificates, certified, retention
from api.events.attendee_words import words_of
from api.events.certificate_tables import Certificate
from api.events.certificates import Came
from api.events.persons import manage_secret
from api.events.registration_tables import Registration
from api.events.tables import Event, EventSession
from api.kernel.audit import PROFILE, record
from api.kernel.tables import AuditEntry
from api.kernel.time import BERLIN
from tests.conftest import NOON, acting, somebody
from tests.events.booked import dated, event, sign_up
from tests.events.test_letters import work_off
from tests.events.test_registration import OWN, signed_up, token_of

MANAGER = somebody("project_manager")
NINE = ["de", "en", "pl", "tr", "it", "ro", "uk", "ar", "de-simple"]
BEFORE = NOON - dt.timedelta(days=10)
BASE = "/api/v1/staff/events"
CHECK = "/api/v1/certificates/check"


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def database(client):
    return client.app.database


class Held:
    """A training of some dates of three hours; who came to how many of them."""

    def __init__(self, client, came, dates=3, **more):
        self.client, self.database = client, client.app.database
        self.number = event(self.database, first_at=BEFORE, last_at=BEFORE + dt.timedelta(days=2, hours=3), **more)
        self.dates = [dated(self.database, self.number, BEFORE + dt.timedelta(days=day)) for day in range(dates)]
        self.people = [self.came(nth, times) for nth, times in enumerate(came, 1)]
        self.close()

    def came(self, nth, times):
        key, _ = sign_up(self.database, self.number, nth)
        self.mark(key, times)
        return key

    def mark(self, key, times):
        with self.database.writing() as session:
            for place, date in enumerate(self.dates):
                at = BEFORE + dt.timedelta(days=9)
                attendance.mark(session, PROFILE, date, key, present=place < times, marked_at=at)

    def close(self):
        with acting(self.client, MANAGER):
            seen = self.client.get(f"{BASE}/{self.number}")
            answer = self.client.patch(
                f"{BASE}/{self.number}", json={"state": "held"}, headers={"If-Match": seen.headers["etag"]}
            )
        assert answer.status_code == 200, answer.text

    def asked(self, method, path, actor=MANAGER):
        with acting(self.client, actor):
            return self.client.request(method, f"{BASE}/{self.number}{path}")

    def issue(self):
        answer = self.asked("POST", "/certificates")
        assert answer.status_code == 200, answer.text
        return {one["registration"]: one["certificate"] for one in answer.json()["people"]}

    def of(self, nth, what="certificate"):
        return f"/registrations/{self.people[nth]}/{what}"


def facts(client, number, **query):
    return client.post(CHECK, json={"number": number}, params=query)


def test_who_came_often_enough_gets_a_number_and_keeps_it(client):
    training = Held(client, came=[3, 2, 0], share_needed=67)
    sheet = training.asked("GET", "/certificates").json()
    assert [(one["attended"], one["units"], one["enough"]) for one in sheet["people"]] == [
        (3, 12, True), (2, 8, False), (0, 0, False),
    ]  # fmt: skip
    assert (sheet["held"], sheet["share_needed"], sheet["until"]) == (3, 67, "2026-12-14")
    first = training.issue()
    assert [first[key] is not None for key in training.people] == [True, False, False]
    number = first[training.people[0]]["number"]
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", number)
    assert training.issue() == first, "again is the same"
    one_by_one = training.asked("POST", training.of(0)).json()["people"][0]["certificate"]
    assert one_by_one["number"] == number
    refused = training.asked("POST", training.of(1))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "not_enough")


@given(held=st.integers(1, 30), attended=st.integers(0, 30), share=st.integers(0, 100))
def test_the_rule_is_at_least_so_many_percent_of_the_dates_held(held, attended, share):
    came = Came(held, min(attended, held), dt.timedelta())
    assert came.enough(share) == (came.attended > 0 and came.attended / held >= share / 100 - 1e-12)


@pytest.mark.parametrize(("minutes", "units"), [(44, 0), (45, 1), (89, 1), (90, 2), (180, 4), (120 * 3, 8)])
def test_a_unit_is_45_minutes_of_all_dates_together(minutes, units):
    assert Came(1, 1, dt.timedelta(minutes=minutes)).units == units


def test_a_date_that_was_called_off_counts_for_nobody_and_against_nobody(client):
    training = Held(client, came=[], dates=2)
    database, number = client.app.database, training.number
    with database.writing() as session:
        row = session.get_one(Event, number)
        row.state = "published"
        record(session, PROFILE, "change", row)
        off = session.get_one(EventSession, training.dates[1])
        off.state = "cancelled"
        record(session, PROFILE, "change", off)
    training.people = [training.came(1, 1)]
    training.close()
    (person,) = training.asked("GET", "/certificates").json()["people"]
    assert (person["attended"], person["units"], person["enough"]) == (1, 4, True)


def test_before_the_event_was_held_nothing_is_issued(client, database):
    number = event(database)
    key, _ = sign_up(database, number, 1)
    with acting(client, MANAGER):
        for path in (f"{BASE}/{number}/certificates", f"{BASE}/{number}/registrations/{key}/certificate"):
            refused = client.post(path)
            assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "not_held")


def test_anybody_checks_a_number_and_never_learns_a_name(client):
    training = Held(client, came=[3])
    number = training.issue()[training.people[0]]["number"]
    answer = facts(client, number.lower().replace("-", " "), lang="pl")
    assert answer.json() == {
        "number": number, "kind": "training",
        "title": {"text": "Vereinsgründung", "lang": "de", "state": "missing"},
        "first_day": "2026-11-12", "last_day": "2026-11-14", "held": 3, "attended": 3, "units": 12,
        "issued_on": "2026-11-22", "withdrawn_on": None,
    }  # fmt: skip
    assert "Beispiel" not in answer.text
    for unknown in ("0000-0000-0000", number[:-1], "x", "Ünbekannt", training.people[0]):
        refused = facts(client, unknown)
        assert (refused.status_code, refused.json()["type"]) == (404, "/problems/not-found")


def test_a_number_is_read_as_people_write_it():
    assert certified.understood(" o1iL-abcd–wxyz ") == "0111ABCDWXYZ"
    assert len({certified.new_number() for _ in range(2000)}) == 2000


def test_who_tries_numbers_is_slowed_down(start):
    client = start(refusals_per_minute=5)
    answers = [facts(client, f"{nth:012}").status_code for nth in range(7)]
    assert answers == [404] * 5 + [429] * 2


def test_a_withdrawn_certificate_says_so_and_the_next_has_a_number_of_its_own(client):
    training = Held(client, came=[3])
    first = training.issue()[training.people[0]]["number"]
    gone = training.asked("DELETE", training.of(0))
    assert gone.json()["people"][0]["certificate"]["withdrawn_on"] == "2026-11-22"
    assert facts(client, first).json()["withdrawn_on"] == "2026-11-22"
    assert training.asked("GET", training.of(0, "certificate.pdf")).status_code == 404
    assert training.asked("DELETE", training.of(0)).status_code == 404
    assert training.issue()[training.people[0]]["number"] == first, "issuing to all brings nothing withdrawn back"
    again = training.asked("POST", training.of(0)).json()["people"][0]["certificate"]
    assert (again["withdrawn_on"], again["number"] != first) == (None, True)
    assert facts(client, again["number"]).json()["withdrawn_on"] is None


def test_what_was_issued_stays_as_it_was_when_marks_are_corrected(client):
    training = Held(client, came=[3])
    number = training.issue()[training.people[0]]["number"]
    training.mark(training.people[0], 0)
    with training.database.writing() as session:
        row = session.get_one(Event, training.number)
        row.title = {"de": {"text": "Anders", "state": "original"}}
        record(session, PROFILE, "change", row)
    found = facts(client, number).json()
    assert (found["attended"], found["units"], found["title"]["text"]) == (3, 12, "Vereinsgründung")


def test_several_who_issue_at_once_issue_one_each(client):
    training = Held(client, came=[3, 3, 3])

    def issue(_):
        with training.database.writing() as session:
            certificates.issue(session, MANAGER, training.number)

    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(issue, range(8))] == [None] * 8
    with training.database.reading() as session:
        rows = session.exec(select(Certificate.registration)).all()
    assert sorted(rows) == sorted(training.people)


def test_the_database_keeps_a_second_valid_one_out(client):
    training = Held(client, came=[3])
    training.issue()
    with training.database.reading() as session:
        row = session.exec(select(Certificate)).one()
        values = {name: getattr(row, name) for name in Certificate.model_fields}
    with pytest.raises(IntegrityError, match=r"(?i)unique"), training.database.writing() as session:
        record(session, PROFILE, "create", Certificate(**{**values, "number": "0" * 12}), public=False)


def test_another_events_person_and_who_may_not_see_people_get_nothing(client):
    training, other = Held(client, came=[3]), Held(client, came=[3])
    training.issue()
    for method, what in (("POST", "certificate"), ("DELETE", "certificate"), ("GET", "certificate.pdf")):
        assert other.asked(method, training.of(0, what)).status_code == 404
        assert training.asked(method, training.of(0, what), somebody("editor")).status_code == 403
        assert training.asked(method, training.of(0, what), somebody("area_staff", "073355010")).status_code == 404


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def in_state(training, state):
    with training.database.writing() as session:
        row = session.get_one(Event, training.number)
        row.state, row.first_at = state, NOON + dt.timedelta(days=1)
        record(session, PROFILE, "change", row)


@pytest.fixture
def hers(client, postbox):
    """A training a visitor signed up for and came to, her link, and who gets letters."""
    training = Held(client, came=[])
    in_state(training, "published")
    made = signed_up(client, training.number, name="Kanarienvogel", language="pl")
    assert client.get(OWN, headers=token_of(made)).json()["certificate"] is None
    assert client.get(f"{OWN}/certificate.pdf", headers=token_of(made)).status_code == 404
    training.mark(made["id"], 3)
    in_state(training, "held")
    work_off(client)
    postbox.letters.clear()
    return training, made


def test_who_has_one_is_written_to_and_downloads_it_behind_the_link(client, hers, postbox):
    training, made = hers
    number = training.issue()[made["id"]]["number"]
    work_off(client)
    ((language, letter),) = postbox.letters
    assert (language, letter.subject) == ("pl", "Twoje zaświadczenie: Vereinsgründung")
    assert "14.12.2026" in letter.text
    assert "/pl/anmeldung#" in letter.text
    assert letter.calendar == b""
    mine = client.get(OWN, headers=token_of(made)).json()["certificate"]
    assert mine == {"number": number, "withdrawn_on": None, "until": "2026-12-14"}
    answer = client.get(f"{OWN}/certificate.pdf", headers=token_of(made), params={"lang": "pl"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    assert opened(answer.content).Root.Lang == "pl"


def test_the_trail_says_what_was_issued_and_names_nobody(database, hers):
    training, made = hers
    number = training.issue()[made["id"]]["number"]
    with database.reading() as session:
        trail = session.exec(select(AuditEntry).where(AuditEntry.object_type == "certificate")).all()
    assert [(one.action, one.object_key) for one in trail] == [("create", number.replace("-", ""))]
    assert "Kanarienvogel" not in repr(trail)


def test_a_letter_about_a_certificate_withdrawn_meanwhile_is_dropped(client, postbox):
    training = Held(client, came=[3])
    work_off(client)
    postbox.letters.clear()
    training.issue()
    training.asked("DELETE", training.of(0))
    work_off(client)
    assert postbox.letters == []


def test_nobody_puts_another_name_on_their_certificate_but_staff_mend_a_slip(client, database):
    training = Held(client, came=[3])
    training.issue()
    key = training.people[0]
    secret = client.app.settings.secret.get_secret_value().encode()
    token = {"Registration-Secret": f"{key}.{manage_secret(secret, key)}"}
    refused = client.patch(OWN, json={"name": "Jemand anderes"}, headers=token)
    assert [(one["pointer"], one["code"]) for one in refused.json()["errors"]] == [("/name", "on_certificate")]
    assert client.patch(OWN, json={"phone": "0631 123456"}, headers=token).status_code == 200
    with acting(client, MANAGER):
        seen = client.get(f"{BASE}/{training.number}/registrations/{key}").headers["etag"]
        mended = client.patch(
            f"{BASE}/{training.number}/registrations/{key}", json={"name": "Beispiel Eins"}, headers={"If-Match": seen}
        )
    assert mended.json()["name"] == "Beispiel Eins"


def test_the_name_goes_and_the_number_stays(client, database):
    training = Held(client, came=[3, 3])
    number = training.issue()[training.people[0]]["number"]
    with database.writing() as session:
        retention.erase(session, MANAGER, training.people[0], client.app.settings.data_dir)
    assert facts(client, number).json()["units"] == 12
    assert training.asked("GET", training.of(0, "certificate.pdf")).status_code == 404
    assert training.asked("GET", training.of(1, "certificate.pdf")).status_code == 200
    people = training.asked("GET", "/certificates").json()["people"]
    assert (people[0]["name"], people[0]["certificate"]["number"]) == ("", number)
    training.asked("DELETE", training.of(0))
    refused = training.asked("POST", training.of(0))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "name_gone")


@pytest.mark.parametrize("end", [dt.time(14), dt.time(0, 30)], ids=["afternoon", "night"])
def test_until_the_day_named_the_name_is_there(client, database, clock, end):
    training = Held(client, came=[3])
    with database.writing() as session:
        row = session.get_one(Event, training.number)
        row.last_at = dt.datetime.combine(BEFORE.date(), end, BERLIN)
        record(session, PROFILE, "change", row)
        until = retention.known_until(row)
    for day, known in ((until, True), (until + dt.timedelta(days=1), False)):
        clock.moment = dt.datetime.combine(day, dt.time(2, 30), BERLIN)
        with database.writing() as session:
            retention.forget(session)
            assert bool(session.get_one(Registration, training.people[0]).name) is known


@pytest.mark.parametrize("language", NINE)
def test_it_is_one_accessible_page_in_every_language_and_always_the_same(client, language):
    training = Held(client, came=[3])
    training.issue()
    path = training.of(0, f"certificate.pdf?lang={language}")
    content = training.asked("GET", path).content
    assert content == training.asked("GET", path).content
    document = opened(content)
    assert b"<pdfuaid:part>1" in document.Root.Metadata.read_bytes()
    assert len(document.pages) == 1
    links = [one.A.URI for one in document.pages[0].Annots]
    assert re.fullmatch(r"http.*/bescheinigung#(\w{4}-){2}\w{4}", str(links[0]))


def test_the_words_are_there_in_nine_languages():
    keys = [key for key in words_of("de") if key.startswith(("certificate", "kind_"))]
    assert len(keys) > 20
    assert len({words_of(code)["certificate"] for code in NINE}) == 9


def test_staff_are_reminded_until_everybody_who_earned_one_has_one(client):
    def told():
        with acting(client, MANAGER):
            items = client.get("/api/v1/me/todo").json()["items"]
        return [one["link"] for one in items if one["kind"] == "event_certificates"]

    held = Held(client, [3, 1], capacity=9)
    others = Held(client, [3], kind="encounter"), Held(client, [0, 1])  # no training, and nobody came often enough
    assert told() == [f"/team/veranstaltungen/{held.number}/teilnehmende"]
    with acting(client, MANAGER):
        client.post(f"{BASE}/{held.number}/certificates")
    assert told() == []
    held.mark(held.people[1], 3)  # a paper list that came in later
    assert len(told()) == 1
    with held.database.writing() as session:
        retention.erase(session, retention.KEEPER, held.people[1], client.app.settings.data_dir)
    assert told() == []
    assert len(others) == 2
