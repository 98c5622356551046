"""Who trains at an event: it is theirs to look after."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(sa.Column("trainer", sa.Integer(), nullable=True))
        batch_op.create_index(op.f("ix_event_trainer"), ["trainer"], unique=False)
        batch_op.create_foreign_key(
            op.f("fk_event_trainer_account"), "account", ["trainer"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_constraint(op.f("fk_event_trainer_account"), type_="foreignkey")
        batch_op.drop_index(op.f("ix_event_trainer"))
        batch_op.drop_column("trainer")
