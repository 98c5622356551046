"""Events with their sessions, seats, and who signed up."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("search", sqlmodel.sql.sqltypes.AutoString(length=1200), nullable=False),
        sa.Column("description", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("topic", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("audiences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("target_groups", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("languages", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("organiser", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("measure", sa.Integer(), nullable=True),
        sa.Column("working_group", sa.Integer(), nullable=True),
        sa.Column("area", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("street", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("postal_code", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("town", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("access", sa.String(length=10), nullable=False),
        sa.Column("getting_there", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("childcare", sa.Boolean(), nullable=False),
        sa.Column("women_only", sa.Boolean(), nullable=False),
        sa.Column("registration", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("closes_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("most_in_party", sa.Integer(), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("share_needed", sa.Integer(), nullable=False),
        sa.Column("first_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("last_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamped_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("external_id", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
        sa.Column("edited", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("access IN ('yes', 'partly', 'no', 'unknown')", name=op.f("ck_event_access_known")),
        sa.CheckConstraint(
            "kind IN ('information', 'training', 'intercultural_training', 'working_group', 'school_visit', 'encounter', 'supervision', 'briefing')",
            name=op.f("ck_event_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'postponed', 'rescheduled', 'cancelled', 'held', 'archived')",
            name=op.f("ck_event_state_known"),
        ),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_event_position_whole")),
        sa.CheckConstraint("(source IS NULL) = (external_id IS NULL)", name=op.f("ck_event_source_names_it")),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_event_price_not_negative")),
        sa.CheckConstraint("retention_days BETWEEN 0 AND 3650", name=op.f("ck_event_retention_known")),
        sa.ForeignKeyConstraint(["measure"], ["measure.number"], name=op.f("fk_event_measure_measure")),
        sa.ForeignKeyConstraint(["organiser"], ["organisation.key"], name=op.f("fk_event_organiser_organisation")),
        sa.ForeignKeyConstraint(
            ["working_group"], ["working_group.id"], name=op.f("fk_event_working_group_working_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_event_source_external_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_first_at"), ["first_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_measure"), ["measure"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_organiser"), ["organiser"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_working_group"), ["working_group"], unique=False)

    op.create_table(
        "event_seats",
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("waiting_limit", sa.Integer(), nullable=False),
        sa.Column("tickets", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=6), nullable=False),
        sa.CheckConstraint("mode IN ('auto', 'offer')", name=op.f("ck_event_seats_mode_known")),
        sa.CheckConstraint("capacity >= 0 AND capacity <= bound", name=op.f("ck_event_seats_bound_holds_capacity")),
        sa.CheckConstraint("taken BETWEEN 0 AND bound", name=op.f("ck_event_seats_not_overbooked")),
        sa.CheckConstraint("waiting BETWEEN 0 AND 100000", name=op.f("ck_event_seats_list_not_negative")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_seats_event_event")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_event_seats")),
    )
    op.create_table(
        "event_session",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamped_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'cancelled', 'held')", name=op.f("ck_event_session_state_known")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_event_session_times_in_order")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_session_event_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_session")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_session_uid")),
    )
    with op.batch_alter_table("event_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_session_event"), ["event", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_session_starts_at"), ["starts_at", "id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("offer_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("registered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(state = 'offered') = (offer_until IS NOT NULL)", name=op.f("ck_registration_offers_end")),
        sa.CheckConstraint(
            "state IN ('confirmed', 'waiting', 'offered', 'cancelled', 'expired')",
            name=op.f("ck_registration_state_known"),
        ),
        sa.CheckConstraint("party BETWEEN 1 AND 50", name=op.f("ck_registration_party_known")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_registration_event_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_event"), ["event", "state", "ticket"], unique=False)
        batch_op.create_index(
            "uq_registration_active_person",
            ["event", "person"],
            unique=True,
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )

    op.create_table(
        "seat_hold",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_seat_hold_event_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_hold")),
    )
    with op.batch_alter_table("seat_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_hold_event"), ["event"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_hold_until"), ["until"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("seat_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_hold_until"))
        batch_op.drop_index(batch_op.f("ix_seat_hold_event"))

    op.drop_table("seat_hold")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_registration_active_person",
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )
        batch_op.drop_index(batch_op.f("ix_registration_event"))

    op.drop_table("registration")
    with op.batch_alter_table("event_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_session_starts_at"))
        batch_op.drop_index(batch_op.f("ix_event_session_event"))

    op.drop_table("event_session")
    op.drop_table("event_seats")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_working_group"))
        batch_op.drop_index(batch_op.f("ix_event_organiser"))
        batch_op.drop_index(batch_op.f("ix_event_measure"))
        batch_op.drop_index(batch_op.f("ix_event_first_at"))
        batch_op.drop_index(batch_op.f("ix_event_area"))

    op.drop_table("event")
