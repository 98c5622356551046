"""Staff make, change and publish events: whose they are, their states, seats and questions."""

import datetime as dt

import pytest
from sqlmodel import select

from api.accounts.tables import Account
from api.events.handing import hand_on, move_events
from api.events.states import MOVES, EventState
from api.events.tables import Event, EventSession
from api.kernel.audit import PROFILE, record
from tests.conftest import acting, somebody
from tests.events.booked import counted, dated, event, sign_up, states
from tests.staff import de, patched, wrong

EVENTS = "/api/v1/staff/events"
WEILERBACH, LANDSTUHL = "073355009", "073355011"
WISH = {
    "kind": "training", "title": de("Vereinsgründung"), "area": WEILERBACH, "registration": True, "capacity": 20,
    "sessions": [{"starts_at": "2026-12-05T18:00", "ends_at": "2026-12-05T20:30"}],
}  # fmt: skip
MANAGER = somebody("project_manager")


@pytest.fixture
def client(start):
    client = start()
    with acting(client, MANAGER):
        yield client


@pytest.fixture
def trainer(client):
    with client.app.database.writing() as session:
        row = Account(email="thea@example.org", name="Thea Training", state="active")
        record(session, PROFILE, "create", row, public=False)
        return row.id


def made(client, **more):
    answer = client.post(EVENTS, json={**WISH, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def url(found):
    return f"{EVENTS}/{found['id']}"


def test_from_an_idea_to_a_published_event_with_seats(client):
    found = made(client)
    assert (found["state"], found["capacity"], found["taken"]) == ("draft", 20, 0)
    assert found["sessions"][0]["starts_at"] == "2026-12-05T18:00:00+01:00"
    assert client.get(f"/api/v1/events/{found['id']}").status_code == 404
    published = patched(client, url(found), {"state": "published"})
    assert (published.status_code, published.json()["moves"]) == (
        200,
        ["archived", "cancelled", "held", "postponed", "rescheduled"],
    )
    shown = client.get(f"/api/v1/events/{found['id']}").json()
    assert (shown["title"]["text"], shown["registration"]["seats"]) == ("Vereinsgründung", "free")
    assert client.get("/api/v1/events?q=gruendung").json()["items"][0]["id"] == found["id"]


def test_the_same_request_twice_makes_one_event(client):
    key = {"Idempotency-Key": "an event once"}
    first, again = (client.post(EVENTS, json=WISH, headers=key) for _ in range(2))
    assert (first.json(), first.headers["ETag"]) == (again.json(), f'"{first.json()["revision"]}"')


def test_a_change_is_made_by_who_has_read_it(client):
    found = made(client)
    assert client.patch(url(found), json={"town": "Weilerbach"}).status_code == 428
    assert patched(client, url(found), {"town": "Weilerbach"}, 99).status_code == 412
    assert patched(client, url(found), {"town": "Weilerbach"}).json()["town"] == "Weilerbach"


def test_everything_wrong_is_told_at_once(client):
    bad = {
        "area": "nowhere", "organiser": "nobody", "venue": "nobody", "measure": 99, "working_group": 4711,
        "trainer": 4711,
        "position": [7.6, 91], "opens_at": "2026-12-02T12:00", "closes_at": "2026-12-01T12:00", "title": de(" "),
        "capacity": None,
        "sessions": [{"starts_at": "2026-12-05T18:00", "ends_at": "2026-12-05T17:00"}],
    }  # fmt: skip
    answer = client.post(EVENTS, json={**WISH, **bad})
    assert sorted(wrong(answer)) == [
        ("/area", "unknown_area"), ("/capacity", "capacity_missing"), ("/closes_at", "not_in_order"),
        ("/measure", "unknown_measure"), ("/organiser", "unknown_organisation"),
        ("/position/1", "no_such_latitude"), ("/sessions/0/ends_at", "not_in_order"), ("/title", "source_missing"),
        ("/trainer", "unknown_trainer"), ("/venue", "unknown_organisation"),
        ("/working_group", "unknown_working_group"),
    ]  # fmt: skip
    assert client.get(EVENTS).json()["items"] == []
    found = made(client)
    assert wrong(patched(client, url(found), {"title": None, "state": None})) == [
        ("/state", "null_not_allowed"),
        ("/title", "null_not_allowed"),
    ]
    assert wrong(patched(client, url(found), {"closes_at": "2026-03-29T02:30"})) == [("/closes_at", "no_such_time")]
    assert wrong(patched(client, url(found), {"registration": False, "capacity": 5})) == [
        ("/registration", "no_registration")
    ]


@pytest.mark.parametrize("before", list(EventState))
def test_only_listed_moves_succeed(client, before):
    for after in EventState:
        number = event(client.app.database, state=before)
        with client.app.database.writing() as session:
            day = dt.datetime(2026, 11, 1, 18, tzinfo=dt.UTC)
            row = EventSession(
                event=number, uid=f"{before}-{after}", starts_at=day, ends_at=day.replace(hour=20), stamped_at=day
            )
            record(session, PROFILE, "create", row)
        answer = patched(client, f"{EVENTS}/{number}", {"state": after})
        if after in MOVES[before] or after == before:
            assert (answer.status_code, answer.json()["state"]) == (200, after)
        else:
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "move_not_allowed")


def test_what_has_no_date_is_not_published_and_what_is_ahead_was_not_held(client):
    found = made(client, sessions=[])
    answer = patched(client, url(found), {"state": "published"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "date_missing")
    other = made(client)
    patched(client, url(other), {"state": "published"})
    answer = patched(client, url(other), {"state": "held"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "date_ahead")


def test_what_was_held_was_held_on_each_planned_date(client, clock):
    found = made(client)
    patched(client, url(found), {"state": "published"})
    clock.moment += dt.timedelta(days=30)
    assert [one["state"] for one in patched(client, url(found), {"state": "held"}).json()["sessions"]] == ["held"]


def sequences(client, number):
    with client.app.database.reading() as session:
        dates = session.exec(select(EventSession).where(EventSession.event == number).order_by(EventSession.id)).all()
        return session.get(Event, number).sequence, [one.sequence for one in dates]


def test_place_and_status_are_counted_once_visitors_know_them(client):
    found = made(client)
    number = found["id"]
    patched(client, url(found), {"town": "Weilerbach"})
    patched(client, url(found), {"state": "published"})
    assert sequences(client, number) == (0, [0])
    patched(client, url(found), {"description": de("Mit Kaffee"), "capacity": 30})
    assert sequences(client, number) == (0, [0])
    patched(client, url(found), {"place": "Bürgerhaus", "area": LANDSTUHL})
    assert sequences(client, number) == (1, [0])
    patched(client, url(found), {"place": "Bürgerhaus"})
    assert sequences(client, number) == (1, [0])
    patched(client, url(found), {"state": "cancelled"})
    assert sequences(client, number) == (2, [0])


def test_more_seats_let_people_move_up_and_fewer_drop_nobody(client):
    number = event(client.app.database, capacity=2, waiting_limit=5)
    dated(client.app.database, number)
    for one in range(4):
        sign_up(client.app.database, number, one)
    raised = patched(client, f"{EVENTS}/{number}", {"capacity": 3}).json()
    assert (raised["taken"], raised["waiting"]) == (3, 1)
    lowered = patched(client, f"{EVENTS}/{number}", {"capacity": 1}).json()
    assert (lowered["capacity"], lowered["taken"]) == (1, 3)
    assert states(client.app.database, number) == ["confirmed"] * 3 + ["waiting"]
    stored, real = counted(client.app.database, number)
    assert stored == real == (3, 1)
    refused = patched(client, f"{EVENTS}/{number}", {"registration": False})
    assert refused.json()["errors"][0]["code"] == "somebody_signed_up"


def test_seats_are_part_of_what_was_read(client):
    found = made(client)
    assert patched(client, url(found), {"capacity": 21}).json()["revision"] == found["revision"] + 1
    gone = patched(client, url(found), {"registration": False, "capacity": None, "waiting_limit": 0}).json()
    assert (gone["registration"], gone["capacity"]) == (False, None)


def test_visitors_hear_of_a_longer_waiting_list(client):
    number = event(client.app.database, capacity=1, waiting_limit=0)
    dated(client.app.database, number)
    sign_up(client.app.database, number, 1)
    shown = f"/api/v1/events/{number}"
    assert client.get(shown).json()["registration"]["seats"] == "full"
    patched(client, f"{EVENTS}/{number}", {"waiting_limit": 3, "mode": "offer"})
    assert client.get(shown).json()["registration"]["seats"] == "waiting_list"


def question(**more):
    return {"kind": "choice", "label": de("Was essen Sie?"), "purpose": de("Für die Küche"),
            "choices": [{"label": de("Alles")}, {"label": de("Ohne Fleisch")}], **more}  # fmt: skip


def test_questions_say_what_they_are_for_and_keep_their_key(client):
    found = made(client, questions=[question(sensitivity="special", retention_days=0)])
    (asked,) = found["questions"]
    assert (asked["required"], asked["sensitivity"], asked["retention_days"]) == (False, "special", 0)
    label = [*de("Was möchten Sie essen?"), {"lang": "pl", "text": "Co jeść?"}]
    (after,) = patched(client, url(found), {"questions": [{**question(), "key": asked["key"], "label": label}]}).json()[
        "questions"
    ]
    assert (after["key"], len(after["label"])) == (asked["key"], 2)
    kept = [{"code": one["code"], "label": de("Anders")} for one in after["choices"]]
    (again,) = patched(
        client, url(found), {"questions": [{**question(choices=kept), "key": asked["key"], "label": []}]}
    ).json()["questions"]
    assert again["label"] == after["label"]
    assert [one["code"] for one in again["choices"]] == [one["code"] for one in after["choices"]]
    bad = [question(kind="text"), question(purpose=de("")), question(key="unknown")]
    assert wrong(patched(client, url(found), {"questions": bad})) == [
        ("/questions/0/choices", "choices_of_a_choice"),
        ("/questions/1/purpose", "source_missing"),
        ("/questions/2/key", "unknown_question"),
    ]


def seen(client, actor):
    with acting(client, actor):
        return [one["id"] for one in client.get(EVENTS).json()["items"]]


def test_everybody_sees_their_own(client, trainer):
    own, other = made(client, trainer=trainer), made(client, area=LANDSTUHL)
    thea = somebody("trainer", account=trainer)
    assert seen(client, thea) == [own["id"]]
    assert seen(client, somebody("area_staff", LANDSTUHL)) == [other["id"]]
    assert seen(client, somebody("admin")) == [own["id"], other["id"]]
    assert own["trainer"] == {"account": trainer, "name": "Thea Training"}
    with acting(client, thea):
        assert client.get(url(other)).status_code == 404
        assert patched(client, url(other), {"town": "X"}, 1).status_code == 404
        assert client.post(f"{url(other)}/sessions", json=WISH["sessions"][0]).status_code == 404
        assert patched(client, url(own), {"trainer": None}).status_code == 404  # nobody gives away what is not theirs
        mine = made(client, area=LANDSTUHL)
        assert mine["trainer"]["account"] == trainer
        assert patched(client, url(mine), {"state": "published"}).status_code == 200
    with acting(client, somebody("area_staff", LANDSTUHL)):
        assert client.post(EVENTS, json=WISH).status_code == 404
        assert patched(client, url(other), {"area": WEILERBACH}).status_code == 404
    with acting(client, somebody("admin")):
        assert client.get(url(own)).status_code == 200
        assert patched(client, url(own), {"town": "X"}).status_code == 403


def test_who_leaves_hands_on_what_is_ahead(client, trainer):
    ahead = made(client, trainer=trainer)
    past = event(client.app.database, trainer=trainer, last_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    with client.app.database.writing() as session:
        assert hand_on(session, PROFILE, trainer, None) == 1
    assert client.get(url(ahead)).json()["trainer"] is None
    assert client.get(f"{EVENTS}/{past}").json()["trainer"]["account"] == trainer


def test_history_and_translations_know_events(client):
    found = made(client, description=de("Alt"))
    patched(client, url(found), {"description": de("Neu"), "position": [7.6, 49.4]})
    versions = client.get(f"/api/v1/staff/versions?object_type=event&object_key={found['id']}").json()["items"]
    back = {"description": versions[0]["values"]["description"], "position": versions[0]["values"]["position"]}
    assert versions[0]["fields"] == ["description", "position"]
    assert (
        patched(client, url(found), {"description": de(back["description"][0]["text"]), "position": None}).status_code
        == 200
    )
    todo = client.get("/api/v1/staff/translations?language=pl&q=Vereinsgr").json()["items"]
    assert [(one["object_type"], one["field"], one["link"]) for one in todo if one["object_type"] == "event"] == [
        ("event", "title", f"/team/veranstaltungen/{found['id']}")
    ]


def test_the_note_of_a_date_is_translated_like_other_texts(client):
    date = {**WISH["sessions"][0], "note": de("Bitte Hausschuhe mitbringen")}
    found = made(client, sessions=[date])
    patched(client, url(found), {"state": "published"})
    (todo,) = client.get("/api/v1/staff/translations?language=pl&q=Hausschuhe").json()["items"]
    assert (todo["object_type"], todo["field"]) == ("event_session", "note")
    assert todo["link"] == f"/team/veranstaltungen/{found['id']}"
    wish = {name: todo[name] for name in ("object_type", "object_key", "field", "lang")}
    seen = {"If-Match": f'"{todo["revision"]}"'}
    shoes = {**wish, "text": "Proszę zabrać kapcie"}
    assert client.put("/api/v1/staff/translations", json=shoes, headers=seen).status_code == 200
    shown = client.get(f"/api/v1/events/{found['id']}?lang=pl").json()["sessions"][0]["note"]
    assert (shown["text"], shown["lang"], shown["state"]) == ("Proszę zabrać kapcie", "pl", "reviewed")
    assert client.get(f"/api/v1/events/{found['id']}?lang=tr").json()["sessions"][0]["note"]["state"] == "missing"


def test_the_history_of_a_date_is_for_who_sees_its_event(client):
    found = made(client)
    query = f"/api/v1/staff/versions?object_type=event_session&object_key={found['sessions'][0]['id']}"
    assert client.get(query).status_code == 200
    with acting(client, somebody("area_staff", LANDSTUHL)):
        assert client.get(query).status_code == 404
    with acting(client, somebody("area_staff", WEILERBACH)):
        assert client.get(query).status_code == 200


def test_it_takes_place_at_an_organisation_of_the_directory(client):
    first, second = client.get("/api/v1/organisations", params={"limit": 2}).json()["items"]
    found = made(client, venue=first["key"], place="Saal 2")
    assert (found["venue"], found["venue_name"]) == (first["key"], first["name"])
    patched(client, url(found), {"state": "published"})
    public = f"/api/v1/events/{found['id']}"
    assert client.get(public).json()["venue"] == {"key": first["key"], "name": first["name"]}
    with client.app.database.writing() as session:
        move_events(session, MANAGER, "organisation", first["key"], second["key"])
    moved = client.get(public).json()
    assert (moved["venue"]["key"], moved["organiser"]) == (second["key"], None), "a merge of the two is followed"
    assert patched(client, url(found), {"venue": None}).json()["venue_name"] is None
    assert client.get(public).json()["venue"] is None


def test_the_list_knows_what_is_ahead_and_what_is_past(client):
    later, sooner = made(client), made(client, sessions=[])
    past = event(client.app.database, last_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))

    def listed(**query):
        return [one["id"] for one in client.get(EVENTS, params=query).json()["items"]]

    assert listed(when="ahead") == [sooner["id"], later["id"]]
    assert listed(when="past") == [past]
    assert listed(state="draft", kind="training", q="gruendung") == [sooner["id"], later["id"]]
    assert listed(kind="encounter") == []
    page = client.get(EVENTS, params={"when": "ahead", "limit": 1}).json()
    assert [
        one["id"] for one in client.get(EVENTS, params={"when": "ahead", "after": page["next"]}).json()["items"]
    ] == [later["id"]]


def test_what_needs_somebody_is_told(client, clock):
    found = made(client)
    assert kinds(client) == [("event_draft", f"/team/veranstaltungen/{found['id']}")]
    patched(client, url(found), {"state": "published"})
    assert kinds(client) == []
    clock.moment += dt.timedelta(days=30)
    assert kinds(client) == [("event_over", f"/team/veranstaltungen/{found['id']}")]


def test_nobody_is_asked_how_courses_of_others_went(client, clock):
    """Nor led to mark them as held; where people signed up with us, or where they count, somebody is."""
    after = {"first_at": clock.moment - dt.timedelta(hours=3), "last_at": clock.moment - dt.timedelta(hours=1)}
    database = client.app.database
    for number, more in enumerate(({"registration": False}, {"registration": True}, {"measure": 2})):
        event(database, source="kvhs", external_id=f"K{number}", **{"registration": False, **after, **more})
    assert kinds(client) == [("event_over", f"/team/veranstaltungen/{number}") for number in (2, 3)]


def kinds(client):
    items = client.get("/api/v1/me/todo").json()["items"]
    return [(one["kind"], one["link"]) for one in items if one["kind"].startswith("event")]
