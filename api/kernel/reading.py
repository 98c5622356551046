"""Hot reads select columns, never entities; SQLModel types at most four of them, so rows come as plain named tuples."""

from collections.abc import Sequence
from typing import Any, cast

from sqlmodel import Session, select


def columns(*wanted: Any) -> Any:
    """Return a SELECT of any number of columns."""
    return cast("Any", select)(*wanted)


def rows_of(session: Session, statement: Any, **parameters: object) -> Sequence[Any]:
    """Return all rows of a statement of `columns`."""
    return cast("Any", session).exec(statement, params=parameters or None).all()
