"""The SQL statements an engine sends, to be counted: an answer takes as many for 200 rows as for 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements(engine: Engine | type[Engine]) -> Iterator[list[str]]:
    """Give the list every statement of an engine, or of every one, goes into; BEGIN and PRAGMA ask for no data."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
