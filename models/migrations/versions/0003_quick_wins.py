"""Quick wins."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:  # noqa: PLR0915
    op.create_table(
        "errand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("file", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_errand_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
    )
    with op.batch_alter_table("errand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_errand_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_errand_waiting",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "pastprogramme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_pastprogramme_agency_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_pastprogramme_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pastprogramme")),
        sa.UniqueConstraint("batch_id", "name", name=op.f("uq_pastprogramme_batch_id_name")),
    )
    with op.batch_alter_table("pastprogramme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pastprogramme_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pastprogramme_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("past_programme_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_judgement_member_id")),
        sa.ForeignKeyConstraint(
            ["past_programme_id"],
            ["pastprogramme.id"],
            name=op.f("fk_judgement_past_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint(
            "past_programme_id", "member_id", name=op.f("uq_judgement_past_programme_id_member_id")
        ),
    )
    with op.batch_alter_table("judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judgement_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_judgement_past_programme_id"), ["past_programme_id"], unique=False
        )

    op.create_table(
        "quickwin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("begun_as", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.Column("let_through", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("frequency", sa.String(), nullable=True),
        sa.Column("gains", sa.String(), nullable=True),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("idea", sa.String(), nullable=True),
        sa.Column("aim", sa.String(), nullable=True),
        sa.Column("first_sign", sa.String(), nullable=True),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("within_authority", sa.Boolean(), nullable=True),
        sa.Column("within_budget", sa.Boolean(), nullable=True),
        sa.Column("indicator", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("baseline", sa.String(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_quickwin_batch_id")),
        sa.ForeignKeyConstraint(["begun_by"], ["member.id"], name=op.f("fk_quickwin_begun_by")),
        sa.ForeignKeyConstraint(["merged_into"], ["quickwin.id"], name=op.f("fk_quickwin_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quickwin")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_quickwin_batch_id_number")),
        sa.UniqueConstraint("begun_by", "begun_as", name=op.f("uq_quickwin_begun_by_begun_as")),
    )
    with op.batch_alter_table("quickwin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quickwin_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quickwin_begun_by"), ["begun_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_quickwin_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index(batch_op.f("ix_quickwin_state"), ["state"], unique=False)

    op.create_table(
        "actionplan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_actionplan_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actionplan")),
        sa.UniqueConstraint("quickwin_id", name=op.f("uq_actionplan_quickwin_id")),
    )
    with op.batch_alter_table("actionplan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actionplan_state"), ["state"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("declared_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["declared_by"], ["member.id"], name=op.f("fk_conflict_declared_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_conflict_member_id")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_conflict_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("quickwin_id", "member_id", name=op.f("uq_conflict_quickwin_id_member_id")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_quickwin_id"), ["quickwin_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_decision_member_id")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_decision_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_quickwin_id"), ["quickwin_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("given_as", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("file", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_evidence_member_id")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_evidence_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("quickwin_id", "given_as", name=op.f("uq_evidence_quickwin_id_given_as")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_quickwin_id"), ["quickwin_id"], unique=False)

    op.create_table(
        "joinrequest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("merging", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["member.id"], name=op.f("fk_joinrequest_answered_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_joinrequest_member_id")),
        sa.ForeignKeyConstraint(["merging"], ["quickwin.id"], name=op.f("fk_joinrequest_merging")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_joinrequest_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinrequest")),
    )
    with op.batch_alter_table("joinrequest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joinrequest_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joinrequest_merging"), ["merging"], unique=False)
        batch_op.create_index(batch_op.f("ix_joinrequest_quickwin_id"), ["quickwin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joinrequest_state"), ["state"], unique=False)

    op.create_table(
        "ownership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_ownership_member_id")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_ownership_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership")),
        sa.UniqueConstraint("quickwin_id", "member_id", name=op.f("uq_ownership_quickwin_id_member_id")),
    )
    with op.batch_alter_table("ownership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ownership_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ownership_quickwin_id"), ["quickwin_id"], unique=False)

    op.create_table(
        "quickwinversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_quickwinversion_member_id")),
        sa.ForeignKeyConstraint(
            ["quickwin_id"], ["quickwin.id"], name=op.f("fk_quickwinversion_quickwin_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quickwinversion")),
        sa.UniqueConstraint("quickwin_id", "number", name=op.f("uq_quickwinversion_quickwin_id_number")),
    )
    with op.batch_alter_table("quickwinversion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quickwinversion_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quickwinversion_quickwin_id"), ["quickwin_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ratings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("better", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("seen_as", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_review_member_id")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_review_quickwin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint(
            "quickwin_id", "round", "member_id", name=op.f("uq_review_quickwin_id_round_member_id")
        ),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_quickwin_id"), ["quickwin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_state"), ["state"], unique=False)

    op.create_table(
        "actionstep",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begun_as", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("output", sa.String(), nullable=True),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("in_charge", sa.String(), nullable=True),
        sa.Column("partners", sa.String(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("budget_source", sa.String(), nullable=True),
        sa.Column("verification", sa.String(), nullable=True),
        sa.Column("risk", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["actionplan.id"], name=op.f("fk_actionstep_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actionstep")),
        sa.UniqueConstraint("plan_id", "begun_as", name=op.f("uq_actionstep_plan_id_begun_as")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_actionstep_plan_id_number")),
    )
    with op.batch_alter_table("actionstep", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actionstep_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "helpoffer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quickwin_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_helpoffer_member_id")),
        sa.ForeignKeyConstraint(["quickwin_id"], ["quickwin.id"], name=op.f("fk_helpoffer_quickwin_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_helpoffer_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpoffer")),
        sa.UniqueConstraint("review_id", "kind", name=op.f("uq_helpoffer_review_id_kind")),
    )
    with op.batch_alter_table("helpoffer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helpoffer_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_helpoffer_quickwin_id"), ["quickwin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_helpoffer_review_id"), ["review_id"], unique=False)

    op.create_table(
        "planversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_planversion_member_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["actionplan.id"], name=op.f("fk_planversion_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planversion")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_planversion_plan_id_number")),
    )
    with op.batch_alter_table("planversion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_planversion_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_planversion_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "helpnote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_helpnote_member_id")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["helpoffer.id"], name=op.f("fk_helpnote_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpnote")),
    )
    with op.batch_alter_table("helpnote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helpnote_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_helpnote_offer_id"), ["offer_id"], unique=False)
