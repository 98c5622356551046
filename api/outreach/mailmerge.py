"""One letter per recipient as a Word file, from a template with placeholders. German, because the recipients are.

Pure functions: what goes in is data, what comes out are bytes, the same for the same data.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from api.kernel.problems import Issue

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLACEHOLDERS = (
    "organisation",
    "contact",
    "salutation",
    "measure",
    "project",
    "promised",
    "next_step",
    "sender",
    "today",
)
_NEUTRAL = "Sehr geehrte Damen und Herren"
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_BRACES = re.compile(r"\{([^{}]*)\}")
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP file can say


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to: lines of the address, name of a person there or none, and what fills the placeholders."""

    address: Sequence[str]
    contact: str | None
    values: Mapping[str, str]


@dataclass(frozen=True)
class Head:
    """Who writes: lines of the county's address, where it lies, how it is reached."""

    name: str
    lines: Sequence[str]
    town: str | None
    signed: str | None


def german(day: dt.date) -> str:
    """Return a day as German letters say it: 5. Dezember 2026."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def salutation(contact: str | None) -> str:
    """Return how a letter begins; who somebody is beyond the name is not ours to guess."""
    return f"Guten Tag {contact}" if contact else _NEUTRAL


def unknown(pointer: str, text: str) -> list[Issue]:
    """Return an issue for each placeholder nobody can fill; the hint names those there are."""
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    wrong = sum(name not in PLACEHOLDERS for name in _BRACES.findall(text))
    hint = f"{wrong} placeholder(s) here are not known. Known: {known}."
    return [Issue(pointer, "unknown_placeholder", hint)] if wrong else []


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled; what a value says is never read as a placeholder again."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def document(subject: str, body: str, head: Head, recipients: Sequence[Recipient], day: dt.date) -> bytes:
    """Return the letters as DOCX, each on pages of its own. `day` is the date of the letters and of the file."""
    made = Document()
    _prepare(made, subject, head, day)
    for place, one in enumerate(recipients):
        values = {**one.values, "contact": one.contact or "", "salutation": salutation(one.contact)}
        values |= {"sender": head.name, "today": german(day)}
        _letter(made, filled(subject, values), filled(body, values), head, one, day)
        if place < len(recipients) - 1:
            made.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    written = BytesIO()
    made.save(written)
    return _without_times(written.getvalue())


def _prepare(made: Any, subject: str, head: Head, day: dt.date) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)  # DIN 5008: A4, margins 25 and 20 mm
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(27), Mm(25)
    style = made.styles["Normal"]
    style.font.size = Pt(11)
    language = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    style.element.get_or_add_rPr().append(language)
    about = made.core_properties
    about.title, about.author, about.language = _plain(subject), _plain(head.name), "de-DE"
    about.created = about.modified = dt.datetime.combine(day, dt.time())
    about.last_modified_by, about.comments = _plain(head.name), ""


def _letter(made: Any, subject: str, body: str, head: Head, one: Recipient, day: dt.date) -> None:
    sender = made.add_paragraph()
    _run(sender, " · ".join([head.name, *head.lines])).font.size = Pt(8)
    _lines(made, one.address).paragraph_format.space_after = Pt(30)
    dated = _lines(made, [", ".join(filter(None, (head.town, german(day))))])
    dated.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(made.add_paragraph(), subject).bold = True
    for part in re.split(r"\n\s*\n", body.strip()):
        _lines(made, part.split("\n"))
    if head.signed:
        _lines(made, [head.signed]).paragraph_format.space_before = Pt(24)


def _lines(made: Any, lines: Sequence[str]) -> Any:
    paragraph = made.add_paragraph()
    for place, line in enumerate(lines):
        run = _run(paragraph, line)
        if place < len(lines) - 1:
            run.add_break()
    return paragraph


def _run(paragraph: Any, text: str) -> Any:
    return paragraph.add_run(_plain(text))


def _plain(text: str) -> str:
    """Return a text without the characters XML cannot hold; they would make the whole file unreadable."""
    return _NO_XML.sub("", text)


def _without_times(content: bytes) -> bytes:
    """Return a ZIP file with one fixed time for all its parts: the same letters are the same bytes."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            stamped = zipfile.ZipInfo(part.filename, _EPOCH)
            stamped.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(stamped, source.read(part.filename))
    return written.getvalue()
