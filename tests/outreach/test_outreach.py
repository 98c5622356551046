"""Whom to win for which measure: rows, moves, log, filters."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from api.kernel.audit import PROFILE, record
from api.kernel.tables import AuditEntry
from api.outreach.tables import Outreach, OutreachLog
from tests.outreach.conftest import HOME, MUSIC, SPORT, actor, issues

NEXT = {"next_step": "Anrufen", "next_step_on": "2026-11-25"}


def test_a_new_row_belongs_to_who_made_it(desk):
    made = desk.win(**NEXT, promised="Zwei Leihinstrumente")

    assert made["organisation"] == {"key": MUSIC, "name": "Musikverein Beispielklang Weilerbach", "kind": "club"}
    assert (made["measure"]["number"], made["measure"]["title"][0]["lang"]) == (1, "de")
    assert (made["stage"], made["overdue"], made["revision"]) == ("open", False, 1)
    assert made["owner"] == {"account": desk.erika, "name": "Erika Mustermann"}
    assert made["moves"] == ["approached", "talk_held", "agreed", "declined"]
    assert desk.get(f"/outreach/{made['id']}") == made


def test_the_answer_says_where_it_is_and_which_revision(desk):
    answer = desk.request("POST", "/outreach", json={"organisation": MUSIC, "measure": 1})

    assert answer.headers["Location"] == f"/api/v1/staff/outreach/{answer.json()['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_same_request_twice_makes_one(desk):
    body = {"organisation": MUSIC, "measure": 1}
    first = desk.post("/outreach", body, **{"Idempotency-Key": "the-first-of-all"})
    second = desk.post("/outreach", body, **{"Idempotency-Key": "the-first-of-all"})
    assert first == second
    desk.post("/outreach", body, 409, **{"Idempotency-Key": "another-one-now"})


def test_one_running_row_per_organisation_and_measure(desk):
    first = desk.win()
    refused = desk.post("/outreach", {"organisation": MUSIC, "measure": 1}, 409)
    assert f"number {first['id']}" in refused["errors"][0]["hint"]
    desk.win(measure=2)  # the control: another measure, another organisation
    desk.win(SPORT)

    declined = desk.patch(f"/outreach/{first['id']}", {"stage": "declined", "reason": "Kein Platz"}, 1)
    second = desk.win()
    refused = desk.patch(f"/outreach/{first['id']}", {"stage": "open", "reason": "Neuer Vorstand"}, 2, 409)
    assert (declined["stage"], refused["errors"][0]["code"]) == ("declined", "already_running")
    assert second["id"] != first["id"]


def test_the_database_itself_refuses_a_second_running_row(desk):
    """What two requests at the same moment would run into."""
    desk.win()
    with pytest.raises(IntegrityError), desk.database.writing() as session:
        record(session, PROFILE, "create", Outreach(organisation=MUSIC, measure=1), public=False)
    with desk.database.writing() as session:  # the control: an ended one beside it is fine
        record(session, PROFILE, "create", Outreach(organisation=MUSIC, measure=1, stage="done"), public=False)


def test_two_at_the_same_moment_make_one(desk):
    twin = ("POST", "/api/v1/staff/outreach", {"json": {"organisation": MUSIC, "measure": 1}})
    answers = desk.client.together(*[twin] * 6)
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 5]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"organisation": "nobody"}, [("/organisation", "unknown_organisation")]),
        ({"measure": 99}, [("/measure", "unknown_measure")]),
        ({"owner": 4711}, [("/owner", "unknown_account")]),
        ({"next_step_on": "2026-11-25"}, [("/next_step", "step_missing")]),
        ({"stage": "done"}, [("/stage", "literal_error")]),
        ({"colour": "red"}, [("/…", "extra_forbidden")]),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_stored(desk, change, expected):
    refused = desk.post("/outreach", {"organisation": MUSIC, "measure": 1, **change}, 422)
    assert issues(refused) == expected
    assert desk.get("/outreach")["items"] == []


def test_moves_are_written_into_the_log(desk):
    made = desk.win()
    path = f"/outreach/{made['id']}"
    desk.patch(path, {"stage": "talk_held"}, 1)
    desk.patch(path, {"stage": "approached", "reason": "War nur ein *Rückruf*."}, 2)
    found = desk.get(path)

    assert [(one["kind"], one["stage"], one["note"]) for one in found["log"]] == [
        ("stage", "approached", "War nur ein *Rückruf*."),
        ("stage", "talk_held", None),
    ]
    assert found["log"][0]["html"] == "<p>War nur ein <em>Rückruf</em>.</p>\n"
    assert found["log"][0]["by"] == {"account": desk.erika, "name": "Erika Mustermann"}
    assert found["last_contact_on"] is None


@pytest.mark.parametrize(
    ("before", "body", "status", "code"),
    [
        ([], {"stage": "done"}, 409, "move_not_allowed"),
        ([], {"stage": "declined"}, 422, "reason_missing"),
        (["agreed"], {"stage": "open"}, 422, "reason_missing"),
        (["agreed", "done"], {"stage": "declined", "reason": "Doch nicht"}, 409, "move_not_allowed"),
        (["agreed", "done"], {"stage": "open", "reason": "Irrtum"}, 409, "move_not_allowed"),
        ([], {"reason": "Nur so"}, 422, "nothing_moves"),
    ],
)
def test_illegal_moves(desk, before, body, status, code):
    made = desk.win()
    for stage in before:
        made = desk.patch(f"/outreach/{made['id']}", {"stage": stage}, made["revision"])
    refused = desk.patch(f"/outreach/{made['id']}", body, made["revision"], status)
    assert refused["errors"][0]["code"] == code
    assert desk.get(f"/outreach/{made['id']}") == made


def test_second_editor_must_read_before_overwriting(desk):
    path = f"/outreach/{desk.win()['id']}"
    first = desk.patch(path, {"promised": "Ein Stand beim Fest"}, 1)
    second = desk.patch(path, {"promised": "Nichts"}, 1, 412)
    without = desk.request("PATCH", path, json={"promised": "Nichts"})

    assert first["revision"] == 2
    assert "promised" not in second
    assert (without.status_code, desk.get(path)["promised"]) == (428, "Ein Stand beim Fest")


def test_null_empties_and_what_is_left_out_stays(desk):
    made = desk.win(**NEXT, promised="Ein Stand")
    refused = desk.patch(f"/outreach/{made['id']}", {"next_step": None}, 1, 422)
    changed = desk.patch(f"/outreach/{made['id']}", {"next_step": None, "next_step_on": None, "owner": None}, 1)

    assert issues(refused) == [("/next_step", "step_missing")]
    assert (changed["next_step"], changed["owner"], changed["promised"]) == (None, None, "Ein Stand")


def test_the_contact_log(desk):
    made = desk.win()
    path = f"/outreach/{made['id']}/log"
    call = desk.post(path, {"day": "2026-11-20", "kind": "call", "note": "Ruft <b>zurück</b>"})
    desk.post(path, {"day": "2026-11-21", "kind": "meeting"})
    changed = desk.patch(f"/outreach-log/{call['id']}", {"note": "Kommt"}, call["revision"])
    found = desk.get(f"/outreach/{made['id']}")

    assert call["html"] == "<p>Ruft &lt;b&gt;zurück&lt;/b&gt;</p>\n"
    assert (changed["note"], changed["revision"]) == ("Kommt", 2)
    assert [(one["day"], one["kind"]) for one in found["log"]] == [("2026-11-21", "meeting"), ("2026-11-20", "call")]
    assert found["last_contact_on"] == "2026-11-21"
    desk.delete(f"/outreach-log/{call['id']}", 1, 412)
    desk.delete(f"/outreach-log/{call['id']}", 2)
    assert len(desk.get(f"/outreach/{made['id']}")["log"]) == 1


def test_a_contact_has_happened(desk):
    made = desk.win()
    refused = desk.post(f"/outreach/{made['id']}/log", {"day": "2026-11-23", "kind": "call"}, 422)
    assert issues(refused) == [("/day", "day_ahead")]
    desk.post(f"/outreach/{made['id']}/log", {"day": "2026-11-22", "kind": "stage"}, 422)
    desk.post("/outreach/4711/log", {"day": "2026-11-22", "kind": "call"}, 404)


def test_a_move_in_the_log_stays(desk):
    made = desk.win()
    entry = desk.patch(f"/outreach/{made['id']}", {"stage": "approached"}, 1)["log"][0]
    desk.patch(f"/outreach-log/{entry['id']}", {"note": "nie"}, 1, 409)
    desk.delete(f"/outreach-log/{entry['id']}", 1, 409)


def test_a_row_goes_with_its_log(desk):
    made = desk.win()
    desk.post(f"/outreach/{made['id']}/log", {"day": "2026-11-20", "kind": "call"})
    desk.delete(f"/outreach/{made['id']}", 2, 412)
    desk.delete(f"/outreach/{made['id']}", 1)
    desk.get(f"/outreach/{made['id']}", 404)
    with desk.database.reading() as session:
        assert session.exec(select(OutreachLog)).all() == []


def test_what_is_due_comes_first_and_ended_rows_last(desk):
    late = desk.win(next_step="Nachfragen", next_step_on="2026-11-01")
    soon = desk.win(SPORT, **NEXT)
    never = desk.win(HOME)
    over = desk.win(measure=2, next_step="Nie mehr", next_step_on="2026-10-01")
    desk.patch(f"/outreach/{over['id']}", {"stage": "declined", "reason": "Will nicht"}, 1)

    found = desk.get("/outreach?count=true")
    assert [one["id"] for one in found["items"]] == [late["id"], soon["id"], never["id"], over["id"]]
    assert [one["overdue"] for one in found["items"]] == [True, False, False, False]
    assert found["total"] == 4
    assert [one["id"] for one in desk.get("/outreach?due=2026-11-22")["items"]] == [late["id"]]
    assert [one["id"] for one in desk.get("/outreach?due=2026-11-25")["items"]] == [late["id"], soon["id"]]


def test_pages_fit_together(desk):
    made = [desk.win(measure=number, next_step="x", next_step_on="2026-12-01")["id"] for number in range(1, 7)]
    made += [desk.win(SPORT, number)["id"] for number in range(1, 4)]
    found, path = [], "/outreach?limit=2"
    while path:
        answer = desk.request("GET", path)
        found += [one["id"] for one in answer.json()["items"]]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert found == made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("stage=approached", {"home"}), ("measure=2", {"home"}), ("kind=school", set()),
        ("kind=club", {"music", "home"}),
        ("owner=me", {"music"}), ("owner=nobody", set()), ("owner=MAX", {"home"}), ("owner=4711", set()),
        ("q=beispielklang", {"music"}), ("q=Heimat", {"home"}), ("q=%25", set()),
    ],
)  # fmt: skip
def test_filters(desk, query, expected):
    rows = {"music": desk.win()["id"], "home": desk.win(HOME, 2, stage="approached", owner=desk.max)["id"]}
    found = desk.get("/outreach?" + query.replace("MAX", str(desk.max)))["items"]
    assert {one["id"] for one in found} == {rows[name] for name in expected}


@pytest.mark.parametrize("query", ["stage=won", "owner=0", "owner=you", "due=tomorrow", "kind=tank", "colour=red"])
def test_unknown_filters_are_refused(desk, query):
    desk.get("/outreach?" + query, 422)


def test_everything_about_one_organisation(desk):
    desk.win(promised="Zwei Leihinstrumente")
    done = desk.win(measure=2)
    desk.patch(f"/outreach/{done['id']}", {"stage": "declined", "reason": "Zu wenig Zeit"}, 1)
    desk.win(measure=3)
    found = desk.get(f"/outreach-organisations/{MUSIC}")

    assert [(one["measure"]["number"], one["stage"]) for one in found["outreach"]] == [
        (1, "open"), (3, "open"), (2, "declined"),
    ]  # fmt: skip
    assert found["outreach"][2]["log"][0]["note"] == "Zu wenig Zeit"
    assert found["address"] == ["Weilerbach"]
    desk.get("/outreach-organisations/nobody", 404)


def test_people_are_shown_with_the_permission_for_contacts_alone(desk):
    found = desk.get(f"/outreach-organisations/{HOME}")
    assert [(one["name"], one["note"]) for one in found["contacts"]] == [
        ("Erika Mustermann", "Erfunden: ruft lieber an."), ("Max Beispiel", None),
    ]  # fmt: skip
    with desk.as_(actor(desk.erika, scopes=frozenset({"outreach.read"}))):
        without = desk.get(f"/outreach-organisations/{HOME}")
    assert (without["contacts"], without["organisation"]["key"]) == (None, HOME)


def test_figures_count_and_name_nobody(desk):
    desk.win()
    desk.win(SPORT)
    first = desk.win(HOME)
    desk.patch(f"/outreach/{first['id']}", {"stage": "agreed"}, 1)
    desk.win(measure=2)
    with desk.as_(actor(desk.max, "evaluator")):
        answer = desk.request("GET", "/outreach-figures")
        desk.get("/outreach", 403)
        desk.get(f"/outreach/{first['id']}", 403)
    found = answer.json()
    none = dict.fromkeys(["open", "approached", "talk_held", "agreed", "done", "declined"], 0)
    assert found["stages"] == {**none, "open": 3, "agreed": 1}
    assert {one["measure"]["number"]: one["stages"] for one in found["measures"]} == {
        1: {**none, "open": 2, "agreed": 1},
        2: {**none, "open": 1},
    }
    assert "Musterkicker" not in answer.text


@pytest.mark.parametrize("role", ["admin", "editor", "area_staff", "council_member", "author", "trainer"])
def test_others_see_nothing(desk, role):
    made = desk.win()
    with desk.as_(actor(desk.max, role)):
        for path in ("/outreach", f"/outreach/{made['id']}", f"/outreach-organisations/{MUSIC}", "/outreach-figures"):
            desk.get(path, 403)
        desk.post("/outreach", {"organisation": SPORT, "measure": 1}, 403)


def test_a_token_of_one_area_sees_the_organisations_there(desk):
    there, elsewhere = desk.win(HOME), desk.win(MUSIC)
    with desk.as_(actor(desk.erika, limit=frozenset({"07335022"}))):  # Landstuhl, where HOME works
        assert [one["id"] for one in desk.get("/outreach")["items"]] == [there["id"]]
        desk.get(f"/outreach/{there['id']}")
        desk.get(f"/outreach/{elsewhere['id']}", 404)
        desk.get(f"/outreach-organisations/{MUSIC}", 404)
        desk.patch(f"/outreach/{elsewhere['id']}", {"stage": "agreed"}, 1, 404)
        desk.patch(f"/outreach/{elsewhere['id']}", {"stage": "agreed"}, 9, 404)  # nor does its revision show
        desk.delete(f"/outreach/{elsewhere['id']}", 1, 404)
        desk.post(f"/outreach/{elsewhere['id']}/log", {"day": "2026-11-20", "kind": "call"}, 404)
        assert issues(desk.post("/outreach", {"organisation": SPORT, "measure": 1}, 422)) == [
            ("/organisation", "unknown_organisation")
        ]
        desk.get("/letters", 404)


def test_the_trail_names_fields_and_no_values(desk):
    made = desk.win()
    desk.patch(f"/outreach/{made['id']}", {"promised": "canary4711", "stage": "approached"}, 1)
    with desk.database.reading() as session:
        entries = session.exec(
            select(AuditEntry).where(AuditEntry.actor == f"account:{desk.erika}").order_by(col(AuditEntry.id))
        ).all()
    assert [(one.object_type, one.action) for one in entries] == [
        ("outreach", "create"), ("outreach_log", "create"), ("outreach", "change"),
    ]  # fmt: skip
    assert entries[2].fields == ["promised", "stage"]
    assert "canary" not in "".join(one.model_dump_json() for one in entries)


def test_lists_take_few_statements_however_long(desk):
    paths = ["/outreach?count=true", "/outreach-figures", f"/outreach-organisations/{HOME}"]
    desk.win(HOME)
    few = [desk.count(path) for path in paths]
    for number in range(1, 13):
        desk.win(measure=number)
        desk.win(SPORT, number)
    assert [desk.count(path) for path in paths] == few
    assert few[0] <= 4  # signing in takes two more
    assert max(few) <= 8
