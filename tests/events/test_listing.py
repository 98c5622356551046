"""Events as visitors see them: filters, free seats as a class, times of Berlin."""

import datetime as dt

import pytest

from api.events.registration_tables import Seats
from tests.conftest import acting, somebody
from tests.events.booked import START, dated, event, sign_up
from tests.statements import statements

EVENTS = "/api/v1/events"


@pytest.fixture
def client(start):
    return start()


def at(days=0, hours=0):
    return START + dt.timedelta(days=days, hours=hours)


def made(client, *, days=0, **more):
    begin = at(days)
    number = event(client.app.database, first_at=begin, last_at=begin + dt.timedelta(hours=3), **more)
    dated(client.app.database, number, begin)
    return number


def numbers(client, **query):
    answer = client.get(EVENTS, params=query)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


def test_events_come_in_their_order_with_their_dates(client):
    later, sooner = made(client, days=9), made(client)
    found = client.get(EVENTS, params={"lang": "pl"}).json()["items"]
    assert [one["id"] for one in found] == [sooner, later]
    assert found[0]["sessions"][0]["starts_at"] == "2026-12-05T18:00:00+01:00"
    assert found[0]["title"] == {"text": "Vereinsgründung", "lang": "de", "state": "missing"}
    assert found[0]["area_name"] == "Weilerbach"


def test_a_description_is_clean_html_in_the_readers_language_and_plain_where_nothing_is_laid_out(client):
    words = {
        "de": {"text": "Die **Satzung**"},
        "pl": {"text": "**Statut** <script>x</script>\n\n- [raz](https://a.example)"},
    }
    number = made(client, description=words)
    found = client.get(f"{EVENTS}/{number}?lang=pl").json()["description"]
    assert (found["text"], found["lang"]) == (words["pl"]["text"], "pl")
    assert found["html"] == (
        "<p><strong>Statut</strong> &lt;script&gt;x&lt;/script&gt;</p>\n"
        '<ul>\n<li><a href="https://a.example" rel="noopener noreferrer">raz</a></li>\n</ul>\n'
    )
    with acting(client, somebody("project_manager")):
        assert client.get(f"/api/v1/staff/events/{number}/preview?lang=pl").json()["description"] == found
    assert "html" not in client.get(EVENTS).json()["items"][0]["description"]
    calendar = client.get(f"{EVENTS}/{number}.ics?lang=de").text
    assert "DESCRIPTION:Die Satzung\r\n" in calendar
    assert client.get(f"{EVENTS}/{number}.jsonld?lang=de").json()["description"] == "Die Satzung"
    assert "Die Satzung" in client.get(f"{EVENTS}.atom?lang=de").text


def test_drafts_archived_and_past_events_are_not_listed(client):
    made(client, state="draft")
    made(client, state="archived")
    gone = made(client, days=-30)
    assert numbers(client) == []
    assert numbers(client, **{"from": "2026-11-01"}) == [gone]
    assert client.get(f"{EVENTS}/{gone}").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"area": "073355009"}, True), ({"area": "07335"}, True), ({"area": "073355011"}, False),
        ({"to": "2026-12-05"}, True), ({"to": "2026-12-04"}, False), ({"from": "2026-12-05"}, True),
        ({"from": "2026-12-06"}, False), ({"kind": "training"}, True), ({"kind": "encounter"}, False),
        ({"topic": "founding"}, True), ({"topic": "found"}, False), ({"language": "pl"}, True),
        ({"language": "p"}, None), ({"language": "ar"}, False), ({"audience": "clubs"}, True),
        ({"q": "Vereinsgrün"}, True), ({"q": "gruendung"}, True), ({"q": "Schule"}, False), ({"free": "true"}, True),
        ({"area": "nowhere"}, None), ({"colour": "red"}, None),
    ],
)  # fmt: skip
def test_filters(client, query, found):
    made(client, topic="founding", languages=["de", "pl"], audiences=["clubs"])
    if found is None:
        assert client.get(EVENTS, params=query).status_code == 422
    else:
        assert bool(numbers(client, **query)) is found


def test_free_are_only_those_one_can_still_come_to_though_the_answer_is_kept(client, clock):
    closes = clock() + dt.timedelta(minutes=5)
    open_to_all, open_now, closing = made(client, capacity=5), made(client, days=1), made(client, closes_at=closes)
    with client.app.database.writing() as session:
        session.delete(session.get(Seats, open_to_all))
    for state in ("cancelled", "postponed", "held"):
        made(client, state=state)
    made(client, closes_at=clock() - dt.timedelta(minutes=1))
    made(client, capacity=0)
    assert numbers(client, free="true") == [open_to_all, closing, open_now]
    feed = f"{EVENTS}.ics?free=true"
    assert client.get(feed).text.count("BEGIN:VEVENT") == 3
    clock.moment += dt.timedelta(minutes=5)
    assert numbers(client, free="true") == [open_to_all, open_now]
    assert client.get(feed).text.count("BEGIN:VEVENT") == 2


def test_events_of_the_county_are_for_every_area(client):
    number = made(client, area="07335")
    assert numbers(client, area="073355011") == [number]
    assert client.get(f"{EVENTS}/{number}").json()["county_wide"] is True


def test_free_seats_are_a_class_and_never_a_number(client):
    number = made(client, capacity=6, waiting_limit=1)
    shown = []
    for one in range(8):
        answer = client.get(f"{EVENTS}/{number}")
        shown.append((answer.json()["registration"]["seats"], answer.json()["registration"]["open"]))
        if one < 7:
            sign_up(client.app.database, number, one)
    assert shown == [("free", True), ("free", True), *[("few", True)] * 4, ("waiting_list", True), ("full", False)]
    assert "capacity" not in answer.text
    assert "taken" not in answer.text


def test_signing_up_begins_and_ends_at_its_moment_though_the_answer_is_kept(client, clock):
    opens, closes = clock() + dt.timedelta(minutes=5), clock() + dt.timedelta(minutes=10)
    number = made(client, opens_at=opens, closes_at=closes)
    found = []
    for _ in range(3):
        found.append(client.get(f"{EVENTS}/{number}").json()["registration"]["open"])
        clock.moment += dt.timedelta(minutes=5)
    assert found == [False, True, False]


def test_nobody_signs_up_for_what_does_not_take_place(client):
    for state in ("postponed", "cancelled", "held"):
        number = made(client, state=state)
        assert client.get(f"{EVENTS}/{number}").json()["registration"]["open"] is False


def test_three_statements_for_few_and_for_many(client):
    made(client)
    client.get(f"{EVENTS}?lang=pl")
    for _ in range(20):
        made(client)
    with statements(client.app.database.engine) as seen:
        assert len(client.get(f"{EVENTS}?lang=it").json()["items"]) == 21
    assert len(seen) <= 4


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ({"pl": {"text": "Dzieci?", "state": "reviewed"}}, ("Dzieci?", "pl", "missing")),
        ({"de": {"text": "Kinder?"}}, ("Kinder?", "de", "missing")),
        ({}, ("children", "de", "missing")),
        (None, ("children", "de", "missing")),
    ],
)
@pytest.mark.parametrize("of", ["question", "choice"])
def test_a_label_no_language_has_takes_no_page_down(client, label, shown, of):
    german = {"de": {"text": "Kinder?", "state": "original"}}
    choices = [{"code": "children", "label": german}]
    question = {"key": "children", "kind": "choice", "label": german, "choices": choices}
    (question if of == "question" else choices[0])["label"] = label
    number = made(client, questions=[question])
    with acting(client, somebody("project_manager")):
        staff = client.get(f"/api/v1/staff/events/{number}")
        assert staff.status_code == client.get(f"/api/v1/staff/events/{number}/registrations.csv").status_code == 200
    for found in (
        client.get(EVENTS, params={"lang": "tr"}).json()["items"][0],
        client.get(f"{EVENTS}/{number}?lang=tr").json(),
    ):
        (asked,) = found["registration"]["questions"]
        assert tuple((asked if of == "question" else asked["choices"][0])["label"].values()) == shown


def test_a_label_without_a_state_is_read_in_german(client):
    number = made(client, questions=[{"key": "children", "kind": "text", "label": {"de": {"text": "Kinder?"}}}])
    (asked,) = client.get(f"{EVENTS}/{number}?lang=de").json()["registration"]["questions"]
    assert asked["label"] == {"text": "Kinder?", "lang": "de", "state": "original"}
