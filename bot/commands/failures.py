"""A failure told in one line, where it is one that an operator can do something about."""

from sqlalchemy.exc import OperationalError, ProgrammingError


def sentence(error: BaseException) -> str | None:
    """What to tell about `error`; None where it is a fault of the programme's own."""
    if isinstance(error, _expected()):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    if isinstance(error, OperationalError | ProgrammingError):
        return f"the database refused: {' '.join(str(error.orig).split())}; see: penggerak doctor"
    return None


def _expected() -> tuple[type[BaseException], ...]:
    """Errors whose own text says what is wrong and what would be right."""
    from bot.commands.context import NotMigrated  # noqa: PLC0415  only looked for once something has failed
    from bot.config_faults import ConfigError  # noqa: PLC0415
    from models.database import UnknownDatabase  # noqa: PLC0415
    from models.instruments.problems import BrokenWorkbook  # noqa: PLC0415
    from models.instruments.versions import UnknownInstrument  # noqa: PLC0415
    from models.instruments.windows import BrokenWindow  # noqa: PLC0415
    from models.programmes import CodeTaken, UnknownBatch  # noqa: PLC0415

    return (
        ConfigError,
        NotMigrated,
        UnknownDatabase,
        BrokenWorkbook,
        UnknownInstrument,
        BrokenWindow,
        CodeTaken,
        UnknownBatch,
    )
