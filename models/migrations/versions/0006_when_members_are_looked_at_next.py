"""When members are looked at next."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "outlook",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_outlook_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outlook_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_outlook")),
    )
    with op.batch_alter_table("outlook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outlook_look_at"), ["look_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outlook_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudge_counts"), sqlite_where=sa.text("state = 'given'"))
        batch_op.drop_index(batch_op.f("ix_nudge_person_id"))
        batch_op.create_index(batch_op.f("ix_nudge_given_to"), ["person_id", "given_at"], unique=False)

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_role"), ["role"], unique=False)
