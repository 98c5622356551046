"""The worker's daily duties, and what administrators see of them."""

import datetime as dt

import pytest
from sqlmodel import select

from api import main
from api.kernel import backup, delivery, duties, jobs, mail, system, worker
from api.kernel.delivery import Letter
from api.kernel.duties import Chore
from api.kernel.permission import Actor, Grant, Permission, Role
from api.kernel.tables import Installation, Job, JobState, Mail

ADMIN = Actor("account:1", grants=(Grant(Role.admin),), account=1)
TO = "erika.mustermann@example.org"


@pytest.fixture
def settings(toys, settings_for):
    return settings_for(toys.address)


@pytest.fixture
def database(toys):
    return toys.database()


def write(_session, row):
    return Letter(TO, "Grüße", f"Nummer {row.object_key}")


def do_all(database, work):
    while jobs.do_next(database, work):
        pass


def queue(database, key="1"):
    with database.writing() as session:
        mail.queue(session, kind="greeting", to_account=7, object_key=key, language="de")


def test_a_day_of_a_worker(database, settings, clock):
    """Mails leave, chores of rooms are done once a day, what is old goes – from the folder of mails, too."""
    days = []
    work = duties.work(settings, {"greeting": write}, [Chore("note-day", days.append)])
    queue(database)
    for _ in range(4 * 32):
        worker.chores(database, work)
        do_all(database, work)
        clock.moment += dt.timedelta(hours=6)
    assert len(days) == 33  # noon to noon: 32 nights and the first day at once
    with database.reading() as session:
        assert session.exec(select(Mail)).all() == []
        oldest = min(job.ended_at for job in session.exec(select(Job)).all() if job.ended_at)
        assert clock.moment - oldest < jobs.KEPT_DONE + dt.timedelta(days=2)
        assert {job.state for job in session.exec(select(Job)).all()} <= {JobState.done, JobState.waiting}
    assert list(delivery.Folder(settings).path.iterdir()) == []


def test_there_is_a_nightly_backup_where_there_is_a_recovery_key(settings):
    without = duties.work(settings, {})
    assert backup.KIND not in {one.kind for one in without.daily}
    with_key = duties.work(settings.model_copy(update={"backup_recipient": ["age1…"]}), {})
    assert backup.KIND in {one.kind for one in with_key.daily}
    assert set(with_key.handlers) >= {one.kind for one in with_key.daily}


def test_every_daily_duty_of_the_rooms_has_somebody_who_does_it(settings):
    work = main.work(settings)
    assert {one.kind for one in work.daily} <= set(work.handlers)


class TestWhatAdministratorsSee:
    @pytest.fixture
    def client(self, toys):
        """The toy app, signed in as an administrator unless the actor is changed."""
        client = toys.start()
        client.app.api.state.authenticate = lambda _request, _database: self.actor
        return client

    actor = ADMIN

    @pytest.mark.parametrize("path", ["/api/v1/staff/mails", "/api/v1/staff/system"])
    def test_only_administrators(self, client, path):
        assert client.get(path).status_code == 200
        for role in Role:
            if role is not Role.admin:
                self.actor = Actor("account:2", grants=(Grant(role),), account=2)
                assert client.get(path).status_code == 403
        client.app.api.state.authenticate = None
        assert client.get(path).status_code == 401
        assert {code for code in Permission.every if code in {"mails.read", "system.read"}} == {
            system.MAILS_READ.code,
            system.SYSTEM_READ.code,
        }

    def test_mails_with_their_words_where_there_is_no_mail_server(self, client, database, settings):
        queue(database)
        waiting = client.get("/api/v1/staff/mails").json()
        assert (waiting["smtp"], waiting["items"][0]["state"], waiting["items"][0]["letter"]) == (
            False,
            "waiting",
            None,
        )
        do_all(database, duties.work(settings, {"greeting": write}))
        (item,) = client.get("/api/v1/staff/mails").json()["items"]
        assert item["letter"] == {"to": TO, "subject": "Grüße", "text": "Nummer 1\n"}
        assert (item["state"], item["kind"], item["account"]) == ("sent", "greeting", 7)
        assert item["at"].endswith("+01:00")

    def test_with_a_mail_server_no_words_are_kept(self, toys, database, settings):
        queue(database)
        do_all(database, duties.work(settings, {"greeting": write}))
        client = toys.start(smtp_host="mail.example.org")
        client.app.api.state.authenticate = lambda _request, _database: ADMIN
        answer = client.get("/api/v1/staff/mails")
        assert answer.json()["smtp"] is True
        assert "erika" not in answer.text

    def test_the_system(self, client, database, clock):
        empty = client.get("/api/v1/staff/system").json()
        assert empty == {
            "worker_at": None,
            "backup": {"at": None, "verified_at": None, "state": "off"},
            "jobs": {"waiting": 0, "dead": 0},
            "audit": {"entries": 0, "head": "0" * 64},
        }
        worker.chores(database)
        queue(database)
        with database.writing() as session:
            session.add(Installation(key="backup_at", value=clock.moment.isoformat()))
        found = client.get("/api/v1/staff/system").json()
        assert found["worker_at"] == "2026-11-22T13:00:00+01:00"
        assert found["backup"]["at"] == "2026-11-22T13:00:00+01:00"
        assert found["jobs"] == {"waiting": 1, "dead": 0}

    def test_the_system_costs_few_statements(self, client, statements):
        client.get("/api/v1/staff/system")
        statements.clear()
        client.get("/api/v1/staff/system")
        assert len(statements) <= 6
        statements.clear()
        client.get("/api/v1/staff/mails")
        assert len(statements) <= 2
