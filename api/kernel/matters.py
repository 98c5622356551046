"""What is due, stale or waiting: each room says it of itself, the start page of the staff area shows it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from api.kernel.permission import Actor


@dataclass(frozen=True)
class Matter:
    """One open matter: `kind` is a code the screen has a text for, `title` a name or a stored text (all languages)."""

    kind: str
    title: str | Mapping[str, Any]
    link: str
    due: dt.date | None = None
    waiting_since: dt.date | None = None
    count: int = 1


Matters = Callable[[Session, Actor], Sequence[Matter]]  # at most three statements
HandOn = Callable[[Session, Actor, int, int | None], int]  # from account, to account or nobody; how many went over
