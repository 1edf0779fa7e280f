"""What somebody heard lately."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudge_person_id"))
        batch_op.create_index("ix_nudge_person", ["person_id", "given_at"], unique=False)
