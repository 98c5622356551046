"""Certificates: facts that can be checked by a number."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0015"
down_revision = "0014"
VALID = sa.text("withdrawn_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("registration", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('information', 'training', 'intercultural_training', 'working_group', 'school_visit', "
            "'encounter', 'supervision', 'briefing')",
            name=op.f("ck_certificate_kind_known"),
        ),
        sa.CheckConstraint("attended BETWEEN 1 AND held", name=op.f("ck_certificate_somebody_was_there")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_certificate_units_not_negative")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_certificate_event_event")),
        sa.ForeignKeyConstraint(
            ["registration"], ["registration.id"], name=op.f("fk_certificate_registration_registration")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificate")),
    )
    op.create_index(op.f("ix_certificate_event"), "certificate", ["event"])
    op.create_index(
        "uq_certificate_valid_registration",
        "certificate",
        ["registration"],
        unique=True,
        sqlite_where=VALID,
        postgresql_where=VALID,
    )


def downgrade() -> None:
    op.drop_table("certificate")
