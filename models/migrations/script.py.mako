<%
    steps = "\n".join(line for line in upgrades.splitlines() if "###" not in line) if upgrades else "pass"
%>"""${message.capitalize()}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:  # noqa: PLR0915
    ${steps.strip()}
