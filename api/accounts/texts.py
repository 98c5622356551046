"""What mails of this room say, in every language of `texts.yaml`; German where one is missing."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "texts.yaml"
_SOURCE = "de"


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    found: Any = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def invitation_letter(language: str, *, name: str, link: str, until: dt.datetime) -> tuple[str, str]:
    """Return subject and text; `until` is spoken time."""
    known = _texts()["invitation"]
    said = known.get(language, known[_SOURCE])
    day = f"{until.day}.{until.month}.{until.year}, {until:%H:%M}"
    return said["subject"], said["text"].format(name=name, link=link, until=day)
