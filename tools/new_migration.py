"""Writes the next migration from the difference between the tables in the code and the newest schema.

    .venv/bin/python -m tools.new_migration organisation sign language

Read what it wrote before you commit it: it sees columns, not meanings.
"""

import sys
import tempfile

from alembic import command

from api.kernel import migration
from api.kernel.db import Database


def main() -> int:
    """Write `migrations/versions/<next number>_<words>.py`; 1 without words to name it."""
    words = " ".join(sys.argv[1:])
    if not words:
        print(__doc__)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/newest.sqlite")
        migration.upgrade(database)
        number = f"{int(migration.newest()) + 1:04}"
        command.revision(migration.configuration(database), message=words, autogenerate=True, rev_id=number)
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
