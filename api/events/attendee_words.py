"""The words of what leaves the screen: files for spreadsheets, the sheet to sign, certificates."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

from api.kernel.language import SOURCE
from api.kernel.time import spoken

_FILE = Path(__file__).parent / "attendee_words.json"


class Words(dict[str, str]):
    """The words of one language by their keys."""

    def day(self, moment: dt.datetime) -> str:
        """Return the Berlin day of an aware moment as this language writes it."""
        return self.date(spoken(moment))

    def date(self, day: dt.date) -> str:
        """Return a day as this language writes it."""
        return self["date"].format(d=f"{day.day:02}", m=f"{day.month:02}", y=day.year)

    def moment(self, moment: dt.datetime) -> str:
        """Return the Berlin day and time of an aware moment."""
        return f"{self.day(moment)}, {spoken(moment):%H:%M}"


@cache
def _every() -> dict[str, dict[str, str]]:
    return json.loads(_FILE.read_text(encoding="utf-8"))


def words_of(language: str) -> Words:
    """Return the words of a language; a county may offer one that has none yet, which gets the German ones."""
    return Words({**_every()[SOURCE], **_every().get(language, {})})
