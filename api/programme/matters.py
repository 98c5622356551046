"""What is open in the programme: overdue milestones, measures nobody reports about, translations to do."""

from collections.abc import Iterator

from sqlmodel import Session

from api.kernel.language import Languages
from api.kernel.matters import Matter, Matters
from api.kernel.permission import Actor, Resource, can
from api.kernel.translations import TRANSLATE
from api.programme import overview, strands
from api.programme.permissions import EDIT
from api.programme.strands import Strand


def matters_in(languages: Languages) -> Matters:
    """Return what tells the open matters of a county with these languages. Two statements, or none."""

    def matters(session: Session, actor: Actor) -> list[Matter]:
        steers, translates = can(actor, EDIT, Resource()), can(actor, TRANSLATE, Resource())
        if not steers and not translates:
            return []
        found = strands.every(session, full=True, wide=True)
        return [
            *(matter for strand in found if steers for matter in _of_measure(strand)),
            *(_to_translate(found, languages) if translates else ()),
        ]

    return matters


def _of_measure(strand: Strand) -> Iterator[Matter]:
    link = f"/team/massnahmen/{strand.row.number}"
    for step in overview.overdue(strand):
        yield Matter("milestone_overdue", step.title, link, due=strand.calendar.last_day(step.last_quarter))
    if overview.is_stale(strand):
        yield Matter("measure_stale", strand.row.title, f"{link}#logbuch", waiting_since=overview.last_report(strand))
    if overview.is_silent(strand):
        yield Matter("measure_silent", strand.row.title, f"{link}#logbuch", waiting_since=strand.planned[0])


def _to_translate(found: list[Strand], languages: Languages) -> Iterator[Matter]:
    counted = [overview.translations(strand, languages.codes) for strand in found]
    for kind, count in zip(("missing", "outdated"), map(sum, zip(*counted, strict=True)), strict=False):
        if count:
            yield Matter(f"measure_texts_{kind}", "", f"/team/uebersetzungen?state={kind}", count=count)
