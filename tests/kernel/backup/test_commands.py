"""The commands of backups, as an operator types them."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api import cli
from api.settings import ROOT
from tests.kernel.backup.conftest import opened


class TestCommands:
    """As an operator types them."""

    @pytest.fixture
    def wik(self, settings, tmp_path, monkeypatch):
        for name in [name for name in os.environ if name.startswith("WIK_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("DATABASE_URL", settings.database_url)
        monkeypatch.setenv("WIK_DATA_DIR", str(tmp_path))

        def run(*words, **more):
            done = CliRunner().invoke(cli.app, [*words], env=more)
            assert not done.exception or isinstance(done.exception, SystemExit), done.exception
            return done

        return run

    def test_one_for_real(self, settings, tmp_path):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WIK_")}
        done = subprocess.run(
            [sys.executable, "-m", "api", "backup"],
            cwd=ROOT,
            env={**kept, "DATABASE_URL": settings.database_url, "WIK_DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, "wik backup-key" in done.stdout, "Traceback" in done.stderr) == (1, True, False)

    def test_from_the_key_to_the_restore(self, wik, settings, tmp_path):
        key = tmp_path / "recovery.key"
        done = wik("backup-key", "--out", str(key))
        assert done.exit_code == 0
        assert key.stat().st_mode & 0o777 == 0o600
        recipient = re.search(r"WIK_BACKUP_RECIPIENT=(age1\w+)", done.stdout)[1]
        again = wik("backup-key", "--out", str(key))
        assert (again.exit_code, "never overwritten" in again.stdout) == (1, True)

        refused = wik("backup")
        assert (refused.exit_code, "wik backup-key" in refused.stdout) == (1, True)
        done = wik("backup", WIK_BACKUP_RECIPIENT=recipient)
        assert done.exit_code == 0, done.stdout
        file = re.search(r"\S+[.]age", done.stdout)[0]
        assert "tried out" in done.stdout

        assert wik("verify").exit_code == 0
        assert wik("verify", file).exit_code == 1
        done = wik("verify", file, "--key", str(key))
        assert done.exit_code == 0, done.stdout
        assert "rows in" in done.stdout

        self.comes_back_and_forgery_is_found(wik, settings, file, key)

    def comes_back_and_forgery_is_found(self, wik, settings, file, key):
        refused = wik("restore", file, "--key", str(key))
        assert (refused.exit_code, "--replace" in refused.stdout) == (1, True)
        done = wik("restore", file, "--key", str(key), "--replace")
        assert done.exit_code == 0, done.stdout

        done = wik("audit", "verify")
        assert done.exit_code == 0, done.stdout
        with opened(settings) as database, database.engine.begin() as connection:
            connection.execute(text("UPDATE audit_entry SET actor = 'account:2' WHERE id = 5"))
        done = wik("audit", "verify")
        assert (done.exit_code, "entry 5" in done.stdout) == (1, True)
        done = wik("verify")
        assert (done.exit_code, "entry 5" in done.stdout) == (1, True)
        assert wik("retry").exit_code == 0
        shutil.rmtree(settings.backups)
