"""The organisation an event takes place at, where it is one of the directory."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("venue", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))
        table.create_foreign_key(op.f("fk_event_venue_organisation"), "organisation", ["venue"], ["key"])
        table.create_index(op.f("ix_event_venue"), ["venue"])


def downgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.drop_index(op.f("ix_event_venue"))
        table.drop_constraint(op.f("fk_event_venue_organisation"), type_="foreignkey")
        table.drop_column("venue")
