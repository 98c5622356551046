"""When somebody last showed who they are; deputies accept before they may anything."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("account_session") as batch_op:
        batch_op.add_column(sa.Column("proved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    with op.batch_alter_table("deputy") as batch_op:
        batch_op.add_column(sa.Column("accepted_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("deputy") as batch_op:
        batch_op.drop_column("accepted_on")
    with op.batch_alter_table("account_session") as batch_op:
        batch_op.drop_column("proved_at")
