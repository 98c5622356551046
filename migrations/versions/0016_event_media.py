"""What an event was before: its earlier start, when it was cancelled."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("cancelled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    with op.batch_alter_table("event_session") as table:
        table.add_column(sa.Column("previous_starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    # An event that is cancelled now was so by its record's own time at the latest.
    op.execute(sa.text("UPDATE event SET cancelled_at = stamped_at WHERE state = 'cancelled'"))


def downgrade() -> None:
    with op.batch_alter_table("event_session") as table:
        table.drop_column("previous_starts_at")
    with op.batch_alter_table("event") as table:
        table.drop_column("cancelled_at")
