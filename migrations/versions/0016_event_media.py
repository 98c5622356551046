"""Pictures and material of events; what an event was before: its earlier start, when it was cancelled."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0016"
down_revision = "0015"
PICTURE = sa.text("kind = 'picture'")


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("cancelled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        table.add_column(sa.Column("picture_alt", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("event_session") as table:
        table.add_column(sa.Column("previous_starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    # An event that is cancelled now was so by its record's own time at the latest.
    op.execute(sa.text("UPDATE event SET cancelled_at = stamped_at WHERE state = 'cancelled'"))
    op.create_table(
        "event_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('picture', 'material')", name=op.f("ck_event_file_kind_known")),
        sa.CheckConstraint("visibility IN ('public', 'registered')", name=op.f("ck_event_file_visibility_known")),
        sa.CheckConstraint("(kind = 'picture') = (small IS NOT NULL)", name=op.f("ck_event_file_picture_in_two_sizes")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_file_event_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_file")),
        sa.UniqueConstraint("event", "kind", "digest", name=op.f("uq_event_file_event_kind_digest")),
    )
    op.create_index(
        "uq_event_file_picture",
        "event_file",
        ["event"],
        unique=True,
        sqlite_where=PICTURE,
        postgresql_where=PICTURE,
    )


def downgrade() -> None:
    op.drop_table("event_file")
    with op.batch_alter_table("event_session") as table:
        table.drop_column("previous_starts_at")
    with op.batch_alter_table("event") as table:
        table.drop_column("picture_alt")
        table.drop_column("cancelled_at")
