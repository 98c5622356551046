"""My week, and what hands over: what is due, a leaver's open matters, merged organisations."""

from sqlmodel import col, select

from api import outreach
from api.kernel.tables import AuditEntry
from api.outreach.tables import Outreach
from tests.outreach.conftest import HOME, MUSIC, SPORT, actor


def week(desk):
    return desk.get("/my-week")["items"]


def own(desk):
    return [
        (one["kind"], one["title"], one["due"], one["overdue"])
        for one in week(desk)
        if one["kind"] in {"next_step", "task"}
    ]


def group(desk, *tasks):
    path = f"/working-groups/{desk.post('/working-groups', {'name': 'AG Vereine'})['id']}"
    for task in tasks:
        desk.post(f"{path}/tasks", task)
    return path


def test_what_is_due_within_a_week_or_overdue(desk):
    desk.win(next_step="Nachfragen", next_step_on="2026-11-20")
    desk.win(SPORT, next_step="Anrufen", next_step_on="2026-11-29")
    desk.win(HOME, next_step="Später", next_step_on="2026-11-30")
    desk.win(HOME, 2, next_step="Ohne Tag")
    desk.win(MUSIC, 2, next_step="Sache von Max", next_step_on="2026-11-20", owner=desk.max)
    over = desk.win(MUSIC, 3, next_step="Vorbei", next_step_on="2026-11-20")
    desk.patch(f"/outreach/{over['id']}", {"stage": "declined", "reason": "Nein"}, 1)
    path = group(
        desk,
        {"title": "Zeichnen", "due": "2026-11-21", "account": desk.erika},
        {"title": "Von Max", "due": "2026-11-21", "account": desk.max},
        {"title": "Erledigt", "due": "2026-11-21", "account": desk.erika},
        {"title": "Viel später", "due": "2027-01-01", "account": desk.erika},
    )
    done = next(one for one in desk.get(path)["tasks"] if one["title"] == "Erledigt")
    desk.patch(f"{path}/tasks/{done['id']}", {"done_on": "2026-11-20"}, 1)

    assert own(desk) == [
        ("next_step", "Nachfragen", "2026-11-20", True),
        ("task", "Zeichnen", "2026-11-21", True),
        ("next_step", "Anrufen", "2026-11-29", False),
    ]
    found = desk.get("/my-week")
    assert (found["today"], found["until"]) == ("2026-11-22", "2026-11-29")
    items = {one["title"]: one for one in found["items"] if isinstance(one["title"], str)}
    assert items["Nachfragen"]["about"] == "Musikverein Beispielklang Weilerbach"
    assert items["Nachfragen"]["link"].startswith("/team/ansprache/")
    task = next(one for one in desk.get(path)["tasks"] if one["title"] == "Zeichnen")
    assert (
        items["Zeichnen"]["link"] == path.replace("/working-groups", "/team/arbeitsgruppen") + f"#aufgabe-{task['id']}"
    )


def test_the_programmes_matters_stand_among_them_by_urgency(desk):
    desk.win(next_step="Nachfragen", next_step_on="2026-11-20")
    found = week(desk)
    kinds = {one["kind"] for one in found}

    assert {"next_step"} < kinds  # late milestones, stale or silent measures, texts to translate
    dues = [one["due"] or "9999" for one in found]
    assert dues == sorted(dues)
    with desk.as_(actor(desk.max, "trainer")):
        assert week(desk) == []


def test_next_steps_are_for_who_may_still_read_outreach(desk):
    desk.win(next_step="Nachfragen", next_step_on="2026-11-20", owner=desk.max)
    group(desk, {"title": "Zeichnen", "due": "2026-11-21", "account": desk.max})

    def told(role, **more):
        with desk.as_(actor(desk.max, role, **more)):
            assert len(desk.get("/api/v1/me/todo")["items"]) >= len(own(desk))
            return [title for _, title, _, _ in own(desk)]

    assert told("project_manager") == ["Nachfragen", "Zeichnen"]  # the control
    assert told("evaluator") == ["Zeichnen"]
    assert told("project_manager", scopes=frozenset({"measures.read"})) == []
    assert told("project_manager", scopes=frozenset({"outreach.read"})) == ["Nachfragen"]
    weilerbach, landstuhl = (frozenset({area}) for area in ("07335049", "073355011"))
    assert told("project_manager", scopes=frozenset({"outreach.read"}), limit=landstuhl) == []
    assert told("project_manager", scopes=frozenset({"outreach.read"}), limit=weilerbach | landstuhl) != []


def test_the_start_page_is_told_the_same(desk):
    desk.win(next_step="Nachfragen", next_step_on="2026-11-20")
    group(desk, {"title": "Zeichnen", "due": "2026-11-21", "account": desk.erika})
    with desk.database.reading() as session:
        found = outreach.matters(session, actor(desk.erika))
        nobody = outreach.matters(session, actor(desk.max))
    assert sorted((one.kind, one.title, one.due.isoformat()) for one in found) == [
        ("outreach_next_step", "Musikverein Beispielklang Weilerbach: Nachfragen", "2026-11-20"),
        ("outreach_task", "AG Vereine: Zeichnen", "2026-11-21"),
    ]
    assert nobody == []


def test_few_statements_however_much_is_due(desk):
    few = desk.count("/my-week")
    for number in range(1, 12):
        desk.win(measure=number, next_step="x", next_step_on="2026-11-20")
    group(desk, *({"title": f"{n}", "due": "2026-11-20", "account": desk.erika} for n in range(5)))
    assert desk.count("/my-week") == few <= 4  # signing in takes two more


def test_open_matters_go_over_to_the_successor(desk):
    running = desk.win()
    ended = desk.win(SPORT)
    desk.patch(f"/outreach/{ended['id']}", {"stage": "declined", "reason": "Nein"}, 1)
    foreign = desk.win(HOME, owner=desk.max)
    path = group(desk, {"title": "Offen", "account": desk.erika}, {"title": "Fertig", "account": desk.erika})
    done = desk.get(path)["tasks"][1]
    desk.patch(f"{path}/tasks/{done['id']}", {"done_on": "2026-11-20"}, 1)
    desk.post(f"{path}/members", {"account": desk.erika})
    with desk.database.writing() as session:
        moved = outreach.hand_on(session, actor(99, "admin"), desk.erika, desk.max)

    assert moved == 3
    owners = {one["id"]: one["owner"]["account"] for one in desk.get("/outreach")["items"]}
    assert owners == {running["id"]: desk.max, ended["id"]: desk.erika, foreign["id"]: desk.max}
    found = desk.get(path)
    assert {one["title"]: one["account"]["account"] for one in found["tasks"]} == {
        "Offen": desk.max,
        "Fertig": desk.erika,
    }
    assert [one["account"] for one in found["members"]] == [desk.max]
    with desk.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.actor == "account:99")).all()
    assert sorted((one.object_type, one.action, one.fields[0]) for one in entries) == [
        ("outreach", "change", "owner"),
        ("working_group_member", "change", "account"),
        ("working_group_task", "change", "account"),
    ]


def test_without_a_successor_they_belong_to_nobody(desk):
    row = desk.win()
    path = group(desk, {"title": "Offen", "account": desk.erika})
    desk.post(f"{path}/members", {"account": desk.erika})
    with desk.database.writing() as session:
        assert outreach.hand_on(session, actor(99, "admin"), desk.erika, None) == 3
    found = desk.get(path)
    assert (desk.get(f"/outreach/{row['id']}")["owner"], found["tasks"][0]["account"], found["members"]) == (
        None, None, [],
    )  # fmt: skip


def test_a_successor_who_sits_there_already_sits_there_once(desk):
    path = group(desk)
    for account in (desk.erika, desk.max):
        desk.post(f"{path}/members", {"account": account})
    with desk.database.writing() as session:
        outreach.hand_on(session, actor(99, "admin"), desk.erika, desk.max)
    assert [one["account"] for one in desk.get(path)["members"]] == [desk.max]


def merge(desk, gone=MUSIC, stays=SPORT, table="organisation"):
    with desk.database.writing() as session:
        outreach.move_outreach(session, actor(desk.erika), table, gone, stays)


def test_a_merged_organisation_takes_its_outreach_along(desk):
    moved, other = desk.win(), desk.win(HOME)
    path = group(desk)
    desk.post(f"{path}/members", {"name": "Ioana Beispiel", "organisation": MUSIC})
    merge(desk)

    assert desk.get(f"/outreach/{moved['id']}")["organisation"]["key"] == SPORT
    assert desk.get(f"/outreach/{other['id']}")["organisation"]["key"] == HOME
    assert desk.get(path)["members"][0]["organisation"]["key"] == SPORT


def test_two_rows_for_one_measure_become_one(desk):
    gone = desk.win(promised="Zwei Instrumente", next_step="Abholen", next_step_on="2026-12-01")
    stays = desk.win(SPORT, promised="Ein Stand")
    desk.patch(f"/outreach/{gone['id']}", {"stage": "agreed"}, 1)
    desk.post(f"/outreach/{gone['id']}/log", {"day": "2026-11-20", "kind": "call", "note": "Gern"})
    desk.post(f"/outreach/{stays['id']}/log", {"day": "2026-11-21", "kind": "mail"})
    merge(desk)

    found = desk.get(f"/outreach/{stays['id']}")
    assert (found["stage"], found["promised"]) == ("agreed", "Ein Stand\n\nZwei Instrumente")
    assert (found["next_step"], found["next_step_on"]) == ("Abholen", "2026-12-01")
    assert sorted(one["kind"] for one in found["log"]) == ["call", "mail", "stage"]
    desk.get(f"/outreach/{gone['id']}", 404)


def test_ended_rows_stand_beside_running_ones_after_a_merge(desk):
    ended = desk.win()
    desk.patch(f"/outreach/{ended['id']}", {"stage": "declined", "reason": "Nein"}, 1)
    desk.win(SPORT)
    merge(desk)
    with desk.database.reading() as session:
        found = session.exec(select(Outreach.organisation, Outreach.stage).order_by(col(Outreach.id))).all()
    assert [tuple(one) for one in found] == [(SPORT, "declined"), (SPORT, "open")]


def test_a_merge_of_something_else_moves_nothing(desk):
    row = desk.win()
    merge(desk, table="area")
    assert desk.get(f"/outreach/{row['id']}") == row
