"""Which counts of people may be shown: pure functions, no database, no other room.

A cell's key is a text or a tuple of texts. `protect` loads the solver when it is called; nothing else needs it.
"""

from api.disclosure.protecting import protect
from api.disclosure.table import BadTable, Key, Protection, Sum, Table, Unprotected, Witness
from api.disclosure.verifying import verify

__all__ = ["BadTable", "Key", "Protection", "Sum", "Table", "Unprotected", "Witness", "protect", "verify"]
