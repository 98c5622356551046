"""Runs a migration on the engine that `api.kernel.migration` hands over."""

from alembic import context
from sqlmodel import SQLModel

import api.main  # noqa: F401 - imports every table

engine = context.config.attributes["engine"]


with engine.connect() as connection:
    if engine.dialect.name == "sqlite":
        # Batch mode copies and drops tables others refer to. SQLite ignores the pragma inside a transaction, so the
        # driver is asked before there is one.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    else:
        connection.exec_driver_sql("SET lock_timeout = '4s'")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    if engine.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
