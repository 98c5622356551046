"""Every text of every table people edit, wherever in a row it lies: `title`, `target_groups/0`, `partners/0/name`."""

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import String, inspect, literal, union_all
from sqlalchemy import cast as as_type
from sqlmodel import Session

from api.kernel.editable import Editable, Editables
from api.kernel.language import Texts
from api.kernel.reading import columns, rows_of


@dataclass(frozen=True)
class StoredText:
    """One text as it lies in a table; `link` is where staff edit its row."""

    object_type: str
    object_key: str
    field: str
    revision: int
    link: str
    texts: dict[str, Any]

    @property
    def order(self) -> str:
        """What texts are sorted by: numbers by their size."""
        key = self.object_key.rjust(18, "0") if self.object_key.isdigit() else self.object_key
        return f"{self.object_type}\n{key}\n{self.field}"


def every_text(session: Session, editables: Editables) -> Iterator[StoredText]:
    """Yield every text there is. One statement."""
    parts = [_select(editable, column) for editable in editables.values() for column in _columns(editable)]
    for row in rows_of(session, union_all(*parts)) if parts else ():
        value = json.loads(row.value) if row.value else None
        for field, texts in texts_in(value, row.column, editables[row.object_type]):
            yield StoredText(row.object_type, row.object_key, field, row.revision, row.link, texts)


def texts_in(value: Any, column: str, editable: Editable) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every text in the value of a column, each with its place."""
    for pattern in editable.texts:
        first, *rest = pattern.split("/")
        if first == column:
            yield from _walk(value, first, rest)


def text_at(row: Any, field: str, editable: Editable) -> StoredText | None:
    """Return the text at one place of a row; None when there is none."""
    column = field.split("/", maxsplit=1)[0]
    found = dict(texts_in(getattr(row, column, None), column, editable)).get(field)
    if found is None:
        return None
    key, link = _key(editable), editable.page[0] + str(getattr(row, editable.page[1]))
    return StoredText(editable.name, str(getattr(row, key)), field, row.revision, link, found)


def put(row: Any, field: str, change: Callable[[dict[str, Any]], Texts]) -> None:
    """Change the text at one place of a row, which must be there."""
    column, *rest = field.split("/")
    whole: dict[str, Any] = {column: deepcopy(getattr(row, column))}
    *above, last = [column, *rest]
    place: Any = whole
    for step in above:
        place = place[_index(place, step)]
    place[_index(place, last)] = change(place[_index(place, last)])
    setattr(row, column, whole[column])


def _index(place: Any, step: str) -> Any:
    return int(step) if isinstance(place, list) else step


def _columns(editable: Editable) -> list[str]:
    return [*dict.fromkeys(place.split("/")[0] for place in editable.texts)]


def _key(editable: Editable) -> str:
    mapped: Any = inspect(editable.table)
    (key,) = mapped.primary_key
    return key.name


def _select(editable: Editable, column: str) -> Any:
    begins, ends = editable.page
    table: Any = editable.table
    return columns(
        literal(editable.name).label("object_type"),
        as_type(getattr(table, _key(editable)), String).label("object_key"),
        literal(column).label("column"),
        table.revision,
        (literal(begins) + as_type(getattr(table, ends), String)).label("link"),
        as_type(getattr(table, column), String).label("value"),
    )


def _walk(value: Any, at: str, rest: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    if value is None:
        return
    if not rest:
        yield at, value
    elif rest[0] == "*":
        for place, one in enumerate(cast("list[Any]", value)):
            yield from _walk(one, f"{at}/{place}", rest[1:])
    else:
        yield from _walk(value[rest[0]], f"{at}/{rest[0]}", rest[1:])
