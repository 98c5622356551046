"""Staff edit organisations and steps: merges, confirmations, ids of steps that are never given twice."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("step", recreate="auto", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("code", existing_type=sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False)
    with op.batch_alter_table("organisation") as batch_op:
        batch_op.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("merged_into", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_organisation_merged_into_organisation"), "organisation", ["merged_into"], ["key"]
        )


def downgrade() -> None:
    with op.batch_alter_table("organisation") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_organisation_merged_into_organisation"), type_="foreignkey")
        batch_op.drop_column("merged_into")
        batch_op.drop_column("confirmed_on")
