"""Readiness names what is missing; it is green only when schema, profile, worker and disk are well."""

import datetime as dt

import pytest

from api.kernel import health, worker
from api.main import create_app
from tests.client import Client


def checks(client):
    answer = client.get("/health/ready")
    found = answer.json()
    assert (
        (answer.status_code == 200) is (found["status"] == "ok") is all(one == "ok" for one in found["checks"].values())
    )
    assert answer.headers["Cache-Control"] == "no-store"
    return found["checks"]


def test_an_empty_database_asks_for_the_migration(client):
    assert checks(client)["schema"] == "run `wik migrate`"


def test_all_is_well_once_the_worker_has_reported(start, clock):
    client = start()
    assert checks(client)["worker"].startswith("is silent")
    worker.chores(client.app.database)
    assert set(checks(client).values()) == {"ok"}
    clock.moment += dt.timedelta(minutes=5)
    assert checks(client)["worker"].startswith("is silent")


def test_a_missing_profile_is_named(start, bases, backend):
    client = start()
    with client.app.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM installation")
    assert checks(client)["profile"] == "run `wik profile load --apply`"


@pytest.mark.parametrize(("free", "well"), [(2 << 30, True), (90 << 20, False)])
def test_a_full_disk_is_named(start, monkeypatch, free, well):
    usage = type("Usage", (), {"free": free, "total": 250 << 30})
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _folder: usage)
    assert (checks(start())["disk"] == "ok") is well


def test_a_database_file_that_is_gone_is_named_and_never_made_anew(bases, clock, settings_for):
    with Client(create_app(settings_for(bases.copy("sqlite")), clock=clock)) as client:
        file = client.app.database.sqlite_file
        file.unlink()
        assert "gone" in checks(client)["database"]
        client.app.database.engine.dispose()
        assert client.get("/api/v1/measures").status_code == 503
        assert not file.exists()
