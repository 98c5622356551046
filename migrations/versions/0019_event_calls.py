"""Whom staff are to phone, because they gave no mail address; courses that are missing from the newest file."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "event_call",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("registration", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration"],
            ["registration.id"],
            name=op.f("fk_event_call_registration_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_call")),
        sa.UniqueConstraint("registration", "kind", name=op.f("uq_event_call_registration_kind")),
    )
    op.add_column("event", sa.Column("missing_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("event", "missing_since")
    op.drop_table("event_call")
