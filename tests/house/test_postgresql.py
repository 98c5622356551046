"""The private cluster for tests: comes up, answers, and leaves nothing behind."""

import os
from pathlib import Path

import psycopg
import pytest

from tools import postgresql


@pytest.mark.postgresql
def test_the_cluster_is_ours_and_gone_afterwards():
    programs = postgresql.find()
    assert programs is not None
    with postgresql.cluster(programs) as address:
        with psycopg.connect(address) as connection:
            row = connection.execute("SELECT current_setting('data_directory'), pg_backend_pid()").fetchone()
        home, backend = Path(row[0]).parent, row[1]
        assert home.name.startswith("wik-pg-")
        assert home.exists()
    assert not home.exists()
    assert not Path(f"/proc/{backend}").exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


@pytest.mark.postgresql
def test_the_cluster_ends_when_the_tests_break():
    with pytest.raises(ZeroDivisionError), postgresql.cluster(postgresql.find()) as address:
        1 / 0  # noqa: B018
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_a_server_that_is_too_old_or_broken_is_passed_over(tmp_path):
    def program(version, code=0):
        folder = tmp_path / version
        folder.mkdir()
        for name in ("initdb", "postgres"):
            (folder / name).write_text(f'#!/bin/sh\necho "postgres (PostgreSQL) {version} (Debian 1)"\nexit {code}\n')
            (folder / name).chmod(0o755)
        return folder

    assert postgresql.major_version(program("14.9")) == 14
    assert postgresql.major_version(program("17.2")) == 17
    assert postgresql.major_version(program("16", code=1)) == 0
    assert postgresql.major_version(tmp_path) == 0


def test_root_runs_it_as_the_servers_own_user_and_others_as_themselves():
    assert postgresql.server_user() == ("postgres" if os.geteuid() == 0 else None)
