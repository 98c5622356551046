"""The project manager's desk: outreach, letters, working groups; councils and employers are kinds of organisations."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"

_KINDS = [
    "club", "migrant_organisation", "religious_community", "advice", "adult_education", "school", "party_group",
    "employer_network", "newspaper", "administration", "office", "advisory_council", "network", "volunteer_exchange",
    "youth_office",
]  # fmt: skip
_NEW_KINDS = {"council": "advisory_council", "employer": "employer_network"}  # and what was nearest before


def _kinds(*kinds: str) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_organisation_kind_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_organisation_kind_known"), f"kind IN ({allowed})")


def upgrade() -> None:
    _kinds(*_KINDS, *_NEW_KINDS)
    op.create_table(
        "letter_template",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(length=10000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
        sa.UniqueConstraint("name", name=op.f("uq_letter_template_name")),
    )
    op.create_table(
        "working_group",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=True),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group")),
        sa.UniqueConstraint("name", name=op.f("uq_working_group_name")),
    )
    op.create_table(
        "working_group_decision",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("working_group", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.ForeignKeyConstraint(
            ["working_group"], ["working_group.id"], name=op.f("fk_working_group_decision_working_group_working_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group_decision")),
    )
    with op.batch_alter_table("working_group_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_group_decision_working_group"), ["working_group"], unique=False)

    op.create_table(
        "working_group_member",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("working_group", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.CheckConstraint("(account IS NULL) <> (name IS NULL)", name=op.f("ck_working_group_member_account_or_name")),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_working_group_member_account_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.key"], name=op.f("fk_working_group_member_organisation_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["working_group"], ["working_group.id"], name=op.f("fk_working_group_member_working_group_working_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group_member")),
    )
    with op.batch_alter_table("working_group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_group_member_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_group_member_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_group_member_working_group"), ["working_group"], unique=False)

    op.create_table(
        "outreach",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("promised", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=True),
        sa.Column("next_step", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "stage IN ('open', 'approached', 'talk_held', 'agreed', 'done', 'declined')",
            name=op.f("ck_outreach_stage_known"),
        ),
        sa.CheckConstraint(
            "next_step_on IS NULL OR next_step IS NOT NULL", name=op.f("ck_outreach_dated_step_has_text")
        ),
        sa.ForeignKeyConstraint(["measure"], ["measure.number"], name=op.f("fk_outreach_measure_measure")),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.key"], name=op.f("fk_outreach_organisation_organisation")
        ),
        sa.ForeignKeyConstraint(["owner"], ["account.id"], name=op.f("fk_outreach_owner_account"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
    )
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_measure"), ["measure"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_next_step_on"), ["next_step_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_owner"), ["owner"], unique=False)
        batch_op.create_index(
            "uq_outreach_open",
            ["organisation", "measure"],
            unique=True,
            sqlite_where=sa.text("stage NOT IN ('done', 'declined')"),
            postgresql_where=sa.text("stage NOT IN ('done', 'declined')"),
        )

    op.create_table(
        "outreach_log",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outreach", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=True),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'stage') = (stage IS NOT NULL)", name=op.f("ck_outreach_log_stage_of_a_move")),
        sa.CheckConstraint(
            "kind IN ('call', 'mail', 'letter', 'talk', 'meeting', 'stage')", name=op.f("ck_outreach_log_kind_known")
        ),
        sa.CheckConstraint(
            "stage IN ('open', 'approached', 'talk_held', 'agreed', 'done', 'declined')",
            name=op.f("ck_outreach_log_stage_known"),
        ),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_outreach_log_account_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["outreach"], ["outreach.id"], name=op.f("fk_outreach_log_outreach_outreach")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_log")),
    )
    with op.batch_alter_table("outreach_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_log_outreach"), ["outreach", "day"], unique=False)

    op.create_table(
        "working_group_task",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("working_group", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("member", sa.Integer(), nullable=True),
        sa.Column("measure", sa.Integer(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("account IS NULL OR member IS NULL", name=op.f("ck_working_group_task_one_does_it")),
        sa.CheckConstraint("step IS NULL OR measure IS NOT NULL", name=op.f("ck_working_group_task_step_of_a_measure")),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_working_group_task_account_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["measure"], ["measure.number"], name=op.f("fk_working_group_task_measure_measure")),
        sa.ForeignKeyConstraint(
            ["member"],
            ["working_group_member.id"],
            name=op.f("fk_working_group_task_member_working_group_member"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["step"], ["step.id"], name=op.f("fk_working_group_task_step_step"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["working_group"], ["working_group.id"], name=op.f("fk_working_group_task_working_group_working_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group_task")),
    )
    with op.batch_alter_table("working_group_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_group_task_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_group_task_measure"), ["measure"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_group_task_working_group"), ["working_group"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("working_group_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_group_task_working_group"))
        batch_op.drop_index(batch_op.f("ix_working_group_task_measure"))
        batch_op.drop_index(batch_op.f("ix_working_group_task_account"))

    op.drop_table("working_group_task")
    with op.batch_alter_table("outreach_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outreach_log_outreach"))

    op.drop_table("outreach_log")
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_outreach_open",
            sqlite_where=sa.text("stage NOT IN ('done', 'declined')"),
            postgresql_where=sa.text("stage NOT IN ('done', 'declined')"),
        )
        batch_op.drop_index(batch_op.f("ix_outreach_owner"))
        batch_op.drop_index(batch_op.f("ix_outreach_organisation"))
        batch_op.drop_index(batch_op.f("ix_outreach_next_step_on"))
        batch_op.drop_index(batch_op.f("ix_outreach_measure"))

    op.drop_table("outreach")
    with op.batch_alter_table("working_group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_group_member_working_group"))
        batch_op.drop_index(batch_op.f("ix_working_group_member_organisation"))
        batch_op.drop_index(batch_op.f("ix_working_group_member_account"))

    op.drop_table("working_group_member")
    with op.batch_alter_table("working_group_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_group_decision_working_group"))

    op.drop_table("working_group_decision")
    op.drop_table("working_group")
    op.drop_table("letter_template")
    organisation = sa.table("organisation", sa.column("key"), sa.column("kind"))
    for kind, before in _NEW_KINDS.items():
        op.execute(sa.update(organisation).where(organisation.c.kind == kind).values(kind=before))
    _kinds(*_KINDS)
