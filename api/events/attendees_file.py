"""Who signed up as a file for spreadsheets: CSV and XLSX from one table. No cell is taken for a formula."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import xlsxwriter
from sqlmodel import Session

from api.events import attendance, attendees
from api.events.attendee_schemas import Attendee
from api.events.attendee_words import Words, words_of
from api.events.schemas import QuestionView
from api.kernel.formulas import harmless
from api.kernel.permission import Actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int
_PLAIN = ("ticket", "name", "party", "state", "email", "phone", "language", "registered_at", "by_staff")


@dataclass(frozen=True)
class Table:
    """What the file holds: a title, headings, and rows of harmless texts and numbers."""

    title: str
    head: list[str]
    rows: list[list[Cell]]


def table(session: Session, actor: Actor, number: int, language: str) -> Table:
    """Return everybody who signed up with their answers and on which dates they were there. Raises NotFound."""
    event, words = attendees.get_event(session, actor, number, language), words_of(language)
    marks = attendance.marks(session, number)
    head = [
        *(words[name] for name in _PLAIN),
        *(one.label.text for one in event.questions),
        *(words.moment(one.starts_at) for one in event.sessions),
    ]
    rows: list[list[Cell]] = []
    for place, row in enumerate(attendees.every(session, number), 1):
        there = {one.session: words["present" if one.present else "absent"] for one in marks[row.id]}
        cells = [
            *_plain(row, place, words),
            *(_answer(one, row.answers.get(one.key), words) for one in event.questions),
            *(there.get(one.id, "") for one in event.sessions),
        ]
        rows.append([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return Table(event.title.text, [harmless(name) for name in head], rows)


def _plain(row: Attendee, place: int, words: Words) -> Sequence[Cell]:
    return (
        place,
        row.name,
        row.party,
        words[f"state_{row.state}"],
        row.email or "",
        row.phone or "",
        row.language,
        words.moment(row.registered_at),
        words["yes" if row.by_staff else "no"],
    )


def _answer(question: QuestionView, answer: Any, words: Words) -> Cell:
    match answer:
        case None:
            return ""
        case bool():
            return words["yes" if answer else "no"]
        case _:
            return next((one.label.text for one in question.choices if one.code == answer), str(answer))


def as_csv(found: Table) -> bytes:
    """Return the table as CSV the way spreadsheets of this country read it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([found.head, *found.rows])
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(found: Table) -> bytes:
    """Return the table as a spreadsheet."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = cast("Any", xlsxwriter.Workbook(target, options))  # it comes without types
    book.set_properties({"created": dt.datetime(2000, 1, 1), "title": found.title})  # noqa: DTZ001 - the format knows no zones
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, found.head, book.add_format({"bold": True}))
    for line, row in enumerate(found.rows, 1):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, cell) if isinstance(cell, str) else sheet.write_number(line, place, cell)
    sheet.autofit()
    book.close()
    return target.getvalue()
