"""Changing a measure: wording, partners, weight, how it ended and who continues it."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from sqlmodel import Session, col, select

from api.kernel import audit
from api.kernel.conditional import for_change
from api.kernel.findings import Findings, given
from api.kernel.language import SOURCE, TextWish
from api.kernel.permission import Actor, Resource, require
from api.kernel.tables import Row
from api.places import living
from api.programme.permissions import EDIT
from api.programme.staff_schemas import MeasureChange, PartnerWish
from api.programme.tables import ConceptMeasure, Measure, SubGoal

REWORDED = 0.5  # of 1
_NEVER_NULL = ("title", "friendly_title", "sub_goals", "weight", "partners", "target_groups", "experience_from")
_TEXTS = ("title", "friendly_title", "summary", "responsible", "closed_reason", "successor")


def change_measure(
    session: Session, actor: Actor, number: int, seen: int, wish: MeasureChange, offered: Sequence[str]
) -> Measure:
    """Change a measure. Raises NotFound, RevisionMismatch, or Invalid with everything that is wrong."""
    require(actor, EDIT, Resource())
    row = for_change(session, Measure, number, seen)
    values = given(wish, never_null=_NEVER_NULL)
    found = Findings()
    for name in values.keys() & {*_TEXTS}:
        values[name] = found.text(f"/{name}", getattr(row, name), values[name], offered)
    if "partners" in values:
        values["partners"] = _partners(row.partners, wish.partners or [], offered, found)
    if "target_groups" in values:
        values["target_groups"] = texts_of("/target_groups", row.target_groups, values["target_groups"], offered, found)
    _check_ends({**row.model_dump(warnings=False), **values}, found)
    _check_references(session, values, found)
    found.settle()
    write(row, values)
    audit.record(session, actor, "change", row)
    return row


def write(row: Row, values: Mapping[str, Any]) -> None:
    """Set fields of a row."""
    for name, value in values.items():
        setattr(row, name, value)


def texts_of(
    pointer: str,
    stored: Sequence[Mapping[str, Any]],
    wishes: Sequence[Sequence[TextWish]],
    offered: Sequence[str],
    found: Findings,
) -> list[Any]:
    """Return a list of texts as `wishes` want it, each with its German and the languages that change.

    A text keeps its translations when its German is known already. One at the place of a similar one that is gone is
    that one reworded: its translations stay and become outdated.
    """
    known = {one[SOURCE]["text"]: one for one in stored}
    sources = [next((one.text.strip() for one in wish if one.lang == SOURCE), "") for wish in wishes]
    made: list[Any] = []
    for place, (wish, source) in enumerate(zip(wishes, sources, strict=True)):
        before = known.get(source)
        if before is None and place < len(stored) and _reworded(stored[place][SOURCE]["text"], source, sources):
            before = stored[place]
        if source:
            made.append(found.text(f"{pointer}/{place}", before, list(wish), offered))
        else:
            found.say(f"{pointer}/{place}", "source_missing", "Give the German text, or leave the entry out.")
    return made


def _reworded(before: str, after: str, sources: Sequence[str]) -> bool:
    """Say whether a text is another one in other words; half of the letters in common, as names with a slip have."""
    return before not in sources and SequenceMatcher(None, before, after, autojunk=False).ratio() >= REWORDED


def _partners(
    stored: Sequence[Mapping[str, Any]], wishes: Sequence[PartnerWish], offered: Sequence[str], found: Findings
) -> list[dict[str, Any]]:
    inner = Findings()
    names = texts_of("/partners", [one["name"] for one in stored], [one.name for one in wishes], offered, inner)
    for issue in inner.issues:  # the name of a partner lies one step deeper
        _, first, place, *rest = issue.pointer.split("/")
        found.say("/".join(["", first, place, "name", *rest]), issue.code, issue.hint)
    # what is wrong with a name shortens the list, and stops everything before it is used
    return [{"name": name, "organisation": wish.organisation} for name, wish in zip(names, wishes, strict=False)]


def _check_ends(values: Mapping[str, Any], found: Findings) -> None:
    """Check what the table demands of a measure that is closed or handed over."""
    if values["closed"] and not values["closed_reason"]:
        found.say("/closed_reason", "reason_missing", "Say in German why the measure is over.")
    if values["closed_reason"] and not values["closed"]:
        found.say("/closed", "closed_missing", "A reason belongs to `closed`; empty both, or give both.")
    for name in ("hand_over", "hand_over_from"):
        if values[name] and not values["successor"]:
            found.say("/successor", "successor_missing", "Name who continues the measure.")
            break


def _check_references(session: Session, values: Mapping[str, Any], found: Findings) -> None:
    goals: Sequence[str] = values.get("sub_goals") or []
    known = {*session.exec(select(SubGoal.code)).all()} if goals else set[str]()
    for place, code in enumerate(goals):
        if code not in known:
            found.say(f"/sub_goals/{place}", "unknown_sub_goal", f"Use one of: {', '.join(sorted(known))}.")
        elif code in goals[:place]:
            found.say(f"/sub_goals/{place}", "given_twice", "Name each sub-goal once.")
    check_concept(session, values.get("concept_measure"), found)
    partners: Sequence[Mapping[str, Any]] = values.get("partners") or []
    there = living(session, {one["organisation"] for one in partners} - {None})
    for place, one in enumerate(partners):
        if one["organisation"] is not None and one["organisation"] not in there:
            hint = "Use the key of an organisation as `/staff/organisations` lists them."
            found.say(f"/partners/{place}/organisation", "unknown_organisation", hint)


def check_concept(session: Session, number: int | None, found: Findings) -> None:
    """Note when the wider concept has no measure of this number."""
    if number is None:
        return
    if session.exec(select(ConceptMeasure.number).where(col(ConceptMeasure.number) == number)).first() is None:
        found.say("/concept_measure", "unknown_concept_measure", "Use a number as `/concept-measures` lists them.")


def move_partners(session: Session, actor: Actor, table: str, gone: str, stays: str) -> None:
    """Let measures name the organisation that stays after a merge; what `on_merge` calls."""
    if table != "organisation":
        return
    moved: list[Measure] = []
    for row in session.exec(select(Measure)).all():
        if any(one["organisation"] == gone for one in row.partners):
            partners = [
                {**one, "organisation": stays if one["organisation"] == gone else one["organisation"]}
                for one in row.partners
            ]
            moved.append(row)
            row.partners = partners
    audit.record(session, actor, "change", *moved)
