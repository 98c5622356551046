"""Inviting somebody: a link that works once, for seven days, and that no server ever writes down."""

import datetime as dt

import pytest
import yaml
from sqlmodel import select

from api.accounts import invitations, texts
from api.accounts.tables import Account, Invitation
from api.kernel.tables import AuditEntry, Job, Mail
from api.profiles import languages
from tests.accounts.browser import PASSWORD
from tests.conftest import SECRET

WISH = {"email": "Erika@Example.org", "name": "Erika Mustermann", "language": "pl", "roles": [{"role": "editor"}]}
NEW = {"name": "Erika M.", "password": "fünf Worte sind noch ruhiger"}


def token(database):
    with database.reading() as session:
        row = session.exec(select(Invitation).order_by(Invitation.id.desc())).first()
        return invitations.token_of(SECRET, row)


def mails(database):
    with database.reading() as session:
        return session.exec(select(Mail).order_by(Mail.at)).all()


def written(database, mail):
    with database.reading() as session:
        return invitations.letter(session, mail, secret=SECRET, public_url="https://wik.example.org")


def test_from_invitation_to_first_sign_in(admin, visitor, database):
    answer = admin.post("/accounts", WISH)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/accounts/{made['id']}"
    assert (made["email"], made["state"], made["invited_until"]) == (
        "erika@example.org",
        "invited",
        "2026-11-29T13:00:00+01:00",
    )
    one = visitor()
    link = token(database)

    look = one.post("/session/invitation-look", {"token": link}).json()
    assert look == {"name": "Erika Mustermann", "email": "erika@example.org", "roles": ["editor"], "account": "new"}
    accepted = one.post("/session/invitation", {"token": link, **NEW})

    assert accepted.status_code == 201, accepted.text
    assert accepted.json()["state"] == "signed_in"
    assert one.get("/me").json()["name"] == "Erika M."
    assert visitor().sign_in("erika@example.org", NEW["password"]).status_code == 201
    assert one.post("/session/invitation", {"token": link, **NEW}).json()["type"] == "/problems/link-refused"
    assert admin.get(f"/accounts/{made['id']}").json()["state"] == "active"


def test_the_mail_is_numbers_until_it_leaves(admin, database):
    number = admin.post("/accounts", WISH).json()["id"]

    (mail,) = mails(database)
    assert (mail.kind, mail.to_account, mail.language) == ("invitation", number, "pl")
    with database.reading() as session:
        jobs = session.exec(select(Job)).all()
    stored = repr([mail, *jobs])
    assert "erika" not in stored.lower()
    assert token(database) not in stored
    letter = written(database, mail)
    assert letter.to == "erika@example.org"
    assert "Erika Mustermann" in letter.text
    assert f"https://wik.example.org/team/einladung#{token(database)}" in letter.text
    assert "29.11.2026, 13:00" in letter.text
    assert letter.subject.startswith("Twój")


def test_the_database_does_not_know_the_link(admin, database):
    admin.post("/accounts", WISH)
    with database.reading() as session:
        (row,) = session.exec(select(Invitation)).all()

    assert token(database) not in row.model_dump_json()
    assert invitations.token_of("another secret", row) != token(database)


@pytest.mark.parametrize(("days", "status"), [(6.99, 200), (7, 404)])
def test_a_link_is_good_for_seven_days(admin, visitor, database, clock, days, status):
    admin.post("/accounts", WISH)
    link = token(database)
    clock.moment += dt.timedelta(days=days)

    assert visitor().post("/session/invitation-look", {"token": link}).status_code == status
    accepted = visitor().post("/session/invitation", {"token": link, **NEW})
    assert accepted.status_code == (201 if status == 200 else 404)


@pytest.mark.parametrize("guess", ["x", "0" * 64, "../../etc/passwd", "ä" * 200])
def test_guesses_are_refused_and_counted(visitor, guess):
    one = visitor()
    assert one.post("/session/invitation-look", {"token": guess}).status_code == 404
    answers = {one.post("/session/invitation", {"token": guess, **NEW}).status_code for _ in range(60)}
    assert answers == {404, 429}


def test_a_bad_password_leaves_the_link_good(admin, visitor, database):
    admin.post("/accounts", WISH)
    one, link = visitor(), token(database)

    refused = one.post("/session/invitation", {"token": link, "name": "Erika", "password": "erika-example-1"})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/password")
    assert one.post("/session/invitation", {"token": link, **NEW}).status_code == 201


def test_a_new_link_makes_the_old_one_void_and_sets_a_forgotten_password(admin, visitor, account, database, clock):
    person = account("editor", totp=False)
    signed_in = visitor().enter(person, clock)
    admin.post(f"/accounts/{person.number}/invitation")
    first = token(database)
    admin.post(f"/accounts/{person.number}/invitation")

    assert visitor().post("/session/invitation-look", {"token": first}).status_code == 404
    link = token(database)
    assert visitor().post("/session/invitation-look", {"token": link}).json()["account"] == "known"
    assert visitor().post("/session/invitation", {"token": link, **NEW}).status_code == 201
    assert signed_in.get("/me").status_code == 401
    assert visitor().sign_in(person.email, PASSWORD).status_code == 403
    assert written(database, mails(database)[0]) is None  # nothing is left to say


def test_a_link_that_went_to_a_wrong_address_works_no_more(admin, visitor, database):
    made = admin.post("/accounts", WISH).json()
    link = token(database)
    path, seen = f"/accounts/{made['id']}", {"If-Match": f'"{made["revision"]}"'}

    renamed = admin.request("PATCH", path, json={"name": "Erika Beispiel"}, headers=seen)
    assert visitor().post("/session/invitation-look", {"token": link}).status_code == 200  # the control
    seen = {"If-Match": renamed.headers["etag"]}
    moved = admin.request("PATCH", path, json={"email": "richtig@example.org"}, headers=seen)

    assert (moved.status_code, moved.json()["invited_until"]) == (200, None)
    assert visitor().post("/session/invitation", {"token": link, **NEW}).status_code == 404


def test_a_new_password_does_not_replace_the_second_factor(admin, visitor, account, database):
    person = account("project_manager")
    admin.post(f"/accounts/{person.number}/invitation")
    one = visitor()

    one.post("/session/invitation", {"token": token(database), **NEW})

    assert one.state == "second_factor"


def test_the_same_request_again_invites_nobody_twice(admin, database):
    key = {"Idempotency-Key": "invitation of Erika"}
    first, second = (admin.post("/accounts", WISH, headers=key) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert len(mails(database)) == 1
    assert admin.post("/accounts", WISH).status_code == 409


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"email": "nobody"}, "/email"),
        ({"email": "a@b"}, "/email"),
        ({"email": "erika@example.org\nBcc: all@example.org"}, "/email"),
        ({"name": " "}, "/name"),
        ({"language": "xx"}, "/language"),
        ({"roles": [{"role": "king"}]}, "/roles/0/role"),
        ({"roles": [{"role": "area_staff"}]}, "/roles/0/area"),
        ({"roles": [{"role": "area_staff", "area": "073355005"}]}, "/roles/0/area"),
        ({"roles": [{"role": "editor", "area": "073355011"}]}, "/roles/0/area"),
        ({"roles": [{"role": "author", "organisation": "nobody"}]}, "/roles/0/organisation"),
        ({"roles": [{"role": "box_officer"}]}, "/roles/0/office"),
        ({"roles": [{"role": "editor", "valid_to": "2020-01-01"}]}, "/roles/0/valid_to"),
    ],
)
def test_wrong_wishes_store_nothing(admin, database, change, pointer):
    answer = admin.post("/accounts", {**WISH, **change})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    with database.reading() as session:
        assert len(session.exec(select(Account)).all()) == 1
        assert session.exec(select(Mail)).all() == []


def test_the_trail_names_who_was_invited_by_number_only(admin, database):
    number = admin.post("/accounts", WISH).json()["id"]
    with database.reading() as session:
        found = session.exec(select(AuditEntry).where(AuditEntry.object_type == "account")).all()
        told = "".join(entry.model_dump_json() for entry in found)
    assert f'"object_key":"{number}"' in told
    assert "erika" not in told.lower()


def test_every_language_has_its_own_words():
    codes = languages("kaiserslautern").codes
    known = yaml.safe_load(texts._FILE.read_text(encoding="utf-8"))["invitation"]

    assert set(known) == set(codes)
    letters = {
        code: texts.invitation_letter(code, name="Erika", link="https://x/#y", until=dt.datetime(2026, 1, 2, 3, 4))  # noqa: DTZ001
        for code in codes
    }
    assert len(set(letters.values())) == len(codes)
    for subject, text in letters.values():
        assert "\n" not in subject
        assert all(part in text for part in ("Erika", "https://x/#y", "2.1.2026, 03:04"))
    assert texts.invitation_letter("xx", name="E", link="l", until=dt.datetime(2026, 1, 1))[0] == letters["de"][0]  # noqa: DTZ001
