"""The status report as PDF/UA-1: one A4 page per measure, in the reader's language. Same report, same bytes.

The words are those of `status_words.json`; the layout is `status.typ`.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from api.kernel.language import SOURCE, Languages, Text
from api.outreach.stages import Stage
from api.outreach.status_schemas import Date, MeasureStatus, StatusReport
from api.programme import printable, typeset_document

_HERE = Path(__file__).parent
_MOST = 5  # entries of a list on one page; more are counted
_LONGEST = 90  # characters of an entry, so that everything stays on one page
Words = Mapping[str, str]


class Printer:
    """Puts a report into words of one language."""

    def __init__(self, languages: Languages, language: str) -> None:
        self.languages = languages
        self.language = language
        self.words: Words = words_of(language)

    def pdf(self, report: StatusReport, *, whole: bool) -> bytes:
        """Return the report as PDF; `whole` puts an overview before the measures."""
        measures = [self._measure(one) for one in report.measures]
        title = self.words["whole"] if whole else f"{self.words['status_report']}: {measures[0]['label']}"
        data = {
            "lang": self.languages.tag(self.language),
            "dir": self.languages.direction(self.language),
            "words": {**self.words, "happened": self.words["happened"].replace("{day}", self._day(report.since))},
            "title": title,
            "county": printable(report.name),
            "project": self._text(report.project),
            "as_of": self.words["as_of"].replace("{day}", self._day(report.day)),
            "year": report.day.year,
            "month": report.day.month,
            "day": report.day.day,
            "overview": self._overview(report) if whole else None,
            "measures": measures,
        }
        return typeset_document(_HERE / "status.typ", data, report.day)

    def _overview(self, report: StatusReport) -> dict[str, Any]:
        known = [one.outreach for one in report.measures if one.outreach is not None]
        stages = {stage: sum(one[stage] for one in known) for stage in Stage} if known else None
        coming = sorted((date for one in report.measures for date in one.next), key=lambda date: date.day)
        quarter = self.words["quarter"].replace("{n}", str(report.quarter)).replace("{all}", str(report.quarters))
        return {
            "quarter": quarter if report.quarter else "",
            "stages": self._stages(stages),
            **_cut("next", [self._date(one) for one in coming]),
        }

    def _measure(self, one: MeasureStatus) -> dict[str, Any]:
        words = self.words
        label = words["measure"].replace("{n}", str(one.number)) if one.kind == "measure" else words["management"]
        counted = words["counted"].replace("{done}", str(one.done)).replace("{all}", str(one.total))
        return {
            "label": label,
            "number": str(one.number),
            "title": self._text(one.title),
            "status": words[one.status],
            "late": one.status == "late",
            "value": one.progress,
            "progress": words["unreported"] if one.progress is None else counted,
            **_cut("milestones", [self._milestone(step) for step in one.milestones]),
            **_cut("happened", [self._entry(self._day(it.day), "", it.text) for it in one.happened]),
            "stages": self._stages(one.outreach),
            **_cut("tasks", None if one.tasks is None else [self._task(task) for task in one.tasks]),
            **_cut("next", [self._date(date) for date in one.next]),
        }

    def _milestone(self, step: Any) -> dict[str, Any]:
        slip = "" if step.slip_days is None else f"{step.slip_days:+d}" if step.slip_days else "0"
        done = self._day(step.done_on) if step.done_on else "–"
        return {"title": self._text(step.title), "due": self._day(step.due), "done": done, "slip": slip}

    def _task(self, task: Any) -> dict[str, Any]:
        text = Text(text=f"{task.title} ({task.group})", lang=SOURCE, state="original")
        note = self.words["overdue"] if task.overdue else ""
        return self._entry(self._day(task.due) if task.due else "", note, text, late=task.overdue)

    def _date(self, date: Date) -> dict[str, Any]:
        return self._entry(self._day(date.day), self.words[date.kind], date.title)

    def _entry(self, day: str, note: str, text: Text, *, late: bool = False) -> dict[str, Any]:
        return {"day": day, "note": note, "text": self._text(text), "late": late}

    def _stages(self, counted: Mapping[Stage, int] | None) -> list[dict[str, Any]] | None:
        if counted is None:
            return None
        return [{"name": self.words[f"stage_{stage}"], "count": counted[stage]} for stage in Stage]

    def _text(self, text: Text) -> dict[str, str]:
        clean = " ".join(printable(" ".join(text.text.split())).split())
        short = clean if len(clean) <= _LONGEST else clean[:_LONGEST].rsplit(" ", 1)[0] + " …"
        return {"text": short, "lang": self.languages.tag(text.lang), "dir": self.languages.direction(text.lang)}

    def _day(self, day: dt.date) -> str:
        return self.words["date"].format(d=f"{day.day:02}", m=f"{day.month:02}", y=day.year)


def _cut(name: str, entries: Sequence[Any] | None) -> dict[str, Any]:
    """Return the first entries under `name`, and how many are left out."""
    if entries is None:
        return {name: None, f"{name}_left": 0}
    return {name: entries[:_MOST], f"{name}_left": max(0, len(entries) - _MOST)}


@cache
def _all_words() -> dict[str, Words]:
    return json.loads((_HERE / "status_words.json").read_text(encoding="utf-8"))


def words_of(language: str) -> Words:
    """Return the words of a language; a county may offer one that has none yet, which gets the German ones."""
    return {**_all_words()[SOURCE], **_all_words().get(language, {})}
