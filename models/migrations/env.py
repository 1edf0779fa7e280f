"""What Alembic runs for every command; the connection comes from `steps`."""

from typing import TYPE_CHECKING, Any, Literal

from alembic import context
from sqlmodel import AutoString, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

import models.database  # noqa: F401  it knows every table

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext


def _written(kind: str, thing: Any, _context: "AutogenContext") -> str | Literal[False]:
    """Types as the databases know them: a step must not change when a library's type does."""
    if kind == "type" and isinstance(thing, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=_written,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
