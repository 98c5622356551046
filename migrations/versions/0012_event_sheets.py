"""Sheets about an event without a name, and what staff counted."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "event_comment",
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_comment_event_event")),
        sa.PrimaryKeyConstraint("event", "id", name=op.f("pk_event_comment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_count",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("paper", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_event_count_people_not_negative")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_count_event_event")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_event_count")),
    )
    op.create_table(
        "event_tally",
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('statistics', 'feedback')", name=op.f("ck_event_tally_kind_known")),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_event_tally_answers_not_negative")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_tally_event_event")),
        sa.PrimaryKeyConstraint("event", "kind", "cell", name=op.f("pk_event_tally")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("event_tally")
    op.drop_table("event_count")
    op.drop_table("event_comment")
