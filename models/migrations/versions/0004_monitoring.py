"""Monitoring: leave and days off, weekly reports, obstacles."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:  # noqa: PLR0915
    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_leave_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )

    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_person_id"), ["person_id"], unique=False)

    op.create_table(
        "preferences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("paused_from", sa.Date(), nullable=True),
        sa.Column("paused_to", sa.Date(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_preferences_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preferences")),
        sa.UniqueConstraint("person_id", name=op.f("uq_preferences_person_id")),
    )

    op.create_table(
        "checkinrule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_checkinrule_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkinrule")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_checkinrule_batch_id")),
    )

    op.create_table(
        "dayoff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_dayoff_batch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dayoff")),
        sa.UniqueConstraint("batch_id", "day", name=op.f("uq_dayoff_batch_id_day")),
    )

    op.create_table(
        "blocker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("given_as", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("solved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["member.id"], name=op.f("fk_blocker_closed_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_blocker_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocker")),
        sa.UniqueConstraint("member_id", "given_as", name=op.f("uq_blocker_member_id_given_as")),
    )

    with op.batch_alter_table("blocker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocker_closed_by"), ["closed_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_blocker_member_id"), ["member_id"], unique=False)

    op.create_table(
        "checkin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=True),
        sa.Column("next_thing", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_checkin_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin")),
        sa.UniqueConstraint("member_id", "week", name=op.f("uq_checkin_member_id_week")),
    )

    with op.batch_alter_table("checkin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkin_member_id"), ["member_id"], unique=False)

    op.create_table(
        "highfive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["member.id"], name=op.f("fk_highfive_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["member.id"], name=op.f("fk_highfive_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highfive")),
        sa.UniqueConstraint("from_id", "to_id", "day", name=op.f("uq_highfive_from_id_to_id_day")),
    )

    with op.batch_alter_table("highfive", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_highfive_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_highfive_to_id"), ["to_id"], unique=False)

    op.create_table(
        "putoff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_putoff_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_putoff")),
        sa.UniqueConstraint("member_id", "week", name=op.f("uq_putoff_member_id_week")),
    )

    op.create_table(
        "blockeranswer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blocker_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["blocker_id"], ["blocker.id"], name=op.f("fk_blockeranswer_blocker_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_blockeranswer_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blockeranswer")),
    )

    with op.batch_alter_table("blockeranswer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blockeranswer_blocker_id"), ["blocker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blockeranswer_member_id"), ["member_id"], unique=False)

    op.create_table(
        "checkinversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkin.id"], name=op.f("fk_checkinversion_checkin_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkinversion")),
        sa.UniqueConstraint("checkin_id", "number", name=op.f("uq_checkinversion_checkin_id_number")),
    )

    with op.batch_alter_table("checkinversion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkinversion_checkin_id"), ["checkin_id"], unique=False)

    op.create_table(
        "indicatorreading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkin.id"], name=op.f("fk_indicatorreading_checkin_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["quickwin_id"], ["quickwin.id"], name=op.f("fk_indicatorreading_quickwin_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicatorreading")),
        sa.UniqueConstraint(
            "checkin_id", "quickwin_id", name=op.f("uq_indicatorreading_checkin_id_quickwin_id")
        ),
    )

    with op.batch_alter_table("indicatorreading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicatorreading_checkin_id"), ["checkin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicatorreading_quickwin_id"), ["quickwin_id"], unique=False)

    op.create_table(
        "checkinevidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("given_as", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("file", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("kept_as", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkin.id"], name=op.f("fk_checkinevidence_checkin_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_checkinevidence_member_id")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["actionstep.id"], name=op.f("fk_checkinevidence_step_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkinevidence")),
        sa.UniqueConstraint("checkin_id", "given_as", name=op.f("uq_checkinevidence_checkin_id_given_as")),
    )

    with op.batch_alter_table("checkinevidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkinevidence_checkin_id"), ["checkin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_checkinevidence_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_checkinevidence_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_checkinevidence_step_id"), ["step_id"], unique=False)

    op.create_table(
        "stageclosing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkin.id"], name=op.f("fk_stageclosing_checkin_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_stageclosing_decided_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_stageclosing_member_id")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["actionstep.id"], name=op.f("fk_stageclosing_step_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stageclosing")),
    )

    with op.batch_alter_table("stageclosing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stageclosing_checkin_id"), ["checkin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stageclosing_decided_by"), ["decided_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_stageclosing_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stageclosing_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_stageclosing_step_id"), ["step_id"], unique=False)

    op.create_table(
        "stagereport",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkin.id"], name=op.f("fk_stagereport_checkin_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["actionstep.id"], name=op.f("fk_stagereport_step_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stagereport")),
        sa.UniqueConstraint("checkin_id", "step_id", name=op.f("uq_stagereport_checkin_id_step_id")),
    )

    with op.batch_alter_table("stagereport", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stagereport_checkin_id"), ["checkin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stagereport_step_id"), ["step_id"], unique=False)

    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.add_column(sa.Column("latest_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("hours", sa.String(), server_default="waking", nullable=False))
        batch_op.drop_index(batch_op.f("ix_nudge_due"), sqlite_where=sa.text("state = 'waiting'"))
        batch_op.create_index(
            "ix_nudge_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_nudge_counts",
            ["script", "expires_at"],
            unique=False,
            sqlite_where=sa.text("state = 'given'"),
            postgresql_where=sa.text("state = 'given'"),
        )

    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_talk_state"))
        batch_op.create_index(
            "ix_talk_unfinished",
            ["chat_id"],
            unique=False,
            sqlite_where=sa.text("state IN ('open', 'resting')"),
            postgresql_where=sa.text("state IN ('open', 'resting')"),
        )
