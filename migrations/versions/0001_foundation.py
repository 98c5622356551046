"""Places, programme, indicators, and the kernel's own tables."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("official_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "sort",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("town", sa.Boolean(), nullable=False),
        sa.Column("area_km2", sa.Float(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('county', 'city', 'verbandsgemeinde', 'municipality')", name=op.f("ck_area_kind_known")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_area")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_sort"), ["sort", "key"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("object_type", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("object_key", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_table(
        "concept_measure",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_concept_measure")),
    )
    op.create_table(
        "fact",
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("unit IN ('people', 'percent', 'points')", name=op.f("ck_fact_unit_known")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_fact")),
    )
    op.create_table(
        "funder",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("logo", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("site", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_funder")),
    )
    op.create_table(
        "goal",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("cross_cutting", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_goal")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("process", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "idempotency_key",
        sa.Column("key_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("body_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("resource", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_idempotency_key")),
    )
    with op.batch_alter_table("idempotency_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idempotency_key_at"), ["at"], unique=False)

    op.create_table(
        "installation",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation")),
    )
    op.create_table(
        "organisation",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("club_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "sort",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("description", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("county_wide", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("site", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("street", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("postal_code", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("town", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("barrier_free", sa.String(length=10), nullable=False),
        sa.Column("opening_hours", sa.JSON(), nullable=False),
        sa.Column("opening_exceptions", sa.JSON(), nullable=False),
        sa.Column("inclusion_since", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("part_of", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.CheckConstraint(
            "barrier_free IN ('yes', 'partly', 'no', 'unknown')", name=op.f("ck_organisation_barrier_free_known")
        ),
        sa.CheckConstraint("club_type IS NULL OR kind = 'club'", name=op.f("ck_organisation_club_type_of_clubs")),
        sa.CheckConstraint(
            "kind IN ('club', 'migrant_organisation', 'religious_community', 'advice', 'adult_education', 'school', 'party_group', 'employer_network', 'newspaper', 'administration', 'office', 'advisory_council', 'network', 'volunteer_exchange', 'youth_office')",
            name=op.f("ck_organisation_kind_known"),
        ),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_organisation_position_whole")),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_organisation_days_in_order")),
        sa.ForeignKeyConstraint(["part_of"], ["organisation.key"], name=op.f("fk_organisation_part_of_organisation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_sort"), ["sort", "key"], unique=False)

    op.create_table(
        "population_source",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("licence", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("date", name=op.f("pk_population_source")),
    )
    op.create_table(
        "project",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("official_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("area_km2", sa.Float(), nullable=False),
        sa.Column("nationalities", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("start_assumed", sa.Boolean(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("largest_groups", sa.JSON(), nullable=False),
        sa.Column("surrounds", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("concept", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("newspaper", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("imprint", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("years > 0", name=op.f("ck_project_years_positive")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project")),
    )
    op.create_table(
        "room_revision",
        sa.Column("room", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room", name=op.f("pk_room_revision")),
    )
    op.create_table(
        "age_group",
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("age_from", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("female", sa.Integer(), nullable=True),
        sa.CheckConstraint("age_from >= 0 AND age_from <= age_to", name=op.f("ck_age_group_ages_in_order")),
        sa.CheckConstraint("female BETWEEN 0 AND total", name=op.f("ck_age_group_female_part_of_total")),
        sa.CheckConstraint("total >= 0", name=op.f("ck_age_group_total_not_negative")),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_age_group_area_area")),
        sa.PrimaryKeyConstraint("area", "date", "age_from", name=op.f("pk_age_group")),
    )
    op.create_table(
        "area_membership",
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("parent", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_area_membership_days_in_order")),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_area_membership_area_area")),
        sa.ForeignKeyConstraint(["parent"], ["area.key"], name=op.f("fk_area_membership_parent_area")),
        sa.PrimaryKeyConstraint("area", "valid_from", name=op.f("pk_area_membership")),
    )
    with op.batch_alter_table("area_membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_membership_parent"), ["parent"], unique=False)

    op.create_table(
        "area_shape",
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("geometry", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("attribution", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_area_shape_days_in_order")),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_area_shape_area_area")),
        sa.PrimaryKeyConstraint("area", "valid_from", name=op.f("pk_area_shape")),
    )
    op.create_table(
        "contact",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("role", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("internal_email", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("internal_phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("internal_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.key"], name=op.f("fk_contact_organisation_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_organisation"), ["organisation"], unique=False)

    op.create_table(
        "measure",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=True),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("friendly_title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("summary", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sub_goals", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("concept_measure", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("experience_from", sa.JSON(), nullable=False),
        sa.Column("closed", sa.String(length=12), nullable=True),
        sa.Column("closed_reason", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("successor", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("hand_over", sa.String(length=12), nullable=True),
        sa.Column("hand_over_from", sa.Date(), nullable=True),
        sa.CheckConstraint("closed IN ('stopped', 'handed_over')", name=op.f("ck_measure_closed_known")),
        sa.CheckConstraint(
            "field IN ('social', 'political', 'media', 'administration')", name=op.f("ck_measure_field_known")
        ),
        sa.CheckConstraint(
            "hand_over IN ('not_named', 'named', 'agreed', 'done')", name=op.f("ck_measure_hand_over_known")
        ),
        sa.CheckConstraint("kind IN ('measure', 'management')", name=op.f("ck_measure_kind_known")),
        sa.CheckConstraint("closed IS NULL OR closed_reason IS NOT NULL", name=op.f("ck_measure_closed_with_reason")),
        sa.CheckConstraint("hand_over IS NULL OR successor IS NOT NULL", name=op.f("ck_measure_successor_named")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_measure_weight_positive")),
        sa.ForeignKeyConstraint(
            ["concept_measure"], ["concept_measure.number"], name=op.f("fk_measure_concept_measure_concept_measure")
        ),
        sa.ForeignKeyConstraint(["project"], ["project.key"], name=op.f("fk_measure_project_project")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_measure")),
    )
    op.create_table(
        "organisation_area",
        sa.Column("organisation", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_organisation_area_area_area")),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.key"], name=op.f("fk_organisation_area_organisation_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "area", name=op.f("pk_organisation_area")),
    )
    with op.batch_alter_table("organisation_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_area_area"), ["area"], unique=False)

    op.create_table(
        "population_figure",
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("source", sa.Date(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("female", sa.Integer(), nullable=True),
        sa.Column("how", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "(source IS NULL) = (how IS NOT NULL)", name=op.f("ck_population_figure_counted_or_derived")
        ),
        sa.CheckConstraint("female BETWEEN 0 AND total", name=op.f("ck_population_figure_female_part_of_total")),
        sa.CheckConstraint("total >= 0", name=op.f("ck_population_figure_total_not_negative")),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_population_figure_area_area")),
        sa.ForeignKeyConstraint(
            ["source"], ["population_source.date"], name=op.f("fk_population_figure_source_population_source")
        ),
        sa.PrimaryKeyConstraint("area", "date", name=op.f("pk_population_figure")),
    )
    op.create_table(
        "sub_goal",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("goal", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["goal"], ["goal.code"], name=op.f("fk_sub_goal_goal_goal")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_sub_goal")),
    )
    op.create_table(
        "indicator",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("unit", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("denominator", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("time_rule", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("area_rule", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("dimensions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("person", sa.Boolean(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=True),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('count', 'share', 'realisation')", name=op.f("ck_indicator_kind_known")),
        sa.CheckConstraint(
            "period IN ('quarter', 'half_year', 'year', 'wave')", name=op.f("ck_indicator_period_known")
        ),
        sa.CheckConstraint("person = (threshold IS NOT NULL)", name=op.f("ck_indicator_people_are_protected")),
        sa.ForeignKeyConstraint(["measure"], ["measure.number"], name=op.f("fk_indicator_measure_measure")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "logbook_entry",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["measure"], ["measure.number"], name=op.f("fk_logbook_entry_measure_measure")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_logbook_entry")),
    )
    with op.batch_alter_table("logbook_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logbook_entry_measure"), ["measure"], unique=False)

    op.create_table(
        "step",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("first_quarter", sa.Integer(), nullable=True),
        sa.Column("last_quarter", sa.Integer(), nullable=True),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("concept_measure", sa.Integer(), nullable=True),
        sa.Column("actual_start", sa.Date(), nullable=True),
        sa.Column("actual_end", sa.Date(), nullable=True),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("evidence_url", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.CheckConstraint("kind = 'activity' OR last_quarter IS NOT NULL", name=op.f("ck_step_planned")),
        sa.CheckConstraint("kind IN ('activity', 'phase', 'milestone')", name=op.f("ck_step_kind_known")),
        sa.CheckConstraint("actual_start <= actual_end", name=op.f("ck_step_actual_in_order")),
        sa.CheckConstraint("first_quarter <= last_quarter", name=op.f("ck_step_quarters_in_order")),
        sa.ForeignKeyConstraint(
            ["concept_measure"], ["concept_measure.number"], name=op.f("fk_step_concept_measure_concept_measure")
        ),
        sa.ForeignKeyConstraint(["measure"], ["measure.number"], name=op.f("fk_step_measure_measure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.UniqueConstraint("measure", "kind", "code", name=op.f("uq_step_measure_kind_code")),
    )


def downgrade() -> None:
    op.drop_table("step")
    with op.batch_alter_table("logbook_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_logbook_entry_measure"))

    op.drop_table("logbook_entry")
    op.drop_table("indicator")
    op.drop_table("sub_goal")
    op.drop_table("population_figure")
    with op.batch_alter_table("organisation_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_area_area"))

    op.drop_table("organisation_area")
    op.drop_table("measure")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_organisation"))

    op.drop_table("contact")
    op.drop_table("area_shape")
    with op.batch_alter_table("area_membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_membership_parent"))

    op.drop_table("area_membership")
    op.drop_table("age_group")
    op.drop_table("room_revision")
    op.drop_table("project")
    op.drop_table("population_source")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_sort"))

    op.drop_table("organisation")
    op.drop_table("installation")
    with op.batch_alter_table("idempotency_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotency_key_at"))

    op.drop_table("idempotency_key")
    op.drop_table("heartbeat")
    op.drop_table("goal")
    op.drop_table("funder")
    op.drop_table("fact")
    op.drop_table("concept_measure")
    op.drop_table("audit_entry")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_sort"))

    op.drop_table("area")
