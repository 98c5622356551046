"""Who was there: one row for each registration and date of an event."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("session", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("registration", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("marked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["event_session.id"], name=op.f("fk_attendance_session_event_session")),
        sa.ForeignKeyConstraint(
            ["registration"],
            ["registration.id"],
            name=op.f("fk_attendance_registration_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session", "registration", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_registration"), ["registration"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_registration"))

    op.drop_table("attendance")
