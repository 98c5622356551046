"""How long backups are kept, what is noted of them, and who is told when there are none."""

import datetime as dt

import pytest
from sqlmodel import select

from api.kernel import age, backup, jobs, trail
from api.kernel.db import Database
from api.kernel.tables import Job
from tests.kernel.backup.conftest import MOMENT, made, opened, restore, write


class TestKeeping:
    def test_thirty_days_are_kept_and_the_newest_always(self, tmp_path):
        names = [
            f"wik-2026-{month:02}-{day:02}T030000Z.tar.gz.age" for month, day in ((9, 1), (10, 23), (10, 24), (11, 1))
        ]
        foreign = ["wik-notes.txt", "other-2020-01-01T030000Z.tar.gz.age", "wik-2020.tar.gz.age"]
        for name in (*names, *foreign):
            (tmp_path / name).touch()
        backup.forget_old(tmp_path, dt.datetime(2026, 11, 22, 3, 0, 1, tzinfo=dt.UTC))
        assert {one.name for one in tmp_path.iterdir()} == {*names[2:], *foreign}
        backup.forget_old(tmp_path, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
        assert {one.name for one in tmp_path.iterdir()} == {names[3], *foreign}

    def test_the_nightly_job_notes_when_it_was_verified(self, settings):
        with opened(settings) as database:
            with database.reading() as session:
                assert backup.standing(session, settings).state == "none"
                assert "older than 26 hours" in backup.hint(session, settings)
            with database.writing() as session:
                jobs.add(session, backup.KIND)
            assert jobs.do_next(database, jobs.Work({backup.KIND: backup.errand(settings)}))
            with database.reading() as session:
                found = backup.standing(session, settings)
                assert found.state == "verified"
                assert found.at == found.verified_at
                assert backup.hint(session, settings) == ""
        assert len(list(settings.backups.glob("*.age"))) == 1

    def test_a_night_that_fails_for_good_is_told(self, settings, clock, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(age, "encrypt", full)
        database = Database(settings.database, clock=clock)
        with database.writing() as session:
            jobs.add(session, backup.KIND)
        with database.writing() as session:
            session.exec(select(Job)).one().tries = jobs.MOST_TRIES - 1
        assert jobs.do_next(database, jobs.Work({backup.KIND: backup.errand(settings)}))
        with database.reading() as session:
            assert backup.standing(session, settings).state == "failed"
        database.close()

    def test_ends_of_the_trail_are_noted_elsewhere_and_find_a_forged_chain(self, settings, keys):
        """Whoever may write everything can forge a whole chain, but not what backups noted."""
        write(settings, "first")
        file = made(settings).file
        number, head = next(iter(backup.noted_heads(settings.backups).items()))
        with opened(settings) as database, database.reading() as session:
            assert trail.verify(session, {number: head}) == []
            assert trail.verify(session, {number: "0" * 64}) != []
        write(settings, "second")
        made(settings, MOMENT + dt.timedelta(days=1))
        assert len(backup.noted_heads(settings.backups)) == 2
        restore(settings, file, keys[0][1], replace=True)
        assert backup.noted_heads(settings.backups) == {number: head}


def test_without_a_recovery_key_there_is_a_hint(settings_for, toys, tmp_path):
    with pytest.raises(backup.NotSetUp, match="wik backup-key"):
        made(settings_for(toys.address))
    with pytest.raises(ValueError, match="no public key"):
        made(settings_for(toys.address, backup_recipient=["age1nonsense"]))
