"""Hot reads select columns, never entities; SQLModel types at most four of them, so rows come as plain named tuples."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol, cast

from sqlmodel import Session, select

_PORTION = 500  # rows in memory


class Closing(Protocol):
    """What must be closed."""

    def close(self) -> None:
        """Give back what is held."""
        ...


def columns(*wanted: Any) -> Any:
    """Return a SELECT of any number of columns."""
    return cast("Any", select)(*wanted)


def rows_of(session: Session, statement: Any, **parameters: object) -> Sequence[Any]:
    """Return all rows of a statement of `columns`."""
    return cast("Any", session).exec(statement, params=parameters or None).all()


def portions_of(session: Session, statement: Any, **parameters: object) -> Iterator[Any]:
    """Return the rows of a statement of `columns`, fetched as they are walked through, while the reading lasts."""
    options = {"yield_per": _PORTION}
    result = cast("Any", session).exec(statement, params=parameters or None, execution_options=options)
    ends_with(session, result)
    return iter(result)


def ends_with(session: Session, thing: Closing) -> None:
    """Close a thing when the reading ends, the last one first, however it ends."""
    session.info["ends"].callback(thing.close)
