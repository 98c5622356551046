"""Lists by keyset: `limit`, an opaque `after`, `{items, next}`, `Link: rel="next"`; a total only when asked."""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar, cast
from urllib.parse import quote

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, func, literal, tuple_
from sqlmodel import Session, select

from api.kernel.problems import Invalid, Issue

Item = TypeVar("Item")
Found = TypeVar("Found")
Key = TypeVar("Key", int, str)
LARGEST = 200

Limit = Annotated[int, Query(ge=1, le=LARGEST, description="Most items in one answer.")]
After = Annotated[str | None, Query(max_length=400, description="The `next` of the answer before.")]
Count = Annotated[bool, Query(description="Also say how many there are in all.")]


class Listing(BaseModel, Generic[Item]):
    """One page of a list; `next` goes into `after` for the next page and is null on the last."""

    items: list[Item]
    next: str | None = None
    total: int | None = Field(default=None, description="How many in all; only with `count=true`.")


class Wish(BaseModel):
    """Which page is wanted."""

    limit: int = 100
    after: str | None = None
    count: bool = False


async def wish(limit: Limit = 100, after: After = None, count: Count = False) -> Wish:  # noqa: FBT002 - FastAPI fills it by name
    """Read the paging parameters; the dependency behind `Page`."""
    return Wish(limit=limit, after=after, count=count)


Page = Annotated[Wish, Depends(wish)]


def page(
    session: Session, statement: Any, keys: Sequence[Any], wanted: Wish, *, newest_first: bool = False
) -> tuple[list[Any], str | None, int | None]:
    """Return the rows of one page, the cursor of the next, and the total if wanted.

    `keys` are together unique columns that `statement` selects, ascending unless the newest come first. Raises Invalid
    for a foreign cursor.
    """
    total = session.exec(select(func.count()).select_from(statement.subquery())).one() if wanted.count else None
    if wanted.after is not None:
        here, last = tuple_(*keys), tuple_(*_opened(wanted.after, keys))
        statement = statement.where(here < last if newest_first else here > last)
    order = [key.desc() for key in keys] if newest_first else keys
    rows: list[Any] = list(cast("Any", session).exec(statement.order_by(*order).limit(wanted.limit + 1)))
    more = len(rows) > wanted.limit
    rows = rows[: wanted.limit]
    return rows, _closed([getattr(rows[-1], key.key) for key in keys]) if more else None, total


def cut(
    rows: Sequence[Found], key: Callable[[Found], Key], wanted: Wish, kind: type[Key] = int
) -> tuple[list[Found], str | None, int | None]:
    """Return one page of rows at hand, ascending by `key`, which is of `kind`, as `page` does for a statement.

    Raises Invalid for a foreign cursor.
    """
    total = len(rows) if wanted.count else None
    if wanted.after is not None:
        (last,) = _values(wanted.after, [kind])
        rows = [row for row in rows if key(row) > last]
    found = list(rows[: wanted.limit])
    return found, _closed([key(found[-1])]) if len(rows) > wanted.limit else None, total


def listing(found: tuple[list[Found], str | None, int | None], view: Callable[[Found], Item]) -> Listing[Item]:
    """Return a page of views from what `page` found."""
    rows, following, total = found
    return Listing(items=[view(row) for row in rows], next=following, total=total)


def linked(answer: Listing[Item], request: Request, response: Response) -> Listing[Item]:
    """Add the `Link` header that leads to the next page, and return the answer."""
    if answer.next:
        query = request.url.include_query_params(after=answer.next).query
        response.headers["Link"] = f'<{quote(request.scope["path"])}?{query}>; rel="next"'
    return answer


def _closed(values: Sequence[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, dt.date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _opened(cursor: str, keys: Sequence[Any]) -> list[ColumnElement[Any]]:
    # SQLModel's strings are decorated types, which only say "object" themselves.
    values = _values(cursor, [getattr(key.type, "impl", key.type).python_type for key in keys])
    return [literal(value, key.type) for value, key in zip(values, keys, strict=True)]


def _values(cursor: str, kinds: Sequence[type]) -> list[Any]:
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        return [_typed(value, kind) for value, kind in zip(values, kinds, strict=True)]
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Invalid(
            Issue("after", "unknown_cursor", "Use the `next` of an earlier answer unchanged, or leave `after` out.")
        ) from error


def _typed(value: Any, kind: type) -> Any:
    if issubclass(kind, dt.datetime | dt.date):
        return kind.fromisoformat(value)
    if type(value) is not kind or (kind is str and "\0" in value) or (kind is int and abs(value) >= 2**63):
        raise ValueError
    if kind is str:
        value.encode()  # half a surrogate pair is a ValueError too
    return value
