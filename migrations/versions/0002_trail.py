"""The audit trail becomes a chain; earlier states of rows are kept."""

import hashlib
import json

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "version",
        sa.Column("object_type", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("object_key", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("replaced_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("replaced_by", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("object_type", "object_key", "revision", name=op.f("pk_version")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    _chain(op.get_bind())
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.alter_column("hash", existing_type=sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_actor"), ["actor"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_object_type"), ["object_type", "object_key"], unique=False)


def _chain(connection: sa.Connection) -> None:
    """Number what is there without a gap and hash it, as `kernel.trail` did when this was written."""
    entry = sa.table(
        "audit_entry",
        sa.column("id", sa.Integer),
        sa.column("at", sqlmodel.sql.sqltypes.UTCDateTime()),
        *(sa.column(name, sa.String) for name in ("actor", "action", "object_type", "object_key", "hash")),
        sa.column("fields", sa.JSON),
    )
    number, before = 0, "0" * 64
    for row in connection.execute(sa.select(entry).order_by(entry.c.id)).all():
        number += 1
        told = [before, number, row.at.isoformat(), row.actor, row.action, row.object_type, row.object_key, row.fields]
        before = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
        connection.execute(sa.update(entry).where(entry.c.id == row.id).values(id=number, hash=before))
    head = sa.table("audit_head", sa.column("id"), sa.column("number"), sa.column("hash"))
    connection.execute(sa.insert(head).values(id=1, number=number, hash=before))


def downgrade() -> None:
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_object_type"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor"))
        batch_op.drop_column("hash")
    op.drop_table("version")
    op.drop_table("audit_head")
