"""Who was reminded of an event: once."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "event_reminder",
        sa.Column("registration", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration"],
            ["registration.id"],
            name=op.f("fk_event_reminder_registration_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration", name=op.f("pk_event_reminder")),
    )


def downgrade() -> None:
    op.drop_table("event_reminder")
