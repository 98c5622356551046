"""How far an import is: told to who began it, gone when it is over, and never in the way of the import itself."""

import os
import time

import pytest

from api.indicators import importing, underway
from api.indicators.underway import Underway
from tests.conftest import acting, somebody
from tests.indicators.importing import IMPORTS, PREVIEWS, csv, looked

MANAGER = somebody("project_manager", account=1)
OTHER = somebody("project_manager", account=2)
TOKEN, PROGRESS = "3f8a1c5e9b7d4f20", "/api/v1/staff/import-progress"
TWO = csv("1.3a;07335;2026-Q3;4", "1.3a;07335;2026-Q2;3")


@pytest.fixture
def client(start):
    return start(demo=True)


@pytest.fixture
def folder(client):
    return client.app.settings.data_dir


@pytest.fixture
def often(monkeypatch):
    monkeypatch.setattr(underway, "EVERY", 0)


def left(folder):
    return [one.name for one in folder.glob("imports-underway/*")]


def watched(monkeypatch, folder, name):
    """What is known of the import of MANAGER, before and after a step of it."""
    seen, step = [], getattr(importing, name)

    def spied(*arguments, **more):
        seen.append(underway.read(folder, MANAGER, TOKEN))
        found = step(*arguments, **more)
        seen.append(underway.read(folder, MANAGER, TOKEN))
        return found

    monkeypatch.setattr(importing, name, spied)
    return seen


def test_who_began_it_sees_how_far_it_is_and_nobody_else(client, folder):
    where = f"{PROGRESS}/{TOKEN}"
    with acting(client, MANAGER):
        assert client.get(where).status_code == 404
        with Underway(folder, MANAGER, TOKEN) as one:
            assert client.get(where).json() == {"done": 0, "total": 0}, "there is something, nobody knows how much"
            one.expect(10_000, times=2)
            assert client.get(where).json() == {"done": 0, "total": 20_000}
            with acting(client, OTHER):
                assert client.get(where).status_code == 404
            assert client.get(f"{PROGRESS}/another-word-of-theirs").status_code == 404
        assert client.get(where).status_code == 404
    with acting(client, somebody("editor")):
        assert client.get(where).status_code == 403


@pytest.mark.usefixtures("often")
def test_a_preview_and_an_import_tell_each_line_and_leave_nothing(client, folder, monkeypatch):
    with acting(client, MANAGER):
        digest = looked(client, TWO)["digest"]
        seen = watched(monkeypatch, folder, "weigh")
        files, data = {"file": ("werte.csv", TWO)}, {"progress": TOKEN}
        assert client.post(PREVIEWS, files=files, data=data).status_code == 200
        assert seen == [(2, 6), (4, 6)]
        assert left(folder) == []
        stored = watched(monkeypatch, folder, "_write")
        assert client.post(IMPORTS, files=files, data={**data, "digest": digest}).status_code == 201
        assert stored == [(4, 12), (6, 12)]
        assert left(folder) == []


@pytest.mark.usefixtures("often")
def test_nothing_is_left_of_an_import_that_fails(client, folder, monkeypatch):
    with acting(client, MANAGER):
        data = {"progress": TOKEN, "digest": "x"}
        assert client.post(IMPORTS, files={"file": ("x.csv", TWO)}, data=data).status_code == 412
        assert (
            client.post(PREVIEWS, files={"file": ("x.xlsx", b"PK\x03\x04")}, data={"progress": TOKEN}).status_code
            == 422
        )
        assert left(folder) == []

        def broken(*_arguments, **_more):
            assert left(folder) != []
            raise RuntimeError

        monkeypatch.setattr(importing, "weigh", broken)
        assert client.post(IMPORTS, files={"file": ("x.csv", TWO)}, data=data).status_code == 500
        assert left(folder) == []


@pytest.mark.parametrize("token", ["short", "with/slash/and-so-on-and-on", "a" * 65, "..%2f..%2f..%2f..%2fetc"])
def test_a_token_is_a_word_and_no_path(client, folder, token):
    with acting(client, MANAGER):
        answer = client.post(PREVIEWS, files={"file": ("x.csv", TWO)}, data={"progress": token})
        assert answer.status_code == 422
        assert token not in answer.text
        assert client.get(f"{PROGRESS}/{token}").status_code in {404, 422}
    assert left(folder) == []


def test_notes_are_few_however_many_lines(tmp_path, monkeypatch):
    moment, notes = [100.0], []
    monkeypatch.setattr(underway.time, "monotonic", lambda: moment[0])
    with Underway(tmp_path, MANAGER, TOKEN) as one:
        one.expect(10_000, times=1)
        for _ in range(10_000):
            moment[0] += 0.0001
            one.advance()
            known = underway.read(tmp_path, MANAGER, TOKEN)
            if not notes or notes[-1] != known:
                notes.append(known)
    assert 4 <= len(notes) <= 6


def test_a_folder_that_cannot_be_written_stops_no_import(tmp_path):
    (tmp_path / "imports-underway").write_text("a file stands where the folder is to be")
    with Underway(tmp_path, MANAGER, TOKEN) as one:
        one.expect(2, times=1)
        one.advance(2)
    assert underway.read(tmp_path, MANAGER, TOKEN) is None


def test_what_a_killed_process_left_is_cleared_by_the_next(tmp_path):
    (tmp_path / "imports-underway").mkdir()
    old, new = (tmp_path / "imports-underway" / name for name in ("old.json", "new.json"))
    for one in (old, new):
        one.write_text("[1, 2]")
    os.utime(old, (time.time() - 4000,) * 2)
    with Underway(tmp_path, MANAGER, TOKEN):
        pass
    assert (old.exists(), new.exists()) == (False, True)
