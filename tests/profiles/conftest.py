"""Folders with the profile of the invented county, to be spoilt."""

import shutil
from pathlib import Path

import pytest

from api import profiles

ORIGINAL = Path(__file__).parents[1] / "fixtures" / "musterkreis"


class Folder:
    """A copy of a profile; `edit` replaces text that must be there."""

    def __init__(self, path):
        self.path = path

    def __str__(self):
        return str(self.path)

    def edit(self, file, old, new):
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not say {old}"
        (self.path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def write(self, file, text):
        (self.path / file).write_text(text, encoding="utf-8")
        return self

    def drop(self, file):
        (self.path / file).unlink()
        return self

    def errors(self):
        return [str(error) for error in profiles.check(str(self.path))]


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "musterkreis"
    shutil.copytree(ORIGINAL, target)
    return Folder(target)
