"""Every role at every private operation, with an object of its own and a foreign one: `matrix.csv` is the record.

Whoever changes who may do what changes that file (`WIK_RECORD=1 ./wik test tests/contract/test_matrix.py` writes it)
and a reviewer reads the difference. `yes`: the request gets past every permission; nothing it asks for is stored.
"""

import csv
import io
import os
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from api.accounts.demo import PASSWORD
from api.accounts.sessions import begin as begin_session
from api.indicators.underway import Underway
from api.kernel import audit, permission
from api.kernel.permission import Actor, Permission, Role
from api.kernel.problems import NotReady
from tests.attacks.operations import OPERATIONS, Operation
from tests.events.booked import dated, event, filed, sign_up

RECORD = Path(__file__).parent / "matrix.csv"
PRIVATE = [one for one in OPERATIONS if one.private and one.entry["x-permission"] != "anybody"]
OWN, FOREIGN = "musterverein-fuer-heimat-und-kultur-landstuhl", "deutsch-tuerkischer-beispielverein-otterberg"
REACHED = {200, 201, 204, 303, 409, 412, 503}  # 503: it would have been stored, had this test let it
WORDS = {401: "401", 403: "403", 404: "404"}
# What belongs to an area, an organisation, an office or an account: asked about an own object and a foreign one.
SCOPED = (
    "organisation",
    "office",
    "contact",
    "version",
    "my_session",
    "_sheet",
    "get_import",
    "watch_import",
    "event",
    "registration",
    "attendance",
    "seat",
)
LANDSTUHL, OTTERBERG = "073355011", "073355010"
_EMPTY = {"file": ("values.csv", b"indicator;area;period;value\n")}
FILES = {"preview_import": {"files": _EMPTY}, "create_import": {"files": _EMPTY, "data": {"digest": "x"}}}
COURSES = {"file": ("courses.csv", b"Kursnummer;Titel;Datum;Beginn;Ende\n")}
FILES |= {
    "preview_event_import": {"files": COURSES},
    "create_event_import": {"files": COURSES, "data": {"digest": "x"}},
}

_DOT = io.BytesIO()
Image.new("RGB", (8, 8)).save(_DOT, "PNG")
FILES |= {
    "put_event_picture": {"files": {"file": ("dot.png", _DOT.getvalue())}, "data": {"alt": "Ein Punkt"}},
    "add_event_material": {"files": {"file": ("a.pdf", b"%PDF-1.7 of the matrix")}, "data": {"title": "Blatt"}},
}


class World:
    """A demo county with an object of each kind, signed in as each role."""

    def __init__(self, client: Any) -> None:
        self.client = client
        database = client.app.database
        with database.engine.begin() as connection:
            self.ids = _keys(connection)
            self.mails = dict(connection.execute(text("SELECT id, email FROM account")).all())
            accounts = dict(connection.execute(text("SELECT role, account FROM role_grant ORDER BY id DESC")).all())
        self.events(database, accounts)
        with database.writing() as session:
            self.cookies = {role: begin_session(session, accounts[role], second_factor=True) for role in Role}
        with database.engine.connect() as connection:
            sessions = dict(connection.execute(text("SELECT account, id FROM account_session")).all())
        self.sessions = {role: sessions[accounts[role]] for role in Role}
        self.accounts = accounts
        self.underway = ExitStack()
        for role in Role:
            whose = Actor(f"account:{accounts[role]}"), f"an-import-of-{role}"
            self.underway.enter_context(Underway(client.app.settings.data_dir, *whose))

    def events(self, database: Any, accounts: dict[str, int]) -> None:
        """Add an event with a date and somebody who signed up: one of Landstuhl and the trainer, and a foreign one."""
        for whose, place in (
            ("own", {"area": LANDSTUHL, "trainer": accounts["trainer"]}),
            ("foreign", {"area": OTTERBERG}),
        ):
            number = event(database, **place)
            date, (registration, _) = dated(database, number), sign_up(database, number, 1)
            digest = filed(database, number)
            self.ids[whose] |= {
                "/staff/events": {"number": number, "key": date, "date": date},
                "/staff/event-pictures": {"number": number, "digest": digest, "size": "small"},
                "/staff/event-materials": {"number": number, "digest": digest},
                "/staff/events/{number}/registrations": {"number": number, "key": registration},
                "/staff/events/{number}/attendance": {"number": number, "date": date, "key": registration},
                "/staff/events/{number}/comments": {"number": number, "key": registration},
            }

    def status(self, operation: Operation, role: Role | None, *, foreign: bool) -> int:
        """Send the operation as a role about an object of its own or a foreign one; return the status."""
        headers = {"If-Match": '"999999"', "Cookie": f"__Host-wik={self.cookies[role]}" if role else ""}
        body = operation.body()
        if isinstance(body, dict):
            body |= self.body(operation.name, role, foreign=foreign)
        sent = {"json": body} if body is not None else FILES.get(operation.name, {})
        address = operation.address(**self.parameters(operation, role, foreign=foreign))
        return self.client.request(operation.method, address, headers=headers, **sent).status_code

    def body(self, name: str, role: Role | None, *, foreign: bool) -> dict[str, object]:
        """Return what the example of a body cannot say: an own or a foreign area, something the role has."""
        somebody = self.accounts["editor" if role == "evaluator" else "evaluator"]
        permissions = [code for code, one in Permission.every.items() if role in one.roles]
        return {
            "withdraw_released_cells": {"cells": [self.ids["cell"]]},
            "put_translation": {"object_type": "measure", "object_key": "3", "field": "title", "lang": "pl"},
            "create_event": {"area": OTTERBERG if foreign else LANDSTUHL},
            "create_organisation": {"areas": [OTTERBERG if foreign else LANDSTUHL]},
            "create_office": {"areas": [OTTERBERG if foreign else LANDSTUHL]},
            "create_sheet": {"indicator": "2.1", "area": OTTERBERG if foreign else LANDSTUHL, "period": "2026-Q2"},
            "create_deputy": {"account": None, "email": self.mails[somebody]},
            "prove_with_password": {"password": PASSWORD},
            "create_token": {"scopes": permissions[:1]},
        }.get(name, {})

    def parameters(self, operation: Operation, role: Role | None, *, foreign: bool) -> dict[str, object]:
        """Return which object an operation is about."""
        others = Role.editor if role == "evaluator" else Role.evaluator
        if operation.name == "delete_my_session":
            return {"number": self.sessions[others if foreign else role or others]}
        if operation.name == "watch_import":
            return {"token": f"an-import-of-{others if foreign else role or others}"}
        path = operation.path.removeprefix("/api/v1")
        known = self.ids["foreign" if foreign else "own"]
        prefix = max((one for one in known if path.startswith(one)), key=len, default="")
        return known.get(prefix, {})


def _keys(connection: Any) -> dict[str, Any]:
    def one(statement: str) -> Any:
        return connection.execute(text(statement)).scalar_one()

    def contact(organisation: str) -> str:
        key = f"matrix-{organisation[-8:]}"
        values = {"key": key, "organisation": organisation}
        connection.execute(
            text("INSERT INTO contact (key, organisation, name, revision) VALUES (:key, :organisation, 'Erika', 1)"),
            values,
        )
        return key

    def sheet(area: str) -> int:
        values = {"area": area, "day": "2026-09-30"}
        connection.execute(
            text(
                "INSERT INTO submission (revision, indicator, area, period, period_type, period_start, period_end,"
                " source, basis, territory_date, state, derived) VALUES (1, '2.1', :area, '2026-Q3', 'quarter',"
                " '2026-07-01', :day, 'project', '', :day, 'draft', false)"
            ),
            values,
        )
        return one("SELECT max(id) FROM submission")

    def batch(number: int) -> int:
        values = {"at": "2026-10-05 07:30:00", "sheet": number, "sha256": str(number)}
        connection.execute(
            text(
                "INSERT INTO import_batch (sha256, file_name, rows, changed, at)"
                " VALUES (:sha256, 'values.csv', 1, 1, :at)"
            ),
            values,
        )
        connection.execute(
            text(
                "INSERT INTO observation (submission, dims, status, recorded_at, batch)"
                " VALUES (:sheet, '_T', 'missing', :at, (SELECT max(id) FROM import_batch))"
            ),
            values,
        )
        return one("SELECT max(id) FROM import_batch")

    def draft() -> int:
        connection.execute(
            text(
                "INSERT INTO release_draft (state, asked_at, until, cells, witnesses, digest)"
                " VALUES ('ready', :at, '2026-09-30', '[]', '{}', 'f')"
            ),
            {"at": "2026-10-05 07:30:00"},
        )
        return one("SELECT max(id) FROM release_draft")

    connection.execute(
        text(
            "INSERT INTO benchmark (revision, indicator, kind, state, area, dims, day, numerator, source)"
            " VALUES (1, '1.3a', 'baseline', 'set', '07335', '_T', '2015-06-30', 0, 'Beispiel')"
        )
    )
    shared = {
        "/staff/releases/drafts": {"number": draft()},
        "/staff/indicators": {"code": "1.3a"},
        "/staff/benchmarks": {"number": one("SELECT min(id) FROM benchmark")},
        "/staff/steps": {"key": one("SELECT min(id) FROM step")},
        "/staff/logbook": {"key": one("SELECT min(key) FROM logbook_entry")},
        "/staff/outreach/": {"number": one("SELECT min(id) FROM outreach")},
        "/staff/outreach-log": {"number": one("SELECT min(id) FROM outreach_log")},
        "/staff/outreach-organisations": {"key": one("SELECT min(organisation) FROM outreach")},
        "/staff/letters": {"number": one("SELECT min(id) FROM letter_template")},
        "/accounts": {"number": one("SELECT min(id) FROM account")},
    }
    group = one("SELECT min(id) FROM working_group")
    for kind, table in (("", "member"), ("/members", "member"), ("/decisions", "decision"), ("/tasks", "task")):
        key = one(f"SELECT min(id) FROM working_group_{table} WHERE working_group = {group}")  # noqa: S608 - our names
        shared[f"/staff/working-groups/{{group}}{kind}"] = {"group": group, "key": key}
    office = "muster-meldestelle-landstuhl"
    other = one(f"SELECT min(key) FROM organisation WHERE kind IN ('administration', 'office') AND key <> '{office}'")  # noqa: S608 - our names
    mine, theirs = sheet(LANDSTUHL), sheet(OTTERBERG)
    own = {
        "/staff/organisations": {"key": OWN},
        "/staff/contacts": {"key": contact(OWN)},
        "/staff/observations": {"number": mine},
        "/staff/imports": {"number": batch(mine)},
        "/staff/offices": {"key": office},
        "/staff/versions": {"object_type": "organisation", "object_key": OWN},
    }
    foreign = {
        "/staff/organisations": {"key": FOREIGN},
        "/staff/contacts": {"key": contact(FOREIGN)},
        "/staff/observations": {"number": theirs},
        "/staff/imports": {"number": batch(theirs)},
        "/staff/offices": {"key": other},
        "/staff/versions": {"object_type": "organisation", "object_key": FOREIGN},
    }
    cell = one("SELECT max(id) FROM release_cell")
    return {"own": {**shared, **own}, "foreign": {**shared, **foreign}, "cell": cell}


@pytest.fixture
def world(start, monkeypatch):
    client = start(demo=True)
    made = World(client)
    seal = audit.before_commit

    def refuse(session):
        seal(session)
        raise NotReady

    monkeypatch.setattr("api.kernel.db.audit.before_commit", refuse)
    return made


def said(status: int) -> str:
    """Return how the record says a status."""
    return "yes" if status in REACHED else WORDS.get(status, f"?{status}")


def cells(world: World, operation: Operation) -> list[str]:
    """Return the line of an operation: signed out, then each role with an own object/a foreign one if that matters."""
    found = [said(world.status(operation, None, foreign=False))]
    for role in Role:
        own = said(world.status(operation, role, foreign=False))
        scoped = any(part in operation.name for part in SCOPED)
        foreign = said(world.status(operation, role, foreign=True)) if scoped else own
        found.append(own if own == foreign else f"{own}/{foreign}")
    return found


def test_the_record_holds(world):
    head = ["operation", "needs", "signed out", *Role]
    lines = [[one.name, one.entry["x-permission"], *cells(world, one)] for one in PRIVATE]
    if os.environ.get("WIK_RECORD"):
        with RECORD.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *lines])
    with RECORD.open(newline="", encoding="utf-8") as file:
        recorded = list(csv.reader(file))
    assert recorded[0] == head
    assert {line[0]: line[1:] for line in lines} == {line[0]: line[1:] for line in recorded[1:]}


def test_the_record_says_what_must_never_change():
    """Whatever is recorded: nobody unknown gets in, and what is not one's own does not exist."""
    with RECORD.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert {line["signed out"] for line in lines} == {"401"}
    assert not [line["operation"] for line in lines if "?" in "".join(line.values())]
    for line in lines:
        scoped = [line[role] for role in ("area_staff", "author") if line[role] not in {"403", "404"}]
        if re.fullmatch("(get|change|create|delete|merge)_(staff_)?(organisation|office|contact)", line["operation"]):
            assert set(scoped) <= {"yes/404"}, line["operation"]
    mine = {line["operation"]: line for line in lines}
    assert {mine["get_outreach"][role] for role in Role if role != "project_manager"} == {"403"}
    assert {mine["list_accounts"][role] for role in Role if role != "admin"} == {"403"}
    assert mine["list_contacts"]["admin"] == mine["list_contacts"]["evaluator"] == "403"
    assert {mine["delete_my_session"][role] for role in Role} == {"yes/404"}


def test_a_rule_too_many_is_noticed(world, monkeypatch):
    """The control: with a `can` that allows everything, the record no longer holds."""
    monkeypatch.setattr(permission, "can", lambda *_: True)
    with RECORD.open(newline="", encoding="utf-8") as file:
        recorded = {line[0]: line[2:] for line in csv.reader(file)}
    one = next(operation for operation in PRIVATE if operation.name == "list_accounts")
    assert cells(world, one) != recorded["list_accounts"]
