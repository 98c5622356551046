"""What finding out who asks costs: two statements, whatever somebody is; and lists as many for 200 as for 2."""

from tests.accounts.browser import Wish
from tests.statements import statements

AREAS = ("073355011", "073355009", "073355008")


def count(client, ask):
    with statements(client.app.database.engine) as seen:
        assert ask().status_code == 200
    return len(seen)


def test_two_statements_for_a_cookie_and_for_a_token(visitor, account, clock, service, database):
    many = account(*(Wish("area_staff", area=area) for area in AREAS), "editor", "council_member")
    other = account("project_manager")
    boss = visitor().enter(other, clock)
    wish = {"email": many.email, "valid_to": "2026-12-01"}
    number = boss.post("/me/deputies", wish).json()["id"]
    one = visitor().enter(many, clock)
    assert one.post(f"/me/deputies/{number}/acceptance").status_code == 200
    token = one.post("/tokens", {"name": "x", "scopes": ["audit.read"], "area": "073355011"}).json()["token"]
    entrance = service.app.api.state.entrance
    bearer = {"Authorization": f"Bearer {token}"}
    one.get("/me/todo")
    visitor().get("/me/todo", headers=bearer)  # the first use of the day is noted
    entrance.settle()
    service.app.api.state.matters = ()

    # One of them is the reading itself, which every answer has.
    assert count(service, lambda: one.get("/me/todo")) - 1 == 2
    assert count(service, lambda: visitor().get("/me/todo", headers=bearer)) - 1 == 2


def test_areas_are_read_again_only_when_something_changed(visitor, account, clock, service, database):
    one = visitor().enter(account(Wish("area_staff", area=AREAS[0])), clock)
    service.app.api.state.matters = ()
    usual = count(service, lambda: one.get("/me/todo"))
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE room_revision SET revision = revision + 1 WHERE room = 'places'")

    assert count(service, lambda: one.get("/me/todo")) == usual + 1
    assert count(service, lambda: one.get("/me/todo")) == usual


def test_lists_of_accounts_and_of_the_trail(account, admin, service):
    def counts():
        return [
            count(service, lambda path=path: admin.get(path)) for path in ("/accounts", "/audit", "/audit?count=true")
        ]

    account(Wish("area_staff", area=AREAS[0]))
    account(Wish("author", organisation="kreisverwaltung-kaiserslautern"))
    few = counts()
    for number in range(20):
        account("editor", email=f"e{number}@example.org")

    assert counts() == few
    assert max(few) <= 6  # finding out who asks included
