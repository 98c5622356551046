"""Letters: templates, and one letter per chosen row of outreach, noted in its contact log."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import given
from api.kernel.language import SOURCE, said
from api.kernel.paging import Listing, Wish, listing, page
from api.kernel.permission import Actor, Resource, can, require
from api.kernel.problems import Invalid, Issue
from api.kernel.reading import columns, rows_of
from api.kernel.time import today
from api.outreach import mailmerge, permissions
from api.outreach.letter_schemas import DocumentWish, LetterChange, LetterView, LetterWish
from api.outreach.listing import address
from api.outreach.mailmerge import Head, Recipient
from api.outreach.reaching import around, of_the_house
from api.outreach.tables import LetterTemplate, LogKind, Outreach, OutreachLog
from api.places import CONTACTS, find_organisations, find_people
from api.programme import MEASURES, Sender, sender

_LETTERS = columns(
    LetterTemplate.id, LetterTemplate.revision, LetterTemplate.name, LetterTemplate.subject, LetterTemplate.body
)


def list_letters(session: Session, actor: Actor, wish: Wish) -> Listing[LetterView]:
    """Return the letters by number. Raises NotFound for a token that is limited to areas."""
    require(actor, permissions.EDIT, Resource())
    return listing(page(session, _LETTERS, [col(LetterTemplate.id)], wish), view)


def view(letter: Any) -> LetterView:
    """Return a letter with what may stand in braces."""
    return LetterView(
        id=letter.id,
        revision=letter.revision,
        name=letter.name,
        subject=letter.subject,
        body=letter.body,
        placeholders=[*mailmerge.PLACEHOLDERS],
    )


def get_letter(session: Session, actor: Actor, number: int) -> LetterTemplate:
    """Return a letter. Raises NotFound."""
    return of_the_house(session, actor, permissions.EDIT, LetterTemplate, number)


def create(session: Session, actor: Actor, wish: LetterWish) -> LetterTemplate:
    """Make a letter. Raises Invalid for placeholders nobody knows; two letters of one name are a conflict."""
    require(actor, permissions.EDIT, Resource())
    _check(wish.subject, wish.body)
    letter = LetterTemplate(**wish.model_dump())
    audit.record(session, actor, "create", letter, public=False)
    return letter


def change(session: Session, actor: Actor, number: int, seen: int, wish: LetterChange) -> LetterTemplate:
    """Change a letter. Raises NotFound, RevisionMismatch, Invalid."""
    get_letter(session, actor, number)
    letter = for_change(session, LetterTemplate, number, seen)
    values = given(wish, never_null=("name", "subject", "body"))
    _check(values.get("subject", ""), values.get("body", ""))
    for name, value in values.items():
        setattr(letter, name, value)
    audit.record(session, actor, "change", letter, public=False)
    return letter


def delete(session: Session, actor: Actor, number: int, seen: int) -> None:
    """Remove a letter; what was sent stays in the contact logs. Raises NotFound, RevisionMismatch."""
    get_letter(session, actor, number)
    audit.record(session, actor, "delete", for_change(session, LetterTemplate, number, seen), public=False)


def _check(subject: str, body: str) -> None:
    if issues := [*mailmerge.unknown("/subject", subject), *mailmerge.unknown("/body", body)]:
        raise Invalid(*issues)


def written(session: Session, actor: Actor, letter: LetterTemplate, wish: DocumentWish) -> bytes:
    """Return the letters as DOCX, one per row. Raises Invalid for rows that are not there or named twice."""
    rows = _chosen(session, actor, wish.outreach)
    keys = {row.organisation for row in rows}
    known, people, resources = find_organisations(session, keys), find_people(session, keys), around(session, keys)
    titles = {
        row.number: said(row.title, SOURCE).text
        for row in rows_of(session, columns(MEASURES.c.number, MEASURES.c.title))
    }
    county = sender(session, SOURCE)
    recipients: list[Recipient] = []
    for row in rows:
        there = people.get(row.organisation, []) if can(actor, CONTACTS, resources[row.organisation]) else []
        contact = there[0].name if there else None
        organisation = known[row.organisation]
        values = {"organisation": organisation.name, "measure": titles[row.measure], "project": county.project.text}
        values |= {"promised": row.promised or "", "next_step": row.next_step or ""}
        lines = [organisation.name, *filter(None, (contact,)), *address(organisation)]
        recipients.append(Recipient(lines, contact, values))
    return mailmerge.document(letter.subject, letter.body, _head(county), recipients, today(session))


def note(session: Session, actor: Actor, letter: LetterTemplate, wish: DocumentWish) -> None:
    """Write into the contact log of each row that the letter went out today."""
    entries = [
        OutreachLog(outreach=one, day=today(session), kind=LogKind.letter, note=letter.name, account=actor.account)
        for one in wish.outreach
    ]
    audit.record(session, actor, "create", *entries, public=False)


def _chosen(session: Session, actor: Actor, numbers: Sequence[int]) -> list[Outreach]:
    """Return the rows in their order."""
    found = {row.id: row for row in session.exec(select(Outreach).where(col(Outreach.id).in_(numbers))).all()}
    resources = around(session, {row.organisation for row in found.values()})
    issues: list[Issue] = []
    for place, number in enumerate(numbers):
        row = found.get(number)
        if row is None or not can(actor, permissions.EDIT, resources[row.organisation]):
            issues.append(Issue(f"/outreach/{place}", "unknown_outreach", "Use numbers as /staff/outreach lists them."))
        elif number in numbers[:place]:
            issues.append(Issue(f"/outreach/{place}", "given_twice", "Name each row once: it gets one letter."))
    if issues:
        raise Invalid(*issues)
    return [found[number] for number in numbers]


def _head(county: Sender) -> Head:
    imprint = county.imprint
    town = " ".join(filter(None, (imprint.postal_code, imprint.town)))
    lines = [line for line in (imprint.street, town, imprint.phone, imprint.email) if line]
    return Head(imprint.organisation, lines, imprint.town, imprint.represented_by)
