"""The key `outreach` of `demo.yaml`: invented persuasion to try the software with; days count from its loading.

It is written once, into a database that holds no outreach yet: what people do with it afterwards is theirs.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, select

from api.accounts import ACCOUNTS
from api.kernel.audit import PROFILE, record
from api.kernel.reading import columns, rows_of
from api.kernel.synchronising import Differences
from api.kernel.tables import Revised
from api.outreach import mailmerge
from api.outreach.letter_schemas import LetterWish
from api.outreach.schemas import Line, MeasureNumber, Note, OrganisationKey
from api.outreach.stages import Stage
from api.outreach.tables import (
    LetterTemplate,
    LogKind,
    Outreach,
    OutreachLog,
    WorkingGroup,
    WorkingGroupDecision,
    WorkingGroupMember,
    WorkingGroupTask,
)

DaysAgo = Annotated[int, Field(ge=0, le=400)]
DaysAhead = Annotated[int, Field(ge=-400, le=400)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoContact(_Part):
    """A contact, or with `stage` a move; so many days ago."""

    ago: DaysAgo
    kind: LogKind
    stage: Stage | None = None
    note: Note | None = None


class DemoTarget(_Part):
    """An organisation (its key) to win for a measure; `owner` is the name of a demo account."""

    organisation: OrganisationKey
    measure: MeasureNumber
    stage: Stage = Stage.open
    promised: Note | None = None
    next_step: Line | None = None
    next_in: DaysAhead | None = None
    owner: Name | None = None
    log: tuple[DemoContact, ...] = ()


class DemoMember(_Part):
    """A member of a working group: a demo account by name, or anybody."""

    account: Name | None = None
    name: Name | None = None
    organisation: OrganisationKey | None = None


class DemoDecision(_Part):
    """What was decided so many days ago."""

    ago: DaysAgo
    text: Note


class DemoTask(_Part):
    """A task due in so many days, of a demo account or of a member by name."""

    title: Line
    due_in: DaysAhead | None = None
    account: Name | None = None
    member: Name | None = None
    measure: MeasureNumber | None = None
    done_ago: DaysAgo | None = None


class DemoGroup(_Part):
    """A working group."""

    name: Name
    purpose: Note | None = None
    measures: tuple[MeasureNumber, ...] = ()
    members: tuple[DemoMember, ...] = ()
    decisions: tuple[DemoDecision, ...] = ()
    tasks: tuple[DemoTask, ...] = ()


class OutreachDemo(_Part):
    """The key `outreach` of `demo.yaml`."""

    targets: tuple[DemoTarget, ...] = ()
    letters: tuple[LetterWish, ...] = ()
    groups: tuple[DemoGroup, ...] = ()


def unknown_names(
    demo: OutreachDemo, organisations: Iterable[str], measures: Iterable[int], people: Iterable[str]
) -> list[str]:
    """Return what the demo names and nobody defines: keys of organisations, numbers of measures, names of accounts."""
    members = [member for group in demo.groups for member in group.members]
    tasks = [task for group in demo.groups for task in group.tasks]
    named = {one.organisation for one in (*demo.targets, *members)} - {None, *organisations}
    numbers = {one.measure for one in (*demo.targets, *tasks)} | {
        one for group in demo.groups for one in group.measures
    }
    accounts = {one.owner for one in demo.targets} | {one.account for one in (*members, *tasks)}
    wrong = {issue.hint for one in demo.letters for issue in mailmerge.unknown("", one.subject + one.body)}
    return [
        *sorted(f"the organisation {key}" for key in named if key),
        *sorted(f"measure {number}" for number in numbers - {None, *measures}),
        *sorted(f"the account {name}" for name in accounts - {None, *people} if name),
        *sorted(wrong),
    ]


def load(session: Session, demo: OutreachDemo, *, apply: bool, today: dt.date) -> list[Differences]:
    """Write the demo where there is no outreach yet; return what is new."""
    if session.exec(select(Outreach.id).limit(1)).first() or session.exec(select(WorkingGroup.id).limit(1)).first():
        return []
    found = Differences("outreach", new=[f"{one.organisation}/{one.measure}" for one in demo.targets])
    if apply:
        people = {row.name: row.id for row in rows_of(session, columns(ACCOUNTS.c.id, ACCOUNTS.c.name))}
        _write(session, [LetterTemplate(**one.model_dump()) for one in demo.letters])
        for target in demo.targets:
            _target(session, target, people, today)
        for group in demo.groups:
            _group(session, group, people, today)
    return [found]


def _target(session: Session, target: DemoTarget, people: Mapping[str, int], today: dt.date) -> None:
    owner = people.get(target.owner or "")
    values = target.model_dump(exclude={"log", "next_in", "owner"})
    row = Outreach(**values, next_step_on=_day(today, target.next_in), owner=owner)
    _write(session, [row])
    entries = [
        OutreachLog(
            outreach=row.id or 0, day=_day(today, -one.ago) or today, account=owner, **one.model_dump(exclude={"ago"})
        )
        for one in target.log
    ]
    _write(session, entries)


def _group(session: Session, group: DemoGroup, people: Mapping[str, int], today: dt.date) -> None:
    row = WorkingGroup(name=group.name, purpose=group.purpose, measures=sorted(group.measures))
    _write(session, [row])
    number = row.id or 0
    members = [
        WorkingGroupMember(
            working_group=number, account=people.get(one.account or ""), name=one.name, organisation=one.organisation
        )
        for one in group.members
    ]
    _write(session, members)
    seats = {one.name: one.id for one in members if one.name}
    decisions = [
        WorkingGroupDecision(working_group=number, day=_day(today, -one.ago) or today, text=one.text)
        for one in group.decisions
    ]
    _write(session, [*decisions, *_tasks(group, number, people, seats, today)])


def _tasks(
    group: DemoGroup, number: int, people: Mapping[str, int], seats: Mapping[str, Any], today: dt.date
) -> Iterator[WorkingGroupTask]:
    for one in group.tasks:
        yield WorkingGroupTask(
            working_group=number,
            title=one.title,
            due=_day(today, one.due_in),
            account=people.get(one.account or ""),
            member=seats.get(one.member or ""),
            measure=one.measure,
            done_on=None if one.done_ago is None else _day(today, -one.done_ago),
        )


def _day(today: dt.date, days: int | None) -> dt.date | None:
    return None if days is None else today + dt.timedelta(days=days)


def _write(session: Session, rows: Sequence[Revised]) -> None:
    record(session, PROFILE, "create", *rows, public=False)
