"""Mails go to people without an account, too."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.alter_column("to_account", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM mail WHERE to_account IS NULL")  # the older software knows nobody to send them to
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.alter_column("to_account", existing_type=sa.Integer(), nullable=False)
