"""The history of what people edit: every state a change or a deletion replaced. Restoring one is an ordinary change."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col

from api.kernel.db import Reading
from api.kernel.editable import Editable, Editables, Known, Names, Naming, require
from api.kernel.paging import Listing, Page, Wish, cut, linked, listing
from api.kernel.permission import Actor, Resource, SignedIn, can
from api.kernel.problems import NotFound
from api.kernel.reading import columns, rows_of
from api.kernel.routing import Room, answers
from api.kernel.tables import Version
from api.kernel.time import spoken

router = Room(prefixes=("/staff/versions",), tags=["Staff"])
_VERSIONS = columns(Version.revision, Version.replaced_at, Version.replaced_by, col(Version.values).label("state"))

ObjectType = Annotated[
    str, Query(max_length=60, description="What it is, as in the audit trail.", examples=["measure"])
]
ObjectKey = Annotated[str, Query(max_length=200, description="Which one.", examples=["3"])]


class VersionView(BaseModel):
    """An earlier state. Sending `values` as a PATCH brings it back."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "revision": 2,
                    "replaced_at": "2026-11-20T09:30:00+01:00",
                    "replaced_by": "account:7",
                    "replaced_by_name": "Erika Mustermann",
                    "fields": ["weight"],
                    "values": {"weight": 1.0},
                }
            ]
        }
    )

    revision: int = Field(description="The revision that had these values.")
    replaced_at: dt.datetime
    replaced_by: str = Field(description="Account of who changed or deleted it.")
    replaced_by_name: str | None = Field(description="Their name; null for programs and erased people.")
    fields: list[str] = Field(description="What that change changed; empty when it deleted the object.")
    values: dict[str, Any] = Field(description="All values of then, as the staff document names them.")


@router.get(
    "/staff/versions",
    operation_id="list_versions",
    summary="Earlier states of an object",
    responses=answers(NotFound),
)
def list_versions(  # noqa: PLR0913 - a parameter each
    *,
    actor: SignedIn,
    session: Reading,
    editables: Known,
    naming: Naming,
    object_type: ObjectType,
    object_key: ObjectKey,
    wanted: Page,
    request: Request,
    response: Response,
) -> Listing[VersionView]:
    """Every earlier state of what one may see, newest first; what was deleted only for those who may see everything."""
    found = versions(session, actor, editables, object_type, object_key, wanted, naming=naming)
    return linked(found, request, response)


def versions(  # noqa: PLR0913 - which object, as its parts name it
    session: Session,
    actor: Actor,
    editables: Editables,
    object_type: str,
    object_key: str,
    wanted: Wish,
    *,
    naming: Names | None = None,
) -> Listing[VersionView]:
    """Return the earlier states of an object, newest first. Raises NotFound when there is none the actor may see."""
    editable = require(editables, object_type)
    row = editable.find(session, object_key)
    resource = Resource() if row is None else editable.resource(session, row)
    statement = _VERSIONS.where(col(Version.object_type) == object_type, col(Version.object_key) == object_key)
    found = rows_of(session, statement.order_by(col(Version.revision).desc()))
    if not can(actor, editable.read, resource) or (row is None and not found):
        raise NotFound
    now = None if row is None else row.model_dump(mode="json", warnings=False)
    states = [*([now] if now else []), *(one.state for one in found)]
    replacing = {one.revision: state for one, state in zip(found, states if now else [None, *states], strict=False)}
    names: Mapping[str, str] = naming(session) if naming and found else {}
    return listing(
        cut(found, lambda one: -one.revision, wanted), lambda one: _view(editable, one, replacing[one.revision], names)
    )


def _view(editable: Editable, one: Any, following: Mapping[str, Any] | None, names: Mapping[str, str]) -> VersionView:
    values = _spoken(editable, one.state)
    after = _spoken(editable, following) if following else values
    return VersionView(
        revision=one.revision,
        replaced_at=spoken(one.replaced_at),
        replaced_by=one.replaced_by,
        replaced_by_name=names.get(one.replaced_by),
        fields=sorted(name for name in values if values[name] != after.get(name)),
        values=values,
    )


def _spoken(editable: Editable, stored: Mapping[str, Any]) -> dict[str, Any]:
    return editable.spoken({name: value for name, value in stored.items() if name != "revision"})
