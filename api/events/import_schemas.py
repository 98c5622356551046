"""What comes back of a file with courses: what would happen or happened to each, and everything that is wrong."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.events.importing import Action, Plan
from api.events.tables import EventKind

_STEP: dict[str, Any] = {
    "action": "change",
    "external_id": "K26-1204",
    "title": "Deutsch für den Beruf",
    "event": 12,
    "fields": ["dates", "place"],
    "people": 3,
}
_SOURCE: dict[str, Any] = {
    "source": "kvhs",
    "courses": 212,
    "kind": "training",
    "organiser": "kvhs-kaiserslautern",
    "organiser_name": "Kreisvolkshochschule Kaiserslautern",
}
_FAULT: dict[str, Any] = {"line": 7, "code": "no_date", "hint": "Write the day as 24.12.2026 or 2026-12-24."}


class CourseSource(BaseModel):
    """A system courses came from; kind and organiser are those of its newest course, to begin the next import with."""

    source: str
    courses: int = Field(description="Events from there, archived ones too.")
    kind: EventKind
    organiser: str | None
    organiser_name: str | None


class CourseSources(BaseModel):
    """Every system courses came from, by its name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_SOURCE]}]})

    items: list[CourseSource]


class CourseStep(BaseModel):
    """One course: created, changed, cancelled by the file, archived because it is missing, or archived before.

    `missing`: the file does not name it, but people are signed up. It stays, and staff have to say what becomes of it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_STEP]})

    action: Action
    external_id: str
    title: str
    event: int | None = Field(description="Number of the event here, once there is one.")
    fields: list[str] = Field(description="Names of what changes; `dates` for its dates.")
    people: int = Field(description="Entries it has, if it is still to come; they are told what moves.")


class CourseFault(BaseModel):
    """What is wrong with a line (0: with the file; in a calendar the number of the entry)."""

    model_config = ConfigDict(json_schema_extra={"examples": [_FAULT]})

    line: int
    code: str
    hint: str


class CourseImport(BaseModel):
    """What a file with courses does."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{
                "digest": "9a0b1c2d3e4f5061728394a5b6c7d8e99a0b1c2d3e4f5061728394a5b6c7d8e9",
                "counts": {
                    "create": 0, "change": 1, "same": 40, "cancel": 0, "archive": 0, "missing": 0, "stay_archived": 0,
                },
                "steps": [_STEP],
                "faults": [],
                "ignored": ["Dozent"],
            }]
        }
    )  # fmt: skip

    digest: str = Field(description="Names what was looked at; send it with the file to import.")
    counts: dict[Action, int]
    steps: list[CourseStep] = Field(description="Every course that is not the same.")
    faults: list[CourseFault] = Field(
        description="Everything that is wrong; as long as there is any, nothing is imported."
    )
    ignored: list[str] = Field(description="Headings nobody knows; their columns are not read.")


def document(plan: Plan) -> CourseImport:
    """Return a plan as it is told."""
    actions: tuple[Action, ...] = ("create", "change", "same", "cancel", "archive", "missing", "stay_archived")
    return CourseImport(
        digest=plan.digest,
        counts={one: plan.counts().get(one, 0) for one in actions},
        steps=[
            CourseStep(
                action=one.action,
                external_id=one.external_id,
                title=one.title,
                event=one.event and one.event.id,
                fields=[name for name in one.fields if name != "cancelled_at"] if one.action == "change" else [],
                people=one.people,
            )
            for one in plan.steps
            if one.action != "same"
        ],
        faults=[CourseFault(line=one.line, code=one.code, hint=one.hint) for one in plan.file.faults],
        ignored=plan.file.ignored,
    )
