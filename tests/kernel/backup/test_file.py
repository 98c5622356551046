"""The file opens with a recovery key only, holds nothing plain, and is refused when anything is wrong with it."""

import json
import tarfile

import pytest

from api.kernel import age, backup
from tests.kernel.backup.conftest import made, restore, write


class TestTheFile:
    def test_it_opens_with_the_right_key_only(self, file, empty, keys):
        with pytest.raises(age.Unreadable, match="another key"):
            restore(empty, file, keys[1][1])
        with pytest.raises(age.Unreadable, match="not a recovery key"):
            restore(empty, file, file)

    def test_two_people_may_each_hold_a_key(self, settings, empty, keys):
        both = settings.model_copy(update={"backup_recipient": [public for public, _ in keys]})
        restore(empty, made(both).file, keys[1][1])

    def test_a_damaged_file_is_refused_and_leaves_nothing_in_the_way(self, file, empty, keys):
        whole = file.read_bytes()
        flipped = whole[:-5000] + bytes([whole[-5000] ^ 1]) + whole[-4999:]
        for harmed in (whole[:-100], flipped, b"", b"not an age file at all"):
            file.write_bytes(harmed)
            with pytest.raises(age.Unreadable):
                restore(empty, file, keys[0][1])
        file.write_bytes(whole)
        restore(empty, file, keys[0][1])

    def test_nothing_of_the_database_can_be_read_in_it_and_nothing_plain_is_left(self, settings):
        write(settings, "canary", "Erika Mustermann")
        file = made(settings).file
        left = [one for one in settings.backups.rglob("*") if one.is_file()]
        assert {one.name for one in left} == {file.name, backup.HEADS}
        for one in left:
            for needle in (b"Erika", b"canary", b"CREATE TABLE", b"SQLite format"):
                assert needle not in one.read_bytes()
        assert (settings.backups.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)

    def test_age_and_tar_open_it_without_us(self, file, keys, tmp_path, backend):
        with file.open("rb") as closed, (tmp_path / "plain").open("wb") as plain:
            age.decrypt(closed, plain, keys[0][1])
        with tarfile.open(tmp_path / "plain", "r:gz") as tar:
            assert tar.getnames() == ["manifest.json", "wik.sqlite" if backend == "sqlite" else "wik.dump"]

    def test_names_that_lead_elsewhere_are_refused(self, kept, empty, keys, tmp_path):
        """Anybody with the public key can make a file; it still writes nowhere but its own folder."""
        evil = kept.manifest.model_dump(mode="json")
        evil["databases"][0]["file"] = "../../evil.sqlite"
        packed = tmp_path / "packed"
        (tmp_path / "manifest.json").write_text(json.dumps(evil))
        with tarfile.open(packed, "w:gz") as tar:
            tar.add(tmp_path / "manifest.json", "manifest.json")
            tar.add(tmp_path / "manifest.json", "../../evil.sqlite")
        file = tmp_path / "evil.age"
        with packed.open("rb") as plain, file.open("wb") as closed:
            age.encrypt(plain, closed, [keys[0][0]])
        with pytest.raises(age.Unreadable, match="not a backup"):
            restore(empty, file, keys[0][1])
        assert not list(tmp_path.rglob("evil.sqlite"))

    def test_a_disk_that_fills_up_leaves_no_half_file(self, settings, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(age, "encrypt", full)
        with pytest.raises(OSError, match="No space"):
            made(settings)
        assert list(settings.backups.iterdir()) == []
