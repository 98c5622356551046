"""Observations, benchmarks, imports and releases; definitions say more."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"

_PERIODS = ["quarter", "half_year", "year", "wave"]


def _periods(*kinds: str) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_indicator_period_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_indicator_period_known"), f"period IN ({allowed})")


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("line", sa.String(length=1), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("rules", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.CheckConstraint("line IN ('I', 'P')", name=op.f("ck_release_line_known")),
        sa.CheckConstraint("number > 0", name=op.f("ck_release_number_positive")),
        sa.PrimaryKeyConstraint("line", "number", name=op.f("pk_release")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_published_at"), ["published_at"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_import_batch_account_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("sha256", name=op.f("uq_import_batch_sha256")),
    )
    op.create_table(
        "release_certificate",
        sa.Column("line", sa.String(length=1), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line", "number"],
            ["release.line", "release.number"],
            name=op.f("fk_release_certificate_line_number_release"),
        ),
        sa.PrimaryKeyConstraint("line", "number", name=op.f("pk_release_certificate")),
    )
    op.create_table(
        "release_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("witnesses", sa.JSON(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("error", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'ready', 'failed', 'signed', 'dropped')", name=op.f("ck_release_draft_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_release_draft_asked_by_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_draft")),
    )
    op.create_table(
        "benchmark",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=14), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("dims", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("realisation", sa.String(length=10), nullable=True),
        sa.Column("direction", sa.String(length=6), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("rationale", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=True),
        sa.CheckConstraint(
            "(kind = 'target') = (direction IS NOT NULL)", name=op.f("ck_benchmark_targets_have_direction")
        ),
        sa.CheckConstraint(
            "(state = 'set') = (numerator IS NOT NULL OR realisation IS NOT NULL)",
            name=op.f("ck_benchmark_set_has_value"),
        ),
        sa.CheckConstraint("direction IN ('up', 'down', 'hold')", name=op.f("ck_benchmark_direction_known")),
        sa.CheckConstraint("kind IN ('baseline', 'target')", name=op.f("ck_benchmark_kind_known")),
        sa.CheckConstraint(
            "realisation IN ('no', 'partly', 'yes', 'unknown')", name=op.f("ck_benchmark_realisation_known")
        ),
        sa.CheckConstraint("state IN ('set', 'not_collected')", name=op.f("ck_benchmark_state_known")),
        sa.CheckConstraint("denominator >= 0", name=op.f("ck_benchmark_denominator_not_negative")),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_benchmark_numerator_not_negative")),
        sa.CheckConstraint("numerator IS NULL OR realisation IS NULL", name=op.f("ck_benchmark_number_or_realisation")),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.code"], name=op.f("fk_benchmark_indicator_indicator")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark")),
        sa.UniqueConstraint(
            "indicator", "kind", "area", "dims", "day", name=op.f("uq_benchmark_indicator_kind_area_dims_day")
        ),
    )
    op.create_table(
        "release_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=1), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("dims", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("period_type", sa.String(length=12), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("territory_date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("realisation", sa.String(length=10), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.CheckConstraint("line IN ('I', 'P')", name=op.f("ck_release_cell_line_known")),
        sa.CheckConstraint(
            "period_type IN ('day', 'month', 'quarter', 'half_year', 'year', 'project_year', 'wave', 'project')",
            name=op.f("ck_release_cell_period_type_known"),
        ),
        sa.CheckConstraint(
            "realisation IN ('no', 'partly', 'yes', 'unknown')", name=op.f("ck_release_cell_realisation_known")
        ),
        sa.CheckConstraint(
            "status <> 'suppressed' OR (numerator IS NULL AND denominator IS NULL AND realisation IS NULL)",
            name=op.f("ck_release_cell_suppressed_is_empty"),
        ),
        sa.CheckConstraint(
            "status IN ('value', 'zero', 'missing', 'later', 'unreliable', 'not_applicable', 'suppressed')",
            name=op.f("ck_release_cell_status_known"),
        ),
        sa.CheckConstraint("denominator >= 0", name=op.f("ck_release_cell_denominator_not_negative")),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_release_cell_numerator_not_negative")),
        sa.CheckConstraint(
            "numerator IS NULL OR realisation IS NULL", name=op.f("ck_release_cell_number_or_realisation")
        ),
        sa.CheckConstraint("since < until", name=op.f("ck_release_cell_releases_in_order")),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.code"], name=op.f("fk_release_cell_indicator_indicator")),
        sa.ForeignKeyConstraint(
            ["line", "since"], ["release.line", "release.number"], name=op.f("fk_release_cell_line_since_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_cell")),
    )
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_release_cell_indicator"),
            ["indicator", "period_type", "area", "dims", "period_start"],
            unique=False,
        )

    op.create_table(
        "submission",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("period_type", sa.String(length=12), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("territory_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("inputs", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("comment", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=True),
        sa.CheckConstraint(
            "period_type IN ('day', 'month', 'quarter', 'half_year', 'year', 'project_year', 'wave', 'project')",
            name=op.f("ck_submission_period_type_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'approved', 'withdrawn')",
            name=op.f("ck_submission_state_known"),
        ),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_submission_days_in_order")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_submission_approved_by_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_submission_entered_by_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.code"], name=op.f("fk_submission_indicator_indicator")),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["account.id"], name=op.f("fk_submission_submitted_by_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "indicator",
            "area",
            "period",
            "source",
            "basis",
            "territory_date",
            name=op.f("uq_submission_indicator_area_period_source_basis_territory_date"),
        ),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_period_end"), ["period_end", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_state"), ["state", "indicator"], unique=False)

    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("dims", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("realisation", sa.String(length=10), nullable=True),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("approved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("replaced_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status IN ('value', 'zero', 'unreliable')) = (numerator IS NOT NULL OR realisation IS NOT NULL)",
            name=op.f("ck_observation_only_values_have_numbers"),
        ),
        sa.CheckConstraint(
            "realisation IN ('no', 'partly', 'yes', 'unknown')", name=op.f("ck_observation_realisation_known")
        ),
        sa.CheckConstraint("status <> 'zero' OR numerator = 0", name=op.f("ck_observation_zero_is_zero")),
        sa.CheckConstraint(
            "status IN ('value', 'zero', 'missing', 'later', 'unreliable', 'not_applicable', 'suppressed')",
            name=op.f("ck_observation_status_known"),
        ),
        sa.CheckConstraint("denominator >= 0", name=op.f("ck_observation_denominator_not_negative")),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_observation_numerator_not_negative")),
        sa.CheckConstraint(
            "numerator IS NULL OR realisation IS NULL", name=op.f("ck_observation_number_or_realisation")
        ),
        sa.ForeignKeyConstraint(["batch"], ["import_batch.id"], name=op.f("fk_observation_batch_import_batch")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_observation_recorded_by_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name=op.f("fk_observation_submission_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observation_submission"), ["submission", "recorded_at"], unique=False)
        batch_op.create_index(
            "uq_observation_in_force",
            ["submission", "dims"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL AND approved_at IS NOT NULL"),
            postgresql_where=sa.text("replaced_at IS NULL AND approved_at IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_observation_working",
            ["submission", "dims"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL AND approved_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL AND approved_at IS NULL"),
        )

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("definition", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("caveats", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("goal_says", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))
        batch_op.add_column(sa.Column("publish", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("fed_by", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column(
                "responsible",
                sqlmodel.sql.sqltypes.AutoString(length=30),
                nullable=False,
                server_default="project_manager",
            )
        )
        batch_op.add_column(sa.Column("due_days", sa.Integer(), nullable=False, server_default="30"))
        batch_op.create_check_constraint(batch_op.f("ck_indicator_due_days_not_negative"), "due_days >= 0")
    _periods("day", "month", *_PERIODS, "project_year", "project")


def downgrade() -> None:
    op.execute("UPDATE indicator SET period = 'year' WHERE period NOT IN ('quarter', 'half_year', 'year', 'wave')")
    _periods(*_PERIODS)
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_indicator_due_days_not_negative"), type_="check")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_column("due_days")
        batch_op.drop_column("responsible")
        batch_op.drop_column("fed_by")
        batch_op.drop_column("publish")
        batch_op.drop_column("goal_says")
        batch_op.drop_column("caveats")
        batch_op.drop_column("definition")

    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_observation_working",
            sqlite_where=sa.text("replaced_at IS NULL AND approved_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL AND approved_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_observation_in_force",
            sqlite_where=sa.text("replaced_at IS NULL AND approved_at IS NOT NULL"),
            postgresql_where=sa.text("replaced_at IS NULL AND approved_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_observation_submission"))

    op.drop_table("observation")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_state"))
        batch_op.drop_index(batch_op.f("ix_submission_period_end"))
        batch_op.drop_index(batch_op.f("ix_submission_area"))

    op.drop_table("submission")
    with op.batch_alter_table("release_cell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_cell_indicator"))

    op.drop_table("release_cell")
    op.drop_table("benchmark")
    op.drop_table("release_draft")
    op.drop_table("release_certificate")
    op.drop_table("import_batch")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_published_at"))

    op.drop_table("release")
