"""Which counts of people may be shown: pure functions, no database, no other room.

A cell's key is a text or a tuple of texts. `cube` makes a table from inner counts; `merge`, `with_complements` and
`stack` tie it to what else is published; `protect` says what to hide; `verify` checks it before it is published.
`protect` loads the solver when it is called; nothing else needs it.
"""

from api.disclosure.cubes import TOTAL, cube
from api.disclosure.protecting import protect
from api.disclosure.releases import Release, merge, share_is_public, stack, with_complements
from api.disclosure.table import BadTable, Key, Protection, Sum, Table, Unprotected, Witness, small
from api.disclosure.verifying import verify

__all__ = [
    "TOTAL",
    "BadTable",
    "Key",
    "Protection",
    "Release",
    "Sum",
    "Table",
    "Unprotected",
    "Witness",
    "cube",
    "merge",
    "protect",
    "share_is_public",
    "small",
    "stack",
    "verify",
    "with_complements",
]
