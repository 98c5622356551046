"""What a room tells the kernel about a table people edit, so that history and translations need no code of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import inspect
from sqlmodel import Session

from api.kernel.language import every
from api.kernel.permission import Actor, Permission, Resource
from api.kernel.problems import NotFound
from api.kernel.tables import Revised


def nobodys(_session: Session, _row: Any) -> Resource:
    """Say of every row that it belongs to no area: only who may everywhere may."""
    return Resource()


def as_stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as they are."""
    return {**values}


def always_public(_row: Any) -> bool:
    """Say of every row that visitors see it."""
    return True


@dataclass(frozen=True)
class Editable:
    """A table people edit.

    `texts` are the places of its translatable texts: `title`, `target_groups/*`, `partners/*/name`. `page` is where
    staff edit a row: the beginning of the address and the column that ends it. `spoken` turns stored values into
    members of the staff document, so that a client can send them back. `resource` says whose a row is, `read` which
    permission lets one see its history, `public` whether visitors see it.
    """

    table: type[Revised]
    read: Permission
    page: tuple[str, str]
    texts: tuple[str, ...] = ()
    spoken: Callable[[Mapping[str, Any]], dict[str, Any]] = as_stored
    resource: Callable[[Session, Any], Resource] = nobodys
    public: Callable[[Any], bool] = always_public

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.__tablename__

    def find(self, session: Session, key: str, *, lock: bool = False) -> Any:
        """Return the row with this key as text, or None."""
        mapped: Any = inspect(self.table)
        (column,) = mapped.primary_key
        if column.type.python_type is int:
            if not key.isascii() or not key.isdigit() or len(key) > 18:  # noqa: PLR2004 - what both databases hold
                return None
            return session.get(self.table, int(key), with_for_update=lock)
        return session.get(self.table, key, with_for_update=lock)


Editables = Mapping[str, Editable]
# Two rows of a table turned out to be the same thing: table, the key that goes, the key that stays. Each room moves its
# own rows that name the first one, in the transaction of the merge, and records it.
Names = Callable[[Session], Mapping[str, str]]  # what people are called, by the key of the audit trail
OnMerge = Callable[[Session, Actor, str, str, str], None]


def with_texts(names: Sequence[str]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return a `spoken` that shows these fields as lists of languages; null stays null."""

    def spoken(values: Mapping[str, Any]) -> dict[str, Any]:
        texts = {name: languages(values[name]) for name in names if name in values}
        return {**values, **texts}

    return spoken


def languages(stored: Mapping[str, Any] | None) -> list[dict[str, str]] | None:
    """Return a stored text as plain `{lang, text, state}`; None when nothing is stored."""
    return [one.model_dump() for one in every(stored)] if stored else None


def require(editables: Editables, name: str) -> Editable:
    """Return what is known of a table. Raises NotFound for one nobody edits."""
    if name not in editables:
        raise NotFound
    return editables[name]


async def _names(request: Request) -> Names | None:
    return request.app.state.names


async def _known(request: Request) -> Editables:
    return request.app.state.editables


Known = Annotated[Editables, Depends(_known)]
Naming = Annotated[Names | None, Depends(_names)]


async def _movers(request: Request) -> Sequence[OnMerge]:
    return request.app.state.on_merge


Merging = Annotated[Sequence[OnMerge], Depends(_movers)]
